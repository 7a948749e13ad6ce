-- 观澜模板：淘宝用户行为。事件由内置的生成器产生；换成真实的 Kafka，只需改 WITH 中的选项：
-- 'connector' = 'kafka', 'topic' = 'user_behavior', 'properties.bootstrap.servers' = '…', 'format' = 'json'
-- Guanlan's template: user actions of a shop. The events come from a built-in generator; for a real Kafka
-- broker change the options of WITH as shown above.

CREATE TABLE user_behavior (
  user_id     BIGINT,
  item_id     BIGINT,
  category_id BIGINT,
  behavior    STRING,    -- pv, cart, fav, buy
  ts          TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
  'connector' = 'datagen',
  'guanlan.profile' = 'taobao',
  'rows-per-second' = '500'
);

CREATE MATERIALIZED TABLE actions
COMMENT '每分钟的浏览、加购、收藏与成交 / views, carts, favourites and purchases per minute'
AS SELECT
  window_end,
  COUNT(*) FILTER (WHERE behavior = 'pv')   AS views,
  COUNT(*) FILTER (WHERE behavior = 'cart') AS carts,
  COUNT(*) FILTER (WHERE behavior = 'fav')  AS favourites,
  COUNT(*) FILTER (WHERE behavior = 'buy')  AS buys,
  COUNT(DISTINCT user_id)                   AS visitors,
  CAST(COUNT(*) FILTER (WHERE behavior = 'buy') AS DOUBLE)
    / NULLIF(COUNT(*) FILTER (WHERE behavior = 'pv'), 0) AS conversion
FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;

CREATE MATERIALIZED TABLE hourly
COMMENT '每小时成交量、独立访客与浏览 / purchases, visitors and views per hour'
AS SELECT
  window_end,
  COUNT(*) FILTER (WHERE behavior = 'buy') AS buys,
  COUNT(*) FILTER (WHERE behavior = 'pv')  AS views,
  COUNT(DISTINCT user_id)                  AS visitors
FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '1' HOUR))
GROUP BY window_start, window_end;

CREATE MATERIALIZED TABLE visitors_today
COMMENT '当日累计独立访客，每 10 分钟 / visitors since midnight, every ten minutes'
AS SELECT window_end, COUNT(DISTINCT user_id) AS visitors
FROM TABLE(CUMULATE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '10' MINUTE, INTERVAL '1' DAY))
GROUP BY window_start, window_end;

CREATE MATERIALIZED TABLE top_categories
COMMENT '每 5 分钟成交最多的 10 个类目 / the ten categories that sell best, every five minutes'
AS SELECT window_end, category_id, buys
FROM (
  SELECT window_end, category_id, buys,
         ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY buys DESC, category_id) AS place
  FROM (
    SELECT window_start, window_end, category_id, COUNT(*) AS buys
    FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
    WHERE behavior = 'buy'
    GROUP BY window_start, window_end, category_id
  )
)
WHERE place <= 10;
