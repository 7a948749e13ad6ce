// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/stage.h"

namespace guanlan {

/// Stands before and behind a stage and counts what passes.
class Gate final : public StageOutput {
  public:
    enum class Side : std::uint8_t { Before, Behind };
    Gate(StageOutput& next, OperatorCounts& counts, Side side)
        : m_next(next), m_counts(counts), m_side(side) {}

    void push(Chunk chunk) override {
        if (m_side == Side::Before) {
            m_counts.take(chunk);
        } else {
            m_counts.handOn(chunk);
        }
        m_next.push(std::move(chunk));
    }
    void advance(Micros watermark) override { m_next.advance(watermark); }

  private:
    StageOutput& m_next;
    OperatorCounts& m_counts;
    Side m_side;
};

}  // namespace guanlan
