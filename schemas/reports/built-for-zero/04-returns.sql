-- Of people whose first exit to a permanent home was in a month, who was homeless again and how soon:
-- in shelter, transitional housing or on the street, or from six months on in supportive housing.
-- What begins within the first days belongs to the move.
CREATE TEMP TABLE first_exits AS
SELECT person, min(end_date) AS exit_date
FROM episodes
WHERE exit_to = 'permanent' AND end_date <= list_day()
  AND kind IN ('rough_sleeping', 'emergency_shelter', 'transitional', 'permanent_supportive')
GROUP BY person;

CREATE TEMP TABLE returns AS
WITH again AS (
  SELECT x.person, min(e.start_date) AS return_date
  FROM first_exits x JOIN episodes e ON e.person = x.person
    AND e.start_date > x.exit_date + return_ignored_days()
  WHERE e.kind IN ('rough_sleeping', 'emergency_shelter', 'transitional')
    OR (e.kind = 'permanent_supportive' AND e.start_date >= x.exit_date + INTERVAL 6 MONTH)
  GROUP BY x.person)
SELECT CAST(date_trunc('month', x.exit_date) AS DATE) AS cohort,
  count(*) AS housed,
  count(*) FILTER (r.return_date < x.exit_date + INTERVAL 6 MONTH) AS within_6,
  count(*) FILTER (r.return_date < x.exit_date + INTERVAL 12 MONTH) AS within_12,
  count(*) FILTER (r.return_date < x.exit_date + INTERVAL 24 MONTH) AS within_24
FROM first_exits x LEFT JOIN again r USING (person)
GROUP BY cohort;
