-- 日志与用户表连接、过滤、分组、排序 / logs joined with a table of users, filtered, grouped, sorted
SET 'table.local-time-zone' = 'Asia/Shanghai';

CREATE TABLE logs (
  user_id  BIGINT,
  page     STRING,
  ts       TIMESTAMP(3),
  proc     AS PROCTIME(),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = 'data/logs.json', 'format' = 'json');

CREATE TABLE old_logs WITH ('path' = 'data/old-logs.json') LIKE logs;

CREATE TABLE users (id BIGINT, name STRING, age INT, gender STRING)
WITH ('connector' = 'filesystem', 'path' = 'data/users.csv', 'format' = 'csv', 'csv.header' = 'true');

CREATE VIEW visits AS
SELECT l.page, l.ts, u.name, u.age, u.gender
FROM logs AS l LEFT JOIN users FOR SYSTEM_TIME AS OF l.proc AS u ON l.user_id = u.id;

-- 过滤后按性别计数 / those below 21, counted by gender
SELECT gender, COUNT(*) AS visits, COUNT(DISTINCT name) AS visitors FROM visits WHERE age < 21 GROUP BY gender;

-- 没有找到用户的也在 / those of unknown users too
SELECT page, name FROM visits WHERE name IS NULL OR age > 30;

-- 每分钟最受欢迎的页面 / the most popular page of each minute
SELECT window_start, page, visits FROM (
  SELECT window_start, page, visits,
    ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY visits DESC, page) AS place
  FROM (
    SELECT window_start, window_end, page, COUNT(*) AS visits
    FROM TABLE(TUMBLE(TABLE visits, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
    GROUP BY window_start, window_end, page
  )
) WHERE place = 1;

-- 两个流并在一起，不重复的页面 / two streams in one, each page once
SELECT DISTINCT page FROM (SELECT page FROM old_logs UNION ALL SELECT page FROM logs);

-- 按次数排序 / sorted by how often
SELECT page, COUNT(*) AS visits FROM logs GROUP BY page ORDER BY visits DESC, page LIMIT 2;
