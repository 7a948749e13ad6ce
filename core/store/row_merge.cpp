// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/row_merge.h"

#include <algorithm>
#include <optional>

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

/// Codes of one dictionary in another, which takes up each text when it is first met.
class TextMapping {
  public:
    /// Empty when the new dictionary is full.
    std::optional<Code> operator()(const Column& cells, std::size_t row) {
        if (cells.dictionary().get() != m_source) {
            m_source = cells.dictionary().get();
            m_known.clear();
        }
        const Code code = cells.codes()[row];
        if (code >= m_known.size()) m_known.resize(static_cast<std::size_t>(code) + 1, kUnknown);
        if (m_known[code] == kUnknown) {
            if (m_dictionary->full()) return std::nullopt;
            m_known[code] = m_dictionary->intern(cells.text(row));
        }
        return m_known[code];
    }
    [[nodiscard]] const std::shared_ptr<Dictionary>& dictionary() const { return m_dictionary; }

  private:
    static constexpr Code kUnknown = ~Code{0};
    std::shared_ptr<Dictionary> m_dictionary = std::make_shared<Dictionary>();
    const Dictionary* m_source = nullptr;
    std::vector<Code> m_known;
};

Error tooManyTexts(const std::string& column) {
    return {.code = ErrorCode::InvalidInput,
            .id = "store.tooManyTexts",
            .what = "'" + column + "' has too many different texts to show",
            .next = "choose a shorter range of time, or filter by a dimension",
            .arguments = {column}};
}

/// The cells of whole columns one after the other; null where that is not possible: texts, nested cells and
/// nulls.
ColumnPtr joined(const DataType& type, const std::vector<std::pair<const Column*, RowRange>>& parts) {
    ColumnData data{.type = type};
    const auto append = [](auto& cells, const auto& source, const RowRange& range) {
        const auto begin = source.begin();
        cells.insert(cells.end(), begin + static_cast<std::ptrdiff_t>(range.from),
                     begin + static_cast<std::ptrdiff_t>(range.to));
    };
    for (const auto& [column, range] : parts)
        data.rows += range.to - range.from;
    for (const auto& [column, range] : parts) {
        if (column->hasNulls()) return nullptr;
        switch (type.physical()) {
            case Physical::Int64:
                data.ints.reserve(data.rows);
                append(data.ints, column->ints(), range);
                break;
            case Physical::Double:
                data.doubles.reserve(data.rows);
                append(data.doubles, column->doubles(), range);
                break;
            case Physical::Decimal:
                data.decimals.reserve(data.rows);
                append(data.decimals, column->decimals(), range);
                break;
            case Physical::Text:
            case Physical::Nested:
                return nullptr;
        }
    }
    return std::make_shared<const Column>(std::move(data));
}

}  // namespace

void RowMerge::add(TimedRows rows, const Wanted& wanted) {
    const std::vector<RowKind>& kinds = rows.rows.kinds;
    const bool retracts = std::find(kinds.begin(), kinds.end(), RowKind::UpdateBefore) != kinds.end();
    if (m_whole && !wanted && !retracts) {
        m_starts.push_back(m_total);
        m_total += rows.times.size();
        m_times.push_back(std::move(rows.times));
        m_pieces.push_back(std::move(rows.rows));
        return;
    }
    spread();
    const auto piece = static_cast<std::uint32_t>(m_pieces.size());
    m_rows.reserve(m_rows.size() + (wanted ? 0 : rows.times.size()));
    for (std::size_t row = 0; row < rows.times.size(); ++row) {
        if (retracts && kinds[row] == RowKind::UpdateBefore) continue;
        if (wanted && !wanted(rows.rows, row, rows.times[row])) continue;
        m_rows.push_back({rows.times[row], piece, static_cast<std::uint32_t>(row)});
    }
    m_pieces.push_back(std::move(rows.rows));
}

void RowMerge::spread() {
    if (!m_whole) return;
    m_whole = false;
    m_rows.reserve(m_total);
    for (std::size_t piece = 0; piece < m_times.size(); ++piece) {
        std::uint32_t row = 0;
        for (const Micros time : m_times[piece])
            m_rows.push_back({time, static_cast<std::uint32_t>(piece), row++});
    }
    m_times.clear();
}

bool RowMerge::wholeInOrder() const {
    std::optional<Row> before;
    for (std::size_t piece = 0; piece < m_times.size(); ++piece) {
        std::uint32_t row = 0;
        for (const Micros time : m_times[piece]) {
            const Row here{time, static_cast<std::uint32_t>(piece), row++};
            if (before && compare(*before, here) >= 0) return false;
            before = here;
        }
    }
    return true;
}

std::size_t RowMerge::pieceOf(std::size_t row) const {
    return static_cast<std::size_t>(std::upper_bound(m_starts.begin(), m_starts.end(), row) -
                                    m_starts.begin()) -
           1;
}

Micros RowMerge::time(std::size_t row) const {
    if (!m_whole) return m_rows[row].time;
    const std::size_t piece = pieceOf(row);
    return m_times[piece][row - m_starts[piece]];
}

std::vector<RowMerge::Stretch> RowMerge::stretches(std::size_t from, std::size_t to) const {
    std::vector<Stretch> stretches;
    while (from < to) {
        const std::size_t piece = pieceOf(from);
        const std::size_t first = from - m_starts[piece];
        const std::size_t last = std::min(m_times[piece].size(), to - m_starts[piece]);
        stretches.push_back({piece, {first, last}});
        from = m_starts[piece] + last;
    }
    return stretches;
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
    if (m_whole) {
        if (wholeInOrder()) return;
        spread();
    }
    const auto notBefore = [this](const Row& a, const Row& b) { return compare(a, b) >= 0; };
    // Blocks come in order and without repetition, and new rows mostly follow them: often nothing is to do.
    if (std::adjacent_find(m_rows.begin(), m_rows.end(), notBefore) == m_rows.end()) return;
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [this](const Row& a, const Row& b) { return compare(a, b) < 0; });
    if (m_replaces) dropReplaced([this](const Row& a, const Row& b) { return compare(a, b) == 0; });
}

void RowMerge::keepNewest() {
    spread();
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
    std::vector<Stretch> whole = m_whole ? stretches(from, to) : std::vector<Stretch>{};
    if (!whole.empty()) {
        std::vector<std::pair<const Column*, RowRange>> parts;
        for (const Stretch& stretch : whole)
            parts.emplace_back(&m_pieces[stretch.piece].column(column), stretch.rows);
        if (ColumnPtr cells = joined(type, parts)) return cells;
    }
    const bool text = type.physical() == Physical::Text;
    TextMapping texts;
    ColumnBuilder builder(type, text ? texts.dictionary() : nullptr);
    builder.reserve(to - from);
    // False when there are too many texts.
    const auto append = [&](const Column& cells, std::size_t row) {
        if (!text || cells.isNull(row)) {
            builder.appendFrom(cells, row);
            return true;
        }
        const std::optional<Code> code = texts(cells, row);
        if (code) builder.appendCode(*code);
        return code.has_value();
    };
    for (const Stretch& stretch : whole) {
        const Column& cells = m_pieces[stretch.piece].column(column);
        for (std::size_t row = stretch.rows.from; row < stretch.rows.to; ++row) {
            if (!append(cells, row)) return tooManyTexts((*m_schema)[column].name);
        }
    }
    for (std::size_t at = from; at < to && !m_whole; ++at) {
        const Row& row = m_rows[at];
        if (!append(m_pieces[row.piece].column(column), row.row))
            return tooManyTexts((*m_schema)[column].name);
    }
    return builder.seal();
}

Result<TimedRows> RowMerge::build(std::size_t from, std::size_t to) const {
    if (m_whole && m_pieces.size() == 1 && from == 0 && to == m_total)
        return TimedRows{Batch(m_schema, m_pieces.front().columns(), to), m_times.front()};
    TimedRows built;
    std::vector<ColumnPtr> columns;
    for (std::size_t column = 0; column < m_schema->size(); ++column) {
        Result<ColumnPtr> cells = buildColumn(column, from, to);
        if (!cells) return std::move(cells).error();
        columns.push_back(std::move(cells).value());
    }
    built.rows = Batch(m_schema, std::move(columns), to - from);
    built.times.reserve(to - from);
    if (m_whole) {
        for (const Stretch& stretch : stretches(from, to)) {
            const auto times = m_times[stretch.piece].begin();
            built.times.insert(built.times.end(), times + static_cast<std::ptrdiff_t>(stretch.rows.from),
                               times + static_cast<std::ptrdiff_t>(stretch.rows.to));
        }
        return built;
    }
    for (std::size_t row = from; row < to; ++row)
        built.times.push_back(m_rows[row].time);
    return built;
}

}  // namespace guanlan
