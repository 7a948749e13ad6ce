# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes golden/duckdb.txt anew: asks DuckDB (pip install duckdb)."""
import datetime
import decimal
import json
import math
import pathlib
import tempfile

import duckdb

import inputs
from duckdb_queries import FILES, TABLES_READ, duckdb_queries
from tables import TABLES

HERE = pathlib.Path(__file__).resolve().parent
EVENT = ("{id: 'BIGINT', user_id: 'BIGINT', k: 'VARCHAR', v: 'DOUBLE', n: 'INTEGER', big: 'BIGINT', "
         "amount: 'DECIMAL(10,2)', flag: 'BOOLEAN', t_ms: 'BIGINT', ts: 'TIMESTAMP'}")


def cell(value):
    if isinstance(value, decimal.Decimal):
        return f"{value:f}"
    if isinstance(value, float) and math.isnan(value):  # of CORR without variation: NULL
        return None
    return str(value) if isinstance(value, datetime.datetime) else value


def main():
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    lines = ["".join(f"@@setup\n{TABLES[name]}\n" for name in TABLES_READ)]
    with tempfile.TemporaryDirectory() as folder:
        inputs.make(folder)
        for table, file in FILES.items():
            columns = f", columns = {EVENT}" if file in ("events", "ordered", "second") else ""
            connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_json('{folder}/{file}.json', "
                               f"format = 'newline_delimited'{columns})")
    for name, (ours, theirs, tolerance) in duckdb_queries().items():
        rows = sorted((json.dumps([cell(value) for value in row], ensure_ascii=False, separators=(",", ":"))
                       for row in connection.execute(theirs).fetchall()))
        lines.append(f"@@query {name}{f' {tolerance}' if tolerance else ''}\n{ours}\n@@rows\n")
        lines += [row + "\n" for row in rows]
    (HERE / "golden" / "duckdb.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
