// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/plan/expression.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// WITH options of a table, in their SQL spelling.
using Options = std::map<std::string, std::string, std::less<>>;

/// A column as CREATE TABLE declares it.
struct TableColumn {
    enum class Kind : std::uint8_t { Physical, Computed, Metadata };
    std::string name;
    DataType type;
    Kind kind = Kind::Physical;
    std::string metadataKey{};  ///< Metadata: "timestamp", "partition", "offset", "key", "headers" …
    bool isVirtual = false;     ///< Metadata … VIRTUAL: not written by a sink
    std::optional<Expression>
        computation{};  ///< Computed: over SourceBatch::rows, i.e. the physical and metadata columns
};

/// A table that a connector reads or writes.
struct TableDefinition {
    std::string name;
    std::vector<TableColumn> columns{};
    Options options{};
    std::optional<std::size_t> rowtime{};  ///< index into columns
    /// WATERMARK FOR rowtime AS rowtime - delay; an expression of another shape is refused by the binder.
    Micros watermarkDelay = 0;
    std::optional<std::size_t> proctime{};
    std::vector<std::size_t> primaryKey{};
    TextPosition position{};

    [[nodiscard]] std::string option(std::string_view key, std::string_view fallback = {}) const {
        const auto it = options.find(key);
        return it == options.end() ? std::string(fallback) : it->second;
    }
};

}  // namespace guanlan
