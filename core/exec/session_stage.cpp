// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/session_stage.h"

#include <algorithm>

namespace guanlan {

void SessionStage::push(Chunk chunk) {
    const AggregateInput input = begin(chunk);
    m_late.clear();
    for (std::size_t i = 0; i < rows().size(); ++i) {
        const std::uint32_t row = rows()[i];
        const Micros watermark = chunk.watermarkAt(row);
        if (watermark >= m_nextCloses) {
            flush(input);
            closeUntil(watermark);
        }
        const auto slot = place(keyOf(i), wallTime(chunk, row), watermark, input);
        if (slot) {
            put(row, *slot);
        } else {
            m_late.push_back(row);
        }
    }
    flush(input);
    counts().keep(chunk, m_late);
    if (chunk.ledger != nullptr) chunk.ledger->addLatePairs(static_cast<std::int64_t>(m_late.size()));
}

std::optional<SessionStage::Slot> SessionStage::place(std::uint32_t key, Micros time, Micros watermark,
                                                      const AggregateInput& input) {
    const auto touching = m_sessions.touching(key, time);
    if (touching.empty()) {
        const SessionWindows::Session session = m_sessions.windowOf(time);
        if (layout().closed(session.end, watermark)) return std::nullopt;
        const Slot slot = slots().add(key);
        slots().change(slot).from = session.start;
        slots().change(slot).to = session.end;
        m_sessions.open(key, slot, session);
        lookAfter({session.end, slot});
        return slot;
    }
    const Slot slot = touching.front();
    if (touching.size() > 1) join(key, touching, input);
    const SessionWindows::Session& session = m_sessions.extend(slot, time);
    StateSlots::Window& window = slots().change(slot);
    window.from = session.start;
    window.to = session.end;
    return slot;
}

void SessionStage::join(std::uint32_t key, std::span<const Slot> parts, const AggregateInput& input) {
    flush(input);
    for (const Slot other : parts.subspan(1)) {
        m_sessions.join(key, parts.front(), other);
        slots().combine(parts.front(), other);
        slots().remove(other);
    }
}

void SessionStage::lookAfter(const Due& due) {
    m_due.push_back(due);
    std::push_heap(m_due.begin(), m_due.end());
    findNextClose();
}

void SessionStage::findNextClose() {
    m_nextCloses = m_due.empty() ? kMaxTime : layout().closingWatermark(m_due.front().end);
}

void SessionStage::closeUntil(Micros watermark) {
    std::vector<Slot> closing;
    while (!m_due.empty() && layout().closed(m_due.front().end, watermark)) {
        std::pop_heap(m_due.begin(), m_due.end());
        const Due due = m_due.back();
        m_due.pop_back();
        if (!slots().alive(due.slot)) continue;
        const Micros end = m_sessions.at(due.slot).end;
        if (end > due.end) {
            lookAfter({end, due.slot});
        } else {
            closing.push_back(due.slot);
        }
    }
    findNextClose();
    if (!closing.empty()) {
        sort(closing);
        Chunk chunk = results(closing, accounting().overflows);
        chunk.watermark = m_watermark;
        chunk.closedBy = watermark;
        for (const Slot slot : closing) {
            m_sessions.close(slots().at(slot).key, slot);
            slots().remove(slot);
        }
        next().push(std::move(chunk));
    }
    m_watermark = std::max(m_watermark, watermark);
}

void SessionStage::advance(Micros watermark) {
    closeUntil(watermark);
    next().advance(watermark);
}

std::optional<Chunk> SessionStage::open() const {
    std::vector<Slot> windows;
    for (Slot slot = 0; slot < slots().end(); ++slot) {
        if (slots().alive(slot)) windows.push_back(slot);
    }
    sort(windows);
    std::int64_t ignored = 0;  // counted when the windows close
    return results(windows, ignored);
}

void SessionStage::readSlots() {
    m_sessions.clear();
    m_due.clear();
    for (Slot slot = 0; slot < slots().end(); ++slot) {
        const StateSlots::Window& window = slots().at(slot);
        m_sessions.open(window.key, slot, {window.from, window.to});
        m_due.push_back({window.to, slot});
    }
    std::make_heap(m_due.begin(), m_due.end());
    findNextClose();
}

Result<void> SessionStage::restore(StateReader& reader, const std::string& scope, Micros watermark) {
    m_watermark = watermark;
    return PartitionedStage::restore(reader, scope, watermark);
}

}  // namespace guanlan
