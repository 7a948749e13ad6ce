// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/read_progress.h"

#include <algorithm>

namespace guanlan {

void ReadProgress::take(const SourceBatch& batch) {
    for (const RowRun& run : batch.rows.runs)
        note(batch.source, run.partition, run.firstOffset + run.rows);
    for (const PartitionProgress& progress : batch.progress)
        note(batch.source, progress.partition, progress.nextOffset);
}

ReadPositions ReadProgress::now() const {
    return positionsOf(m_next);
}

ReadPositions ReadProgress::before(const SourceBatch& batch, std::uint32_t row) const {
    Next next = m_next;
    for (const RowRun& run : batch.rows.runs) {
        if (run.firstRow >= row) break;
        next[{batch.source, run.partition}] = run.firstOffset + std::min(run.rows, row - run.firstRow);
    }
    return positionsOf(next);
}

ReadPositions ReadProgress::positionsOf(const Next& next) {
    auto positions = std::make_shared<std::vector<ReadPosition>>();
    for (const auto& [place, offset] : next)
        positions->push_back({.source = place.first, .partition = place.second, .nextOffset = offset});
    return positions;
}

}  // namespace guanlan
