// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/csv/csv_decoder.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// Cuts one CSV record into its fields. Used by one thread.
class CsvLine {
  public:
    explicit CsvLine(CsvDialect dialect) : m_dialect(std::move(dialect)) {}

    /// The fields, valid until the next call and as long as `line`; empty when a quoted field does not end.
    [[nodiscard]] bool cut(std::string_view line);
    [[nodiscard]] const std::vector<std::string_view>& fields() const { return m_fields; }

    /// Whether `text` ends inside a quoted field, so that the record goes on in the next line.
    [[nodiscard]] static bool endsInsideQuotes(std::string_view text, const CsvDialect& dialect);

  private:
    [[nodiscard]] bool takeQuoted(std::string_view line, std::size_t& at);
    void takePlain(std::string_view line, std::size_t& at);

    CsvDialect m_dialect;
    std::vector<std::string_view> m_fields;
    std::deque<std::string> m_unquoted;  // fields that had to be rewritten; entries do not move
};

}  // namespace guanlan
