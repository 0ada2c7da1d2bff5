-- One row per person served, of their latest stay in the report, with what the tables ask of a person.
CREATE TEMP TABLE persons AS
WITH latest AS (
  FROM stays
  QUALIFY row_number() OVER (
    PARTITION BY person ORDER BY entry_date DESC, exit_date DESC NULLS FIRST, enrollment) = 1),
moved AS (
  SELECT s.*, h.* EXCLUDE (household), c.chronic,
    -- The household is housed when its head is; who joins later on that day, who had left before never.
    CASE WHEN NOT permanent_housing OR head_move_in IS NULL OR head_move_in > report_end()
           OR head_move_in < head_entry OR coalesce(exit_date < head_move_in, false) THEN NULL
         ELSE greatest(entry_date, head_move_in) END AS housed_on,
    -- A child without an answer of its own has been without a home as long as the head it came with.
    coalesce(street_date,
      CASE WHEN age < 18 AND relationship <> 1 AND entry_date = head_entry THEN head_street_date END)
      AS homeless_since
  FROM latest s JOIN households h USING (household) JOIN chronic c USING (enrollment)),
nights AS (
  SELECT enrollment, count(*) AS own_nights, max(date) AS last_night
  FROM bed_nights GROUP BY enrollment),
household_nights AS (
  SELECT household, count(*) AS nights FROM bed_nights GROUP BY household),
met AS (
  SELECT enrollment, max(date) AS last_contact
  FROM hmis_contact WHERE date <= report_end() GROUP BY enrollment),
twice AS (
  SELECT DISTINCT a.person
  FROM stays a JOIN stays b ON a.person = b.person AND a.enrollment <> b.enrollment
    AND a.entry_date >= b.entry_date AND a.entry_date < coalesce(b.exit_date, report_end())),
locations AS (
  SELECT DISTINCT enrollment FROM hmis_location WHERE stage = 1 AND continuum IS NOT NULL),
lasting AS (
  SELECT DISTINCT enrollment FROM hmis_condition
  WHERE stage = 1 AND (indefinite = 1 OR (type IN (6, 8) AND response = 1)))
SELECT m.*,
  coalesce(age >= 18, false) AS adult,
  coalesce(age < 18, false) AS child,
  coalesce(relationship = 1, false) AS head,
  coalesce(age >= 18, false) OR coalesce(relationship = 1, false) AS adult_or_head,
  CASE WHEN age IS NOT NULL THEN 'known' WHEN refused(birth_quality) THEN 'refused' ELSE 'missing' END
    AS age_known,
  CASE WHEN questioning = 1 THEN 'questioning'
       WHEN no_single_gender = 1 OR (female = 1 AND male = 1) THEN 'no single gender'
       WHEN transgender = 1 THEN 'transgender'
       WHEN female = 1 THEN 'female' WHEN male = 1 THEN 'male'
       WHEN refused(gender_none) THEN 'refused' ELSE 'missing' END AS gender,
  CASE WHEN races > 1 THEN 'multiple'
       WHEN white = 1 THEN 'white' WHEN black = 1 THEN 'black' WHEN asian = 1 THEN 'asian'
       WHEN native_american = 1 THEN 'native american' WHEN pacific_islander = 1 THEN 'pacific islander'
       WHEN refused(race_none) THEN 'refused' ELSE 'missing' END AS race,
  coalesce(age BETWEEN 12 AND 24, false) AND all_young AS youth,
  coalesce(age < 25, false) AND all_young AND coalesce(relationship = 1, false)
    AND own_children > 0 AS parenting_youth,
  CASE WHEN leaver THEN exit_date - entry_date ELSE report_end() - entry_date + 1 END AS days_enrolled,
  CASE WHEN NOT by_night THEN days_enrolled
       WHEN NOT nights_of_household() THEN coalesce(own_nights, 0)
       -- One record of nights for the household, under its head; the others are counted by days.
       WHEN coalesce(relationship = 1, false) THEN coalesce(nights, 0)
       ELSE days_enrolled END AS days_stayed,
  last_night, last_contact,
  -- Street outreach is held to the quality of its data once a person has agreed to a plan of help.
  project_type <> 4 OR coalesce(engagement_date <= report_end(), false) AS known_to_outreach,
  person IN (SELECT person FROM twice) AS overlapping,
  enrollment IN (SELECT enrollment FROM locations) AS located,
  enrollment IN (SELECT enrollment FROM lasting) AS lasting_condition,
  report_end() - coalesce(head_entry, entry_date) + 1 >= 365 AS a_year,
  CASE WHEN permanent_housing THEN housed_on ELSE entry_date END - homeless_since AS days_homeless,
  housed_on - entry_date AS days_to_housing,
  permanent_home(destination) OR CASE project_type
    WHEN 1 THEN coalesce(destination = 32, false)
    WHEN 4 THEN coalesce(destination IN (1, 2, 4, 5, 12, 13, 14, 15, 18, 25, 27, 32), false)
    ELSE false END AS left_for_the_better,
  CASE WHEN project_type = 4 THEN coalesce(destination IN (6, 24, 29), false)
       ELSE coalesce(destination IN (6, 15, 24, 25), false) END AS outside_the_share
FROM (
    SELECT *, yes_of([white, black, asian, native_american, pacific_islander]) AS races
    FROM moved) m
  LEFT JOIN nights USING (enrollment)
  LEFT JOIN household_nights USING (household)
  LEFT JOIN met USING (enrollment);
