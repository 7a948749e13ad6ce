// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/result_rows.h"

#include <algorithm>
#include <numeric>

namespace guanlan {

namespace {

/// A collected result is cut to its LIMIT whenever it has grown past this and past twice the limit.
constexpr std::size_t kCutAt = 65536;

template <typename T>
int compare(const T& left, const T& right) {
    return left < right ? -1 : (right < left ? 1 : 0);
}

int compareCells(const Column& column, std::size_t left, std::size_t right) {
    switch (column.type().physical()) {
        case Physical::Int64:
            return compare(column.ints()[left], column.ints()[right]);
        case Physical::Double:
            return compare(column.doubles()[left], column.doubles()[right]);
        case Physical::Decimal:
            return compare(column.decimals()[left], column.decimals()[right]);
        case Physical::Text:
            return compare(column.text(left), column.text(right));
        case Physical::Nested:
            break;
    }
    return 0;
}

}  // namespace

ResultRows::ResultRows(const Query& query, bool endless) : m_order(query.orderBy) {
    if (query.limit) m_limit = static_cast<std::size_t>(std::max<std::int64_t>(*query.limit, 0));
    m_collects = !m_order.empty() && (!endless || m_limit.has_value());
}

std::optional<Batch> ResultRows::take(const Batch& rows) {
    if (!m_collects) return limited(m_order.empty() ? rows : sorted(rows, std::nullopt));
    if (!m_collected) m_collected.emplace(rows.schemaPtr());
    for (std::size_t row = 0; row < rows.rows(); ++row)
        m_collected->appendRow(rows, row);
    if (m_limit && m_collected->rows() > std::max(kCutAt, *m_limit * 2)) {
        const Batch kept = sorted(m_collected->seal(), m_limit);
        for (std::size_t row = 0; row < kept.rows(); ++row)
            m_collected->appendRow(kept, row);
    }
    return std::nullopt;
}

std::optional<Batch> ResultRows::finish() {
    if (!m_collected) return std::nullopt;
    return limited(sorted(m_collected->seal(), m_limit));
}

bool ResultRows::before(const Batch& rows, std::size_t left, std::size_t right) const {
    for (const OrderKey& key : m_order) {
        const Column& column = rows.column(key.column);
        const bool leftNull = column.isNull(left);
        const bool rightNull = column.isNull(right);
        if (leftNull != rightNull) return leftNull == key.nullsFirst;
        const int order = leftNull ? 0 : compareCells(column, left, right);
        if (order != 0) return (order < 0) != key.descending;
    }
    return false;
}

/// Rows that are equal by the ORDER BY keep their order.
Batch ResultRows::sorted(const Batch& rows, std::optional<std::size_t> most) const {
    std::vector<std::size_t> order(rows.rows());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t left, std::size_t right) { return before(rows, left, right); });
    if (most && order.size() > *most) order.resize(*most);
    BatchBuilder builder(rows.schemaPtr());
    std::vector<RowKind> kinds;
    for (const std::size_t row : order) {
        builder.appendRow(rows, row);
        if (!rows.kinds.empty()) kinds.push_back(rows.kinds[row]);
    }
    Batch result = builder.seal();
    result.kinds = std::move(kinds);
    return result;
}

Batch ResultRows::limited(Batch rows) {
    const std::size_t room = m_limit ? *m_limit - std::min(*m_limit, m_shown) : rows.rows();
    m_shown += std::min(room, rows.rows());
    if (rows.rows() <= room) return rows;
    BatchBuilder builder(rows.schemaPtr());
    for (std::size_t row = 0; row < room; ++row)
        builder.appendRow(rows, row);
    return builder.seal();
}

}  // namespace guanlan
