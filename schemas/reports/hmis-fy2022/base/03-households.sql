-- What a household is, from the ages of all who were in it during the report, and its head.
CREATE TEMP TABLE households AS
SELECT household,
  CASE
    WHEN count(*) FILTER (age >= 18) > 0 AND count(*) FILTER (age < 18) > 0 THEN 'adults and children'
    WHEN count(*) FILTER (age IS NULL) > 0 THEN 'unknown'
    WHEN count(*) FILTER (age >= 18) > 0 THEN 'adults'
    ELSE 'children'
  END AS household_type,
  coalesce(max(age) < 25, false) AS all_young,
  count(*) FILTER (relationship = 1) AS heads,
  count(*) FILTER (relationship = 2 AND age < 18) AS own_children,
  min(entry_date) FILTER (relationship = 1) AS head_entry,
  min(move_in_date) FILTER (relationship = 1) AS head_move_in,
  min(street_date) FILTER (relationship = 1) AS head_street_date,
  min(enrollment) FILTER (relationship = 1) AS head_enrollment
FROM stays
GROUP BY household;
