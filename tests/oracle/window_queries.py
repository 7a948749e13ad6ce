# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows and aggregates: window functions, group windows, cascades, Top-N and deduplication in windows."""
import itertools
import random

AGGREGATES = [
    "COUNT(*)", "COUNT(v)", "COUNT(DISTINCT user_id)", "COUNT(DISTINCT k)", "SUM(v)", "SUM(n)", "SUM(amount)",
    "SUM(big)", "SUM(DISTINCT n)", "AVG(v)", "AVG(n)", "AVG(amount)", "MIN(v)", "MAX(v)", "MIN(k)", "MAX(k)", "MIN(ts)",
    "MAX(amount)", "MAX(flag)", "MIN(big)", "STDDEV_POP(v)", "STDDEV_SAMP(v)", "VAR_POP(v)", "VAR_SAMP(v)",
    "STDDEV_POP(n)", "STDDEV_SAMP(n)", "VAR_POP(n)", "VAR_SAMP(n)", "VARIANCE(v)", "STDDEV(v)",
    "COUNT(*) FILTER (WHERE n > 90)", "SUM(v) FILTER (WHERE k = 'a')", "COUNT(DISTINCT user_id) FILTER (WHERE n > 100)",
    "AVG(amount) FILTER (WHERE k IN ('a', 'b'))", "MAX(n) FILTER (WHERE v IS NULL)", "MIN(n) + MAX(n)",
    "CAST(COUNT(*) FILTER (WHERE v > 200) AS DOUBLE) / COUNT(*)", "SUM(amount * 2)", "SUM(CAST(n AS DOUBLE))",
    "COUNT(DISTINCT amount)", "AVG(DISTINCT v)", "SUM(n + 1)", "MAX(t_ms) - MIN(t_ms)",
]
ARRIVAL = ["FIRST_VALUE(v)", "LAST_VALUE(v)", "FIRST_VALUE(k)", "LAST_VALUE(k)", "FIRST_VALUE(amount)", "LISTAGG(k)",
           "LISTAGG(k, '-')", "LAST_VALUE(n)", "LISTAGG(CAST(n AS STRING))", "FIRST_VALUE(id)"]
KEYS = [[], ["k"], ["flag"], ["k", "flag"], ["user_id"]]
SIZES = {
    "tumble": ["INTERVAL '10' SECOND", "INTERVAL '1' MINUTE", "INTERVAL '2' HOUR", "INTERVAL '1' DAY",
               "INTERVAL '20' SECOND, INTERVAL '3' SECOND", "INTERVAL '1' DAY, INTERVAL '-8' HOUR"],
    "hop": ["INTERVAL '10' SECOND, INTERVAL '30' SECOND", "INTERVAL '1' MINUTE, INTERVAL '2' MINUTE",
            "INTERVAL '5' SECOND, INTERVAL '20' SECOND, INTERVAL '2' SECOND",
            "INTERVAL '1' HOUR, INTERVAL '1' DAY"],
    "cumulate": ["INTERVAL '10' SECOND, INTERVAL '1' MINUTE", "INTERVAL '1' HOUR, INTERVAL '1' DAY",
                 "INTERVAL '30' SECOND, INTERVAL '2' MINUTE, INTERVAL '10' SECOND"],
}


# Windows with an offset and days in Shanghai, whose rows Flink 1.20 loses when the watermark has passed their end
# before its buffer is emptied, which it does at the ends of windows without offset in UTC.
LOST = {"tumble": ["'3' SECOND", "DAY"], "hop": ["'2' SECOND", "DAY"], "cumulate": ["'2' MINUTE", "DAY"]}


def columns_of(calls):
    return ", ".join(f"{call} AS c{number}" for number, call in enumerate(calls))


def window_of(kind, table, time, sizes):
    return f"TABLE({kind.upper()}(TABLE {table}, DESCRIPTOR({time}), {sizes}))"


def windowed(kind, table, time, sizes, keys, calls, where="", having=""):
    chosen = "".join(f"{key}, " for key in keys)
    group = ", ".join(["window_start", "window_end", *keys])
    return (f"SELECT window_start, window_end, {chosen}{columns_of(calls)} FROM {window_of(kind, table, time, sizes)}"
            f"{where} GROUP BY {group}{having}")


def draw(random_, calls, count=4):
    return random_.sample(calls, count)


def window_functions():
    random_ = random.Random(11)
    for kind, sizes in SIZES.items():
        queries = {}
        sources = [("ev", "rt"), ("ew", "ts"), ("eo", "rt")]
        for number, (size, keys) in enumerate(itertools.product(sizes, KEYS[:4])):
            table, time = sources[number % len(sources)]
            if any(part in size for part in LOST[kind]):
                table, time = "ed", "rt"
            where = random_.choice(["", "", "", " WHERE n > 20", " WHERE k IS NOT NULL AND flag"])
            having = random_.choice(["", "", "", " HAVING COUNT(*) > 2"])
            calls = draw(random_, AGGREGATES)
            queries[f"{kind}.{number:02}"] = windowed(kind, table, time, size, keys, calls, where, having)
        for number, call in enumerate(ARRIVAL if kind == "tumble" else []):
            queries[f"{kind}.arrival{number:02}"] = windowed(kind, "ev", "rt", sizes[number % 2], KEYS[number % 3], [call])
        queries[f"{kind}.lost"] = windowed(kind, "ev", "rt", next(size for size in sizes if LOST[kind][0] in size), [],
                                           ["COUNT(*)"])
        yield f"window_{kind}", ("ev", "ew", "eo", "ed"), queries


def aggregates():
    """Every aggregate in every kind of window, three at a time."""
    queries = {}
    for number in range(0, len(AGGREGATES), 3):
        calls = AGGREGATES[number:number + 3]
        for kind in ("tumble", "hop", "cumulate"):
            size = {"tumble": SIZES[kind][1], "hop": SIZES[kind][0], "cumulate": SIZES[kind][0]}[kind]
            queries[f"aggregate.{kind}{number:02}"] = windowed(kind, "ew", "ts", size, [], calls)
    yield "aggregates", ("ew",), queries


def sessions():
    random_ = random.Random(12)
    queries = {}
    for number, gap in enumerate(["'2' SECOND", "'5' SECOND", "'30' SECOND", "'1' MINUTE"]):
        for partition in ("", "k", "user_id"):
            for table, time in (("ev", "rt"), ("ew", "ts")):
                keys = [partition] if partition else []
                by = f" PARTITION BY {partition}" if partition else ""
                calls = ["COUNT(*)", *draw(random_, AGGREGATES[:24], 2)]
                group = ", ".join(["window_start", "window_end", *keys])
                queries[f"session.{number}{partition or 'all'}_{table}"] = (
                    f"SELECT window_start, window_end, {''.join(k + ', ' for k in keys)}{columns_of(calls)} FROM "
                    f"TABLE(SESSION(TABLE {table}{by}, DESCRIPTOR({time}), INTERVAL {gap})) GROUP BY {group}")
    yield "window_session", ("ev", "ew"), queries


def group_windows():
    random_ = random.Random(13)
    windows = {"TUMBLE": ["INTERVAL '10' SECOND", "INTERVAL '1' HOUR", "INTERVAL '1' MINUTE", "INTERVAL '1' DAY"],
               "HOP": ["INTERVAL '10' SECOND, INTERVAL '1' MINUTE", "INTERVAL '1' MINUTE, INTERVAL '2' MINUTE",
                       "INTERVAL '5' SECOND, INTERVAL '15' SECOND"],
               "SESSION": ["INTERVAL '3' SECOND", "INTERVAL '10' SECOND", "INTERVAL '40' SECOND"]}
    queries = {}
    for kind, sizes in windows.items():
        for (number, size), (table, time) in itertools.product(enumerate(sizes), (("ev", "rt"), ("ew", "ts"))):
            key = KEYS[(number + (table == "ew")) % 3]
            chosen = "".join(f"{k}, " for k in key)
            call = f"{kind}({time}, {size})"
            calls = draw(random_, AGGREGATES[:24], 3)
            ends = f"{kind}_START({time}, {size}) AS s, {kind}_END({time}, {size}) AS e, "
            if number == 0:
                ends += f"{kind}_ROWTIME({time}, {size}) AS r, "
            queries[f"group.{kind.lower()}{number}_{table}"] = (
                f"SELECT {ends}{chosen}{columns_of(calls)} FROM {table} GROUP BY {', '.join([call, *key])}")
    yield "group_windows", ("ev", "ew"), queries


def cascades():
    queries = {}
    for number, (inner, outer) in enumerate([("10", "'1' MINUTE"), ("20", "'1' MINUTE"), ("30", "'5' MINUTE"),
                                             ("10", "'1' HOUR"), ("5", "'20' SECOND")]):
        first = (f"SELECT window_start AS ws, window_end AS we, window_time AS wt, k, COUNT(*) AS c, SUM(v) AS s, "
                 f"MAX(n) AS m FROM {window_of('tumble', 'ev', 'rt', f'INTERVAL {chr(39)}{inner}{chr(39)} SECOND')} "
                 "GROUP BY window_start, window_end, window_time, k")
        queries[f"cascade.table{number}"] = (
            f"SELECT window_start, window_end, k, SUM(c) AS c, SUM(s) AS s, MAX(m) AS m FROM TABLE(TUMBLE(TABLE "
            f"stage{number}, DESCRIPTOR(wt), INTERVAL {outer})) GROUP BY window_start, window_end, k")
        queries[f"cascade.same{number}"] = (
            "SELECT ws, we, COUNT(*) AS groups_, SUM(c) AS c, MAX(s) AS s FROM "
            f"({first}) GROUP BY ws, we".replace("window_start AS ws, window_end AS we, window_time AS wt, ",
                                                "window_start AS ws, window_end AS we, "))
        queries[f"cascade.hop{number}"] = (
            f"SELECT window_start, window_end, SUM(c) AS c, COUNT(DISTINCT k) AS ks FROM TABLE(HOP(TABLE "
            f"stage{number}, DESCRIPTOR(wt), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE)) "
            "GROUP BY window_start, window_end")
        CASCADE_VIEWS[f"stage{number}"] = f"CREATE VIEW stage{number} AS {first}"
    yield "cascades", ("ev", *CASCADE_VIEWS), queries


CASCADE_VIEWS = {}


def ranked(rows, columns, partition, order, limit, rank="rn"):
    shown = f", {rank}" if limit != 1 else ""
    return (f"SELECT {columns}{shown} FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY {partition} ORDER BY {order}) "
            f"AS {rank} FROM {rows}) WHERE {rank} <= {limit}")


def window_top():
    queries = {}
    grouped = ("(SELECT window_start, window_end, {key}, SUM(v) AS s, COUNT(*) AS c FROM {window} "
               "GROUP BY window_start, window_end, {key})")
    kinds = [("tumble", SIZES["tumble"][0]), ("tumble", SIZES["tumble"][1]), ("hop", SIZES["hop"][0]),
             ("cumulate", SIZES["cumulate"][2])]
    for number, ((kind, size), key) in enumerate(itertools.product(kinds, ("k", "user_id"))):
        rows = grouped.format(key=key, window=window_of(kind, "ev", "rt", size))
        queries[f"windowtop.aggregate{number}"] = ranked(rows, f"window_start, window_end, {key}, s, c",
                                                         "window_start, window_end", f"s DESC, c, {key}", 1 + number % 4)
    for number, (kind, size) in enumerate(kinds):
        rows = window_of(kind, "ev", "rt", size)
        queries[f"windowtop.rows{number}"] = ranked(rows, "window_start, window_end, k, id, n",
                                                    "window_start, window_end, k", "n DESC, id", 2)
        queries[f"windowtop.first{number}"] = ranked(rows, "window_start, window_end, k, id, rt",
                                                     "window_start, window_end, k", "rt", 1)
        queries[f"windowtop.last{number}"] = ranked(rows, "window_start, window_end, user_id, id, rt",
                                                    "window_start, window_end, user_id", "rt DESC", 1)
    yield "window_top", ("ev",), queries


def plain_windows():
    """Window functions without GROUP BY, or with only half of it."""
    queries = {}
    for number, (kind, size) in enumerate((kind, size) for kind in SIZES for size in SIZES[kind][:2]):
        rows = window_of(kind, "ev", "rt", size)
        queries[f"plain.rows{number}"] = f"SELECT id, k, window_start, window_end FROM {rows} WHERE id < 60"
        queries[f"plain.half{number}"] = f"SELECT window_start, COUNT(*) AS c, MAX(n) AS m FROM {rows} GROUP BY window_start"
        queries[f"plain.time{number}"] = (f"SELECT window_time, k, COUNT(*) AS c FROM {rows} "
                                          "GROUP BY window_start, window_end, window_time, k")
    yield "window_plain", ("ev",), queries


def window_groups():
    yield from window_functions()
    for group in (aggregates, sessions, group_windows, cascades, window_top, plain_windows):
        yield from group()
