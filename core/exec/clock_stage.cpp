// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/clock_stage.h"

#include <algorithm>

namespace guanlan {

ClockStage::ClockStage(std::unique_ptr<Stage> windows, std::size_t timeColumn, const Clock& clock)
    : m_windows(std::move(windows)), m_timeColumn(timeColumn), m_clock(clock) {
    m_windows->setNext(&m_behind);
}

void ClockStage::push(Chunk chunk) {
    const Column& column = *chunk.columns[m_timeColumn];
    std::vector<std::int64_t> times(column.ints().begin(), column.ints().end());
    m_watermarks.assign(chunk.columnRows, kMinTime);
    for (std::size_t i = 0; i < chunk.rows(); ++i) {
        const std::uint32_t row = chunk.row(i);
        m_now = std::max(m_now, times[row]);
        times[row] = m_now;
        m_watermarks[row] = m_now - kMilli;
    }
    chunk.columns[m_timeColumn] = std::make_shared<const Column>(
        ColumnData{.type = column.type(), .ints = std::move(times), .rows = chunk.columnRows});
    chunk.conditions = nullptr;
    chunk.watermarkBefore = m_watermarks;
    m_windows->push(std::move(chunk));
}

void ClockStage::advance(Micros watermark) {
    if (watermark == kMaxTime) return m_windows->advance(watermark);
    tick();
}

void ClockStage::tick() {
    m_now = std::max(m_now, floorTo(m_clock.now(), kMilli));
    m_windows->advance(m_now - kMilli);
}

Result<void> ClockStage::restore(StateReader& reader, const std::string& scope, Micros /*watermark*/) {
    return m_windows->restore(reader, scope, kMinTime);
}

}  // namespace guanlan
