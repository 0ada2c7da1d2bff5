-- Households with an adult, by whether one of the adults is a veteran.
CREATE TEMP TABLE veteran_households AS
SELECT household, any_value(household_type) AS household_type,
  CASE WHEN bool_or(veteran = 1 AND chronic = 'yes') THEN 'chronic'
       WHEN bool_or(veteran = 1) THEN 'yes'
       WHEN bool_and(coalesce(veteran = 0, false)) THEN 'no'
       WHEN bool_or(refused(veteran)) THEN 'refused' ELSE 'missing' END AS veterans
FROM persons
WHERE adult
GROUP BY household;
