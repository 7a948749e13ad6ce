-- 观澜模板：网站访问日志（combined 格式，行末可带响应秒数）。日志由内置的生成器产生；换成真实的日志，只需改 WITH 中的选项：
--   文件   'connector' = 'filesystem', 'path' = '/var/log/nginx/access.log', 'guanlan.tail' = 'true'
--   Kafka  'connector' = 'kafka', 'topic' = 'access_log', 'properties.bootstrap.servers' = '…'
-- Guanlan's template: access logs of a web server (the combined format, with the seconds a request took at the
-- end of the line where the server writes them). A built-in generator makes them; for real ones change the
-- options of WITH as shown above. regex.* stays as it is.

CREATE TABLE access_log (
  address STRING,
  ts      TIMESTAMP_LTZ(3),
  `method` STRING,
  path    STRING,    -- 不含查询参数 / without the query
  status  INT,
  bytes   BIGINT,
  seconds DOUBLE,    -- 日志里没有时为 NULL / NULL where the log does not say
  status_class AS CONCAT(CAST(status / 100 AS STRING), 'xx'),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
  'connector' = 'datagen',
  'guanlan.profile' = 'weblog',
  'rows-per-second' = '200',
  'format' = 'regex',
  'regex.pattern' = '(?<address>\S+) \S+ \S+ \[(?<ts>[^\]]+)\] "(?<method>[A-Z]+) (?<path>[^ ?"]+)[^"]*" (?<status>\d{3}) (?<bytes>\d+|-)(?: "[^"]*" "[^"]*")?(?: (?<seconds>[0-9.]+))?',
  'regex.null-literal' = '-',
  'regex.timestamp-format' = 'dd/MMM/yyyy:HH:mm:ss Z'
);

CREATE MATERIALIZED TABLE requests
COMMENT '每分钟的请求、访客、流量（MB）、错误与响应时间 / requests, visitors, megabytes, errors and response time per minute'
AS SELECT
  window_end,
  COUNT(*)                                 AS requests,
  COUNT(DISTINCT address)                  AS visitors,
  CAST(SUM(bytes) AS DOUBLE) / 1000000      AS megabytes,
  COUNT(*) FILTER (WHERE status >= 500)    AS errors,
  COUNT(*) FILTER (WHERE status = 404)     AS not_found,
  CAST(COUNT(*) FILTER (WHERE status >= 500) AS DOUBLE) / COUNT(*) AS error_share,
  AVG(seconds) * 1000                      AS avg_ms,
  APPROX_PERCENTILE(seconds, 0.95) * 1000  AS p95_ms
FROM TABLE(TUMBLE(TABLE access_log, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;

CREATE MATERIALIZED TABLE status_classes
COMMENT '每分钟各类状态码 / classes of status codes per minute'
AS SELECT window_end, status_class, COUNT(*) AS requests, CAST(SUM(bytes) AS DOUBLE) / 1000000 AS megabytes
FROM TABLE(TUMBLE(TABLE access_log, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, status_class;

-- 每 5 分钟请求最多的 50 个路径：真实日志里的路径没有上限。
-- The 50 paths asked for most in five minutes: real logs have no end of paths.
CREATE MATERIALIZED TABLE paths
COMMENT '各路径的请求、错误与响应时间，每 5 分钟 / requests, errors and response time by path, every five minutes'
AS SELECT window_end, path, requests, errors, error_share, megabytes, avg_ms, p95_ms
FROM (
  SELECT window_end, path, requests, errors, error_share, megabytes, avg_ms, p95_ms,
         ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY requests DESC, path) AS place
  FROM (
    SELECT
      window_start, window_end, path,
      COUNT(*)                                AS requests,
      COUNT(*) FILTER (WHERE status >= 500)   AS errors,
      CAST(COUNT(*) FILTER (WHERE status >= 500) AS DOUBLE) / COUNT(*) AS error_share,
      CAST(SUM(bytes) AS DOUBLE) / 1000000    AS megabytes,
      AVG(seconds) * 1000                     AS avg_ms,
      APPROX_PERCENTILE(seconds, 0.95) * 1000 AS p95_ms
    FROM TABLE(TUMBLE(TABLE access_log, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
    GROUP BY window_start, window_end, path
  )
)
WHERE place <= 50;

CREATE MATERIALIZED TABLE top_addresses
COMMENT '每 5 分钟请求最多的 20 个地址 / the twenty addresses with most requests, every five minutes'
AS SELECT window_end, address, requests, megabytes
FROM (
  SELECT window_end, address, requests, megabytes,
         ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY requests DESC, address) AS place
  FROM (
    SELECT window_start, window_end, address, COUNT(*) AS requests, CAST(SUM(bytes) AS DOUBLE) / 1000000 AS megabytes
    FROM TABLE(TUMBLE(TABLE access_log, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
    GROUP BY window_start, window_end, address
  )
)
WHERE place <= 20;

CREATE MATERIALIZED TABLE hourly
COMMENT '每小时的请求与流量（MB） / requests and megabytes per hour'
AS SELECT window_end, COUNT(*) AS requests, CAST(SUM(bytes) AS DOUBLE) / 1000000 AS megabytes
FROM TABLE(TUMBLE(TABLE access_log, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY window_start, window_end;
