// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/aggregate_pane.h"
#include "core/window/pane_layout.h"

#include <algorithm>
#include <bit>
#include <map>
#include <memory>
#include <utility>

namespace guanlan {

/// Sums of 2, 4, 8 ... neighbouring panes, so that a window of very many is put together from few. Where the
/// blocks begin depends on time alone: a window always is the same sum of the same blocks, to the last bit.
/// One thread.
class PaneSums {
  public:
    /// `calls` outlives it; the panes are those of a hopping window.
    PaneSums(const AggregateCalls& calls, std::size_t keyWidth, const WindowSpec& spec)
        : m_calls(calls), m_keyWidth(keyWidth), m_step(spec.step), m_offset(spec.offset) {}

    /// Adds the panes from `start` to `end`; paneAt(start) is null where there is none.
    template <typename PaneAt>
    void addTo(AggregatePane& sum, Micros start, Micros end, const PaneAt& paneAt) {
        std::int64_t from = numberOf(start);
        const std::int64_t to = numberOf(end);
        while (from < to) {
            const int aligned = std::countr_zero(static_cast<std::uint64_t>(from));
            const int fitting = std::bit_width(static_cast<std::uint64_t>(to - from)) - 1;
            const int level = std::min(aligned, fitting);
            if (const AggregatePane* block = blockAt(level, from, paneAt)) sum.combine(*block);
            from += std::int64_t{1} << level;
        }
    }
    /// The pane has changed or is gone.
    void forget(Micros pane);
    void clear() { m_blocks.clear(); }

  private:
    [[nodiscard]] std::int64_t numberOf(Micros start) const { return (start - m_offset) / m_step; }

    /// Of 2^level panes from number `from` on; null when there are none.
    template <typename PaneAt>
    const AggregatePane* blockAt(int level, std::int64_t from, const PaneAt& paneAt) {
        if (level == 0) return paneAt(m_offset + from * m_step);
        const auto [known, fresh] = m_blocks.try_emplace({level, from});
        if (fresh) {
            for (const std::int64_t half : {from, from + (std::int64_t{1} << (level - 1))})
                addHalf(known->second, blockAt(level - 1, half, paneAt));
        }
        return known->second.get();
    }
    void addHalf(std::unique_ptr<AggregatePane>& block, const AggregatePane* half) const;

    const AggregateCalls& m_calls;
    std::size_t m_keyWidth;
    Micros m_step;
    Micros m_offset;
    std::map<std::pair<int, std::int64_t>, std::unique_ptr<AggregatePane>> m_blocks;  // by level and number
};

}  // namespace guanlan
