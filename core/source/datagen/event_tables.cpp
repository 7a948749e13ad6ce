// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/event_tables.h"

namespace guanlan {

namespace {

constexpr std::array<WeightedName, kEventKinds> kEvents{{
    {"play", 0.3100},
    {"like", 0.0800},
    {"comment", 0.0350},
    {"danmaku", 0.1200},
    {"share", 0.0250},
    {"error", 0.0012},
    {"heartbeat", 0.4288},
}};

// Millions of internet users, rounded, from the provinces' yearly statistics.
constexpr std::array<Region, 34> kRegions{{
    {"广东", 118, 0.92},  {"山东", 75, 1.00},  {"河南", 73, 1.05},  {"江苏", 71, 0.90},   {"四川", 62, 1.06},
    {"浙江", 58, 0.88},   {"河北", 55, 1.00},  {"湖南", 48, 1.04},  {"安徽", 44, 1.02},   {"湖北", 44, 1.00},
    {"广西", 36, 1.10},   {"福建", 34, 0.96},  {"江西", 33, 1.05},  {"云南", 33, 1.18},   {"辽宁", 32, 1.03},
    {"陕西", 30, 1.05},   {"贵州", 27, 1.15},  {"山西", 26, 1.05},  {"重庆", 25, 1.02},   {"上海", 24, 0.82},
    {"黑龙江", 23, 1.14}, {"北京", 22, 0.80},  {"新疆", 19, 1.45},  {"内蒙古", 18, 1.20}, {"甘肃", 17, 1.25},
    {"吉林", 17, 1.12},   {"台湾", 14, 1.50},  {"天津", 12, 0.92},  {"海南", 8, 1.16},    {"香港", 6, 1.20},
    {"宁夏", 5.6, 1.22},  {"青海", 4.4, 1.35}, {"西藏", 2.4, 1.60}, {"澳门", 0.7, 1.15},
}};

constexpr std::array<WeightedName, 16> kVideoTypes{{
    {"生活", 17.0},
    {"游戏", 15.5},
    {"娱乐", 9.8},
    {"知识", 9.1},
    {"影视", 8.2},
    {"音乐", 7.0},
    {"番剧", 6.6},
    {"动画", 5.9},
    {"美食", 5.2},
    {"科技", 4.1},
    {"鬼畜", 3.1},
    {"运动", 2.6},
    {"舞蹈", 2.2},
    {"时尚", 1.6},
    {"汽车", 1.3},
    {"国创", 0.8},
}};

constexpr std::array<WeightedName, 6> kDanmakuTypes{{
    {"滚动", 61},
    {"顶部", 13},
    {"底部", 10},
    {"彩色", 9},
    {"互动", 5},
    {"高级", 2},
}};

}  // namespace

std::string_view eventName(EventKind kind) {
    return kEvents.at(static_cast<std::size_t>(kind)).name;
}

std::optional<EventKind> eventByName(std::string_view name) {
    for (std::size_t i = 0; i < kEvents.size(); ++i) {
        if (kEvents.at(i).name == name) return static_cast<EventKind>(i);
    }
    return std::nullopt;
}

double eventShare(EventKind kind) {
    return kEvents.at(static_cast<std::size_t>(kind)).weight;
}

std::span<const Region> regions() {
    return kRegions;
}
std::span<const WeightedName> videoTypes() {
    return kVideoTypes;
}
std::span<const WeightedName> danmakuTypes() {
    return kDanmakuTypes;
}

}  // namespace guanlan
