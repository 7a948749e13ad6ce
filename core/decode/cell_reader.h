// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/base/zone.h"
#include "core/batch/column.h"
#include "core/plan/plan.h"

#include <array>
#include <string>
#include <string_view>

namespace guanlan {

/// Which texts count as a timestamp: `yyyy-MM-dd HH:mm:ss`, the same with `T`, or both.
enum class TimestampFormat { Auto, Sql, Iso8601 };
/// "SQL", "ISO-8601", "auto" or empty; anything else is InvalidInput.
[[nodiscard]] Result<TimestampFormat> timestampFormatOf(const TableDefinition& table,
                                                        std::string_view option);

/// Reads texts as cells of SQL types; shared by the formats that write text. Used by one thread.
class CellReader {
  public:
    CellReader(Zone zone, TimestampFormat format) : m_zone(std::move(zone)), m_format(format) {}

    /// False when the text is no value of the column's type; then nothing is appended.
    [[nodiscard]] bool append(ColumnBuilder& column, std::string_view text);

    /// The same for a column of timestamps and a text without spaces around it.
    [[nodiscard]] bool appendTimestampText(ColumnBuilder& column, std::string_view text);

    /// A timestamp read elsewhere, in the zone and precision of the column.
    void appendTimestamp(ColumnBuilder& column, const ParsedTimestamp& parsed) const;

  private:
    [[nodiscard]] bool appendNumber(ColumnBuilder& column, std::string_view text);
    [[nodiscard]] bool readCommonTimestamp(std::string_view text, std::size_t digits, Micros& wallTime);
    [[nodiscard]] bool findMinute(const char* text);
    std::optional<ParsedTimestamp> readOtherTimestamp(std::string_view text);

    Zone m_zone;
    TimestampFormat m_format;
    /// `yyyy-MM-dd HH:mm:` as last seen: neighbouring records mostly share it, or its date.
    std::array<char, 17> m_minute{'1', '9', '7', '0', '-', '0', '1', '-', '0',
                                  '1', ' ', '0', '0', ':', '0', '0', ':'};
    Micros m_minuteStart = 0;
    Micros m_midnight = 0;
};

/// The text cut to a length fit for a message, in quotes.
[[nodiscard]] std::string quoteForMessage(std::string_view text);

}  // namespace guanlan
