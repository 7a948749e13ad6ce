-- 各种窗口里的温度 / temperatures in every kind of window
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

-- 滑动的计数窗口：每来一个元素，看同一传感器的最近两个 / the last two of a sensor, with every event
SELECT sensor, COUNT(*) AS n, AVG(celsius) AS mean
FROM TABLE(COUNT_WINDOW(TABLE temperatures PARTITION BY sensor, 2, 1))
GROUP BY window_start, window_end, sensor;

-- 会话窗口：同一传感器静默 3 分钟即结束 / sessions: a sensor's readings until it is silent for three minutes
SELECT window_start, window_end, sensor, COUNT(*) AS n, MAX(celsius) AS highest
FROM TABLE(SESSION(TABLE temperatures PARTITION BY sensor, DESCRIPTOR(ts), INTERVAL '3' MINUTE))
GROUP BY window_start, window_end, sensor;

-- 有状态：每个传感器至今的最小、最大与平均温度 / state: least, largest and mean of each sensor so far
SELECT sensor, MIN(celsius) AS lowest, MAX(celsius) AS highest, AVG(celsius) AS mean, FIRST_VALUE(celsius) AS first_read,
  LAST_VALUE(celsius) AS last_read, STDDEV_SAMP(celsius) AS spread
FROM temperatures GROUP BY sensor;

-- 全局：所有元素 / global: all events there are
SELECT COUNT(*) AS n, MAX(celsius) AS highest, MEDIAN(celsius) AS middle FROM temperatures;

-- 过滤与排序：每个窗口里最热的两次 / filtered and sorted: the two hottest readings of each window
SELECT window_end, celsius, place FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY celsius DESC) AS place
  FROM TABLE(TUMBLE(TABLE temperatures, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
  WHERE celsius > 17
) WHERE place <= 2;
