# SPDX-License-Identifier: GPL-3.0-or-later
"""ARRAY, MAP and ROW: their parts, whole values, functions over them, and queries that group by their leaves."""
from scalar_queries import calls_of

ORDERS = {
    "field": "who.id|who.name|who.address|orders.who.name|who.id + 1|UPPER(who.name)|who.address.city",
    "deep_field": "who.address.city|who.address.`at`.x|orders.who.address.`at`.y|who.address.`at`|"
                  "COALESCE(who.address.city, who.name, '-')|who.address.`at`.x + who.address.`at`.y",
    "element": "tags[1]|nums[2]|tags[4]|nums[1] + nums[2]|tags[CARDINALITY(tags)]|nums[who.id]|nums[CAST(NULL AS INT)]",
    "element_field": "items[1].sku|items[2].n|items[1].price * items[1].n|(items[1]).price|items[1].marks[2]|items[3]",
    "key": "props['os']|props['none']|props['ref']|counts['view']|counts['buy'] * 10|props[tags[1]]|counts[props['os']]",
    "grid": "grid[1]|grid[1][1]|grid[2][2]|CARDINALITY(grid)|CARDINALITY(grid[1])|grid[9][1]",
    "whole": "who|tags|nums|items|props|counts|grid",
    "cardinality": "CARDINALITY(tags)|CARDINALITY(nums)|CARDINALITY(items)|CARDINALITY(props)|CARDINALITY(counts)|"
                   "CARDINALITY(items[1].marks)",
    "single": "ELEMENT(ARRAY[id])|ELEMENT(CASE WHEN CARDINALITY(tags) > 1 THEN ARRAY['many'] ELSE tags END)|ELEMENT(ARRAY[who.name])|"
              "ELEMENT(ARRAY[CARDINALITY(nums)])|ELEMENT(ARRAY[tags[1]])",
    "contains": "ARRAY_CONTAINS(tags, 'a')|ARRAY_CONTAINS(ARRAY[1, id], 3)|ARRAY_CONTAINS(tags, CAST(NULL AS STRING))|"
                "ARRAY_CONTAINS(tags, tags[2])|ARRAY_CONTAINS(items[1].marks, 1)|ARRAY_CONTAINS(tags, who.name)",
    "position": "ARRAY_POSITION(tags, 'b')|ARRAY_POSITION(nums, 3)|ARRAY_POSITION(nums, CAST(NULL AS INT))|"
                "ARRAY_POSITION(tags, tags[2])|ARRAY_POSITION(nums, nums[3])",
    "extremes": "ARRAY_MAX(nums)|ARRAY_MIN(nums)|ARRAY_MAX(tags)|ARRAY_MIN(tags)|ARRAY_MAX(items[1].marks)|"
                "ARRAY_MIN(ARRAY[who.id, 3])|ARRAY_MAX(ARRAY[1, who.id])|ARRAY_MAX(grid[1])|ARRAY_MIN(grid[1])|ARRAY_MIN(grid[2])",
    "rearranged": "ARRAY_REVERSE(nums)|ARRAY_REVERSE(tags)|ARRAY_DISTINCT(tags)|ARRAY_DISTINCT(nums)|ARRAY_REVERSE(items)|"
                  "ARRAY_DISTINCT(grid)|ARRAY_REVERSE(grid)|ARRAY_REVERSE(ARRAY[id, 1])|ARRAY_DISTINCT(ARRAY[1, 1, id])|"
                  "ARRAY_DISTINCT(grid[1])",
    "slice": "ARRAY_SLICE(nums, 2)|ARRAY_SLICE(nums, 1, 2)|ARRAY_SLICE(tags, -2)|ARRAY_SLICE(nums, -3, -2)|"
             "ARRAY_SLICE(tags, 0, 1)|ARRAY_SLICE(nums, 3, 2)",
    "concat": "ARRAY_CONCAT(nums, nums)|ARRAY_CONCAT(tags, ARRAY['z'])|ARRAY_CONCAT(nums, ARRAY[1], nums)|"
              "ARRAY_CONCAT(grid, grid)|ARRAY_CONCAT(tags, tags, tags)",
    "join": "ARRAY_JOIN(tags, ',')|ARRAY_JOIN(tags, '-', '?')|ARRAY_JOIN(tags, '')|ARRAY_JOIN(ARRAY[who.name, 'x'], '+')|"
            "ARRAY_JOIN(tags, ', ', who.name)",
    "maps": "MAP_KEYS(counts)|MAP_VALUES(counts)|MAP_KEYS(MAP['a', 1])|MAP_VALUES(MAP['a', who.id])|"
            "CARDINALITY(MAP_KEYS(props))|CARDINALITY(MAP_VALUES(props))|ARRAY_CONTAINS(MAP_KEYS(props), 'os')|"
            "ARRAY_CONTAINS(MAP_VALUES(props), 'wifi')|MAP_KEYS(MAP['k', tags])|MAP_VALUES(MAP['k', tags])|"
            "MAP_ENTRIES(MAP['k', id])|CARDINALITY(MAP_ENTRIES(props))|MAP_ENTRIES(MAP[who.name, 1])[1].`value`|"
            "CARDINALITY(MAP_ENTRIES(counts))|MAP_ENTRIES(MAP['a', 'b'])",
    "made": "ARRAY[1, 2, 3]|ARRAY[who.id, 5]|ARRAY[tags[1], 'x']|MAP['a', id]|MAP['a', who.name, 'b', 'c']|MAP[who.name, nums]|"
            "ROW(1, 'a')|ROW(who.id, tags)|ARRAY[1, 2.5]|MAP['x', 1, 'y', 2]['y']|ARRAY[7, 8][2]|ROW(id, ROW(who.name, nums))|"
            "ARRAY[ARRAY[1], nums]|MAP['m', MAP['n', 1]]|ROW(props, counts)",
    "cast": "CAST(nums AS STRING)|CAST(tags AS STRING)|CAST(who AS STRING)|CAST(items AS STRING)|CAST(MAP['a', id] AS STRING)|"
            "CAST(nums AS ARRAY<BIGINT>)|CAST(nums AS ARRAY<STRING>)|CAST(ROW(1, 'x') AS ROW<a INT, b STRING>)|"
            "CAST(ROW(id, who.name) AS ROW<a STRING, b STRING>).a|CAST(counts AS MAP<STRING, DOUBLE>)['view']",
    "conditional": "COALESCE(tags, ARRAY['none'])|CASE WHEN id > 50 THEN nums ELSE ARRAY[0] END|CASE WHEN who.id > 4 THEN tags END|who IS NULL|"
                   "props IS NOT NULL|tags IS NULL|COALESCE(nums[1], nums[2], -1)",
    "text_map": "STR_TO_MAP('a=1,b=2,a=3')|STR_TO_MAP(who.name || ':1;k:', ';', ':')|STR_TO_MAP('', ',', '=')|"
                "STR_TO_MAP('a.1;b.2', ';', '[.]')|STR_TO_MAP('x,y=,=z,,')|CARDINALITY(STR_TO_MAP(props['app'], '1', '7'))",
    "split": "SPLIT('a,b,,c', ',')|SPLIT(who.name, '')|SPLIT(who.name, 'k')|SPLIT(props['app'], '.')[1]|SPLIT('', ',')|"
             "CARDINALITY(SPLIT(props['app'], '.'))",
}
WINDOW = "TABLE(TUMBLE(TABLE orders, DESCRIPTOR(rt), INTERVAL '1' MINUTE))"
QUERIES = {
    "where": "SELECT id, who.name FROM orders WHERE who.address.city = '广州' AND counts['view'] > 10",
    "where_element": "SELECT id, tags FROM orders WHERE tags[1] = 'a' OR ARRAY_CONTAINS(tags, 'new')",
    "where_null": "SELECT id FROM orders WHERE who.address IS NULL AND props['ref'] IS NULL",
    "similar": "SELECT id, who.name FROM orders WHERE who.name SIMILAR TO 'li|wu' AND who.address.city SIMILAR TO '(Sh|Ch)%'",
    "by_field": "SELECT who.address.city, COUNT(*) AS c, SUM(who.id) AS s FROM orders GROUP BY who.address.city",
    "by_key": "SELECT props['os'] AS os, COUNT(*) AS c, AVG(CAST(counts['view'] AS DOUBLE)) AS v FROM orders GROUP BY props['os']",
    "by_element": "SELECT tags[1] AS t, COUNT(DISTINCT who.id) AS u FROM orders GROUP BY tags[1] HAVING COUNT(*) > 3",
    "by_array": "SELECT tags, COUNT(*) AS c FROM orders GROUP BY tags",
    "by_row": "SELECT who.address.`at`, COUNT(*) AS c FROM orders GROUP BY who.address.`at`",
    "distinct": "SELECT DISTINCT who.name, props['net'] AS net FROM orders",
    "distinct_array": "SELECT DISTINCT nums FROM orders WHERE id < 60",
    "filter": "SELECT who.name, COUNT(*) AS c, COUNT(*) FILTER (WHERE counts['buy'] > 0) AS b, COUNT(tags) AS t FROM orders GROUP BY who.name",
    "count_distinct": "SELECT who.name, COUNT(DISTINCT tags) AS t, COUNT(DISTINCT nums) AS n FROM orders GROUP BY who.name",
    "window": f"SELECT window_start, window_end, who.name, COUNT(*) AS c, MAX(items[1].price) AS p FROM {WINDOW} "
              "GROUP BY window_start, window_end, who.name",
    "window_rows": f"SELECT window_start, id, tags, who FROM {WINDOW} WHERE CARDINALITY(tags) > 1",
    "window_sum": f"SELECT window_start, window_end, SUM(CARDINALITY(items)) AS n, SUM(counts['view']) AS v FROM {WINDOW} "
                  "GROUP BY window_start, window_end",
    "hop": "SELECT window_start, window_end, props['os'] AS os, COUNT(*) AS c FROM TABLE(HOP(TABLE orders, DESCRIPTOR(rt), "
           "INTERVAL '30' SECOND, INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, props['os']",
    "session": "SELECT window_start, window_end, id, tags, counts FROM TABLE(SESSION(TABLE orders PARTITION BY id, "
               "DESCRIPTOR(rt), INTERVAL '10' SECOND)) WHERE id < 40",
    "top": "SELECT name, id, tags, who FROM (SELECT who.name AS name, id, tags, who, ROW_NUMBER() OVER (PARTITION BY who.name "
           "ORDER BY id DESC) AS rn FROM orders) WHERE rn <= 3",
    "first": "SELECT city, id, items FROM (SELECT who.address.city AS city, id, items, ROW_NUMBER() OVER (PARTITION BY "
             "who.address.city ORDER BY rt) AS rn FROM orders) WHERE rn <= 1",
    "union": "SELECT id, tags FROM orders WHERE id < 9 UNION ALL SELECT id, ARRAY[who.name] FROM orders WHERE id < 9",
    "subquery": "SELECT q.w.name, q.w.address.city AS city, q.t[1] AS t FROM (SELECT who AS w, tags AS t FROM orders) q",
    "with": "WITH q AS (SELECT ROW(who.id, tags) AS r, MAP['n', CARDINALITY(nums)] AS m FROM orders) SELECT r, m['n'] AS n FROM q",
}


def nested_groups():
    queries = {f"nested.{name}": calls_of(calls, "orders") for name, calls in ORDERS.items()}
    queries |= {f"nested.{name}": query for name, query in QUERIES.items()}
    yield "nested", ("orders",), queries
