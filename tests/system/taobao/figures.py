# SPDX-License-Identifier: GPL-3.0-or-later
"""The shop's events as its generator sends them, and what its script must make of them, without the engine.

python3 figures.py EVENTS.csv CATEGORIES.csv DOCUMENT.md FOLDER writes into FOLDER:
  script.sql            every sql block of the document
  category.sql          the categories as a MySQL table
  records.ndjson        the messages, in the order in which a pool of threads might send them
  goum.ndjson, cumulative_uv.ndjson, top_category.ndjson   the rows of each INSERT, as soon as all windows closed
  late.json             how many records come too late for each
"""
import collections
import csv
import datetime
import json
import pathlib
import random
import re
import sys

DELAY = 5
ZONE = datetime.timezone(datetime.timedelta(hours=8))
THREADS = 400  # of the generator's pool: one of these events is sent next


def events(path):
    with open(path, encoding="utf-8") as lines:
        return [line.strip("\n").split(",") for line in lines]


def sent(rows):
    """The rows in the order in which they reach the topic, and one more that closes every window."""
    chance = random.Random(20171126)
    pool, order = [], []
    for row in rows:
        pool.append(row)
        if len(pool) == THREADS:
            order.append(pool.pop(chance.randrange(len(pool))))
    chance.shuffle(pool)
    last = max(int(row[4]) for row in rows)
    return order + pool + [["1", "1", "1", "pv", str(last + 7200)]]


def wall(seconds):
    """Local time, as the generator's time.localtime gives it."""
    return datetime.datetime.fromtimestamp(seconds, ZONE)


def message(row):
    stamp = wall(int(row[4])).strftime("%Y-%m-%dT%H:%M:%SZ")
    return json.dumps({"user_id": row[0], "item_id": row[1], "category_id": row[2], "behavior": row[3], "ts": stamp})


def windows(rows, size, wanted):
    """(start, rows) of every window that closes, and how many wanted rows come after their window has."""
    found, late, watermark = collections.defaultdict(list), 0, float("-inf")
    for row in rows:
        local = int(row[4]) + 8 * 3600
        start = local - local % size
        if wanted(row):
            if start + size - 0.001 <= watermark:
                late += 1
            else:
                found[start].append(row)
        watermark = max(watermark, local - DELAY)
    closed = {start: of for start, of in found.items() if start + size - 0.001 <= watermark}
    return sorted(closed.items()), late


def stamp(local, form="%Y-%m-%d %H:%M:%S"):
    return datetime.datetime.fromtimestamp(local, datetime.timezone.utc).strftime(form)


def bought(row):
    return row[3] == "buy"


def goum(rows):
    hours, late = windows(rows, 3600, bought)
    return [{"hour_of_day": start // 3600 % 24, "buy_cnt": len(of), "event_time": stamp(start) + ".000"}
            for start, of in hours], late


def cumulative_uv(rows):
    tens, late = windows(rows, 600, lambda row: True)
    return [{"time_str": stamp(start + 600), "uv": len({row[0] for row in of})} for start, of in tens], late


def names_of(categories):
    with open(categories, encoding="utf-8") as lines:
        return {line["sub_category_id"]: line["parent_category_name"] for line in csv.DictReader(lines)}


def category_sql(names):
    """No index: the worst that a lookup can meet."""
    rows = ",\n".join(f"({number}, '{name}')" for number, name in names.items())
    return f"CREATE TABLE category (sub_category_id BIGINT, parent_category_name VARCHAR(100));\nINSERT INTO category VALUES\n{rows};\n"


def top_category(rows, names):
    counts = collections.Counter(names.get(row[2]) for row in rows if bought(row))
    order = sorted(counts, key=lambda name: (name is not None, (name or "").encode("utf-8")))
    return [{"category_name": name, "buy_cnt": counts[name]} for name in order], 0


def main(data, categories, document, folder):
    folder = pathlib.Path(folder)
    text = pathlib.Path(document).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sql\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    (folder / "script.sql").write_text("\n".join(blocks), encoding="utf-8")
    names = names_of(categories)
    (folder / "category.sql").write_text(category_sql(names), encoding="utf-8")
    rows = sent(events(data))
    (folder / "records.ndjson").write_text("".join(message(row) + "\n" for row in rows), encoding="utf-8")
    figures = {"goum": goum(rows), "cumulative_uv": cumulative_uv(rows), "top_category": top_category(rows, names)}
    for name, (expected, _) in figures.items():
        lines = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in expected)
        (folder / f"{name}.ndjson").write_text(lines, encoding="utf-8")
    (folder / "late.json").write_text(json.dumps({name: late for name, (_, late) in figures.items()}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
