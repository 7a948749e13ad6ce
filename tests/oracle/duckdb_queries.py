# SPDX-License-Identifier: GPL-3.0-or-later
"""Queries in which the order of time does not matter, with what DuckDB runs instead: aggregates that Flink lacks,
and windows over rows of which none is late. The third part is how far an approximation may be off."""

EXACT, PERCENT, DISTINCT = 0, 0.0101, 0.03
MINUTE = "TABLE(TUMBLE(TABLE {table}, DESCRIPTOR(rt), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end"


def grouped(calls, key, table="plain"):
    """The same GROUP BY in both."""
    ours = ", ".join(call for call, _ in calls)
    theirs = ", ".join(call for _, call in calls)
    return (f"SELECT {key}, {ours} FROM {table} GROUP BY {key}", f"SELECT {key}, {theirs} FROM {table} GROUP BY {key}")


def by_minute(calls, table):
    ours = ", ".join(call for call, _ in calls)
    theirs = ", ".join(call for _, call in calls)
    start = "to_timestamp(t_ms // 60000 * 60) AT TIME ZONE 'Asia/Shanghai'"
    return (f"SELECT window_start, {ours} FROM " + MINUTE.format(table=table),
            f"SELECT strftime({start}, '%Y-%m-%d %H:%M:%S') AS s, {theirs} FROM {table} GROUP BY s")


def quantile(column, fraction, exact=True):
    ours = "PERCENTILE" if exact else "APPROX_PERCENTILE"
    place = f"1 + CAST(floor({fraction} * (COUNT({column}) - 1)) AS BIGINT)"  # the lower of two neighbours
    theirs = f"quantile_cont({column}, {fraction})" if exact else f"list_sort(list({column}))[{place}]"
    return f"{ours}({column}, {fraction})", theirs


def same(call):
    return call, call


def duckdb_queries():
    queries = {}
    keys = ["k", "flag", "user_id", "MOD(id, 7)"]
    for number, key in enumerate(keys):
        for column in ("v", "n", "CAST(amount AS DOUBLE)"):
            name = f"{number}{column[0]}"
            exact = [quantile(column, fraction) for fraction in (0, 0.25, 0.5, 0.95, 1)] + [same(f"MEDIAN({column})")]
            queries[f"duckdb.percentile{name}"] = *grouped(exact, key), EXACT
        queries[f"duckdb.corr{number}"] = *grouped([same("CORR(v, n)"), same("CORR(n, id)")], key), EXACT
        queries[f"duckdb.moments{number}"] = *grouped(
            [same("COUNT(DISTINCT user_id)"), same("SUM(big)"), same("MIN(v)"), same("MAX(k)"), same("STDDEV_SAMP(v)"),
             same("VAR_POP(v)"), same("SUM(v) FILTER (WHERE flag)"), same("COUNT(*)")], key), EXACT
        queries[f"duckdb.distinct{number}"] = *grouped(
            [("APPROX_COUNT_DISTINCT(amount)", "COUNT(DISTINCT amount)"),
             ("APPROX_COUNT_DISTINCT(k)", "COUNT(DISTINCT k)")], key), DISTINCT
    for number, table in enumerate(("u1", "u2")):
        queries[f"duckdb.minute_percentile{number}"] = *by_minute(
            [quantile("v", 0.9), quantile("n", 0.1), same("MEDIAN(v)"), same("CORR(v, n)")], table), EXACT
        queries[f"duckdb.minute{number}"] = *by_minute(
            [same("COUNT(*)"), same("SUM(n)"), same("COUNT(DISTINCT k)"), same("AVG(v)"), same("MAX(amount)"),
             same("COUNT(*) FILTER (WHERE flag)")], table), EXACT
    for number, fraction in enumerate((0, 0.05, 0.5, 0.9, 0.99, 1)):
        queries[f"duckdb.approximate{number}"] = (
            "SELECT " + quantile("plays", fraction, False)[0] + " FROM popular",
            "SELECT " + quantile("plays", fraction, False)[1] + " FROM popular", PERCENT)
    queries["duckdb.real_percentile"] = ("SELECT tname, MEDIAN(plays), PERCENTILE(likes, 0.75), COUNT(*) FROM popular GROUP BY tname",
                                         "SELECT tname, MEDIAN(plays), quantile_cont(likes, 0.75), COUNT(*) FROM popular GROUP BY tname",
                                         EXACT)
    queries["duckdb.real_distinct"] = ("SELECT behavior, APPROX_COUNT_DISTINCT(item_id) FROM shopping GROUP BY behavior",
                                       "SELECT behavior, COUNT(DISTINCT item_id) FROM shopping GROUP BY behavior", DISTINCT)
    return queries


TABLES_READ = ("plain", "u1", "u2", "popular", "shopping")
FILES = {"plain": "events", "u1": "ordered", "u2": "second", "popular": "popular", "shopping": "hour"}
