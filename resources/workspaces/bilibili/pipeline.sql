-- 观澜示例：一个视频网站的实时指标。事件由内置的生成器写入内置的 Kafka，
-- 换成真实的集群，只需改 topic 与 properties.bootstrap.servers。
-- Guanlan's example: live metrics of a video site. The events come from a built-in generator through a
-- built-in Kafka broker; for a real cluster change the topic and properties.bootstrap.servers.

CREATE TABLE events (
  ts           BIGINT,    -- 事件时间，毫秒 / event time, milliseconds since 1970
  event        STRING,    -- play, like, comment, danmaku, share, error, heartbeat
  user_id      BIGINT,
  video_id     STRING,
  video_type   STRING,
  region       STRING,
  danmaku_type STRING,
  watch_ms     BIGINT,    -- heartbeat: 距上次心跳的观看时长 / watched since the last heartbeat
  response_ms  INT,       -- play: 首帧时间 / time to the first picture
  rating       INT,       -- comment: 1 - 10
  error_code   INT,
  rt AS TO_TIMESTAMP_LTZ(ts, 3),
  WATERMARK FOR rt AS rt - INTERVAL '3' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'bilibili-events',
  'properties.bootstrap.servers' = '${BROKER}',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json'
);

CREATE MATERIALIZED TABLE traffic
COMMENT '每分钟的播放与互动 / plays and reactions per minute'
AS SELECT
  window_end,
  COUNT(*) FILTER (WHERE event = 'play')    AS plays,
  COUNT(*) FILTER (WHERE event = 'like')    AS likes,
  COUNT(*) FILTER (WHERE event = 'comment') AS comments,
  COUNT(*) FILTER (WHERE event = 'danmaku') AS danmaku,
  COUNT(*) FILTER (WHERE event = 'share')   AS shares
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(rt), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;

CREATE MATERIALIZED TABLE audience
COMMENT '每分钟的在线用户与观看时长 / users online and hours watched per minute'
AS SELECT
  window_end,
  COUNT(DISTINCT user_id)                  AS online_users,
  CAST(SUM(watch_ms) AS DOUBLE) / 3600000  AS watch_hours
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(rt), INTERVAL '1' MINUTE))
WHERE event = 'heartbeat'
GROUP BY window_start, window_end;

CREATE MATERIALIZED TABLE quality
COMMENT '最近 5 分钟的错误率、响应时间与评分，每分钟更新 / error rate, response time and rating of the last five minutes, every minute'
AS SELECT
  window_end,
  COUNT(*) FILTER (WHERE event = 'error')  AS errors,
  CAST(COUNT(*) FILTER (WHERE event = 'error') AS DOUBLE)
    / NULLIF(COUNT(*) FILTER (WHERE event = 'play'), 0) AS error_rate,
  AVG(CAST(response_ms AS DOUBLE))         AS response_ms,
  AVG(CAST(rating AS DOUBLE))              AS rating
FROM TABLE(HOP(TABLE events, DESCRIPTOR(rt), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE))
GROUP BY window_start, window_end;

CREATE MATERIALIZED TABLE plays_by_type
COMMENT '各分区的播放，每 5 分钟 / plays by type of video, every five minutes'
AS SELECT window_end, video_type, COUNT(*) AS plays
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(rt), INTERVAL '5' MINUTE))
WHERE event = 'play'
GROUP BY window_start, window_end, video_type;

CREATE MATERIALIZED TABLE plays_by_region
COMMENT '各省的播放，每 5 分钟 / plays by region, every five minutes'
AS SELECT window_end, region, COUNT(*) AS plays
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(rt), INTERVAL '5' MINUTE))
WHERE event = 'play'
GROUP BY window_start, window_end, region;

CREATE MATERIALIZED TABLE danmaku_by_type
COMMENT '各类弹幕，每 5 分钟 / bullet comments by type, every five minutes'
AS SELECT window_end, danmaku_type, COUNT(*) AS danmaku
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(rt), INTERVAL '5' MINUTE))
WHERE event = 'danmaku'
GROUP BY window_start, window_end, danmaku_type;

-- 播放少于 100 次的省份不计：几个错误说明不了什么。
-- Regions with fewer than 100 plays a minute say nothing: a few errors prove nothing.
CREATE MATERIALIZED TABLE quality_by_region
COMMENT '各省每分钟的错误率 / error rate by region and minute'
AS SELECT
  window_end,
  region,
  COUNT(*) FILTER (WHERE event = 'play')   AS plays,
  CAST(COUNT(*) FILTER (WHERE event = 'error') AS DOUBLE)
    / NULLIF(COUNT(*) FILTER (WHERE event = 'play'), 0) AS error_rate,
  AVG(CAST(response_ms AS DOUBLE))         AS response_ms
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(rt), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, region
HAVING COUNT(*) FILTER (WHERE event = 'play') >= 100;
