# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares guanlanctl row by row with the golden answers, and prints what they cover.

python3 compare.py GUANLANCTL [GROUP...]; exit 0 when every query answers as listed, 77 when real data is missing.
"""
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import inputs
from coverage import coverage, functions_of, input_complaints
from order import order_complaint, order_of
from statements import GROUPS, WRITERS, Copier

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
KINDS = ("not-yet", "bug", "ruling")
RELATIVE = 1e-12  # of sums of doubles, which may be added in another order


class Query:
    def __init__(self, name, tolerance):
        self.name = name
        self.tolerance = tolerance
        self.text = ""
        self.rows = []


def read_golden(path):
    """The statements to begin with, and the queries with their rows."""
    setup, queries, mode = [], [], None
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("@@"):
            mode, *name = line[2:].split(" ")
            if mode == "setup":
                setup.append("")
            elif mode == "query":
                queries.append(Query(name[0], float(name[1]) if len(name) > 1 else RELATIVE))
        elif mode == "setup":
            setup[-1] += line
        elif mode == "query":
            queries[-1].text += line
        elif mode == "rows" and line:
            queries[-1].rows.append(json.loads(line))
    return setup, queries


def read_expected():
    """What expected.txt says of the queries that do not answer as Flink does: their kind by name."""
    expected = {}
    for line in (HERE / "expected.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, name = line.split()[:2]
            if kind not in KINDS or (kind == "ruling" and len(line.split()) < 3):
                sys.exit(f"expected.txt: not understood: {line}")
            expected[name] = kind
    return expected


class Runner:
    """Runs many queries in one script, which reads its tables once."""

    def __init__(self, guanlanctl, data, scratch):
        self.guanlanctl = guanlanctl
        self.data = data
        self.script = scratch / "script.sql"

    def write(self, setup, queries):
        """The query on each line of the script."""
        lines = ["SET 'table.local-time-zone' = 'Asia/Shanghai';"]
        lines += [statement.replace("FOLDER", str(self.data)) + ";" for statement in setup]
        by_line = {}
        for query in queries:
            lines.append(query.text + ";")
            by_line[len(lines)] = query
        self.script.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return by_line

    def run(self, setup, queries):
        """What each query answered: rows, or the message that refuses it."""
        answers = {}
        waiting = list(queries)
        while waiting:
            by_line = self.write(setup, waiting)
            done = subprocess.run([self.guanlanctl, "run", self.script], capture_output=True, text=True, timeout=300)
            if done.returncode == 0:
                answers.update(rows_by_query(done.stdout, waiting))
                break
            refused = {}
            for line, message in re.findall(r"script\.sql:(\d+):\d+: (.*)", done.stderr):
                if int(line) in by_line:
                    refused.setdefault(by_line[int(line)].name, message)
            if not refused and len(waiting) > 1:  # a query that fails while it runs stops all of them
                for query in waiting:
                    answers.update(self.run(setup, [query]))
                break
            if not refused:
                refused = {waiting[0].name: done.stderr.strip()[-300:] or f"exit {done.returncode}"}
            answers.update(refused)
            waiting = [query for query in waiting if query.name not in refused]
        return answers


def rows_by_query(output, queries):
    """The rows of each query: their cells by name."""
    answers = {query.name: [] for query in queries}
    for line in output.splitlines():
        row = json.loads(line)
        number = row.pop("query") if len(queries) > 1 else 1
        answers[queries[number - 1].name].append(row)
    return answers


def same_cell(ours, golden, tolerance=RELATIVE):
    if isinstance(ours, float) or isinstance(golden, float) or (tolerance > RELATIVE and type(ours) is int):
        if any(isinstance(cell, bool) or not isinstance(cell, (int, float)) for cell in (ours, golden)):
            return False
        return math.isclose(ours, golden, rel_tol=tolerance, abs_tol=1e-12)
    if isinstance(ours, dict) and isinstance(golden, dict):
        return ours.keys() == golden.keys() and all(same_cell(ours[key], golden[key], tolerance) for key in ours)
    if isinstance(ours, list) and isinstance(golden, list):
        return len(ours) == len(golden) and all(same_cell(*pair, tolerance) for pair in zip(ours, golden))
    if isinstance(ours, str) and isinstance(golden, str):
        return same_text(ours, golden)
    return type(ours) is type(golden) and ours == golden


TIME = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.(\d+))?")


def same_text(ours, golden):
    """The digits of the second that are all zero may be written or not."""
    if ours == golden:
        return True
    times = TIME.fullmatch(ours), TIME.fullmatch(golden)
    return all(times) and times[0][1] == times[1][1] and (times[0][2] or "").rstrip("0") == (times[1][2] or "").rstrip("0")


def sort_key(row):
    """Rows of equal keys stay together although a sum differs in its last digit."""
    return [("" if cell is None else cell_key(cell), cell is None) for cell in row]


def cell_key(cell):
    if isinstance(cell, dict):
        return str([(key, cell_key(cell[key])) for key in sorted(cell)])
    if isinstance(cell, list):
        return str([cell_key(part) for part in cell])
    return f"{cell:.9g}" if isinstance(cell, float) else str(cell)


def difference(ours, golden, tolerance):
    """The first difference in words, or None."""
    if isinstance(ours, str):
        return ours
    ours = sorted((list(row.values()) for row in ours), key=sort_key)
    golden = sorted(golden, key=sort_key)
    for mine, theirs in zip(ours, golden):
        if len(mine) != len(theirs) or not all(same_cell(*pair, tolerance) for pair in zip(mine, theirs)):
            return f"{json.dumps(mine, ensure_ascii=False)}, but there {json.dumps(theirs, ensure_ascii=False)}"
    return None if len(ours) == len(golden) else f"{len(ours)} rows, but there {len(golden)}"


def complaint_of(query, answer, kind):
    """What is wrong with an answer, given what is expected of it; None when nothing is."""
    found = difference(answer, query.rows, query.tolerance)
    if kind is None and found is None:
        found = order_complaint(query.text, answer)
    if kind is None:
        return found and f"{found}\n    {query.text}"
    if found is None:
        return "answers as the other engine does now: take it off expected.txt"
    if kind == "not-yet" and not isinstance(answer, str):
        return f"runs now, but differs: {found}\n    {query.text}"
    return None


def check_group(runner, path, expected):
    """The complaints about one golden file, and its queries."""
    setup, queries = read_golden(path)
    complaints = [f"{query.name}: the golden answer has no rows" for query in queries if not query.rows]
    answers = {}
    for listed in (False, True):  # a listed query must not spoil the run of the others
        answers.update(runner.run(setup, [query for query in queries if (query.name in expected) == listed]))
    for query in queries:
        found = complaint_of(query, answers[query.name], expected.get(query.name))
        if found:
            complaints.append(f"{query.name}: {found}")
    return complaints, queries


def check_statements(copier, expected, scratch):
    """The complaints about the statements that write, each over the first query of five groups."""
    complaints = []
    for group in GROUPS:
        setup, queries = read_golden(HERE / "golden" / f"{group}.txt")
        query = next(query for query in queries if query.name not in expected)
        for number, writer in enumerate(WRITERS):
            rows = copier.copied(setup, query.text, writer, scratch / f"{group}{number}")
            found = difference(rows, query.rows, query.tolerance)
            if found:
                complaints.append(f"{writer} of {query.name}: {found}")
    print(f"{len(WRITERS)} statements write {len(GROUPS)} queries each, which are read back")
    return complaints


def main(guanlanctl, wanted):
    if not inputs.REAL.exists():
        print(f"SKIP   : oracle: no {inputs.REAL}")
        return 1 if os.environ.get("CI") == "true" else SKIPPED
    expected = read_expected()
    complaints, compared = [], []
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        inputs.make(folder / "data")
        runner = Runner(guanlanctl, folder / "data", folder)
        for path in sorted((HERE / "golden").glob("*.txt")):
            if wanted and path.stem not in wanted:
                continue
            found, queries = check_group(runner, path, expected)
            complaints += found
            compared += queries
        if not wanted:
            complaints += input_complaints(folder / "data")
            complaints += check_statements(Copier(guanlanctl, folder / "data", folder), expected, folder)
    names = {query.name for query in compared}
    if not wanted:
        complaints += [f"{name}: in expected.txt, but no such query" for name in expected if name not in names]
        complaints += coverage(compared, functions_of(guanlanctl))
    for complaint in complaints:
        print(complaint)
    listed = [kind for name, kind in expected.items() if name in names]
    print(f"{len(names)} queries: {len(names) - len(listed)} as the other engines answer, "
          + ", ".join(f"{listed.count(kind)} {kind}" for kind in KINDS)
          + f"; the order of {sum(bool(order_of(query.text)) for query in compared)} is checked; {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], set(sys.argv[2:])))
