// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/source_batch.h"

#include <map>
#include <memory>
#include <vector>

namespace guanlan {

/// How far one partition of a source had been read.
struct ReadPosition {
    std::size_t source = 0;  ///< index into Plan::sources
    std::uint32_t partition = 0;
    std::int64_t nextOffset = 0;
    bool operator==(const ReadPosition&) const = default;
};
/// How far everything had been read at one moment.
using ReadPositions = std::shared_ptr<const std::vector<ReadPosition>>;

/// Knows at any record how far the others have been read: what came before a window closed is in it.
class ReadProgress {
  public:
    void note(std::size_t source, std::uint32_t partition, std::int64_t nextOffset) {
        m_next[{source, partition}] = nextOffset;
    }
    /// All of the batch has been worked off.
    void take(const SourceBatch& batch);

    [[nodiscard]] ReadPositions now() const;
    /// Before a row of the batch, which has not been taken.
    [[nodiscard]] ReadPositions before(const SourceBatch& batch, std::uint32_t row) const;

  private:
    using Next = std::map<std::pair<std::size_t, std::uint32_t>, std::int64_t>;
    [[nodiscard]] static ReadPositions positionsOf(const Next& next);

    Next m_next;
};

}  // namespace guanlan
