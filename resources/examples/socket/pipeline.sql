-- 套接字里的行，每行用逗号分开：每秒几行，哪个名字的平均值最大。
-- Lines of a socket, cut at commas: how many a second, and which name has the largest mean.
-- nc -lk 9090
CREATE TABLE entries (
  name     STRING,
  `value`  DOUBLE,
  proc     AS PROCTIME()
) WITH ('connector' = 'socket', 'hostname' = 'localhost', 'port' = '9090', 'format' = 'csv');

-- 每秒一批 / a batch every second
SELECT window_end, COUNT(name) AS n
FROM TABLE(TUMBLE(TABLE entries, DESCRIPTOR(proc), INTERVAL '1' SECOND))
GROUP BY window_start, window_end;

-- 平均值最大的五个 / the five largest means
SELECT name, AVG(`value`) AS mean FROM entries GROUP BY name ORDER BY mean DESC LIMIT 5;
