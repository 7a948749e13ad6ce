// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/batch/value.h"
#include "core/store/history.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace guanlan {

/// One row of an answer; the names are the same for all rows.
struct SqlRow {
    const std::vector<std::string>& names;
    const std::vector<Value>& cells;  ///< no Int128
};

/// Answers SQLite's SQL over a history whose every metric is a table. Read only: nothing but SELECT is
/// possible. Times are texts (`yyyy-MM-dd HH:mm:ss.SSS`, TIMESTAMP_LTZ in the zone), decimals are doubles;
/// conditions on the time column and on texts reach the blocks. One thread at a time.
class HistorySql {
  public:
    /// The history must outlive it.
    static Result<std::unique_ptr<HistorySql>> open(History& history, const Zone& zone);
    virtual ~HistorySql() = default;

    /// Calls `take` for each row. A mistake in the text is InvalidInput with its position.
    virtual Result<void> run(const std::string& sql,
                             const std::function<Result<void>(const SqlRow&)>& take) = 0;
};

}  // namespace guanlan
