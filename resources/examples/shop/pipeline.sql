-- 淘宝用户行为：每小时成交量、每 10 分钟独立用户数、每小时浏览量、热销类目。
-- A shop's user actions: purchases per hour, visitors every ten minutes, page views, best categories.
-- data/user_behavior.csv: 用户、商品、类目、行为、秒（天池 UserBehavior）/ user, item, category, behaviour,
-- seconds since 1970, as in the public UserBehavior data set.
SET 'table.local-time-zone' = 'Asia/Shanghai';

CREATE TABLE user_behavior (
  user_id     BIGINT,
  item_id     BIGINT,
  category_id BIGINT,
  behavior    STRING,
  seconds     BIGINT,
  ts AS TO_TIMESTAMP_LTZ(seconds, 0),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'data/user_behavior.csv', 'format' = 'csv');

-- 每小时成交量 / purchases per hour
SELECT HOUR(TUMBLE_START(ts, INTERVAL '1' HOUR)) AS hour_of_day, COUNT(*) AS buy_cnt
FROM user_behavior
WHERE behavior = 'buy'
GROUP BY TUMBLE(ts, INTERVAL '1' HOUR);

-- 每 10 分钟独立用户数 / visitors every ten minutes
SELECT DATE_FORMAT(TUMBLE_END(ts, INTERVAL '10' MINUTE), 'HH:mm') AS time_str, COUNT(DISTINCT user_id) AS uv
FROM user_behavior
GROUP BY TUMBLE(ts, INTERVAL '10' MINUTE);

-- 每小时浏览量与访客 / page views and visitors per hour
SELECT window_end, COUNT(*) AS pv, COUNT(DISTINCT user_id) AS uv
FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '1' HOUR))
WHERE behavior = 'pv'
GROUP BY window_start, window_end;

-- 销量最高的类目 / the categories that sell best
SELECT category_id, COUNT(*) AS buy_cnt
FROM user_behavior
WHERE behavior = 'buy'
GROUP BY category_id
ORDER BY buy_cnt DESC, category_id LIMIT 5;
