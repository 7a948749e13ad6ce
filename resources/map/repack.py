#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes china.json from the boundaries of Apache ECharts: repack.py china_with_inset.geo.json > china.json"""
import json
import math
import sys

GRID = 10000  # units across the map
CENTRAL, SOUTH, NORTH = 105.0, 25.0, 47.0  # the Albers projection of Chinese atlases

# adcode: short name, full name, one-character name, English names (the first is shown), letters
NAMES = {
    110000: ("北京", "北京市", "京", ["Beijing"], "BJ"),
    120000: ("天津", "天津市", "津", ["Tianjin"], "TJ"),
    130000: ("河北", "河北省", "冀", ["Hebei"], "HE"),
    140000: ("山西", "山西省", "晋", ["Shanxi"], "SX"),
    150000: ("内蒙古", "内蒙古自治区", "蒙", ["Inner Mongolia", "Nei Mongol", "Neimenggu"], "NM"),
    210000: ("辽宁", "辽宁省", "辽", ["Liaoning"], "LN"),
    220000: ("吉林", "吉林省", "吉", ["Jilin"], "JL"),
    230000: ("黑龙江", "黑龙江省", "黑", ["Heilongjiang"], "HL"),
    310000: ("上海", "上海市", "沪", ["Shanghai"], "SH"),
    320000: ("江苏", "江苏省", "苏", ["Jiangsu"], "JS"),
    330000: ("浙江", "浙江省", "浙", ["Zhejiang"], "ZJ"),
    340000: ("安徽", "安徽省", "皖", ["Anhui"], "AH"),
    350000: ("福建", "福建省", "闽", ["Fujian"], "FJ"),
    360000: ("江西", "江西省", "赣", ["Jiangxi"], "JX"),
    370000: ("山东", "山东省", "鲁", ["Shandong"], "SD"),
    410000: ("河南", "河南省", "豫", ["Henan"], "HA"),
    420000: ("湖北", "湖北省", "鄂", ["Hubei"], "HB"),
    430000: ("湖南", "湖南省", "湘", ["Hunan"], "HN"),
    440000: ("广东", "广东省", "粤", ["Guangdong"], "GD"),
    450000: ("广西", "广西壮族自治区", "桂", ["Guangxi"], "GX"),
    460000: ("海南", "海南省", "琼", ["Hainan"], "HI"),
    500000: ("重庆", "重庆市", "渝", ["Chongqing"], "CQ"),
    510000: ("四川", "四川省", "川", ["Sichuan"], "SC"),
    520000: ("贵州", "贵州省", "贵", ["Guizhou"], "GZ"),
    530000: ("云南", "云南省", "云", ["Yunnan"], "YN"),
    540000: ("西藏", "西藏自治区", "藏", ["Xizang", "Tibet"], "XZ"),
    610000: ("陕西", "陕西省", "陕", ["Shaanxi"], "SN"),
    620000: ("甘肃", "甘肃省", "甘", ["Gansu"], "GS"),
    630000: ("青海", "青海省", "青", ["Qinghai"], "QH"),
    640000: ("宁夏", "宁夏回族自治区", "宁", ["Ningxia"], "NX"),
    650000: ("新疆", "新疆维吾尔自治区", "新", ["Xinjiang"], "XJ"),
    710000: ("台湾", "台湾省", "台", ["Taiwan"], "TW"),
    810000: ("香港", "香港特别行政区", "港", ["Hong Kong", "Hongkong"], "HK"),
    820000: ("澳门", "澳门特别行政区", "澳", ["Macao", "Macau"], "MO"),
}
# Islands too small for their outline: drawn at least as a dot.
ISLETS = [("钓鱼岛", "Diaoyu Dao", 710000, 123.4747, 25.7444), ("赤尾屿", "Chiwei Yu", 710000, 124.5608, 25.9211)]
INSET_FRAME = (126.0, 18.35, 132.0952, 25.0)  # of the schematic inset, in its own degrees


def albers(longitude, latitude):
    south, north = math.radians(SOUTH), math.radians(NORTH)
    n = (math.sin(south) + math.sin(north)) / 2
    c = math.cos(south) ** 2 + 2 * n * math.sin(south)
    radius = math.sqrt(c - 2 * n * math.sin(math.radians(latitude))) / n
    angle = n * math.radians(longitude - CENTRAL)
    return radius * math.sin(angle), radius * math.cos(angle)  # y grows to the south


def outer_rings(feature):
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [polygon[0] for polygon in polygons]


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def on_grid(points, place):
    """Rounded, without repeats and without the closing point."""
    ring = []
    for x, y in map(place, points):
        if not ring or ring[-1] != (x, y):
            ring.append((x, y))
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return ring


def inside(ring, x, y):
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def edge_distance(rings, x, y):
    best = math.inf
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
            dx, dy = x2 - x1, y2 - y1
            length = dx * dx + dy * dy
            t = 0 if length == 0 else max(0, min(1, ((x - x1) * dx + (y - y1) * dy) / length))
            best = min(best, (x - x1 - t * dx) ** 2 + ((y - y1 - t * dy) * 2) ** 2)  # texts are wide
    return math.sqrt(best)


def label_point(ring, others):
    """The place inside the ring that is farthest from its edge (and from enclaves), on a grid refined twice."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    box = (min(xs), min(ys), max(xs), max(ys))
    enclaves = [o for o in others if inside(ring, *o[0])]
    best = None
    for _ in range(3):
        step_x, step_y = (box[2] - box[0]) / 14, (box[3] - box[1]) / 14
        for i in range(15):
            for j in range(15):
                x, y = box[0] + i * step_x, box[1] + j * step_y
                if inside(ring, x, y) and not any(inside(e, x, y) for e in enclaves):
                    distance = edge_distance([ring] + enclaves, x, y)
                    if best is None or distance > best[0]:
                        best = (distance, x, y)
        box = (best[1] - step_x, best[2] - step_y, best[1] + step_x, best[2] + step_y)
    return [round(best[1]), round(best[2])]


def deltas(ring):
    out = list(ring[0])
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        out += [x2 - x1, y2 - y1]
    return out


def projection_to_grid(provinces):
    points = [albers(*p) for f in provinces for ring in outer_rings(f) for p in ring]
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    scale = GRID / (max(p[0] for p in points) - left)
    height = math.ceil((max(p[1] for p in points) - top) * scale)

    def place(point):
        x, y = albers(point[0], point[1])
        return round((x - left) * scale), round((y - top) * scale)

    return place, height


def inset(feature):
    left, bottom, right, top = INSET_FRAME
    scale = 1000 / (top - bottom)

    def place(point):
        return round((point[0] - left) * 0.75 * scale), round((top - point[1]) * scale)

    rings = [on_grid(ring, place) for ring in outer_rings(feature)]
    rings = [r for r in rings if max(p[1] for p in r) - min(p[1] for p in r) < 990]  # the frame is not needed
    land = [r for r in rings if max(p[0] for p in r) - min(p[0] for p in r) > 600]
    dashes = [r for r in rings if r not in land]
    assert len(land) == 1 and len(dashes) == 10
    return {"en": "South China Sea Islands", "zh": "南海诸岛", "size": [round((right - left) * 0.75 * scale), 1000],
            "land": [deltas(r) for r in land], "dashes": [deltas(r) for r in dashes]}


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        features = json.load(source)["features"]
    provinces = [f for f in features if isinstance(f["properties"]["adcode"], int)]
    assert {f["properties"]["adcode"] for f in provinces} == set(NAMES)
    place, height = projection_to_grid(provinces)
    rings_of = {}
    for feature in provinces:
        rings = [on_grid(ring, place) for ring in outer_rings(feature)]
        rings_of[feature["properties"]["adcode"]] = sorted((r for r in rings if len(r) >= 3), key=area, reverse=True)
    regions = []
    for code, (short, full, character, english, letters) in sorted(NAMES.items()):
        rings = rings_of[code]
        others = [r for other, rs in rings_of.items() if other != code for r in rs]
        aliases = [full, character, "中国" + short, *english[1:], letters, "CN-" + letters, str(code // 10000)]
        regions.append({"code": str(code), "zh": short, "en": english[0], "aliases": aliases,
                        "label": label_point(rings[0], others), "rings": [deltas(r) for r in rings]})
    frame = [round(GRID * 0.908), round(height * 0.845), 860, 1252]
    islets = [{"zh": z, "en": e, "region": str(c), "at": list(place((x, y)))} for z, e, c, x, y in ISLETS]
    head = {"version": 1, "source": "Apache ECharts 4.9.0, Apache-2.0, see LICENSE and NOTICE", "size": [GRID, height],
            "islets": islets, "inset": dict(inset(features[-1]), place=frame)}
    lines = [json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in regions]
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.write(text[:-1] + ',"regions":[\n' + ",\n".join(lines) + "\n]}\n")


if __name__ == "__main__":
    main()
