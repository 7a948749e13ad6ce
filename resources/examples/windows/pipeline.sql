-- 四种窗口里的温度 / temperatures in four kinds of windows
SET 'table.local-time-zone' = 'Asia/Shanghai';

CREATE TABLE temperatures (
  sensor   STRING,
  celsius  DOUBLE,
  ts       TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'filesystem', 'path' = 'data/temperatures.json', 'format' = 'json');

-- 滚动窗口，互不重叠 / tumbling: five minutes, and the next five
SELECT window_start, COUNT(*) AS n, SUM(celsius) AS total, AVG(celsius) AS mean, MIN(celsius) AS lowest,
  MAX(celsius) AS highest, STDDEV_POP(celsius) AS spread
FROM TABLE(TUMBLE(TABLE temperatures, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
GROUP BY window_start, window_end;

-- 滑动窗口：每分钟看过去 5 分钟 / sliding: every minute the last five
SELECT window_end, AVG(celsius) AS mean, MEDIAN(celsius) AS middle
FROM TABLE(HOP(TABLE temperatures, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE))
GROUP BY window_start, window_end;

-- 累积窗口：从整 10 分钟起，每 5 分钟 / cumulating: from every tenth minute on, each five minutes
SELECT window_end, COUNT(DISTINCT sensor) AS sensors, LISTAGG(sensor) AS names
FROM TABLE(CUMULATE(TABLE temperatures, DESCRIPTOR(ts), INTERVAL '5' MINUTE, INTERVAL '10' MINUTE))
GROUP BY window_start, window_end;

-- 基于计数的窗口：每 4 个元素 / counted: every four events
SELECT COUNT(*) AS n, MAX(celsius) AS highest
FROM TABLE(COUNT_WINDOW(TABLE temperatures, 4))
GROUP BY window_start, window_end;
