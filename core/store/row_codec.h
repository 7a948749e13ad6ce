// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/batch/batch.h"
#include "core/store/byte_stream.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// Rows of one metric with the time of each (of its time column, or of the commit).
struct TimedRows {
    Batch rows{};
    std::vector<Micros> times{};
};

/// Rows to bytes and back, column by column, every type exact. Texts of all blocks read by one codec share
/// a dictionary per column, so that equal texts have equal codes.
class RowCodec {
  public:
    RowCodec(SchemaPtr schema, std::optional<std::size_t> timeColumn);

    /// The rows must have the codec's schema, apart from names and nullability.
    [[nodiscard]] std::string encode(const TimedRows& rows) const;
    /// Empty when the bytes are damaged (they carry a checksum).
    [[nodiscard]] std::optional<TimedRows> decode(std::string_view bytes);
    /// The times of rows that come from a query, `commitTime` where the metric has no time column.
    [[nodiscard]] std::vector<Micros> timesOf(const Batch& rows, Micros commitTime) const;

    [[nodiscard]] const SchemaPtr& schema() const { return m_schema; }

  private:
    SchemaPtr m_schema;
    std::optional<std::size_t> m_timeColumn;
    std::vector<std::shared_ptr<Dictionary>> m_dictionaries;  // per column, null where it holds no text
};

}  // namespace guanlan
