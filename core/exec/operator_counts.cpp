// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/operator_counts.h"

namespace guanlan {

void OperatorCounts::take(const Chunk& chunk) {
    const auto rows = static_cast<std::int64_t>(chunk.rows());
    m_counts.read += rows;
    if (chunk.ledger != nullptr) m_counts.records += rows;
}

void OperatorCounts::keep(const Chunk& chunk, std::span<const std::uint32_t> late) {
    count(Fate::Used, chunk);
    if (late.empty()) return;
    count(Fate::Used, chunk, late, -1);
    count(Fate::Late, chunk, late);
}

void OperatorCounts::count(Fate fate, const Chunk& chunk, std::int64_t sign) {
    m_counts.add(fate, sign * static_cast<std::int64_t>(chunk.rows()));
    if (chunk.ledger != nullptr) chunk.ledger->add(fate, chunk, sign);
}

void OperatorCounts::count(Fate fate, const Chunk& chunk, std::span<const std::uint32_t> rows,
                           std::int64_t sign) {
    m_counts.add(fate, sign * static_cast<std::int64_t>(rows.size()));
    if (chunk.ledger != nullptr) chunk.ledger->add(fate, chunk, rows, sign);
}

void OperatorCounts::save(StateBytes& out) const {
    saveFates(m_counts, out);
    out.integer(m_counts.records);
    out.integer(m_counts.handedOn);
}

void OperatorCounts::restore(StateView& in) {
    restoreFates(m_counts, in);
    m_counts.records = in.integer();
    m_counts.handedOn = in.integer();
}

}  // namespace guanlan
