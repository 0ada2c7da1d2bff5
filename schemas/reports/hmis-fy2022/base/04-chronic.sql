-- Chronic homelessness at the start of a stay, as the reporting glossary finds it, question by
-- question: a lasting disability; then where the person slept before; then a year or more without a
-- home, or four times in three years that add up to a year.
CREATE TEMP TABLE chronic_answers AS
WITH asked AS (
  SELECT *,
    CASE WHEN project_type IN (1, 4, 8) OR homeless_place(living_situation) THEN 'homeless'
         WHEN institution(living_situation) THEN
           CASE WHEN length_of_stay IN (2, 3, 10, 11) THEN 'short'
                WHEN refused(length_of_stay) THEN 'refused'
                WHEN missing(length_of_stay) THEN 'missing' ELSE 'no' END
         ELSE
           CASE WHEN length_of_stay IN (10, 11) THEN 'short'
                WHEN refused(length_of_stay) THEN 'refused'
                WHEN missing(length_of_stay) THEN 'missing' ELSE 'no' END
    END AS before
  FROM stays),
streets AS (
  SELECT *,
    CASE WHEN before <> 'short' THEN before
         WHEN previous_street = 1 THEN 'homeless' WHEN previous_street = 0 THEN 'no'
         WHEN refused(previous_street) THEN 'refused' ELSE 'missing' END AS slept
  FROM asked)
SELECT enrollment, household, entry_date, age, relationship,
  CASE
    WHEN disabling = 0 THEN 'no'
    WHEN refused(disabling) THEN 'refused'
    WHEN missing(disabling) THEN 'missing'
    WHEN slept <> 'homeless' THEN slept
    WHEN street_date <= entry_date - INTERVAL 1 YEAR THEN 'yes'
    WHEN times_homeless IN (1, 2, 3) THEN 'no'
    WHEN refused(times_homeless) THEN 'refused'
    WHEN missing(times_homeless) THEN 'missing'
    WHEN months_homeless IN (112, 113) THEN 'yes'
    WHEN refused(months_homeless) THEN 'refused'
    WHEN missing(months_homeless) THEN 'missing'
    ELSE 'no'
  END AS answer
FROM streets;

-- All who came with a chronically homeless head or adult are so too; a child has the head's answer.
CREATE TEMP TABLE chronic AS
SELECT a.enrollment,
  CASE
    WHEN a.answer = 'yes' OR EXISTS (
      FROM chronic_answers o
      WHERE o.household = a.household AND o.answer = 'yes' AND o.entry_date = a.entry_date
        AND (o.relationship = 1 OR o.age >= 18)) THEN 'yes'
    WHEN coalesce(a.age < 18, false) AND a.relationship <> 1 THEN coalesce(h.answer, a.answer)
    ELSE a.answer
  END AS chronic
FROM chronic_answers a
  LEFT JOIN households g USING (household)
  LEFT JOIN chronic_answers h ON h.enrollment = g.head_enrollment;
