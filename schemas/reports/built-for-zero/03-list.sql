-- Who is homeless on the last day of the month, since when without a break, and how they came.
CREATE TEMP TABLE by_name_list AS
WITH broken AS (
  SELECT *,
    start_date > max(coalesce(end_date, DATE '9999-12-31')) OVER (
      PARTITION BY person ORDER BY start_date, coalesce(end_date, DATE '9999-12-31')
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS breaks
  FROM episodes WHERE homeless),
spells AS (
  SELECT *,
    count(*) FILTER (breaks) OVER (
      PARTITION BY person ORDER BY start_date, coalesce(end_date, DATE '9999-12-31')
      ROWS UNBOUNDED PRECEDING) AS spell
  FROM broken),
open AS (
  SELECT person, spell, min(start_date) AS homeless_since,
    arg_max(place, (start_date, kind, project)) AS place,
    arg_max(kind, (start_date, kind, project)) AS kind
  FROM spells
  GROUP BY person, spell
  HAVING bool_or(end_date IS NULL OR end_date > list_day())),
came AS (
  SELECT person, arg_max(came, first_day) AS came
  FROM person_months WHERE came IS NOT NULL GROUP BY person)
SELECT o.person, o.place, o.kind, o.homeless_since, c.came, p.veteran, p.chronic
FROM open o JOIN people p USING (person) LEFT JOIN came c USING (person);
