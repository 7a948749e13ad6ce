# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of the queries. FOLDER stands for the folder of the inputs."""

EVENT_COLUMNS = ("id BIGINT, user_id BIGINT, k STRING, v DOUBLE, n INT, big BIGINT, amount DECIMAL(10, 2), "
                 "flag BOOLEAN, t_ms BIGINT, ts TIMESTAMP(3)")
INSTANT = "rt AS TO_TIMESTAMP_LTZ(t_ms, 3)"


def file_table(name, columns, file, time=None, delay="'2' SECOND", layout="json"):
    watermark = f", WATERMARK FOR {time} AS {time} - INTERVAL {delay}" if time else ""
    return (f"CREATE TABLE {name} ({columns}{watermark}) WITH ('connector' = 'filesystem', "
            f"'path' = 'FOLDER/{file}', 'format' = '{layout}')")


TABLES = {
    # late rows: by an instant, by wall time, and hardly any
    "ev": file_table("ev", f"{EVENT_COLUMNS}, {INSTANT}", "events.json", "rt"),
    "ew": file_table("ew", EVENT_COLUMNS, "events.json", "ts", "'4' SECOND"),
    "ep": file_table("ep", f"{EVENT_COLUMNS}, {INSTANT}", "events.json", "rt", "'5' MINUTE"),
    # for windows that Flink loses rows of when time passes: offsets, and days outside UTC
    "ed": file_table("ed", f"{EVENT_COLUMNS}, {INSTANT}", "events.json", "rt", "'1' DAY"),
    # in order, with ties
    "eo": file_table("eo", f"{EVENT_COLUMNS}, {INSTANT}", "ordered.json", "rt", "'0' SECOND"),
    # for UNION ALL: nothing can be late whatever side runs ahead; the silent one ends at once
    "u1": file_table("u1", f"{EVENT_COLUMNS}, {INSTANT}", "ordered.json", "rt", "'1' HOUR"),
    "u2": file_table("u2", f"{EVENT_COLUMNS}, {INSTANT}", "second.json", "rt", "'1' HOUR"),
    "silent": file_table("silent", f"{EVENT_COLUMNS}, {INSTANT}", "silent.json", "rt", "'0' SECOND"),
    "plain": file_table("plain", EVENT_COLUMNS, "events.json"),
    "val": file_table("val", "id INT, ti TINYINT, si SMALLINT, i INT, j INT, l BIGINT, d DOUBLE, e DOUBLE, f FLOAT, "
                             "m DECIMAL(10, 2), q DECIMAL(20, 5), s STRING, t STRING, b BOOLEAN, c BOOLEAN, dt DATE, "
                             "ts TIMESTAMP(3), ms BIGINT, js STRING", "values.json"),
    "chat": file_table("chat", "`session` BIGINT, seq BIGINT, ts_ms BIGINT, `user` STRING, msg_type STRING, "
                               "color BIGINT, msg_len INT, rt AS TO_TIMESTAMP_LTZ(ts_ms, 3)",
                       "chat.json", "rt", "'1' SECOND"),
    "log": file_table("log", "host STRING, t_ms BIGINT, `method` STRING, path STRING, status INT, size BIGINT, "
                             "rt AS CAST(TO_TIMESTAMP_LTZ(t_ms, 3) AS TIMESTAMP(3))",
                      "log.json", "rt", "'10' SECOND"),
    "by_user": file_table("by_user", "user_id BIGINT, item_id BIGINT, category_id BIGINT, behavior STRING, ts BIGINT, "
                                     "rt AS CAST(TO_TIMESTAMP_LTZ(ts, 0) AS TIMESTAMP(3))", "by_user.json", "rt", "'5' SECOND"),
    "shopping": file_table("shopping", "user_id BIGINT, item_id BIGINT, category_id BIGINT, behavior STRING, ts BIGINT, "
                                       "rt AS TO_TIMESTAMP_LTZ(ts * 1000, 3), proctime AS PROCTIME()",
                           "hour.json", "rt", "'0' SECOND"),
    "popular": file_table("popular", "snapshot_date STRING, bvid STRING, tname STRING, province STRING, pubdate BIGINT, "
                                     "plays BIGINT, likes BIGINT, duration INT, "
                                     "rt AS TO_TIMESTAMP(snapshot_date || ' 00:00:00')",
                          "popular.json", "rt", "'0' SECOND"),
    "orders": file_table("orders", "id BIGINT, t_ms BIGINT, who ROW<id INT, name STRING, address ROW<city STRING, "
                                   "`at` ROW<x DOUBLE, y DOUBLE>>>, tags ARRAY<STRING>, nums ARRAY<INT>, "
                                   "items ARRAY<ROW<sku STRING, n INT, price DECIMAL(10, 2), marks ARRAY<INT>>>, "
                                   "props MAP<STRING, STRING>, counts MAP<STRING, INT>, grid ARRAY<ARRAY<INT>>, "
                                   f"{INSTANT}", "orders.json", "rt", "'0' SECOND"),
    "names": file_table("names", "k STRING, name STRING, number INT", "names.csv", layout="csv"),
    "categories": file_table("categories", "category_id BIGINT, parent STRING", "categories.csv", layout="csv"),
    "ev_proc": file_table("ev_proc", f"{EVENT_COLUMNS}, {INSTANT}, proctime AS PROCTIME()", "events.json", "rt"),
}
