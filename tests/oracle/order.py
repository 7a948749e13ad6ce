# SPDX-License-Identifier: GPL-3.0-or-later
"""The order in which rows come out, which semantics leaves free in Flink and Guanlan promises: rows of windows by
window_end, window_start and key; a result that updates by its ORDER BY, else by key; nulls first, then by value."""
import re

CLAUSES = ["WITH", "SELECT", "FROM", "WHERE", "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "UNION ALL"]
GROUP_WINDOW = re.compile(r"(TUMBLE|HOP|SESSION)\((.*)\)$")
RANKED = re.compile(r"ROW_NUMBER\(\) OVER \(PARTITION BY (.*?) ORDER BY .*?\) AS rn\b")
DECIMALS = {"amount", "m", "q"}


def at_depth_zero(text):
    """The positions that stand in no parenthesis and no string."""
    depth, quoted = 0, False
    for position, sign in enumerate(text):
        if sign == "'":
            quoted = not quoted
        elif not quoted and sign in "()":
            depth += 1 if sign == "(" else -1
        elif not quoted and depth == 0:
            yield position


def clauses_of(query):
    """The text of each clause of the outermost query by its keyword."""
    starts = []
    for position in at_depth_zero(query):
        if position > 0 and query[position - 1].isalnum():
            continue
        starts += [(position, name) for name in CLAUSES if re.match(rf"{name}\b", query[position:])]
    ends = [start for start, _ in starts[1:]] + [len(query)]
    return {name: query[start + len(name):end].strip() for (start, name), end in zip(starts, ends)}


def items_of(text):
    """What stands between the commas."""
    cuts = [position for position in at_depth_zero(text) if text[position] == ","]
    return [text[start:end].strip() for start, end in zip([0] + [cut + 1 for cut in cuts], cuts + [len(text)])]


def selected(clause):
    """The names of the columns of a SELECT list by what they are computed from."""
    columns = {}
    for item in items_of(clause):
        expression, _, alias = item.rpartition(" AS ")
        if expression or re.fullmatch(r"[\w.`]+", item):
            columns[expression or item] = alias.split(".")[-1].strip("`")
    return columns


def ends_and_keys(group):
    """The expressions that order the groups of windows, or of none."""
    items = items_of(group)
    windows = ["window_end", "window_start"] if {"window_start", "window_end"} <= set(items) else []
    keys = [item for item in items if not windows or item not in ("window_start", "window_end", "window_time")]
    for item in items:
        window = GROUP_WINDOW.match(item)
        if window:
            windows = [f"{window[1]}_END({window[2]})", f"{window[1]}_START({window[2]})"]
            keys.remove(item)
    return windows + keys


def order_of(query):
    """The columns that order the rows, with whether they descend; empty where the query promises no order."""
    clauses = clauses_of(query)
    if "UNION ALL" in clauses or "COUNT_WINDOW" in query or "SELECT" not in clauses:
        return []
    columns = selected(clauses["SELECT"])
    if "ORDER BY" in clauses:
        wanted = [(item.split()[0], item.endswith(" DESC")) for item in items_of(clauses["ORDER BY"])]
    elif "GROUP BY" in clauses:
        wanted = [(item, False) for item in ends_and_keys(clauses["GROUP BY"])]
    elif clauses["SELECT"].startswith("DISTINCT "):
        return [(name, False) for name in selected(clauses["SELECT"].removeprefix("DISTINCT ")).values()]
    else:
        ranked = RANKED.search(query)
        wanted = [(item, False) for item in ends_and_keys(ranked[1]) + ["rn"]] if ranked else []
    order = []
    for expression, descending in wanted:
        name = columns.get(expression, expression if expression in columns.values() else None)
        if name is None and expression == "window_end":
            name = columns.get("window_time")
        if name is None:
            break  # what is not shown may decide before the columns that follow
        order.append((name, descending))
    return order


def comparable(name, cell):
    return float(cell) if name in DECIMALS and isinstance(cell, str) else cell


def precedes(left, right, order):
    """Whether a row may stand before another."""
    for name, descending in order:
        before, after = comparable(name, left[name]), comparable(name, right[name])
        if before == after:
            continue
        if isinstance(before, list | dict) or isinstance(after, list | dict):
            break  # no order is promised within nested values
        smaller = before is None or (after is not None and before < after)
        return smaller != descending
    return True


def order_complaint(query, rows):
    """The first two rows in the wrong order, in words, or None."""
    order = order_of(query)
    for left, right in zip(rows, rows[1:]):
        if not precedes(left, right, order):
            return f"by {', '.join(name for name, _ in order)}: {list(left.values())} came before {list(right.values())}"
    return None
