// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/store/history.h"

#include <map>
#include <optional>
#include <string>

struct sqlite3;

namespace guanlan {

/// What the tables of the module work with.
struct MetricTables {
    History& history;
    Zone zone;
    std::map<std::string, MetricDefinition> metrics{};
    std::optional<Error> problem{};  ///< why the last statement could not read, if that was the reason
};

/// Registers the virtual tables "metric"; `tables` must outlive the connection. SQLite's result code.
[[nodiscard]] int registerMetricModule(sqlite3* connection, MetricTables& tables);

}  // namespace guanlan
