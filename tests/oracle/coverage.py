# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts in how many places of the compared queries each feature stands, and prints it as a table."""
import re

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
CALLS = """
COUNT SUM AVG MIN MAX STDDEV_POP STDDEV_SAMP VAR_POP VAR_SAMP FIRST_VALUE LAST_VALUE LISTAGG
PERCENTILE APPROX_PERCENTILE MEDIAN CORR APPROX_COUNT_DISTINCT
ABS SIGN ROUND TRUNCATE FLOOR CEIL MOD SQRT POWER EXP LN LOG LOG10 LOG2 GREATEST LEAST COALESCE NULLIF IF IFNULL
UPPER LOWER SUBSTRING LEFT RIGHT CONCAT CONCAT_WS TRIM LTRIM RTRIM LPAD RPAD REPEAT REVERSE REPLACE POSITION
INSTR LOCATE INITCAP OVERLAY ASCII SPLIT_INDEX REGEXP REGEXP_EXTRACT REGEXP_REPLACE JSON_VALUE JSON_EXISTS JSON_QUERY
EXTRACT HOUR DATE_FORMAT TO_DATE TO_TIMESTAMP TO_TIMESTAMP_LTZ TIMESTAMPADD TIMESTAMPDIFF UNIX_TIMESTAMP FROM_UNIXTIME
CONVERT_TZ CAST TRY_CAST
""".split()


def occurrences(queries):
    patterns = PATTERNS | {name: rf"\b{name}\(" for name in CALLS}
    for name, pattern in patterns.items():
        compiled = re.compile(pattern)
        yield name, sum(len(compiled.findall(query.text)) for query in queries)


def coverage(queries):
    """Prints the table; complains of what is used less than five times."""
    counts = sorted(occurrences(queries), key=lambda entry: entry[1])
    print(f"{len(queries)} queries, {sum(len(query.rows) for query in queries)} rows; how often each feature is used:")
    for start in range(0, len(counts), 6):
        print("  " + "".join(f"{name} {count}".ljust(22) for name, count in counts[start:start + 6]).rstrip())
    return [f"coverage: {name} is used {count} times, not {LEAST}" for name, count in counts if count < LEAST]
