-- Who was there in the night of the last Wednesday of January, April, July and October.
-- Housing projects count those who live there, night-by-night shelters those with a bed that night.
CREATE TEMP TABLE wednesdays AS
WITH days AS (
  SELECT CAST(unnest(generate_series(report_start(), report_end(), INTERVAL 1 DAY)) AS DATE) AS day),
last AS (
  SELECT month(day) AS m, max(day) AS day
  FROM days WHERE isodow(day) = 3 AND month(day) IN (1, 4, 7, 10)
  GROUP BY month(day)),
there AS (
  SELECT p.person, l.m
  FROM persons p JOIN last l ON l.day >= p.entry_date AND (p.exit_date IS NULL OR l.day < p.exit_date)
  WHERE CASE
    WHEN p.permanent_housing THEN p.housed_on <= l.day
    WHEN p.by_night THEN EXISTS (
      FROM bed_nights n
      WHERE CASE WHEN nights_of_household() THEN n.household = p.household
                 ELSE n.enrollment = p.enrollment END
        AND n.date = l.day)
    ELSE true END)
SELECT p.*,
  p.person IN (SELECT person FROM there WHERE m = 1) AS there_january,
  p.person IN (SELECT person FROM there WHERE m = 4) AS there_april,
  p.person IN (SELECT person FROM there WHERE m = 7) AS there_july,
  p.person IN (SELECT person FROM there WHERE m = 10) AS there_october
FROM persons p;
