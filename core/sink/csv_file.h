// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/batch/column.h"
#include "core/config/text_file.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace guanlan {

/// A CSV file for people and their spreadsheets: UTF-8 with its mark, lines end with CR LF, times are those
/// of a zone, and no text is taken for a formula. It is there with commit(), whole, or not at all.
class CsvFile {
  public:
    explicit CsvFile(const std::string& path) : m_file(path) {}
    [[nodiscard]] Result<void> open();
    void addText(std::string_view text);
    /// As it is, without a guard.
    void addNumber(const Value& number);
    void addCell(const Column& column, std::size_t row, const Zone& zone);
    [[nodiscard]] Result<void> endRow();
    [[nodiscard]] Result<void> commit();

  private:
    void beginCell();
    [[nodiscard]] Result<void> flush();

    FileReplacement m_file;
    std::string m_lines{};
    std::string m_cell{};
    bool m_first = true;  ///< of the row
};

/// The text as a spreadsheet shows it instead of calculating it: with a quote mark before it where it, or a
/// line of it, begins with = + - @, a tab or a carriage return, also behind blanks.
[[nodiscard]] std::string withoutFormula(std::string_view text);

}  // namespace guanlan
