# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything without a window of its own, and queries over real data."""
from window_queries import AGGREGATES, ARRIVAL, columns_of, ranked, window_of, windowed


def continuous():
    queries = {}
    keys = ["", "k", "flag", "k, flag", "user_id", "MOD(id, 5)"]
    for number in range(0, len(AGGREGATES), 2):
        key = keys[number // 2 % len(keys)]
        chosen = f"{key}{' AS m' if '(' in key else ''}, " if key else ""
        where = " WHERE n > 50" if number % 6 == 0 else ""
        having = " HAVING COUNT(*) > 12" if number % 10 == 2 else ""
        group = f" GROUP BY {key}" if key else ""
        queries[f"continuous.{number:02}"] = (f"SELECT {chosen}{columns_of(AGGREGATES[number:number + 2])} FROM plain"
                                              f"{where}{group}{having}")
    for number, call in enumerate(ARRIVAL):
        queries[f"continuous.arrival{number}"] = f"SELECT k, {call} AS c FROM plain GROUP BY k"
    for number, columns in enumerate(["k", "k, flag", "user_id", "n > 100 AS big", "UPPER(k) AS u, flag"]):
        queries[f"continuous.distinct{number}"] = f"SELECT DISTINCT {columns} FROM plain"
    for number, (order, limit) in enumerate([("c DESC, k", 2), ("s DESC, k", 3), ("k", 3), ("c, k DESC", 10), ("s, k", 1)]):
        queries[f"continuous.limit{number}"] = ("SELECT k, COUNT(*) AS c, SUM(v) AS s FROM plain GROUP BY k "
                                                f"ORDER BY {order} LIMIT {limit}")
    yield "continuous", ("plain",), queries


def top_and_first():
    queries = {}
    rows = "plain"
    for number, (partition, order) in enumerate([("k", "n DESC, id"), ("user_id", "v, id DESC"), ("flag", "amount DESC, id"),
                                                 ("k, flag", "id DESC"), ("MOD(id, 3)", "big")]):
        for limit in (1, 3):
            queries[f"top.rows{number}_{limit}"] = ranked(rows, "id, k, flag, user_id, n", partition, order, limit)
    grouped = "(SELECT k, user_id, COUNT(*) AS c, SUM(n) AS s FROM plain GROUP BY k, user_id)"
    for limit in (1, 2, 5):
        queries[f"top.aggregate{limit}"] = ranked(grouped, "k, user_id, c, s", "k", "c DESC, s DESC, user_id", limit)
        queries[f"top.lowest{limit}"] = ranked(grouped, "k, user_id, c, s", "k", "s, c, user_id", limit)
    for number, partition in enumerate(["k", "user_id", "flag", "k, flag", "n > 100"]):
        queries[f"dedup.first{number}"] = ranked("ev", "id, k, user_id, flag", partition, "rt", 1)
        queries[f"dedup.last{number}"] = ranked("ev", "id, k, user_id, flag", partition, "rt DESC", 1)
    yield "top_and_first", ("plain", "ev"), queries


def composed():
    queries = {}
    union = "(SELECT id, k, n, v, rt FROM u1 UNION ALL SELECT id, k, n, v, rt FROM {other})"
    for other in ("u2", "silent"):
        both = union.format(other=other)
        queries[f"union.rows_{other}"] = f"SELECT k, n FROM {both} WHERE id < 25"
        queries[f"union.count_{other}"] = f"SELECT k, COUNT(*) AS c, SUM(n) AS s FROM {both} GROUP BY k"
        for kind, size in (("TUMBLE", "INTERVAL '1' MINUTE"), ("HOP", "INTERVAL '30' SECOND, INTERVAL '1' MINUTE"),
                           ("CUMULATE", "INTERVAL '1' MINUTE, INTERVAL '5' MINUTE")):
            queries[f"union.{kind.lower()}_{other}"] = (
                f"SELECT window_start, window_end, k, COUNT(*) AS c, MAX(v) AS m FROM TABLE({kind}(TABLE both_{other}, "
                f"DESCRIPTOR(rt), {size})) GROUP BY window_start, window_end, k")
    queries["union.literal"] = "SELECT 'one' AS w, n FROM u1 WHERE id < 9 UNION ALL SELECT 'two', n FROM u2 WHERE id < 9"
    queries["union.three"] = ("SELECT k FROM u1 WHERE id < 5 UNION ALL SELECT k FROM u2 WHERE id < 5 UNION ALL "
                              "SELECT k FROM silent")
    for number, (inner, outer) in enumerate([
            ("SELECT id, n * 2 AS n2, k FROM plain WHERE n > 90", "SELECT k, n2 + 1 AS x FROM q WHERE k <> 'a'"),
            ("SELECT k, v, CASE WHEN v > 100 THEN 'high' ELSE 'low' END AS level FROM plain",
             "SELECT level, COUNT(*) AS c, AVG(v) AS a FROM q GROUP BY level"),
            ("SELECT UPPER(k) AS u, amount FROM plain WHERE flag", "SELECT u, SUM(amount) AS s FROM q GROUP BY u"),
            ("SELECT DISTINCT k, flag FROM plain", "SELECT k, flag FROM q WHERE k IS NOT NULL"),
            ("SELECT k, COUNT(*) AS c FROM plain GROUP BY k", "SELECT k, c + 1 AS c1 FROM q WHERE c > 10"),
            ("SELECT k, COUNT(*) AS c FROM plain GROUP BY k", "SELECT MAX(c) AS m, COUNT(*) AS ks FROM q"),
            ("SELECT user_id, COUNT(*) AS c FROM plain GROUP BY user_id", "SELECT c, COUNT(*) AS users FROM q GROUP BY c"),
    ]):
        queries[f"sub.query{number}"] = outer.replace("FROM q", f"FROM ({inner}) AS q")
        queries[f"sub.with{number}"] = f"WITH q AS ({inner}) {outer}"
    queries["sub.view"] = "SELECT k, c FROM counted WHERE c > 5"
    queries["sub.view_window"] = windowed("tumble", "paid", "rt", "INTERVAL '1' MINUTE", ["k"], ["COUNT(*)", "SUM(amount)"])
    queries["sub.view_filter"] = "SELECT id, amount FROM paid WHERE amount > 5000"
    queries["sub.view_having"] = "SELECT flag, COUNT(*) AS c FROM paid GROUP BY flag HAVING COUNT(*) > 3"
    queries["sub.view_twice"] = "SELECT a.c FROM (SELECT COUNT(*) AS c FROM paid) AS a WHERE a.c > 0"
    yield "composed", ("u1", "u2", "silent", "plain", "ev", *COMPOSED_VIEWS), queries


COMPOSED_VIEWS = {
    **{f"both_{other}": (f"CREATE VIEW both_{other} AS SELECT id, k, n, v, rt FROM u1 UNION ALL "
                         f"SELECT id, k, n, v, rt FROM {other}") for other in ("u2", "silent")},
    "counted": "CREATE VIEW counted AS SELECT k, COUNT(*) AS c FROM plain GROUP BY k",
    "paid": "CREATE VIEW paid AS SELECT id, k, flag, amount, rt FROM ev WHERE amount > 0",
}


def lookups():
    """Flink's file tables cannot be looked up; make_answers.py lets it join the whole table instead."""
    queries = {}
    for side in ("LEFT JOIN", "JOIN"):
        name = side.split()[0].lower()
        at = "names FOR SYSTEM_TIME AS OF e.proctime AS d ON e.k = d.k"
        queries[f"lookup.{name}_rows"] = f"SELECT e.id, e.k, d.name, d.number FROM ev_proc AS e {side} {at} WHERE e.id < 80"
        queries[f"lookup.{name}_sum"] = (f"SELECT d.name, COUNT(*) AS c, SUM(e.n) AS s FROM ev_proc AS e {side} {at} "
                                         "GROUP BY d.name")
        queries[f"lookup.{name}_parent"] = (
            f"SELECT d.parent, COUNT(*) AS c FROM shopping AS s {side} categories FOR SYSTEM_TIME AS OF s.proctime AS d "
            "ON s.category_id = d.category_id WHERE s.behavior = 'buy' GROUP BY d.parent")
    yield "lookups", ("ev_proc", "names", "shopping", "categories"), queries


def real_data():
    queries = {}
    minute, ten = "INTERVAL '1' MINUTE", "INTERVAL '10' SECOND"
    for kind, size in (("tumble", minute), ("hop", f"{minute}, INTERVAL '3' MINUTE"), ("cumulate", f"{minute}, INTERVAL '1' HOUR"),
                       ("tumble", "INTERVAL '1' HOUR"), ("tumble", ten)):
        where = " WHERE msg_len > 9" if size == ten else ""
        name = f"{kind}{'' if size == minute else len(size)}"
        queries[f"chat.{name}"] = windowed(kind, "chat", "rt", size, [], [
            "COUNT(*)", "COUNT(DISTINCT `user`)", "AVG(CAST(msg_len AS DOUBLE))", "MAX(msg_len)"], where)
        queries[f"chat.color_{name}"] = windowed(kind, "chat", "rt", size, ["msg_type"], [
            "COUNT(DISTINCT color)", "SUM(msg_len)", "MIN(seq)"], " WHERE color <> 16777215")
    for kind, size in (("tumble", ten), ("tumble", minute), ("hop", f"{ten}, INTERVAL '20' SECOND"), ("tumble", "INTERVAL '1' DAY"),
                       ("cumulate", "INTERVAL '6' HOUR, INTERVAL '1' DAY")):
        where = " WHERE status <> 200" if len(size) < 45 and kind != "cumulate" and "DAY" not in size else ""
        queries[f"log.{kind}{len(size)}"] = windowed(kind, "log", "rt", size, ["status"], ["COUNT(*)", "SUM(size)", "COUNT(DISTINCT host)"],
                                                     where)
    for number, key in enumerate(["status", "`method`", "status / 100", "SPLIT_INDEX(path, '/', 1)", "HOUR(CAST(rt AS TIMESTAMP(3)))"]):
        queries[f"log.by{number}"] = (f"SELECT {key} AS x, COUNT(*) AS c, SUM(size) AS s, COUNT(DISTINCT host) AS h FROM log "
                                      f"GROUP BY {key} HAVING COUNT(*) > 3")
    for kind, size in (("tumble", "INTERVAL '1' DAY"), ("tumble", "INTERVAL '12' HOUR"), ("hop", "INTERVAL '1' DAY, INTERVAL '2' DAY"),
                       ("cumulate", "INTERVAL '6' HOUR, INTERVAL '1' DAY"), ("tumble", "INTERVAL '7' DAY")):
        queries[f"by_user.{kind}{len(size)}"] = windowed(kind, "by_user", "rt", size, ["behavior"], ["COUNT(*)", "COUNT(DISTINCT user_id)"])
        queries[f"shopping.{kind}{len(size)}"] = windowed(kind, "shopping", "rt", size, ["behavior"], [
            "COUNT(*)", "COUNT(DISTINCT user_id)", "COUNT(DISTINCT item_id)"])
    queries["shopping.hour"] = ("SELECT HOUR(TUMBLE_START(rt, INTERVAL '1' HOUR)) AS h, COUNT(*) AS c FROM shopping "
                                "WHERE behavior = 'buy' GROUP BY TUMBLE(rt, INTERVAL '1' HOUR)")
    queries["shopping.users"] = ("SELECT SUBSTR(DATE_FORMAT(rt, 'HH:mm'), 1, 4) || '0' AS t, COUNT(DISTINCT user_id) AS uv "
                                 "FROM shopping GROUP BY SUBSTR(DATE_FORMAT(rt, 'HH:mm'), 1, 4) || '0'")
    queries["by_user.first"] = ranked("by_user", "user_id, item_id, behavior", "user_id", "rt", 1)
    for number, (key, having) in enumerate([("province", 3), ("tname", 12), ("snapshot_date", 0), ("duration / 600", 2),
                                            ("SUBSTRING(snapshot_date, 1, 7)", 0)]):
        queries[f"popular.by{number}"] = (f"SELECT {key} AS x, COUNT(*) AS c, SUM(plays) AS v, MAX(likes) AS l, "
                                          f"AVG(duration) AS d FROM popular GROUP BY {key} HAVING COUNT(*) > {having}")
        queries[f"popular.window{number}"] = windowed("tumble", "popular", "rt", f"INTERVAL '{number + 3}' DAY", [], [
            "COUNT(*)", "COUNT(DISTINCT province)", "SUM(plays)", "MIN(tname)", "STDDEV_POP(CAST(plays AS DOUBLE))"])
    top = ("(SELECT window_start, window_end, province, COUNT(*) AS c FROM "
           + window_of("tumble", "popular", "rt", "INTERVAL '9' DAY") + " GROUP BY window_start, window_end, province)")
    queries["popular.top"] = ranked(top, "window_start, province, c", "window_start, window_end", "c DESC, province", 4)
    yield "real_data", ("chat", "log", "by_user", "shopping", "popular"), queries


def relational_groups():
    for group in (continuous, top_and_first, composed, lookups, real_data):
        yield from group()
