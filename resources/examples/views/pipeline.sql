-- 一个视频网站的用户行为：清洗、转换、标准化、聚合。
-- User actions of a video site: cleaned, converted, standardised, added up.
SET 'table.local-time-zone' = 'Asia/Shanghai';

CREATE TABLE actions (
  user_id       INT,
  video_id      INT,
  watch_time    STRING,      -- 秒，有时带单位 / seconds, sometimes with the unit
  comment_count INT,
  danmaku_count INT,
  region        STRING,
  ts            TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'data/actions.json', 'format' = 'json');

-- 清洗：没有用户或视频的不要 / clean: no user or no video, no action
CREATE VIEW cleaned AS
SELECT * FROM actions WHERE user_id > 0 AND video_id IS NOT NULL;

-- 转换：观看时长变成数字 / convert: the watch time becomes a number
CREATE VIEW converted AS
SELECT user_id, video_id, TRY_CAST(REGEXP_EXTRACT(watch_time, '^[0-9]+') AS INT) AS seconds,
  comment_count, danmaku_count, region, ts
FROM cleaned;

-- 标准化：地区代码，缺少的算 CN / standardise: codes of regions, CN where there is none
CREATE VIEW standardised AS
SELECT user_id, video_id, seconds, comment_count, danmaku_count,
  UPPER(COALESCE(NULLIF(TRIM(region), ''), 'CN')) AS region, ts
FROM converted;

-- 聚合：至今每个视频的播放量与观看时长 / add up: views and watch time of each video so far
SELECT video_id, COUNT(*) AS view_count, SUM(seconds) AS total_watch_time, COUNT(DISTINCT user_id) AS viewers
FROM standardised GROUP BY video_id;

-- 每小时每个地区 / per hour and region
SELECT window_start, region, COUNT(*) AS view_count, SUM(danmaku_count) AS danmaku, SUM(comment_count) AS comments
FROM TABLE(TUMBLE(TABLE standardised, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY window_start, window_end, region;
