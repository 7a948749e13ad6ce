#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""duckdb_run.py WORK FILE...: the work of a benchmark by DuckDB on one thread, loading the file included.

Prints {"version", "cpu" (seconds), "sums" (by query, of the last column)}. Exit code 3: there is no DuckDB.
"""
import json
import resource
import sys

try:
    import duckdb
except ImportError:
    sys.exit(3)

SHOP = """CREATE TABLE events AS SELECT * FROM read_ndjson('{0}', columns = {{user_id: 'BIGINT', item_id: 'BIGINT',
  category_id: 'BIGINT', behavior: 'VARCHAR', ts: 'TIMESTAMP'}})"""
HEARTBEATS = """CREATE TABLE events AS SELECT * FROM read_ndjson('{0}', columns = {{event: 'VARCHAR', ts: 'BIGINT',
  user_id: 'BIGINT', video_id: 'VARCHAR', region: 'VARCHAR', watch_ms: 'BIGINT'}})"""

# By work: how to load, and the queries. A hop is a sum of panes here too; there is no percentile among its
# columns, since DuckDB would have to read every event sixty times for it.
WORK = {
    'taobao3': ([SHOP, """CREATE TABLE categories AS SELECT * FROM read_csv('{1}', header = false,
        columns = {{category_id: 'BIGINT', name: 'VARCHAR'}})"""], [
        "SELECT date_trunc('hour', ts), count(*) FROM events WHERE behavior = 'buy' GROUP BY 1 ORDER BY 1",
        "SELECT time_bucket(INTERVAL 10 MINUTE, ts), count(DISTINCT user_id) FROM events GROUP BY 1 ORDER BY 1",
        """SELECT name, count(*) FROM events LEFT JOIN categories USING (category_id) WHERE behavior = 'buy'
           GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10"""]),
    'hop': ([HEARTBEATS], ["""
        WITH panes AS (SELECT ts // 1000 AS second, region, count(*) AS n, sum(watch_ms) AS total,
                              sum(watch_ms::DOUBLE * watch_ms) AS squares FROM events GROUP BY ALL),
             ends AS (SELECT unnest(range(min(second) + 1, max(second) + 61)) AS second FROM panes),
             regions AS (SELECT DISTINCT region FROM panes)
        SELECT e.second, r.region, sum(total) OVER w / sum(n) OVER w,
               sqrt(sum(squares) OVER w / sum(n) OVER w - pow(sum(total) OVER w / sum(n) OVER w, 2)),
               sum(n) OVER w
        FROM ends e CROSS JOIN regions r LEFT JOIN panes p ON p.second = e.second - 1 AND p.region = r.region
        WINDOW w AS (PARTITION BY r.region ORDER BY e.second ROWS 59 PRECEDING)"""]),
}


def main():
    work, *files = sys.argv[1:]
    load, queries = WORK[work]
    connection = duckdb.connect(config={'threads': 1})
    before = resource.getrusage(resource.RUSAGE_SELF)
    for statement in load:
        connection.execute(statement.format(*files))
    answers = [connection.execute(query).fetchall() for query in queries]
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        'version': duckdb.__version__,
        'cpu': after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        'sums': [float(sum(row[-1] or 0 for row in rows)) for rows in answers]}))


main()
