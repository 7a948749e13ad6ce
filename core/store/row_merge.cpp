// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/row_merge.h"

#include <algorithm>

namespace guanlan {

namespace {

template <typename T>
int threeWay(const T& a, const T& b) {
    if (a < b) return -1;
    return b < a ? 1 : 0;
}

int compareCells(const Column& a, std::size_t rowA, const Column& b, std::size_t rowB) {
    if (a.isNull(rowA) || b.isNull(rowB)) return threeWay(!a.isNull(rowA), !b.isNull(rowB));
    switch (a.type().physical()) {
        case Physical::Int64:
            return threeWay(a.ints()[rowA], b.ints()[rowB]);
        case Physical::Double:
            return threeWay(a.doubles()[rowA], b.doubles()[rowB]);
        case Physical::Decimal:
            return threeWay(a.decimals()[rowA], b.decimals()[rowB]);
        case Physical::Text:
            if (a.dictionary() == b.dictionary() && a.codes()[rowA] == b.codes()[rowB]) return 0;
            return a.text(rowA).compare(b.text(rowB));
        case Physical::Nested:
            break;  // cannot be a grouping key
    }
    return 0;
}

}  // namespace

void RowMerge::add(TimedRows rows, const Wanted& wanted) {
    const auto piece = static_cast<std::uint32_t>(m_pieces.size());
    const std::vector<RowKind>& kinds = rows.rows.kinds;
    m_rows.reserve(m_rows.size() + (wanted ? 0 : rows.times.size()));
    for (std::size_t row = 0; row < rows.times.size(); ++row) {
        if (!kinds.empty() && kinds[row] == RowKind::UpdateBefore) continue;
        if (wanted && !wanted(rows.rows, row, rows.times[row])) continue;
        m_rows.push_back({rows.times[row], piece, static_cast<std::uint32_t>(row)});
    }
    m_pieces.push_back(std::move(rows.rows));
}

int RowMerge::compare(const Row& a, const Row& b) const {
    return a.time != b.time ? threeWay(a.time, b.time) : compareDimensions(a, b);
}

int RowMerge::compareDimensions(const Row& a, const Row& b) const {
    for (const std::size_t column : m_dimensions) {
        const int order =
            compareCells(m_pieces[a.piece].column(column), a.row, m_pieces[b.piece].column(column), b.row);
        if (order != 0) return order;
    }
    return 0;
}

void RowMerge::order() {
    const auto notBefore = [this](const Row& a, const Row& b) { return compare(a, b) >= 0; };
    // Blocks come in order and without repetition, and new rows mostly follow them: often nothing is to do.
    if (std::adjacent_find(m_rows.begin(), m_rows.end(), notBefore) == m_rows.end()) return;
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [this](const Row& a, const Row& b) { return compare(a, b) < 0; });
    if (m_replaces) dropReplaced([this](const Row& a, const Row& b) { return compare(a, b) == 0; });
}

void RowMerge::keepNewest() {
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [this](const Row& a, const Row& b) { return compareDimensions(a, b) < 0; });
    dropReplaced([this](const Row& a, const Row& b) { return compareDimensions(a, b) == 0; });
}

/// Of neighbours that are the same the last one stays.
template <typename Same>
void RowMerge::dropReplaced(Same same) {
    std::size_t kept = 0;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const bool replaced = row + 1 < m_rows.size() && same(m_rows[row], m_rows[row + 1]);
        if (!replaced) m_rows[kept++] = m_rows[row];
    }
    m_rows.resize(kept);
}

Result<ColumnPtr> RowMerge::buildColumn(std::size_t column, std::size_t from, std::size_t to) const {
    const DataType& type = (*m_schema)[column].type;
    const bool text = type.physical() == Physical::Text;
    auto dictionary = text ? std::make_shared<Dictionary>() : nullptr;
    ColumnBuilder builder(type, dictionary);
    builder.reserve(to - from);
    constexpr Code kUnknown = ~Code{0};
    std::vector<Code> known;  // our codes for those of `source`
    const Dictionary* source = nullptr;
    for (std::size_t at = from; at < to; ++at) {
        const Row& row = m_rows[at];
        const Column& cells = m_pieces[row.piece].column(column);
        if (!text || cells.isNull(row.row)) {
            builder.appendFrom(cells, row.row);
            continue;
        }
        if (cells.dictionary().get() != source) {
            source = cells.dictionary().get();
            known.clear();
        }
        const Code code = cells.codes()[row.row];
        if (code >= known.size()) known.resize(static_cast<std::size_t>(code) + 1, kUnknown);
        if (known[code] == kUnknown) {
            if (dictionary->full()) {
                return Error{
                    .code = ErrorCode::InvalidInput,
                    .id = "store.tooManyTexts",
                    .what = "'" + (*m_schema)[column].name + "' has too many different texts to show",
                    .next = "choose a shorter range of time, or filter by a dimension",
                    .arguments = {(*m_schema)[column].name}};
            }
            known[code] = dictionary->intern(cells.text(row.row));
        }
        builder.appendCode(known[code]);
    }
    return builder.seal();
}

Result<TimedRows> RowMerge::build(std::size_t from, std::size_t to) const {
    TimedRows built;
    std::vector<ColumnPtr> columns;
    for (std::size_t column = 0; column < m_schema->size(); ++column) {
        Result<ColumnPtr> cells = buildColumn(column, from, to);
        if (!cells) return std::move(cells).error();
        columns.push_back(std::move(cells).value());
    }
    built.rows = Batch(m_schema, std::move(columns), to - from);
    built.times.reserve(to - from);
    for (std::size_t row = from; row < to; ++row)
        built.times.push_back(m_rows[row].time);
    return built;
}

}  // namespace guanlan
