-- How the reports write numbers: a share with four decimals, nothing where there is nothing to divide.
CREATE TEMP MACRO share(part, whole) AS
  CASE WHEN whole = 0 OR part = 0 THEN '0' ELSE printf('%.4f', part / whole) END;

-- An amount of money; no one to average is 0.
CREATE TEMP MACRO dollars(amount) AS
  CASE WHEN coalesce(round(amount, 2), 0) = 0 THEN '0' ELSE printf('$%.2f', amount) END;

-- What the person did not know or would not say, and what was not collected.
CREATE TEMP MACRO refused(code) AS coalesce(code IN (8, 9), false);
CREATE TEMP MACRO missing(code) AS code IS NULL OR code = 99;

-- How many of several codes say yes.
CREATE TEMP MACRO yes_of(codes) AS len(list_filter(codes, lambda code: code = 1));

-- Living situations and destinations by their codes.
CREATE TEMP MACRO homeless_place(code) AS coalesce(code IN (1, 16, 18), false);
CREATE TEMP MACRO institution(code) AS coalesce(code IN (4, 5, 6, 7, 15, 25), false);
CREATE TEMP MACRO permanent_home(code) AS
  coalesce(code IN (3, 10, 11, 19, 20, 21, 22, 23, 26, 28, 31, 33, 34), false);
