-- 视频平台的监控指标：先去重、清洗、转换、标准化，再逐项聚合。
-- A video platform's figures: duplicates out, cleaned, converted, standardised, then added up one by one.
SET 'table.local-time-zone' = 'Asia/Shanghai';

CREATE TABLE events (
  id          STRING,
  event       STRING,     -- play, watch, comment, danmaku, error
  user_id     BIGINT,
  video_id    BIGINT,
  video_type  STRING,
  region      STRING,
  kind        STRING,     -- 弹幕或错误的类型 / of a bullet comment or an error
  seconds     STRING,     -- 观看秒数，有时带单位 / watched, sometimes with the unit
  rating      INT,
  response_ms INT,
  ts          TIMESTAMP(3),
  proc        AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'data/events.json', 'format' = 'json');

-- 去重：同一编号只算第一次 / duplicates: an event counts when it comes first
CREATE VIEW once AS
SELECT id, event, user_id, video_id, video_type, region, kind, seconds, rating, response_ms, ts FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY proc) AS nth FROM events
) WHERE nth = 1;

-- 清洗：没有用户或视频的不要 / clean: no user or no video, no event
CREATE VIEW cleaned AS SELECT * FROM once WHERE user_id > 0 AND video_id IS NOT NULL;

-- 转换与标准化：秒数变成数字，缺少的地区算“未知” / convert and standardise: seconds as a number, a region for all
CREATE VIEW actions AS
SELECT event, user_id, video_id, video_type, COALESCE(region, '未知') AS region, kind,
  CAST(REGEXP_EXTRACT(seconds, '^[0-9]+') AS INT) AS seconds, rating, response_ms, ts
FROM cleaned;

-- 用户活跃度：日活、在线时长 / activity: users a day (DAU), minutes online
SELECT window_start, COUNT(DISTINCT user_id) AS dau, SUM(seconds) / 60 AS online_minutes
FROM TABLE(TUMBLE(TABLE actions, DESCRIPTOR(ts), INTERVAL '1' DAY))
GROUP BY window_start, window_end;

-- 月活 / users a calendar month (MAU)
SELECT window_start, window_end, COUNT(DISTINCT user_id) AS mau
FROM TABLE(TUMBLE(TABLE actions, DESCRIPTOR(ts), INTERVAL '1' MONTH))
GROUP BY window_start, window_end;

-- 各类视频的播放量、播放时长、评分 / plays, minutes and rating by type of video
SELECT window_start, video_type, COUNT(*) FILTER (WHERE event = 'play') AS plays,
  SUM(seconds) / 60 AS minutes, AVG(CAST(rating AS DOUBLE)) AS rating
FROM TABLE(TUMBLE(TABLE actions, DESCRIPTOR(ts), INTERVAL '1' DAY))
GROUP BY window_start, window_end, video_type;

-- 各地区的活跃用户 / active users by region
SELECT window_start, region, COUNT(DISTINCT user_id) AS users
FROM TABLE(TUMBLE(TABLE actions, DESCRIPTOR(ts), INTERVAL '1' DAY))
GROUP BY window_start, window_end, region;

-- 评论：数量、质量、活跃度 / comments: how many, how good, how many a user
SELECT window_start, COUNT(*) FILTER (WHERE event = 'comment') AS comments, AVG(CAST(rating AS DOUBLE)) AS quality,
  CAST(COUNT(*) FILTER (WHERE event = 'comment') AS DOUBLE) / COUNT(DISTINCT user_id) AS a_user
FROM TABLE(TUMBLE(TABLE actions, DESCRIPTOR(ts), INTERVAL '1' DAY))
GROUP BY window_start, window_end
HAVING COUNT(*) FILTER (WHERE event = 'comment') > 0;

-- 弹幕：数量、类型、活跃度 / bullet comments: how many, of which type, from how many
SELECT window_start, kind, COUNT(*) AS danmaku, COUNT(DISTINCT user_id) AS senders
FROM TABLE(TUMBLE(TABLE actions, DESCRIPTOR(ts), INTERVAL '1' HOUR))
WHERE event = 'danmaku'
GROUP BY window_start, window_end, kind;

-- 错误率：系统、接口、数据 / error rate: system, API, data
SELECT window_start,
  COUNT(*) FILTER (WHERE event = 'error' AND kind = 'system') / CAST(COUNT(response_ms) AS DOUBLE) AS system_errors,
  COUNT(*) FILTER (WHERE event = 'error' AND kind = 'api') / CAST(COUNT(response_ms) AS DOUBLE)    AS api_errors,
  COUNT(*) FILTER (WHERE event = 'error' AND kind = 'data') / CAST(COUNT(response_ms) AS DOUBLE)   AS data_errors
FROM TABLE(TUMBLE(TABLE actions, DESCRIPTOR(ts), INTERVAL '1' DAY))
GROUP BY window_start, window_end
HAVING COUNT(response_ms) > 0;

-- 性能：响应时间、吞吐量，最近一小时，每半小时更新 / response times and requests of the last hour, every half hour
SELECT window_end, AVG(response_ms) AS mean_ms, PERCENTILE(response_ms, 0.95) AS p95_ms, COUNT(response_ms) AS requests
FROM TABLE(HOP(TABLE actions, DESCRIPTOR(ts), INTERVAL '30' MINUTE, INTERVAL '1' HOUR))
WHERE response_ms IS NOT NULL
GROUP BY window_start, window_end;

-- 统计：均值、中位数、方差、标准差、相关性 / mean, median, variance, deviation, correlation
SELECT COUNT(*) AS n, AVG(CAST(watched AS DOUBLE)) AS mean, MEDIAN(watched) AS middle,
  VAR_POP(CAST(watched AS DOUBLE)) AS variance, STDDEV_POP(CAST(watched AS DOUBLE)) AS deviation,
  CORR(CAST(watched AS DOUBLE), CAST(rated AS DOUBLE)) AS with_rating
FROM (
  SELECT user_id, SUM(seconds) AS watched, MAX(rating) AS rated
  FROM TABLE(TUMBLE(TABLE actions, DESCRIPTOR(ts), INTERVAL '1' MONTH))
  GROUP BY window_start, window_end, user_id
)
WHERE rated IS NOT NULL;
