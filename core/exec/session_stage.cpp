// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/session_stage.h"

#include <algorithm>
#include <iterator>

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
        if (!slot) {
            m_late.push_back(row);
            continue;
        }
        put(row, *slot);
        if (layout().spec().lateness > 0) tellIfEnded(*slot, watermark, input);
    }
    flush(input);
    counts().keep(chunk, m_late);
    if (chunk.ledger != nullptr) chunk.ledger->addLatePairs(static_cast<std::int64_t>(m_late.size()));
}

std::optional<SessionStage::Slot> SessionStage::place(std::uint32_t key, Micros time, Micros watermark,
                                                      const AggregateInput& input) {
    m_tookBack = false;
    m_toldAs = RowKind::Insert;
    const auto touching = m_sessions.touching(key, time);
    if (touching.empty()) return openSession(key, time, watermark);
    takeBack(touching, time, watermark, input);
    const Slot slot = touching.front();
    if (touching.size() > 1) join(key, touching, input);
    const SessionWindows::Session& session = m_sessions.extend(slot, time);
    StateSlots::Window& window = slots().change(slot);
    window.from = session.start;
    window.to = session.end;
    window.count = 0;
    return slot;
}

std::optional<SessionStage::Slot> SessionStage::openSession(std::uint32_t key, Micros time,
                                                            Micros watermark) {
    const SessionWindows::Session session = m_sessions.windowOf(time);
    if (watermark >= layout().closingWatermark(session.end) + layout().spec().lateness) return std::nullopt;
    const Slot slot = slots().add(key);
    slots().change(slot).from = session.start;
    slots().change(slot).to = session.end;
    m_sessions.open(key, slot, session);
    lookAfter(slot);
    return slot;
}

void SessionStage::takeBack(std::span<const Slot> touching, Micros time, Micros watermark,
                            const AggregateInput& input) {
    std::vector<Slot> wrong;
    std::copy_if(touching.begin(), touching.end(), std::back_inserter(wrong),
                 [this](Slot slot) { return told(slot); });
    if (wrong.empty()) return;
    m_tookBack = true;
    const SessionWindows::Session& session = m_sessions.at(touching.front());
    const bool stays =
        touching.size() == 1 && session.start <= time && m_sessions.windowOf(time).end <= session.end;
    flush(input);
    std::int64_t ignored = 0;  // counted when they were told
    hand(wrong, stays ? RowKind::UpdateBefore : RowKind::Delete, watermark, ignored);
    if (stays) m_toldAs = RowKind::UpdateAfter;
}

void SessionStage::tellIfEnded(Slot slot, Micros watermark, const AggregateInput& input) {
    if (!layout().closed(m_sessions.at(slot).end, watermark)) {
        if (m_tookBack) lookAfter(slot);  // open again
        return;
    }
    flush(input);
    slots().change(slot).count = 1;
    hand(std::span(&slot, 1), m_toldAs, watermark, accounting().overflows);
}

void SessionStage::hand(std::span<const Slot> sessions, RowKind kind, Micros watermark,
                        std::int64_t& overflows) {
    Chunk chunk = results(sessions, overflows);
    chunk.watermark = watermark;
    chunk.kinds.assign(chunk.columnRows, kind);
    next().push(std::move(chunk));
}

void SessionStage::join(std::uint32_t key, std::span<const Slot> parts, const AggregateInput& input) {
    flush(input);
    for (const Slot other : parts.subspan(1)) {
        m_sessions.join(key, parts.front(), other);
        slots().combine(parts.front(), other);
        slots().remove(other);
    }
}

Micros SessionStage::dueOf(Slot slot) const {
    const Micros closes = layout().closingWatermark(m_sessions.at(slot).end);
    return told(slot) ? closes + layout().spec().lateness : closes;
}

void SessionStage::lookAfter(Slot slot) {
    m_due.push_back({dueOf(slot), slot});
    std::push_heap(m_due.begin(), m_due.end());
    findNextClose();
}

void SessionStage::findNextClose() {
    m_nextCloses = m_due.empty() ? kMaxTime : m_due.front().watermark;
}

void SessionStage::closeUntil(Micros watermark) {
    std::vector<Slot> closing;
    std::vector<Slot> over;
    while (!m_due.empty() && m_due.front().watermark <= watermark) {
        std::pop_heap(m_due.begin(), m_due.end());
        const Due due = m_due.back();
        m_due.pop_back();
        if (!slots().alive(due.slot)) continue;
        if (dueOf(due.slot) > due.watermark) {
            lookAfter(due.slot);
        } else if (told(due.slot)) {
            over.push_back(due.slot);
        } else {
            closing.push_back(due.slot);
            slots().change(due.slot).count = 1;
            lookAfter(due.slot);
        }
    }
    findNextClose();
    if (!closing.empty()) {
        sort(closing);
        Chunk chunk = results(closing, accounting().overflows);
        chunk.watermark = m_watermark;
        chunk.closedBy = watermark;
        next().push(std::move(chunk));
    }
    for (const Slot slot : over) {
        if (!slots().alive(slot)) continue;  // looked after twice
        m_sessions.close(slots().at(slot).key, slot);
        slots().remove(slot);
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
        if (slots().alive(slot) && !told(slot)) windows.push_back(slot);
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
        m_due.push_back({dueOf(slot), slot});
    }
    std::make_heap(m_due.begin(), m_due.end());
    findNextClose();
}

Result<void> SessionStage::restore(StateReader& reader, const std::string& scope, Micros watermark) {
    m_watermark = watermark;
    return PartitionedStage::restore(reader, scope, watermark);
}

}  // namespace guanlan
