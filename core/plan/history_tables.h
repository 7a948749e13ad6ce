// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/table_definition.h"

#include <algorithm>
#include <array>

namespace guanlan {

/// Whether what is written into the table is kept in history: under its own connector, and for scripts that
/// write to a database elsewhere.
[[nodiscard]] inline bool isKeptInHistory(const TableDefinition& sink) {
    constexpr std::array<std::string_view, 3> kKept{"history", "elasticsearch-7", "jdbc"};
    return std::find(kKept.begin(), kKept.end(), sink.option("connector")) != kKept.end();
}

}  // namespace guanlan
