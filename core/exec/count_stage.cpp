// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/count_stage.h"

#include <algorithm>

namespace guanlan {

void CountStage::push(Chunk chunk) {
    const AggregateInput input = begin(chunk);
    for (std::size_t i = 0; i < rows().size(); ++i)
        take(keyOf(i), rows()[i], wallTime(chunk, rows()[i]));
    flush(input);
    counts().keep(chunk);
    if (m_complete.empty()) return;
    Chunk made = results(m_complete, accounting().overflows);
    made.watermark = chunk.watermark;
    for (const Slot slot : m_complete)
        slots().remove(slot);
    m_complete.clear();
    next().push(std::move(made));
}

void CountStage::take(std::uint32_t key, std::uint32_t row, Micros time) {
    const WindowSpec& spec = layout().spec();
    std::vector<Slot>& windows = windowsOf(key);
    if (windows.empty()) {
        for (std::int64_t rows = spec.step; rows <= spec.size; rows += spec.step)
            openWindow(key, rows);
    }
    for (const Slot slot : windows) {
        StateSlots::Window& window = slots().change(slot);
        const bool first = window.from == window.to;
        window.from = first ? time : std::min(window.from, time);
        window.to = first ? time + kMilli : std::max(window.to, time + kMilli);
        --window.count;
        put(row, slot);
    }
    if (slots().at(windows.front()).count > 0) return;
    m_complete.push_back(windows.front());
    windows.erase(windows.begin());
    if (spec.step < spec.size) openWindow(key, spec.size);
}

void CountStage::openWindow(std::uint32_t key, std::int64_t rows) {
    const Slot slot = slots().add(key);
    slots().change(slot).count = rows;  // still missing
    m_open[key].push_back(slot);
}

std::vector<CountStage::Slot>& CountStage::windowsOf(std::uint32_t key) {
    if (key >= m_open.size()) m_open.resize(std::max<std::size_t>(key + 1, m_open.size() * 2));
    return m_open[key];
}

std::optional<Chunk> CountStage::open() const {
    std::vector<Slot> windows;
    for (Slot slot = 0; slot < slots().end(); ++slot) {
        const StateSlots::Window& window = slots().at(slot);
        if (slots().alive(slot) && window.from != window.to) windows.push_back(slot);
    }
    sort(windows);
    std::int64_t ignored = 0;  // counted when the windows are complete
    return results(windows, ignored);
}

void CountStage::readSlots() {
    m_open.clear();
    for (Slot slot = 0; slot < slots().end(); ++slot)
        windowsOf(slots().at(slot).key).push_back(slot);
}

}  // namespace guanlan
