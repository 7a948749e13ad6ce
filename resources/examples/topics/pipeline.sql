-- 从 Kafka 主题到 Kafka 主题：大于 100 的读数乘以 2，按消息的键求和。
-- From topic to topic: readings above 100 are doubled and added up under the key of their message.
-- 两个输出主题须先建好 / both topics that are written to must exist.
SET 'table.local-time-zone' = 'Asia/Shanghai';

CREATE TABLE test_topic (
  `value`  BIGINT,
  `key`    STRING METADATA VIRTUAL,
  ts       TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'test_topic',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'csv'
);

-- 过滤 / filter
CREATE VIEW filtered AS SELECT * FROM test_topic WHERE `value` > 100;

-- 转换 / transform
CREATE VIEW transformed AS SELECT `key`, `value` * 2 AS `value`, ts FROM filtered;

-- 至今的总和，同键的新值取代旧值 / the sums so far, a newer one in place of the older
CREATE TABLE aggregated_topic (
  `key`  STRING,
  total  BIGINT,
  PRIMARY KEY (`key`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'aggregated_topic',
  'properties.bootstrap.servers' = 'localhost:9092',
  'key.format' = 'raw',
  'value.format' = 'csv',
  'value.fields-include' = 'EXCEPT_KEY'
);

-- 每分钟的总和 / the sums of each minute
CREATE TABLE minutes_topic (
  `minute`  TIMESTAMP(3),
  `key`     STRING,
  total     BIGINT
) WITH (
  'connector' = 'kafka',
  'topic' = 'minutes_topic',
  'properties.bootstrap.servers' = 'localhost:9092',
  'key.format' = 'raw',
  'key.fields' = 'key',
  'value.format' = 'json'
);

EXECUTE STATEMENT SET BEGIN
  INSERT INTO aggregated_topic SELECT `key`, SUM(`value`) FROM transformed GROUP BY `key`;
  INSERT INTO minutes_topic
  SELECT window_start, `key`, SUM(`value`)
  FROM TABLE(TUMBLE(TABLE transformed, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
  GROUP BY window_start, window_end, `key`;
END;
