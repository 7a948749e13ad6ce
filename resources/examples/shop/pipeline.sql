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
  proc AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'data/user_behavior.csv', 'format' = 'csv');

-- 类目维表 / the categories' names
CREATE TABLE category_dim (sub_category_id BIGINT, parent_category_name STRING)
WITH ('connector' = 'filesystem', 'path' = 'data/category_dim.csv', 'format' = 'csv', 'csv.header' = 'true');

CREATE VIEW purchases AS
SELECT u.user_id, u.ts, c.parent_category_name AS category_name
FROM user_behavior AS u LEFT JOIN category_dim FOR SYSTEM_TIME AS OF u.proc AS c ON u.category_id = c.sub_category_id
WHERE u.behavior = 'buy';

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

-- 每个类目的总销量 / purchases by category
SELECT category_name, COUNT(*) AS buy_cnt FROM purchases GROUP BY category_name ORDER BY buy_cnt DESC LIMIT 5;

-- 销量热力图：小时 × 类目 / heat map of purchases: hour by category
SELECT window_end, category_name, COUNT(*) AS buy_cnt
FROM TABLE(TUMBLE(TABLE purchases, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY window_start, window_end, category_name;

-- 每 10 分钟最大成交量与平均成交量 / the largest and the mean number of purchases in ten minutes
SELECT MAX(buy_cnt) AS largest, AVG(CAST(buy_cnt AS DOUBLE)) AS mean
FROM (
  SELECT COUNT(*) AS buy_cnt FROM TABLE(TUMBLE(TABLE purchases, DESCRIPTOR(ts), INTERVAL '10' MINUTE))
  GROUP BY window_start, window_end
);

-- 每小时成交量与独立用户数对比 / purchases beside visitors per hour
SELECT window_end, COUNT(*) FILTER (WHERE behavior = 'buy') AS buy_cnt, COUNT(DISTINCT user_id) AS uv
FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY window_start, window_end;

-- 总独立用户数 / visitors in all
SELECT COUNT(DISTINCT user_id) AS uv FROM user_behavior;
