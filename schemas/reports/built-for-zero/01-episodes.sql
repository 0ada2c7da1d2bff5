-- Episodes as they stand: of several rows about one the latest delivered. Each place's people alone,
-- when a place is named.
CREATE TEMP TABLE wanted AS
WITH RECURSIVE below AS (
  SELECT wanted_place() AS code WHERE wanted_place() IS NOT NULL
  UNION
  SELECT p.code FROM place p JOIN below b ON p.parent = b.code)
FROM below;

CREATE TEMP TABLE episodes AS
SELECT e.person, e.place, e.kind, e.project, e.start_date, e.end_date, e.exit_to, e.veteran, e.chronic,
  e.kind IN ('rough_sleeping', 'emergency_shelter') AS homeless
FROM homelessness_episode e JOIN deliveries USING (file, partner, contract)
WHERE e.person IS NOT NULL AND e.start_date <= list_day()
  AND (wanted_place() IS NULL OR e.place IN (SELECT code FROM wanted))
QUALIFY row_number() OVER (
  PARTITION BY e.person, e.kind, e.project, e.start_date ORDER BY delivery DESC, "row" DESC) = 1;

-- What is known of each person by whoever knows it; null when nobody does.
CREATE TEMP TABLE people AS
SELECT person, bool_or(veteran) AS veteran, bool_or(chronic) AS chronic
FROM episodes GROUP BY person;
