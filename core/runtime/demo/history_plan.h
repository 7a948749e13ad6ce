// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/source/datagen/event_tables.h"

#include <QJsonObject>

#include <map>
#include <string>
#include <vector>

namespace guanlan {

/// By which property of the events a column splits them.
enum class EventDimension : std::uint8_t { Region, VideoType, DanmakuType };

/// How the value of a metric's column follows from the event model.
struct ColumnRecipe {
    enum class Kind : std::uint8_t {
        Count,     ///< events of a kind
        Sum,       ///< of a number that they carry
        Mean,      ///< of a number that they carry
        Distinct,  ///< users who sent one
        Ratio,     ///< of two other columns of the row
    };
    std::string column;
    Kind kind = Kind::Count;
    EventKind event = EventKind::Play;
    std::string numerator{};
    std::string denominator{};
    double scale = 1;
};

/// How the generated history of one metric is made.
struct MetricRecipe {
    std::string metric;
    Micros every = kMinute;   ///< a window ends so often
    Micros window = kMinute;  ///< and is so long
    int days = 30;
    std::map<std::string, EventDimension> dimensions{};  ///< by column
    std::vector<ColumnRecipe> columns{};
    std::map<std::string, double> atLeast{};  ///< rows below are left out, as the metric's HAVING does
};

/// demo.json: what runs in the demo, and how its history follows from the event model.
struct DemoConfig {
    double eventsPerSecond = 800;
    std::uint64_t seed = 1;
    std::string topic;
    int partitions = 4;
    std::vector<MetricRecipe> history{};
};
[[nodiscard]] Result<DemoConfig> readDemoConfig(const std::string& path);

}  // namespace guanlan
