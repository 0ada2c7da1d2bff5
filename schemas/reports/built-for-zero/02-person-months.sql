-- Each person's month on the list: there at its start or end, come or gone in between, and by which way.
CREATE TEMP TABLE months AS
SELECT CAST(m AS DATE) AS first_day, last_day(m) AS last_day
FROM (
  SELECT unnest(generate_series(
    (SELECT date_trunc('month', min(start_date)) FROM episodes WHERE homeless),
    date_trunc('month', list_day()), INTERVAL 1 MONTH)) AS m);

CREATE TEMP TABLE person_months AS
WITH touched AS (
  SELECT m.first_day, m.last_day, e.person,
    bool_or(e.start_date < m.first_day AND (e.end_date IS NULL OR e.end_date >= m.first_day)) AS at_start,
    bool_or(e.start_date <= m.last_day AND (e.end_date IS NULL OR e.end_date > m.last_day)) AS at_end,
    min(e.start_date) FILTER (e.start_date >= m.first_day) AS entered_on,
    -- An exit counts when somebody wrote down where to; who is not seen again has left no record.
    arg_max(e.exit_to, (e.end_date, e.exit_to)) FILTER (e.end_date <= m.last_day) AS left_to
  FROM episodes e JOIN months m
    ON e.start_date <= m.last_day AND (e.end_date IS NULL OR e.end_date >= m.first_day)
  WHERE e.homeless
  GROUP BY m.first_day, m.last_day, e.person),
before AS (
  SELECT t.person, t.first_day,
    arg_max(e.exit_to = 'permanent' OR e.kind = 'permanent_supportive',
      (coalesce(e.end_date, e.start_date), e.start_date, e.kind, e.project)) AS housed
  FROM touched t JOIN episodes e ON e.person = t.person AND e.start_date < t.entered_on
  WHERE NOT t.at_start AND e.kind IN
    ('rough_sleeping', 'emergency_shelter', 'transitional', 'permanent_supportive')
  GROUP BY t.person, t.first_day)
SELECT t.*, p.veteran, p.chronic,
  CASE WHEN t.at_start OR t.entered_on IS NULL THEN NULL
       WHEN b.person IS NULL THEN 'newly_identified'
       WHEN b.housed THEN 'returned_from_housing'
       ELSE 'returned_from_inactive' END AS came,
  CASE WHEN t.at_end OR NOT (t.at_start OR t.entered_on IS NOT NULL) THEN NULL
       WHEN t.left_to = 'permanent' THEN 'housed'
       WHEN t.left_to IS NOT NULL THEN 'inactive'
       ELSE 'left_without_record' END AS gone
FROM touched t
  JOIN people p USING (person)
  LEFT JOIN before b USING (person, first_day);
