-- Contacts of adults and heads up to the end of the report, by street outreach and night-by-night
-- shelters. Agreeing to a plan of help is a contact too.
CREATE TEMP TABLE contacts AS
WITH met AS (
  SELECT enrollment, date, max(living_situation) AS found
  FROM hmis_contact GROUP BY enrollment, date
  UNION ALL
  SELECT enrollment, engagement_date, NULL FROM hmis_enrollment e
  WHERE engagement_date IS NOT NULL
    AND NOT EXISTS (
      FROM hmis_contact c WHERE c.enrollment = e.enrollment AND c.date = e.engagement_date)),
counted AS (
  SELECT m.enrollment, count(*) AS times,
    count(*) FILTER (m.date <= s.engagement_date) AS times_before_engaged,
    arg_min(coalesce(m.found, 99), m.date) AS first_situation
  FROM met m JOIN stays s USING (enrollment)
  WHERE m.date BETWEEN s.entry_date AND least(coalesce(s.exit_date, report_end()), report_end())
  GROUP BY m.enrollment)
SELECT p.*, c.times, c.times_before_engaged,
  coalesce(p.engagement_date BETWEEN p.entry_date AND report_end(), false) AS engaged,
  CASE WHEN homeless_place(c.first_situation) THEN 'homeless'
       WHEN c.first_situation IN (8, 9, 37, 99) THEN 'unknown'
       ELSE 'elsewhere' END AS first_contact
FROM persons p JOIN counted c USING (enrollment)
WHERE p.adult_or_head AND (p.by_night OR p.project_type = 4);
