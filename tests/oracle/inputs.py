# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the inputs of the comparison: generated ones from a fixed seed, and slices of real data.

python3 inputs.py FOLDER writes them; the same bytes every time.
"""
import csv
import datetime
import gzip
import json
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data"
SHANGHAI = datetime.timezone(datetime.timedelta(hours=8))
FIRST = 1_709_999_700_000  # 2024-03-09 23:55 in Shanghai: the rows cross midnight


def wall_time(milliseconds):
    seconds = datetime.datetime.fromtimestamp(milliseconds // 1000, SHANGHAI)
    return f"{seconds:%Y-%m-%d %H:%M:%S}.{milliseconds % 1000:03d}"


def maybe(random_, value, share=0.12):
    return None if random_.random() < share else value


def write_lines(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def events(random_, count, disorder):
    """Clicks and payments: disorder, rows that come too late, ties, silences and nulls."""
    now = FIRST
    for number in range(count):
        now += random_.choice([0, 0, 40, 250, 700, 1500, 2600])
        if number % 97 == 96:
            now += 45_000
        time = now
        if disorder and random_.random() < 0.2:
            time -= random_.randrange(0, 6_000)
        if disorder and random_.random() < 0.02:
            time -= 60_000
        yield {
            "id": number,
            "user_id": maybe(random_, random_.randrange(1, 25), 0.08),
            "k": maybe(random_, random_.choice(["a", "a", "a", "b", "b", "c", "视频", ""])),
            "v": maybe(random_, random_.randrange(-400, 4000) / 8),
            "n": maybe(random_, random_.randrange(-50, 200)),
            "big": random_.randrange(2**52, 2**56),
            "amount": maybe(random_, f"{random_.randrange(-5000, 999999) / 100:.2f}"),
            "flag": maybe(random_, random_.random() < 0.4),
            "t_ms": time,
            "ts": wall_time(time),
        }


TEXTS = ["Guanlan", "观澜", "", " padded ", "a,b,,c", "MiXeD Case", "naïve café", "x=1&y=2", "aaa", "100%",
         "under_score", "2024-02-29 12:34:56", "https://a.example/p?q=1", "tab\there", "12", "-3.75", "true", "🌊wave"]
DOCUMENTS = ['{"a":1,"b":{"c":"x"},"l":[1,2,3]}', '{"a":"text","b":null}', '{"a":true,"l":[]}', "[1,2]", "{}",
             '{"a":2.5,"b":{"c":""}}', "not json", '{"k k":"v","a":null}']


def values(random_, count):
    """A row for scalar functions: every type, with edges and nulls."""
    for number in range(count):
        milliseconds = FIRST + random_.randrange(-400 * 86_400_000, 400 * 86_400_000)
        yield {
            "id": number,
            "ti": maybe(random_, random_.randrange(-128, 128)),
            "si": maybe(random_, random_.randrange(-3000, 3000)),
            "i": maybe(random_, random_.choice([0, 1, -1, 7, 12, 255, -40, 99999])),
            "j": maybe(random_, random_.randrange(1, 12)),
            "l": maybe(random_, random_.choice([0, 5, -9, 2**40 + 1, -(2**50), 1709913600])),
            "d": maybe(random_, random_.choice([0.0, 1.0, -2.5, 0.125, 1234.5678, -0.75, 1e10, 2.5, 3.5])),
            "e": maybe(random_, random_.randrange(1, 900) / 16),
            "f": maybe(random_, random_.randrange(-64, 64) / 4),
            "m": maybe(random_, f"{random_.randrange(-99999, 99999) / 100:.2f}"),
            "q": maybe(random_, f"{random_.randrange(1, 10**9)}.{random_.randrange(10**5):05d}"),
            "s": maybe(random_, random_.choice(TEXTS)),
            "t": maybe(random_, random_.choice(["a", "a", "b", "an", "观", "/", "=", "Case"])),
            "b": maybe(random_, random_.random() < 0.5),
            "c": maybe(random_, random_.random() < 0.5),
            "dt": maybe(random_, wall_time(milliseconds)[:10]),
            "ts": maybe(random_, wall_time(milliseconds)),
            "ms": maybe(random_, milliseconds),
            "js": maybe(random_, random_.choice(DOCUMENTS)),
        }


def without(row, random_, share=0.1):
    """Some fields missing altogether."""
    return {name: value for name, value in row.items() if random_.random() >= share}


def orders(random_, count):
    """Nested rows, arrays and maps, with nulls, missing fields and empty ones at every depth."""
    now = FIRST
    for number in range(count):
        now += random_.choice([0, 300, 900, 4000, 12000])
        items = [without({"sku": random_.choice(["pen", "cup", "观澜", "bag"]), "n": random_.randrange(1, 9),
                          "price": f"{random_.randrange(100, 9999) / 100:.2f}",
                          "marks": [random_.randrange(5) for _ in range(random_.randrange(3))]}, random_)
                 for _ in range(random_.randrange(4))]
        address = without({"city": random_.choice(["Shanghai", "Chengdu", "广州"]),
                           "at": {"x": random_.randrange(80) / 4, "y": maybe(random_, random_.randrange(80) / 4)}}, random_)
        yield {
            "id": number,
            "t_ms": now,
            **without({
                "who": maybe(random_, without({"id": random_.randrange(1, 9), "name": random_.choice(["li", "wu", "o'k"]),
                                               "address": maybe(random_, address)}, random_)),
                "tags": maybe(random_, [maybe(random_, random_.choice(["a", "b", "new", "热"])) for _ in range(random_.randrange(4))]),
                "nums": maybe(random_, [maybe(random_, random_.randrange(-9, 30)) for _ in range(random_.randrange(5))]),
                "items": maybe(random_, items),
                "props": maybe(random_, without({"os": random_.choice(["ios", "android"]), "app": "7.1", "ref": None,
                                                 "net": random_.choice(["wifi", "5g"])}, random_, 0.3)),
                "counts": maybe(random_, without({"view": random_.randrange(50), "buy": random_.randrange(3)}, random_, 0.3)),
                "grid": maybe(random_, [[random_.randrange(9) for _ in range(random_.randrange(3))] for _ in range(random_.randrange(3))]),
            }, random_),
        }


def live_chat(skip, count):
    """A slice of the live chat as it came: real disorder."""
    with gzip.open(REAL / "bilibili" / "live_danmaku_2020-03_05.csv.gz", "rt", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        for number, row in enumerate(rows):
            if number >= skip + count:
                return
            if number >= skip:
                yield {name: row[name] if name in ("user", "msg_type") else int(row[name])
                       for name in ("session", "seq", "ts_ms", "user", "msg_type", "color", "msg_len")}


LOG_LINE = re.compile(r'(\S+) \S+ \S+ \[([^\]]+)\] "(\S+) (\S+)[^"]*" (\d+) (\S+)')


def access_log(step):
    """Every step-th line of the access log; its hours are out of order inside."""
    with open(REAL / "weblogs" / "apache_combined_10000.log", encoding="utf-8") as file:
        for number, line in enumerate(file):
            found = LOG_LINE.match(line)
            if number % step or not found:
                continue
            host, time, method, path, status, size = found.groups()
            at = datetime.datetime.strptime(time, "%d/%b/%Y:%H:%M:%S %z")
            yield {"host": host, "t_ms": int(at.timestamp()) * 1000, "method": method, "path": path[:40],
                   "status": int(status), "size": None if size == "-" else int(size)}


def behavior(name, step):
    with open(REAL / "taobao" / name, encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number % step == 0:
                user, item, category, what, seconds = line.strip().split(",")
                yield {"user_id": int(user), "item_id": int(item), "category_id": int(category), "behavior": what,
                       "ts": int(seconds)}


def categories():
    with open(REAL / "taobao" / "category_dim.csv", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number > 0:
                yield line.rstrip("\n").split(",")


def popular(step):
    with open(REAL / "bilibili" / "popular_daily_2023-08-25_09-30.csv", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if number % step == 0:
                yield {"snapshot_date": row["snapshot_date"], "bvid": row["bvid"], "tname": row["tname"],
                       "province": row["pub_location"] or None, "pubdate": int(row["pubdate"]),
                       "plays": int(row["view"]), "likes": int(row["like"]), "duration": int(row["duration"])}


def make(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_lines(folder / "events.json", events(random.Random(1), 400, True))
    write_lines(folder / "ordered.json", events(random.Random(2), 250, False))
    write_lines(folder / "second.json", events(random.Random(3), 120, True))
    write_lines(folder / "silent.json", list(events(random.Random(4), 5, False)))
    write_lines(folder / "values.json", values(random.Random(5), 60))
    write_lines(folder / "orders.json", orders(random.Random(6), 160))
    write_lines(folder / "chat.json", live_chat(150_000, 1500))
    write_lines(folder / "log.json", access_log(5))
    write_lines(folder / "by_user.json", behavior("user_behavior_by_user_10000.csv", 6))
    write_lines(folder / "hour.json", behavior("user_behavior_ordered_0900-1028.csv", 40))
    write_lines(folder / "popular.json", popular(15))
    with open(folder / "names.csv", "w", encoding="utf-8") as out:
        out.write("a,letter a,1\nb,letter b,2\n视频,video,3\nunused,nobody,4\n")
    with open(folder / "categories.csv", "w", encoding="utf-8") as out:
        for category, parent in categories():
            out.write(f"{category},{parent}\n")


if __name__ == "__main__":
    make(sys.argv[1])
