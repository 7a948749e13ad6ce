-- 过滤 → 转换 → 聚合：大于 100 的读数乘以 2，每分钟按设备求和。
-- Filter, transform, add up: readings above 100 are doubled and added up per device and minute.
-- 换成 Kafka：'connector' = 'kafka', 'topic' = 'test_topic' 与 'aggregated_topic'。
-- With Kafka: 'connector' = 'kafka' and the topics 'test_topic' and 'aggregated_topic' in the two tables.
SET 'table.local-time-zone' = 'Asia/Shanghai';

CREATE TABLE readings (
  device   STRING,
  `value`  INT,
  ts       TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'data/readings.json', 'format' = 'json');

CREATE VIEW large AS SELECT device, `value`, ts FROM readings WHERE `value` > 100;

CREATE VIEW doubled AS SELECT device, `value` * 2 AS `value`, ts FROM large;

SELECT window_start, device, SUM(`value`) AS total
FROM TABLE(TUMBLE(TABLE doubled, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, device;
