# SPDX-License-Identifier: GPL-3.0-or-later
"""Scalar functions: a query a function, several calls of it over the rows of values.json."""
import re

CALLS = {
    "arithmetic": {
        "PLUS": "i + j|l + i|d + e|m + q|m + i|d + m|ti + si",
        "MINUS": "i - j|l - i|d - e|m - q|-d|-m|si - ti",
        "TIMES": "i * j|d * e|m * q|m * i|d * i|ti * si",
        "DIVIDE": "i / j|d / e|m / j|q / e|l / j|m / CAST(7 AS DECIMAL(3, 0))",
        "REMAINDER": "i % j|MOD(l, j)|MOD(i, 7)|MOD(si, 10)|MOD(ti, j)",
        "ABS": "ABS(i)|ABS(d)|ABS(m)|ABS(l)|ABS(si)",
        "SIGN": "SIGN(i)|SIGN(d)|SIGN(m)|SIGN(l)|SIGN(q)",
        "ROUND": "ROUND(d, 1)|ROUND(d)|ROUND(m, 1)|ROUND(m, 0)|ROUND(i, -1)|ROUND(q, 2)",
        "TRUNCATE": "TRUNCATE(d, 1)|TRUNCATE(m, 1)|TRUNCATE(q, 2)|TRUNCATE(d)|TRUNCATE(e, 0)",
        "FLOOR": "FLOOR(d)|FLOOR(e)|FLOOR(m)|FLOOR(i)|FLOOR(q)",
        "CEIL": "CEIL(d)|CEIL(e)|CEIL(m)|CEIL(i)|CEILING(q)",
        "SQRT": "SQRT(e)|SQRT(j)|SQRT(ABS(d))|SQRT(ABS(m))|SQRT(q)",
        "POWER": "POWER(e, 2)|POWER(j, 3)|POWER(d, 2)|POWER(2, j)|POWER(m, 2)",
        "EXP": "EXP(f)|EXP(j)|EXP(e / 100)|EXP(0)|EXP(m / 1000)",
        "LN": "LN(e)|LN(j)|LN(q)|LN(e + 1)|LN(j * 2)",
        "LOG10": "LOG10(e)|LOG10(j)|LOG10(q)|LOG10(e * 10)|LOG10(j + 1)",
        "LOG2": "LOG2(e)|LOG2(j)|LOG2(q)|LOG2(e * 8)|LOG2(j + 1)",
        "LOG": "LOG(e)|LOG(2, e)|LOG(10, j)|LOG(j + 1)|LOG(3, q)",
        "SIN": "SIN(d)|SIN(e)|COS(d)|COS(e)|TAN(f)|ATAN(d)|ATAN2(d, e)|RADIANS(e)|DEGREES(f)|PI()",
        "GREATEST": "GREATEST(i, j)|GREATEST(d, e)|GREATEST(s, t)|GREATEST(l, i)|GREATEST(i, j, 5)",
        "LEAST": "LEAST(i, j)|LEAST(d, e)|LEAST(s, t)|LEAST(l, i)|LEAST(i, j, 5)",
    },
    "comparison": {
        "EQUAL": "i = j|s = t|d = e|b = c|m = i|dt = DATE '2024-03-01'",
        "UNEQUAL": "i <> j|s <> t|d <> e|b <> c|m <> q",
        "LESS": "i < j|s < t|d <= e|m < q|dt < DATE '2024-03-01'|ts <= TIMESTAMP '2024-03-01 00:00:00'",
        "GREATER": "i > j|s > t|d >= e|m > q|dt > DATE '2024-03-01'|i >= d",
        "BETWEEN": "i BETWEEN 0 AND 20|d BETWEEN -1 AND e|s BETWEEN 'a' AND 'n'|i NOT BETWEEN 0 AND 20|"
                   "m BETWEEN -100 AND 100.5",
        "IN": "i IN (1, 7, 12)|s IN ('aaa', '观澜', '')|i NOT IN (1, 7)|t IN ('a', 'b')|m IN (1, 2.5)",
        "LIKE": "s LIKE '%a%'|s LIKE 'under!_%' ESCAPE '!'|s NOT LIKE '_a%'|s LIKE '观%'|s LIKE 'Gu'|t LIKE 'a_'",
        "LIKE_EMPTY": "s LIKE ''",
        "ISNULL": "i IS NULL|s IS NOT NULL|b IS TRUE|b IS NOT FALSE|b IS UNKNOWN|c IS NOT TRUE|c IS FALSE",
        "LOGIC": "b AND c|b OR c|NOT b|b AND CAST(NULL AS BOOLEAN)|b OR (i > 0 AND c)|NOT (b OR c)",
        "DISTINCT_FROM": "i IS DISTINCT FROM j|s IS DISTINCT FROM t|i IS NOT DISTINCT FROM j|b IS DISTINCT FROM c|"
                         "d IS NOT DISTINCT FROM e",
        "CASE": "CASE WHEN i > 5 THEN 'big' WHEN i < 0 THEN 'negative' ELSE 'small' END|"
                "CASE t WHEN 'a' THEN 1 WHEN 'b' THEN 2 END|CASE WHEN b THEN d ELSE e END|"
                "CASE WHEN c THEN m ELSE q END|CASE WHEN i IS NULL THEN 'none' ELSE s END",
        "COALESCE": "COALESCE(i, j, 0)|COALESCE(s, t, 'x')|COALESCE(d, e)|COALESCE(m, q)|COALESCE(b, c, FALSE)",
        "NULLIF": "NULLIF(i, 7)|NULLIF(s, '')|NULLIF(d, e)|NULLIF(t, 'a')|i / NULLIF(j, 3)",
        "IF": "IF(b, i, j)|IF(i > 0, s, t)|IF(c, d, e)|IF(i IS NULL, 'null', 'value')|IF(b, m, m)",
        "IFNULL": "IFNULL(i, 0)|IFNULL(s, '?')|IFNULL(d, e)|IFNULL(b, c)|IFNULL(t, s)",
    },
    "text": {
        "UPPER": "UPPER(s)|UPPER(t)|UPPER(s || t)|UPPER('abc')|UPPER(TRIM(s))",
        "LOWER": "LOWER(s)|LOWER(t)|LOWER(s || t)|LOWER('ABC')|LOWER(TRIM(s))",
        "CHAR_LENGTH": "CHAR_LENGTH(s)|CHAR_LENGTH(t)|CHARACTER_LENGTH(s || t)|CHAR_LENGTH('')|CHAR_LENGTH('观澜')",
        "SUBSTRING": "SUBSTRING(s FROM 2)|SUBSTRING(s FROM 2 FOR 3)|SUBSTRING(s, 1, 4)|SUBSTR(s, -3)|SUBSTR(s, j)|"
                     "SUBSTRING(s, 0, 2)|SUBSTRING(s FROM -2 FOR 1)",
        "LEFT": "LEFT(s, 2)|LEFT(s, j)|LEFT(t, 0)|LEFT(s, -1)|LEFT(s, 100)",
        "RIGHT": "RIGHT(s, 2)|RIGHT(s, j)|RIGHT(t, 0)|RIGHT(s, 100)|RIGHT(t, 1)",
        "CONCAT": "CONCAT(s, t)|CONCAT(s, '-', t)|s || '/' || t|CONCAT('a', 'b', s)|CONCAT(t)",
        "CONCAT_WS": "CONCAT_WS('-', s, t)|CONCAT_WS(t, s, s)|CONCAT_WS(',', 'a', s, t)|CONCAT_WS('', s, t)|"
                     "CONCAT_WS('~', t)",
        "TRIM": "TRIM(s)|TRIM(BOTH 'a' FROM s)|TRIM(LEADING ' ' FROM s)|TRIM(TRAILING 'e' FROM s)|TRIM(t)",
        "LTRIM": "LTRIM(s)|RTRIM(s)|LTRIM(t)|RTRIM(t)|LTRIM(s || ' ')|RTRIM(s || ' ')|LTRIM('  x')|RTRIM('x  ')|"
                 "LTRIM(UPPER(s))|RTRIM(UPPER(s))",
        "ASTRAL": "LPAD(s, 10, '*')|RPAD(s, 8, '*')|OVERLAY(s PLACING 'X' FROM 2 FOR 1)",
        "LPAD": "LPAD(REPLACE(s, '🌊', ''), 10, '*')|LPAD(REPLACE(s, '🌊', ''), j, 'xy')|LPAD(t, 3, '观')|LPAD(REPLACE(s, '🌊', ''), 0, 'a')|LPAD(t, -1, 'a')",
        "RPAD": "RPAD(REPLACE(s, '🌊', ''), 10, '*')|RPAD(REPLACE(s, '🌊', ''), j, 'xy')|RPAD(t, 3, '观')|RPAD(REPLACE(s, '🌊', ''), 0, 'a')|RPAD(t, -1, 'a')",
        "REPEAT": "REPEAT(t, 2)|REPEAT(s, j)|REPEAT(t, 0)|REPEAT(s, -1)|REPEAT('ab', j)",
        "REVERSE": "REVERSE(s)|REVERSE(t)|REVERSE(s || t)|REVERSE('abc')|REVERSE(UPPER(s))",
        "REPLACE": "REPLACE(s, 'a', 'b')|REPLACE(s, t, '')|REPLACE(s, ',', ', ')|REPLACE(s, '观', 'guan')|"
                   "REPLACE(s, 'zz', 'y')",
        "POSITION": "POSITION(t IN s)|POSITION('a' IN s)|POSITION('' IN s)|POSITION('澜' IN s)|POSITION(s IN s)",
        "INSTR": "INSTR(s, t)|INSTR(s, 'a')|INSTR(s, 'e')|INSTR(s, '')|INSTR(t, s)",
        "LOCATE": "LOCATE(t, s)|LOCATE('a', s)|LOCATE('a', s, 2)|LOCATE('', s)|LOCATE('e', s, 3)",
        "INITCAP": "INITCAP(s)|INITCAP(t)|INITCAP('hello big world')|INITCAP(LOWER(s))|INITCAP(UPPER(s))",
        "OVERLAY": "OVERLAY(REPLACE(s, '🌊', '') PLACING 'XX' FROM 2 FOR 1)|OVERLAY(REPLACE(s, '🌊', '') PLACING t FROM 1)|OVERLAY(REPLACE(s, '🌊', '') PLACING 'z' FROM 3)|"
                   "OVERLAY('abcdef' PLACING s FROM 2 FOR 2)|OVERLAY(REPLACE(s, '🌊', '') PLACING '' FROM 1 FOR 2)",
        "ASCII": "ASCII(s)|ASCII(t)|ASCII('A')|ASCII('')|CHR(65)|CHR(j + 64)|CHR(353)|ASCII(UPPER(t))",
        "SPLIT_INDEX": "SPLIT_INDEX(s, ',', 0)|SPLIT_INDEX(s, ',', 2)|SPLIT_INDEX(s, '&', 1)|SPLIT_INDEX(s, 'a', 1)|"
                       "SPLIT_INDEX(s, '/', 2)|SPLIT_INDEX(s, ',', -1)|SPLIT_INDEX(s, 44, 1)",
        "REGEXP": "REGEXP(s, 'a+')|REGEXP(s, '^[0-9]')|REGEXP(s, '[a-z]{3}')|REGEXP(s, t)|REGEXP(t, '^a$')",
        "REGEXP_EXTRACT": "REGEXP_EXTRACT(s, '([0-9]+)-([0-9]+)', 2)|REGEXP_EXTRACT(s, 'x=([^&]*)', 1)|"
                          "REGEXP_EXTRACT(s, '[a-z]+')|REGEXP_EXTRACT(s, '(a)(,)', 0)|REGEXP_EXTRACT(s, 'z(z)', 1)",
        "REGEXP_REPLACE": "REGEXP_REPLACE(s, '[aeiou]', '*')|REGEXP_REPLACE(s, '(\\w)=(\\d)', '$2=$1')|"
                          "REGEXP_REPLACE(s, '\\s+', '')|REGEXP_REPLACE(s, '^', '>')|REGEXP_REPLACE(t, 'a', '')",
        "SIMILAR": "s SIMILAR TO '%[0-9]+%'|s SIMILAR TO '[ab,]+'|s NOT SIMILAR TO 'a*'|t SIMILAR TO '[a-z]'|"
                   "s SIMILAR TO '_+'",
        "MD5": "MD5(s)|SHA1(s)|SHA256(s)|MD5(t)|SHA224(t)|SHA512(t)|SHA2(s, 256)|MD5('')|SHA256(t)|SHA1('a')",
        "BASE64": "TO_BASE64(s)|FROM_BASE64(TO_BASE64(s))|TO_BASE64(t)|FROM_BASE64('6KeC')|TO_BASE64('')",
        "PARSE_URL": "PARSE_URL(s, 'HOST')|PARSE_URL(s, 'QUERY', 'q')|PARSE_URL(s, 'PATH')|PARSE_URL(s, 'PROTOCOL')|"
                     "PARSE_URL('http://u@h:80/p?k1=v1#r', 'REF')",
        "STR_TO_MAP": "STR_TO_MAP(s, '&', '=')['x']|STR_TO_MAP('a=1,b=2')['b']|STR_TO_MAP(s)['a']|"
                      "STR_TO_MAP('k:v', ',', ':')['k']|STR_TO_MAP('a=1')['z']",
        "ALPHA": "IS_ALPHA(s)|IS_DIGIT(s)|IS_DECIMAL(s)|IS_ALPHA(t)|IS_DIGIT('12')|IS_DECIMAL('-3.75')",
        "HEX": "HEX(i)|HEX(s)|BIN(j)|HEX(l)|BIN(4)|HEX('a')|BIN(i)",
    },
    "json": {
        "JSON_VALUE": "JSON_VALUE(js, '$.a')|JSON_VALUE(js, '$.b.c')|JSON_VALUE(js, 'lax $.l[1]')|"
                      "JSON_VALUE(js, '$.a' RETURNING STRING)|JSON_VALUE(js, '$.z' DEFAULT 'none' ON EMPTY)|"
                      "JSON_VALUE(js, '$.b' NULL ON EMPTY DEFAULT 'broken' ON ERROR)|JSON_VALUE(js, '$.''k k''')",
        "JSON_EXISTS": "JSON_EXISTS(js, '$.a')|JSON_EXISTS(js, '$.b.c')|JSON_EXISTS(js, '$.l[2]')|"
                       "JSON_EXISTS(js, '$.z' FALSE ON ERROR)|JSON_EXISTS(js, 'strict $.a' TRUE ON ERROR)",
        "JSON_QUERY": "JSON_QUERY(js, '$.b')|JSON_QUERY(js, '$.l')|JSON_QUERY(js, '$.a')|"
                      "JSON_QUERY(js, '$.a' WITH WRAPPER)|JSON_QUERY(js, '$.z' EMPTY ARRAY ON EMPTY)",
        "IS_JSON": "js IS JSON|js IS JSON OBJECT|js IS JSON ARRAY|js IS NOT JSON|js IS JSON SCALAR",
        "JSON_OBJECT": "JSON_OBJECT('a' VALUE i)|JSON_OBJECT('s' VALUE s, 't' VALUE t)|JSON_STRING(s)|"
                       "JSON_OBJECT('i' VALUE i ABSENT ON NULL)|JSON_ARRAY(i, j)|JSON_STRING(d)|JSON_ARRAY(s)",
    },
    "time": {
        "EXTRACT": "EXTRACT(YEAR FROM ts)|EXTRACT(MONTH FROM dt)|EXTRACT(DAY FROM ts)|EXTRACT(HOUR FROM ts)|"
                   "EXTRACT(MINUTE FROM ts)|EXTRACT(SECOND FROM ts)|EXTRACT(DOW FROM dt)|EXTRACT(DOY FROM dt)|"
                   "EXTRACT(QUARTER FROM ts)|EXTRACT(WEEK FROM dt)|EXTRACT(ISODOW FROM dt)|EXTRACT(EPOCH FROM dt)",
        "PARTS": "YEAR(dt)|QUARTER(dt)|MONTH(dt)|WEEK(dt)|DAYOFYEAR(dt)|DAYOFMONTH(dt)|DAYOFWEEK(dt)|HOUR(ts)|"
                 "MINUTE(ts)|SECOND(ts)",
        "PARTS_LTZ": "YEAR(TO_TIMESTAMP_LTZ(ms, 3))|MONTH(TO_TIMESTAMP_LTZ(ms, 3))|HOUR(TO_TIMESTAMP_LTZ(ms, 3))|"
                     "MINUTE(TO_TIMESTAMP_LTZ(ms, 3))|SECOND(TO_TIMESTAMP_LTZ(ms, 3))",
        "DATE_FORMAT": "DATE_FORMAT(ts, 'yyyy-MM-dd')|DATE_FORMAT(ts, 'HH:mm:ss.SSS')|DATE_FORMAT(ts, 'yy/M/d H:m')|"
                       "DATE_FORMAT(TO_TIMESTAMP_LTZ(ms, 3), 'yyyy-MM-dd HH:mm')|DATE_FORMAT(ts, 'EEE MMM dd')|"
                       "DATE_FORMAT('2024-03-01 10:20:30', 'HH:mm')|DATE_FORMAT(ts, 'yyyy''年''MM''月''')|"
                       "DATE_FORMAT(ts, 'hh:mm a')|DATE_FORMAT(ts, 'D Q e u')",
        "TO_DATE": "TO_DATE('2024-02-29')|TO_DATE(CAST(dt AS STRING))|TO_DATE('29/02/2024', 'dd/MM/yyyy')|"
                   "TO_DATE(s)|TO_DATE(DATE_FORMAT(ts, 'yyyy-MM-dd'))",
        "TO_TIMESTAMP": "TO_TIMESTAMP('2024-02-29 10:11:12')|TO_TIMESTAMP(s)|TO_TIMESTAMP('20240229', 'yyyyMMdd')|"
                        "TO_TIMESTAMP(DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm:ss'))|TO_TIMESTAMP('2024-03-01 10:11:12.345')",
        "TO_TIMESTAMP_LTZ": "TO_TIMESTAMP_LTZ(ms, 3)|TO_TIMESTAMP_LTZ(l, 0)|TO_TIMESTAMP_LTZ(ms / 1000, 0)|"
                            "TO_TIMESTAMP_LTZ(0, 3)|TO_TIMESTAMP_LTZ(i, 3)",
        "TIMESTAMPADD": "TIMESTAMPADD(HOUR, 5, ts)|TIMESTAMPADD(DAY, i, ts)|TIMESTAMPADD(MONTH, j, ts)|"
                        "TIMESTAMPADD(YEAR, -1, dt)|TIMESTAMPADD(SECOND, si, ts)|TIMESTAMPADD(DAY, j, dt)",
        "TIMESTAMPDIFF": "TIMESTAMPDIFF(HOUR, ts, TIMESTAMP '2024-03-01 00:00:00')|TIMESTAMPDIFF(DAY, dt, ts)|"
                         "TIMESTAMPDIFF(MONTH, ts, TIMESTAMP '2024-01-31 12:00:00')|"
                         "TIMESTAMPDIFF(SECOND, TIMESTAMP '2024-03-01 00:00:00', ts)|"
                         "TIMESTAMPDIFF(YEAR, ts, TIMESTAMP '2026-02-28 00:00:00')|"
                         "TIMESTAMPDIFF(MINUTE, ts, TO_TIMESTAMP('2024-03-01 00:00:30'))",
        "FLOOR_TO": "FLOOR(ts TO HOUR)|FLOOR(ts TO DAY)|FLOOR(ts TO MONTH)|FLOOR(ts TO YEAR)|FLOOR(dt TO MONTH)|"
                    "FLOOR(ts TO MINUTE)|FLOOR(ts TO QUARTER)|FLOOR(ts TO WEEK)|FLOOR(TO_TIMESTAMP_LTZ(ms, 3) TO DAY)",
        "CEIL_TO": "CEIL(ts TO HOUR)|CEIL(ts TO DAY)|CEIL(ts TO MONTH)|CEIL(ts TO YEAR)|CEIL(dt TO MONTH)|"
                   "CEIL(ts TO MINUTE)|CEIL(TO_TIMESTAMP_LTZ(ms, 3) TO DAY)",
        "INTERVAL": "ts + INTERVAL '1' DAY|ts - INTERVAL '90' MINUTE(3)|dt + INTERVAL '1' MONTH|"
                    "ts + INTERVAL '1 02:03:04' DAY TO SECOND|ts + INTERVAL '1-2' YEAR TO MONTH|dt - INTERVAL '7' DAY",
        "UNIX_TIMESTAMP": "UNIX_TIMESTAMP('2024-03-01 00:00:00')|UNIX_TIMESTAMP(DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm:ss'))|"
                          "UNIX_TIMESTAMP('2024/03/01', 'yyyy/MM/dd')|UNIX_TIMESTAMP('1970-01-01 08:00:00')|"
                          "UNIX_TIMESTAMP(CAST(dt AS STRING), 'yyyy-MM-dd')",
        "FROM_UNIXTIME": "FROM_UNIXTIME(ms / 1000)|FROM_UNIXTIME(i)|FROM_UNIXTIME(0)|"
                         "FROM_UNIXTIME(ms / 1000, 'yyyy/MM/dd HH')|FROM_UNIXTIME(1709913600, 'E')",
        "CONVERT_TZ": "CONVERT_TZ('2024-03-01 00:00:00', 'UTC', 'Asia/Shanghai')|"
                      "CONVERT_TZ(DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm:ss'), 'UTC', 'America/Los_Angeles')|"
                      "CONVERT_TZ('2024-07-01 12:00:00', 'Europe/Berlin', 'UTC')|"
                      "CONVERT_TZ('2024-01-01 12:00:00', 'Europe/Berlin', 'UTC')|"
                      "CONVERT_TZ(FROM_UNIXTIME(ms / 1000), 'Asia/Shanghai', 'UTC')",
    },
    "more": {
        "HOUR": "HOUR(ts)|HOUR(TO_TIMESTAMP_LTZ(ms, 3))|HOUR(ts + INTERVAL '30' MINUTE)|HOUR(CAST(dt AS TIMESTAMP(3)))",
        "OR": "i = 1 OR j = 2|s IS NULL OR t IS NULL|b OR i > 5 OR c",
        "CONCAT": "CONCAT(s, UPPER(t))|CONCAT(t, t, t)|CONCAT('<', s, '>')",
        "JSON_KEY": "JSON_VALUE(js, '$[''k k'']')|JSON_VALUE(js, 'lax $.b.c' DEFAULT 'none' ON EMPTY)|"
                    "JSON_VALUE(js, 'lax $.l' DEFAULT 'list' ON EMPTY)|JSON_VALUE(js, '$[1]')",
    },
    "rare": {
        "SIN": "SIN(d)|SIN(e)|SIN(j)|SIN(m)|SIN(0)",
        "COS": "COS(d)|COS(e)|COS(j)|COS(m)|COS(0)",
        "TAN": "TAN(d)|TAN(e)|TAN(j)|TAN(m)|TAN(0)",
        "COT": "COT(e)|COT(j)|COT(q)|COT(e + 1)|COT(2)",
        "SINH": "SINH(f)|SINH(j)|SINH(e / 100)|SINH(m / 1000)|SINH(0)",
        "COSH": "COSH(f)|COSH(j)|COSH(e / 100)|COSH(m / 1000)|COSH(0)",
        "TANH": "TANH(d)|TANH(e)|TANH(j)|TANH(m)|TANH(0)",
        "ASIN": "ASIN(1 / (e + 1))|ASIN(f / 100)|ASIN(0.5)|ASIN(-1)|ASIN(j / 20.0)",
        "ACOS": "ACOS(1 / (e + 1))|ACOS(f / 100)|ACOS(0.5)|ACOS(-1)|ACOS(j / 20.0)",
        "ATAN": "ATAN(d)|ATAN(e)|ATAN(j)|ATAN(m)|ATAN(0)",
        "ATAN2": "ATAN2(d, e)|ATAN2(e, d)|ATAN2(j, 2)|ATAN2(e, e + 1)|ATAN2(0, -1)",
        "DEGREES": "DEGREES(f)|DEGREES(d)|DEGREES(e)|DEGREES(j)|DEGREES(m)",
        "RADIANS": "RADIANS(f)|RADIANS(d)|RADIANS(e)|RADIANS(j)|RADIANS(m)",
        "PI": "PI()|PI() * e|FLOOR(PI())|i + PI()|E()|E() * e|FLOOR(E())|LN(E())|POWER(E(), j)|COS(PI())",
        "BASE64": "TO_BASE64(s)|TO_BASE64(t)|TO_BASE64(UPPER(t))|FROM_BASE64(TO_BASE64(s))|FROM_BASE64(TO_BASE64(t))|"
                  "FROM_BASE64('R3Vhbmxhbg==')",
        "HEX": "HEX(i)|HEX(j)|HEX(s)|BIN(i)|BIN(j)|BIN(si)|CHR(97)|CHR(j + 64)|CHR(i)",
        "CEILING": "CEILING(d)|CEILING(e)|CEILING(m)|CEILING(i)|CEILING(f)",
        "SUBSTR": "SUBSTR(s, 2)|SUBSTR(s, 2, 3)|SUBSTR(t, 1, 1)|SUBSTR(s, -2, 2)|SUBSTR('abc', 4)",
        "CHARACTER_LENGTH": "CHARACTER_LENGTH(s)|CHARACTER_LENGTH(t)|CHARACTER_LENGTH(s || t)|CHARACTER_LENGTH('')|"
                            "CHARACTER_LENGTH(UPPER(s))|CHAR_LENGTH(LOWER(s))|CHAR_LENGTH(t || s)",
        "DAY": "YEAR(dt)|YEAR(CAST(ts AS DATE))|YEAR(dt + INTERVAL '1' YEAR)|YEAR(DATE '1999-12-31')|YEAR(DATE '2024-02-29')",
        "QUARTER": "QUARTER(dt)|QUARTER(CAST(ts AS DATE))|QUARTER(dt + INTERVAL '1' MONTH)|QUARTER(DATE '1999-12-31')|"
                   "QUARTER(DATE '2024-02-29')",
        "MONTH": "MONTH(dt)|MONTH(CAST(ts AS DATE))|MONTH(dt + INTERVAL '1' MONTH)|MONTH(DATE '1999-12-31')|"
                 "MONTH(DATE '2024-02-29')",
        "WEEK": "WEEK(dt)|WEEK(CAST(ts AS DATE))|WEEK(dt + INTERVAL '7' DAY)|WEEK(DATE '2021-01-03')|WEEK(DATE '2020-12-31')",
        "DAYS": "DAYOFYEAR(dt)|DAYOFYEAR(CAST(ts AS DATE))|DAYOFYEAR(DATE '2024-12-31')|DAYOFYEAR(DATE '2023-12-31')|"
                "DAYOFYEAR(DATE '2024-03-01')|DAYOFMONTH(dt)|DAYOFMONTH(CAST(ts AS DATE))|DAYOFMONTH(DATE '2024-02-29')|"
                "DAYOFMONTH(DATE '2024-03-01' - INTERVAL '1' DAY)|DAYOFMONTH(dt + INTERVAL '1' MONTH)|DAYOFWEEK(dt)|"
                "DAYOFWEEK(CAST(ts AS DATE))|DAYOFWEEK(DATE '2024-03-03')|DAYOFWEEK(DATE '2024-03-09')|"
                "DAYOFWEEK(dt + INTERVAL '1' DAY)",
        "MINUTE": "MINUTE(ts)|MINUTE(ts + INTERVAL '45' MINUTE)|MINUTE(TIMESTAMP '2024-03-01 10:59:59')|"
                  "MINUTE(TO_TIMESTAMP_LTZ(ms, 3))|MINUTE(CAST(dt AS TIMESTAMP(3)))|SECOND(ts)|"
                  "SECOND(ts + INTERVAL '45' SECOND)|SECOND(TIMESTAMP '2024-03-01 10:59:59')|"
                  "SECOND(TO_TIMESTAMP_LTZ(ms, 3))|SECOND(CAST(dt AS TIMESTAMP(3)))",
    },
    "digest": {
        **{name: f"{name}(s)|{name}(t)|{name}(s || t)|{name}('abc')|{name}(REPEAT(s, 9))"
           for name in ("MD5", "SHA1", "SHA224", "SHA256", "SHA384", "SHA512")},
        "SHA2": "SHA2(s, 224)|SHA2(t, 256)|SHA2(s, 384)|SHA2(t, 512)|SHA2(REPEAT(t, 200), 512)",
    },
    "parts": {
        "PARSE_URL": "PARSE_URL('https://me:pw@h.example:8080/a/b?x=1&y=2&x=3#top', 'AUTHORITY')|"
                     "PARSE_URL('https://me:pw@h.example:8080/a/b?x=1&y=2&x=3#top', 'USERINFO')|"
                     "PARSE_URL('https://me:pw@h.example:8080/a/b?x=1&y=2&x=3#top', 'FILE')|"
                     "PARSE_URL('https://me:pw@h.example:8080/a/b?x=1&y=2&x=3#top', 'HOST')|"
                     "PARSE_URL('https://me:pw@h.example:8080/a/b?x=1&y=2&x=3#top', 'QUERY', 'x')|"
                     "PARSE_URL('ftp://h/p', 'QUERY')|PARSE_URL('http://h', 'PATH')|PARSE_URL('gopher://h/p', 'HOST')|"
                     "PARSE_URL('http://h?q', 'QUERY', 'q')|PARSE_URL('http://h/?a=b', 'NOTHING')",
        "IS_ALPHA": "IS_ALPHA(t)|IS_ALPHA(s || t)|IS_ALPHA('é')|IS_ALPHA('')|IS_ALPHA('a1')|IS_ALPHA('あ')",
        "IS_DIGIT": "IS_DIGIT(s)|IS_DIGIT('0123')|IS_DIGIT('1.5')|IS_DIGIT('')|IS_DIGIT('-1')",
        "IS_DECIMAL": "IS_DECIMAL(s)|IS_DECIMAL('1e3')|IS_DECIMAL('1.')|IS_DECIMAL('')|IS_DECIMAL('x')",
        "SIMILAR": "s SIMILAR TO '%(a)+%'|t SIMILAR TO '[ab]n?'|s SIMILAR TO '[^a]*'|s SIMILAR TO '%a.b%'|"
                   "s SIMILAR TO '%[[:digit:]]%'|t NOT SIMILAR TO '_'|s SIMILAR TO '(..)*'|s SIMILAR TO 'a{2,3}'|"
                   "s SIMILAR TO '100!%' ESCAPE '!'|s SIMILAR TO '%=%'",
    },
    "json_made": {
        "QUERY": "JSON_QUERY(js, 'lax $.b')|JSON_QUERY(js, 'lax $.a' WITH CONDITIONAL WRAPPER)|"
                 "JSON_QUERY(js, '$.l' WITH CONDITIONAL ARRAY WRAPPER)|JSON_QUERY(js, '$.l' WITH UNCONDITIONAL WRAPPER)|"
                 "JSON_QUERY(js, 'lax $.z' EMPTY OBJECT ON EMPTY)|JSON_QUERY(js, '$.z' EMPTY ARRAY ON ERROR)|"
                 "JSON_QUERY(js, '$')|JSON_QUERY(js, 'lax $.b' EMPTY ARRAY ON EMPTY EMPTY OBJECT ON ERROR)",
        "OBJECT": "JSON_OBJECT('n' VALUE m, 'd' VALUE d, 'b' VALUE b)|JSON_OBJECT(KEY 'o' VALUE JSON_OBJECT('i' VALUE i))|"
                  "JSON_OBJECT('a' VALUE JSON_ARRAY(i, j), 's' VALUE '[1]')|JSON_OBJECT('s' VALUE s NULL ON NULL)|"
                  "JSON_OBJECT('t' VALUE t, 's' VALUE s ABSENT ON NULL)|JSON_OBJECT()|JSON_OBJECT(KEY 'k' VALUE t, 'z' VALUE JSON_OBJECT())",
        "ARRAY": "JSON_ARRAY(i, s, b)|JSON_ARRAY(i, s NULL ON NULL)|JSON_ARRAY(JSON_ARRAY(t), JSON_OBJECT('x' VALUE 1))|"
                 "JSON_ARRAY()|JSON_ARRAY(m, q, d, f ABSENT ON NULL)|JSON_ARRAY('a', 1, TRUE)",
        "STRING": "JSON_STRING(b)|JSON_STRING(m)|JSON_STRING(l)|JSON_STRING('a\"b\\c')|JSON_STRING(f)|JSON_STRING(t)",
        "IS": "js IS JSON VALUE|s IS JSON|s IS JSON SCALAR|t IS NOT JSON OBJECT|'[]' IS JSON ARRAY|js IS NOT JSON ARRAY|"
              "CAST(NULL AS STRING) IS JSON|'\"x\"' IS JSON SCALAR|'{' IS JSON",
    },
    "cast": {
        "TO_STRING": "CAST(i AS STRING)|CAST(d AS STRING)|CAST(m AS STRING)|CAST(b AS STRING)|CAST(dt AS STRING)|"
                     "CAST(ts AS STRING)|CAST(TO_TIMESTAMP_LTZ(ms, 3) AS STRING)|CAST(f AS STRING)|CAST(e AS STRING)",
        "TO_NUMBER": "TRY_CAST(s AS INT)|TRY_CAST(s AS DOUBLE)|TRY_CAST(s AS DECIMAL(10, 3))|TRY_CAST(t AS BIGINT)|"
                     "TRY_CAST('1e3' AS DOUBLE)|CAST('42' AS SMALLINT)|TRY_CAST(' 12 ' AS INT)",
        "NUMBERS": "CAST(d AS INT)|CAST(i AS DOUBLE)|CAST(m AS INT)|CAST(i AS DECIMAL(8, 2))|CAST(d AS DECIMAL(20, 1))|"
                   "CAST(l AS DOUBLE)|CAST(e AS FLOAT)|CAST(q AS DECIMAL(12, 1))|CAST(e AS BIGINT)",
        "NARROW": "CAST(i AS TINYINT)|CAST(l AS INT)|CAST(si AS TINYINT)|CAST(j AS SMALLINT)|CAST(l AS SMALLINT)",
        "TO_TIME": "TRY_CAST(s AS TIMESTAMP(3))|TRY_CAST(s AS DATE)|CAST(dt AS TIMESTAMP(3))|CAST(ts AS DATE)|"
                   "CAST(ts AS TIME)|CAST(TO_TIMESTAMP_LTZ(ms, 3) AS TIMESTAMP(3))|CAST('2024-03-01' AS DATE)|"
                   "CAST(CAST(ts AS TIMESTAMP_LTZ(3)) AS STRING)",
        "TO_BOOLEAN": "TRY_CAST(s AS BOOLEAN)|CAST(i AS BOOLEAN)|CAST(b AS INT)|TRY_CAST('yes' AS BOOLEAN)|"
                      "CAST(b AS DOUBLE)",
        "LENGTHS": "CAST(s AS VARCHAR(3))|CAST(s AS CHAR(4))|CAST(i AS VARCHAR(2))|CAST(t AS CHAR(2))|"
                   "CAST(d AS VARCHAR(3))",
    },
}


def calls_of(calls, table):
    columns = ", ".join(f"{call} AS c{number}" for number, call in enumerate(re.split(r"(?<!\|)\|(?!\|)", calls)))
    return f"SELECT id, {columns} FROM {table}"


def scalar_groups():
    for group, functions in CALLS.items():
        queries = {f"{group}.{name.lower()}": calls_of(calls, "val") for name, calls in functions.items()}
        yield group, ("val",), queries
