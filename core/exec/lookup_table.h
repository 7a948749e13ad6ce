// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/batch/row_values.h"
#include "core/plan/table_definition.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace guanlan {

using LookupRows = std::shared_ptr<const std::vector<RowValues>>;  ///< never null

/// A table that rows are looked up in. One thread. Answers come at once: what has to be waited for belongs
/// into its own cache or gives an error after a short while.
class LookupTable {
  public:
    virtual ~LookupTable() = default;
    /// For each key all rows whose key columns have these values, with every declared column. The keys of a
    /// batch come together, so that a table far away is asked once. No value of a key is null. An error ends
    /// the run.
    virtual Result<std::vector<LookupRows>> find(std::span<const RowValues> keys) = 0;
    /// What was found stays right as long as this is the same; empty: it has to be asked for again.
    [[nodiscard]] virtual std::optional<std::uint64_t> edition() { return std::nullopt; }
};

/// What a lookup asks for.
struct LookupRequest {
    TableDefinition table;
    std::vector<std::size_t> keys;  ///< columns of the table
};

/// Makes the tables of a job; the engine itself does no I/O.
using LookupMaker = std::function<Result<std::unique_ptr<LookupTable>>(const LookupRequest& request)>;

}  // namespace guanlan
