-- Disabling conditions of each person at start, at exit of leavers, and as last known of stayers.
CREATE TEMP TABLE conditions AS
WITH recorded AS (
  SELECT p.person, c.type, c.response, c.information_date, c."row", s.phase
  FROM persons p
    JOIN hmis_condition c ON c.enrollment = p.enrollment AND c.person = p.person,
    (VALUES ('start'), ('exit'), ('latest')) AS s(phase)
  WHERE CASE s.phase
    WHEN 'start' THEN c.stage = 1 AND c.information_date = p.entry_date
    WHEN 'exit' THEN p.leaver AND c.stage = 3 AND c.information_date = p.exit_date
    ELSE NOT p.leaver AND c.information_date <= report_end() END),
latest AS (
  FROM recorded
  QUALIFY row_number() OVER (
    PARTITION BY person, phase, type ORDER BY information_date DESC, "row" DESC) = 1),
wide AS (
  SELECT person, phase,
    max(response) FILTER (type = 5) AS physical, max(response) FILTER (type = 6) AS developmental,
    max(response) FILTER (type = 7) AS chronic_health, max(response) FILTER (type = 8) AS hiv,
    max(response) FILTER (type = 9) AS mental, max(response) FILTER (type = 10) AS substance
  FROM latest GROUP BY person, phase),
stages AS (
  SELECT p.*, s.phase
  FROM persons p, (VALUES ('start'), ('exit'), ('latest')) AS s(phase)
  WHERE s.phase = 'start' OR p.leaver = (s.phase = 'exit'))
SELECT s.*, w.* EXCLUDE (person, phase),
  yes_of([physical, developmental, chronic_health, hiv, mental])
    + CASE WHEN substance IN (1, 2) THEN 1 WHEN substance = 3 THEN 2 ELSE 0 END AS conditions
FROM stages s LEFT JOIN wide w ON w.person = s.person AND w.phase = s.phase;
