-- The project. One that lies in several continuums has several rows; they differ in the place only.
CREATE TEMP TABLE project AS
SELECT *,
  project_type = 1 AND tracking_method = 3 AS by_night,
  project_type IN (3, 9, 10, 13) AS permanent_housing,
  project_type IN (3, 13) AS supportive_or_rapid
FROM hmis_project
WHERE project = report_project()
ORDER BY continuum, "row"
LIMIT 1;

-- Nights in a bed, within the stay and up to the end of the report.
CREATE TEMP TABLE bed_nights AS
SELECT DISTINCT s.enrollment, e.household, s.date
FROM hmis_service s JOIN hmis_enrollment e USING (enrollment)
WHERE s.record_type = 200 AND s.date >= e.entry_date AND s.date <= report_end()
  AND (e.exit_date IS NULL OR s.date < e.exit_date);

-- Every stay that was active in the report: begun by its last day, not ended before its first. In a
-- shelter that is counted night by night, a stay without a night in the report is not active.
CREATE TEMP TABLE stays AS
SELECT e.*, p.by_night, p.permanent_housing, p.supportive_or_rapid, p.project_type,
  c.* EXCLUDE (partner, contract, contract_version, file, "row", bucket, person),
  -- Age on the first day of the report, or of the stay when that is later.
  CASE WHEN e.entry_date >= report_start() THEN e.age_at_entry
       ELSE year(report_start()) - year(c.birth_month)
         - CASE WHEN month(report_start()) < month(c.birth_month)
             OR (month(report_start()) = month(c.birth_month) AND NOT c.born_on_first)
           THEN 1 ELSE 0 END
  END AS age,
  coalesce(e.exit_date <= report_end(), false) AS leaver
FROM hmis_enrollment e
  JOIN hmis_client c USING (person)
  JOIN project p ON e.project = p.project
WHERE e.entry_date <= report_end()
  AND (e.exit_date IS NULL OR e.exit_date >= report_start())
  AND (NOT p.by_night OR EXISTS (
    FROM bed_nights n
    WHERE CASE WHEN nights_of_household() THEN n.household = e.household
               ELSE n.enrollment = e.enrollment END
      AND n.date >= report_start()));
