# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every example of resources/examples and asserts all of its rows, which were worked out by hand.

python3 check.py GUANLANCTL; exit 77 when the real data of an example is missing.
"""
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "resources" / "examples"
REAL = HERE.parents[2] / "shared" / "data"
# Files that an example reads and does not bring along.
FOREIGN = {"shop": {"user_behavior.csv": REAL / "taobao" / "user_behavior_ordered_0900-1028.csv",
                    "category_dim.csv": REAL / "taobao" / "category_dim.csv"}}
# Run by tests/system with the servers they need.
WITH_SERVERS = {"topics", "socket"}


def by_query(lines):
    """The rows of each query in their order: queries may take turns."""
    rows = {}
    for line in lines:
        row = json.loads(line)
        rows.setdefault(row.pop("query", 1), []).append(row)
    return rows


def same(ours, expected):
    if isinstance(expected, float):
        return isinstance(ours, (int, float)) and math.isclose(ours, expected, rel_tol=1e-12)
    return ours == expected


def same_rows(ours, expected):
    return len(ours) == len(expected) and all(
        list(mine) == list(theirs) and all(same(mine[name], theirs[name]) for name in theirs)
        for mine, theirs in zip(ours, expected))


def balanced(counts):
    bad = counts["bad"]
    lost = sum(bad.values()) if isinstance(bad, dict) else bad
    return counts["read"] == counts["used"] + counts["filtered"] + counts["duplicate"] + counts["late"] + lost


def check(guanlanctl, example, scratch):
    """What is wrong with an example, as texts."""
    folder = shutil.copytree(EXAMPLES / example, scratch / example)
    for name, file in FOREIGN.get(example, {}).items():
        (folder / "data").mkdir(exist_ok=True)
        (folder / "data" / name).symlink_to(file)
    done = subprocess.run([guanlanctl, "run", "--stats", folder / "pipeline.sql"], capture_output=True, text=True)
    if done.returncode != 0:
        return [f"exit {done.returncode}: {done.stderr[-500:]}"]
    ours = by_query(done.stdout.splitlines())
    expected = by_query((HERE / f"{example}.ndjson").read_text(encoding="utf-8").splitlines())
    wrong = [f"query {query}:\n  got      {ours.get(query)}\n  expected {rows}"
             for query, rows in expected.items() if not same_rows(ours.get(query, []), rows)]
    wrong += [f"query {query} is not expected" for query in ours if query not in expected]
    statistics = json.loads(done.stderr.splitlines()[-1])
    for counts in statistics["queries"]:
        if not balanced(counts):
            wrong.append(f"records are missing from the accounting: {counts}")
    return wrong


def main(guanlanctl):
    failed, skipped = 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        examples = {path.name for path in EXAMPLES.iterdir() if path.is_dir()} - WITH_SERVERS
        for example in sorted(examples):
            missing = [file for file in FOREIGN.get(example, {}).values() if not file.exists()]
            if missing:
                print(f"SKIP   : examples: {example}: no {missing[0]}")
                skipped += 1
                continue
            wrong = check(guanlanctl, example, pathlib.Path(scratch))
            print(f"{example}: {'; '.join(wrong) if wrong else 'as expected'}")
            failed += bool(wrong)
    if failed or (skipped and os.environ.get("CI") == "true"):
        return 1
    return 77 if skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
