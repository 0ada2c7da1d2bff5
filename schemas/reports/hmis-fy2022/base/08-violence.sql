-- What adults and heads said of domestic violence at the start of their stay.
CREATE TEMP TABLE violence AS
WITH recorded AS (
  SELECT v.enrollment, v.person, v.survivor, v.fleeing
  FROM hmis_violence v JOIN persons p ON v.enrollment = p.enrollment AND v.person = p.person
  WHERE v.stage = 1 AND v.information_date = p.entry_date
  QUALIFY row_number() OVER (PARTITION BY v.enrollment ORDER BY v."row" DESC) = 1)
SELECT p.*, r.survivor, r.fleeing
FROM persons p LEFT JOIN recorded r ON r.enrollment = p.enrollment
WHERE p.adult_or_head;
