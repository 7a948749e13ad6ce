# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts in how many places of the compared queries each feature stands, and prints it as a table."""
import json
import re
import subprocess
import tempfile

LEAST = 5

# What a feature looks like in the text of a query, where its name alone does not tell.
PATTERNS = {
    "TUMBLE": r"TABLE\(TUMBLE\(", "HOP": r"TABLE\(HOP\(", "CUMULATE": r"TABLE\(CUMULATE\(", "SESSION": r"TABLE\(SESSION\(",
    "GROUP BY TUMBLE": r"GROUP BY TUMBLE\(", "GROUP BY HOP": r"GROUP BY HOP\(", "GROUP BY SESSION": r"GROUP BY SESSION\(",
    "GROUP BY": r"GROUP BY (?!window)", "HAVING": r"\bHAVING\b", "WHERE": r"\bWHERE\b", "SELECT DISTINCT": "SELECT DISTINCT",
    "UNION ALL": "UNION ALL", "WITH": r"^WITH ", "sub-query": r"FROM \(", "view": r"FROM (counted|paid)\b|TABLE (stage|both|paid)",
    "LIMIT": r"\bLIMIT\b", "ROW_NUMBER": r"ROW_NUMBER\(\)", "Top 1": r"WHERE rn <= 1$", "lookup join": "FOR SYSTEM_TIME AS OF",
    "window offset": r"(TUMBLE|HOP|CUMULATE)\(TABLE[^)]*\)(, INTERVAL '[^']*' \w+){2,3}\)",
    "FILTER": r"FILTER \(WHERE", "COUNT(*)": r"COUNT\(\*\)", "COUNT(DISTINCT)": r"COUNT\(DISTINCT",
    "SUM(DISTINCT)": r"SUM\(DISTINCT", "+": r"\w \+ \w", "-": r"\w - \w", "*": r"\w \* \w", "/": r"[\w)] / \w",
    "=": r"\w = [\w']", "<>": "<>", "<": r"\w < \w", ">": r"\w > \w", "AND": r"\bAND\b", "OR": r"\bOR\b", "NOT": r"\bNOT\b",
    "||": r"\|\|", "IS NULL": r"IS (NOT )?NULL", "IS TRUE": r"IS (NOT )?(TRUE|FALSE|UNKNOWN)", "IN": r"\bIN \(",
    "BETWEEN": r"\bBETWEEN\b", "LIKE": r"\bLIKE\b", "SIMILAR TO": "SIMILAR TO", "CASE": r"\bCASE\b",
    "IS DISTINCT FROM": "IS (NOT )?DISTINCT FROM", "FLOOR TO": r"FLOOR\(\w.*? TO [A-Z]+\)", "CEIL TO": r"CEIL\(\w.*? TO [A-Z]+\)",
    "IS JSON": r"IS (NOT )?JSON", "INTERVAL": "[+-] INTERVAL",
    "CHAR_LENGTH": r"CHAR(ACTER)?_LENGTH\(",
}
# Functions of the clock, whose values nobody can foretell.
OF_THE_CLOCK = {"NOW", "PROCTIME", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_ROW_TIMESTAMP", "LOCALTIME",
                "LOCALTIMESTAMP"}
# Flink has yet to answer the queries that ask for them often enough.
AWAITED = {"BIN", "CHR", "HEX", "TO_BASE64", "FROM_BASE64"}


def functions_of(guanlanctl):
    """The functions that are called by their names."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write("SHOW FUNCTIONS;")
        script.flush()
        done = subprocess.run([guanlanctl, "run", script.name], capture_output=True, text=True, check=True)
    names = {json.loads(line)["function name"] for line in done.stdout.splitlines()}
    return {name for name in names if re.fullmatch(r"[A-Z]\w*", name)} - OF_THE_CLOCK


def occurrences(queries, functions):
    patterns = {name: rf"\b{name}\(" for name in functions} | PATTERNS
    for name, pattern in patterns.items():
        compiled = re.compile(pattern)
        yield name, sum(len(compiled.findall(query.text)) for query in queries)


def coverage(queries, functions):
    """Prints the table; complains of what is used less than five times."""
    counts = sorted(occurrences(queries, functions), key=lambda entry: entry[1])
    print(f"{len(queries)} queries, {sum(len(query.rows) for query in queries)} rows; how often each feature is used:")
    for start in range(0, len(counts), 6):
        print("  " + "".join(f"{name} {count}".ljust(22) for name, count in counts[start:start + 6]).rstrip())
    return [f"coverage: {name} is used {count} times, not {LEAST}" for name, count in counts
            if count < LEAST and name not in AWAITED]


def input_complaints(folder):
    """Counts what makes the inputs hard; complains of what they lack."""
    rows = {path.name: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            for path in sorted(folder.glob("*.json"))}
    latest, late, ties, met = 0, 0, 0, set()
    for row in rows["events.json"]:
        late += row["t_ms"] < latest - 6_000  # later than any delay but those of minutes
        ties += row["t_ms"] in met
        met.add(row["t_ms"])
        latest = max(latest, row["t_ms"])
    nulls = sum(cell is None for row in rows["events.json"] for cell in row.values())
    silent = sum(row["t_ms"] > rows["silent.json"][-1]["t_ms"] for row in rows["ordered.json"])
    counts = {"rows that come too late": late, "rows of one time": ties, "nulls": nulls,
              "rows while another stream is silent": silent}
    print("inputs: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    return [f"inputs: {count} {name}, not {LEAST}" for name, count in counts.items() if count < LEAST]
