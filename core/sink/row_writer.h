// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/batch/batch.h"
#include "core/plan/plan.h"

#include <memory>
#include <string>
#include <vector>

namespace guanlan {

/// Rows as NDJSON: one object a row, columns in order under their names.
class JsonRowWriter {
  public:
    JsonRowWriter(const Schema& schema, Zone zone);
    /// Without the line end. `before` comes first in the object: `"query":1,`.
    void append(std::string& out, const Batch& batch, std::size_t row, std::string_view before = {});

  private:
    struct Column {
        std::string name{};  ///< quoted, with the colon
        bool time = false;
        std::int64_t lastTime = 0;  ///< the rows of a window mostly share its times
        std::string lastText{};     ///< empty: there was none
    };
    void appendTime(std::string& out, const guanlan::Column& values, std::size_t row, Column& column) const;

    std::vector<Column> m_columns;
    Zone m_zone;
};

/// Writes rows in the format of a sink table ('format' = json or csv), without line ends. One thread.
class RowWriter {
  public:
    static Result<std::unique_ptr<RowWriter>> create(const TableDefinition& table, const Zone& zone);
    virtual ~RowWriter() = default;
    virtual void append(std::string& out, const Batch& batch, std::size_t row) = 0;
};

/// A row that takes nothing back: append-only sinks write only these.
[[nodiscard]] bool addsRow(const Batch& batch, std::size_t row);
/// "+I", "-U", "+U", "-D".
[[nodiscard]] std::string_view changeOf(const Batch& batch, std::size_t row);

}  // namespace guanlan
