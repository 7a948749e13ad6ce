// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/csv_file.h"

#include "core/sink/cell_text.h"

#include <algorithm>
#include <array>

namespace guanlan {

namespace {

constexpr std::size_t kWriteAtOnce = 1U << 18U;
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 4> kBlanks{" ", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\xAF"};
/// The wide forms are what a Chinese keyboard types; spreadsheets read them the same.
constexpr std::array<std::string_view, 10> kBeginnings{"=",  "+",  "-",  "@",  "\t",
                                                       "\r", "＝", "＋", "－", "＠"};

template <std::size_t N>
std::size_t startOf(std::string_view text, const std::array<std::string_view, N>& candidates) {
    const auto found = std::find_if(candidates.begin(), candidates.end(),
                                    [text](std::string_view each) { return text.starts_with(each); });
    return found == candidates.end() ? 0 : found->size();
}

bool beginsFormula(std::string_view line) {
    while (const std::size_t blank = startOf(line, kBlanks))
        line.remove_prefix(blank);
    return startOf(line, kBeginnings) > 0;
}

}  // namespace

std::string withoutFormula(std::string_view text) {
    std::string guarded;
    bool found = false;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        const bool formula = beginsFormula(line);
        found = found || formula;
        if (formula && at > 0) guarded += '\'';
        guarded += line;
        if (end < text.size()) guarded += '\n';
        at = end + 1;
    }
    return found ? '\'' + guarded : guarded;
}

Result<void> CsvFile::open() {
    m_lines = kUtf8Mark;
    return m_file.open();
}

void CsvFile::beginCell() {
    if (!m_first) m_lines += ',';
    m_first = false;
}

void CsvFile::addText(std::string_view text) {
    beginCell();
    appendCsvField(m_lines, withoutFormula(text), ',', '"');
}

void CsvFile::addNumber(const Value& number) {
    beginCell();
    appendValueText(m_lines, number);
}

void CsvFile::addCell(const Column& column, std::size_t row, const Zone& zone) {
    m_cell.clear();
    appendCellText(m_cell, column, row, zone);
    const Physical physical = column.type().physical();
    if (physical == Physical::Text || physical == Physical::Nested) return addText(m_cell);
    beginCell();
    appendCsvField(m_lines, m_cell, ',', '"');
}

Result<void> CsvFile::endRow() {
    m_lines += "\r\n";
    m_first = true;
    return m_lines.size() < kWriteAtOnce ? Result<void>() : flush();
}

Result<void> CsvFile::flush() {
    Result<void> written = m_file.write(m_lines);
    m_lines.clear();
    return written;
}

Result<void> CsvFile::commit() {
    if (auto flushed = flush(); !flushed) return flushed;
    return m_file.commit();
}

}  // namespace guanlan
