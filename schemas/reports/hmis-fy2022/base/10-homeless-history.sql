-- What adults and heads are asked of the time before their stay, and what of it is not known. Shelters
-- and outreach ask for the time on the street; housing first asks for the place and the time there.
CREATE TEMP TABLE homeless_history AS
WITH came AS (
  SELECT *,
    CASE WHEN project_type IN (1, 4, 8) THEN 'street'
         WHEN project_type = 2 THEN 'transitional'
         WHEN permanent_housing THEN 'housing' END AS asked_as,
    CASE WHEN homeless_place(living_situation) THEN 'street'
         WHEN institution(living_situation) THEN 'institution' ELSE 'housing' END AS came_from,
    refused(length_of_stay) OR missing(length_of_stay) AS length_unknown
  FROM persons WHERE adult_or_head),
asked AS (
  SELECT *,
    asked_as = 'street' OR came_from = 'street'
      OR (previous_street = 1 AND length_of_stay IN (10, 11))
      OR (previous_street = 1 AND length_of_stay IN (2, 3) AND came_from = 'institution')
      AS asked_of_street
  FROM came),
gaps AS (
  SELECT *,
    asked_as <> 'street' AND came_from = 'institution' AND length_unknown AS gap_in_institution,
    asked_as <> 'street' AND came_from = 'housing' AND length_unknown AS gap_in_housing,
    asked_of_street AND street_date IS NULL AS gap_in_date,
    asked_of_street AND (refused(times_homeless) OR missing(times_homeless)) AS gap_in_times,
    asked_of_street AND (refused(months_homeless) OR missing(months_homeless)) AS gap_in_months
  FROM asked)
SELECT *,
  gap_in_institution OR gap_in_housing OR gap_in_date OR gap_in_times OR gap_in_months AS gap
FROM gaps;
