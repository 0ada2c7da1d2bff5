-- Income, benefits and insurance of each person at start, at the latest annual assessment and at exit.
-- An assessment is annual when made within 30 days of an anniversary of the head's entry.
CREATE TEMP TABLE incomes AS
WITH recorded AS (
  SELECT p.person,
    i.* EXCLUDE (partner, contract, contract_version, file, bucket, person, enrollment, stage),
    CASE i.stage WHEN 1 THEN 'start' WHEN 3 THEN 'exit' WHEN 5 THEN 'annual' END AS phase
  FROM persons p JOIN hmis_income i ON i.enrollment = p.enrollment AND i.person = p.person
  WHERE CASE i.stage
    WHEN 1 THEN i.information_date = p.entry_date
    WHEN 3 THEN p.leaver AND i.information_date = p.exit_date
    WHEN 5 THEN NOT p.leaver AND i.information_date <= report_end() AND EXISTS (
      FROM range(1, 100) AS n(years)
      WHERE abs(date_diff('day',
        CAST(coalesce(p.head_entry, p.entry_date) + to_years(CAST(years AS INTEGER)) AS DATE),
        i.information_date)) <= 30)
    ELSE false END),
latest AS (
  FROM recorded
  QUALIFY row_number() OVER (
    PARTITION BY person, phase ORDER BY information_date DESC, "row" DESC) = 1),
stages AS (
  SELECT p.*, s.phase
  FROM persons p, (VALUES ('start'), ('annual'), ('exit')) AS s(phase)
  WHERE s.phase = 'start' OR p.leaver = (s.phase = 'exit')),
joined AS (
  SELECT s.*, l.person IS NOT NULL AS assessed, l.* EXCLUDE (person, phase, "row")
  FROM stages s LEFT JOIN latest l ON l.person = s.person AND l.phase = s.phase),
summed AS (
  SELECT *,
    CASE WHEN earned = 1 THEN coalesce(earned_amount, 0) ELSE 0 END AS earned_dollars,
    coalesce(total_income, 0) AS all_dollars
  FROM joined),
told AS (
  SELECT *,
    all_dollars - earned_dollars AS other_dollars,
    -- An assessment is due once the head has been there for a year.
    phase = 'annual' AND NOT a_year AS not_yet_due,
    phase = 'annual' AND a_year AND NOT assessed AS overdue,
    phase = 'annual' AND days_stayed < 365 AS stayed_less_than_a_year,
    CASE WHEN phase = 'annual' AND NOT assessed THEN 'none'
         WHEN any_income = 0 OR (any_income = 1 AND all_dollars <= 0) THEN 'no'
         WHEN any_income = 1 THEN 'yes'
         WHEN refused(any_income) THEN 'refused' ELSE 'missing' END AS income,
    yes_of([medicaid, medicare, schip, va_medical, employer, cobra, private_pay, state_insurance,
      indian_health, other_insurance]) AS insurances,
    yes_of([earned, unemployment, ssi, ssdi, va_service, va_non_service, private_disability, workers_comp,
      tanf, general_assistance, retirement, pension, child_support, alimony, other_income]) AS sources
  FROM summed)
SELECT *, first_value(income) OVER (PARTITION BY person ORDER BY phase = 'start' DESC) AS start_income
FROM told;

-- What changed from the start to the annual assessment or the exit, for adults whose income is known
-- at both.
CREATE TEMP TABLE income_changes AS
SELECT f.phase, f.person, s.earned_dollars AS earned_before, f.earned_dollars AS earned_after,
  s.other_dollars AS other_before, f.other_dollars AS other_after,
  s.all_dollars AS all_before, f.all_dollars AS all_after
FROM incomes f JOIN incomes s ON s.person = f.person AND s.phase = 'start'
WHERE f.phase <> 'start' AND f.adult AND f.income IN ('yes', 'no') AND s.income IN ('yes', 'no');
