// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/window_stage.h"

namespace guanlan {

namespace {

constexpr std::size_t kSmallDelta = 64 * 1024;
constexpr std::size_t kManyTexts = 1'000'000;

std::string keyOf(Micros pane) {
    std::string key;
    StateBytes(key).integer(pane);
    return key;
}

}  // namespace

void WindowStage::save(StateWriter& writer, const std::string& scope) {
    for (const Micros pane : m_erased)
        writer.erase(scope, keyOf(pane));
    m_erased.clear();
    for (auto& [start, entry] : m_panes) {
        AggregatePane& pane = *entry.pane;
        const bool whole = !entry.saved || pane.deltaBytes > 2 * pane.fullBytes + kSmallDelta;
        const std::string groups = pane.save(m_codec, whole);
        if (groups.empty() && !entry.moved) continue;
        std::string segment;
        StateBytes(segment).integer(entry.nextEnd);
        segment += groups;
        if (whole) {
            pane.fullBytes = segment.size();
            pane.deltaBytes = 0;
            writer.put(scope, keyOf(start), std::move(segment));
        } else {
            pane.deltaBytes += segment.size();
            writer.append(scope, keyOf(start), std::move(segment));
        }
        entry.saved = true;
        entry.moved = false;
    }
    forgetTextsIfMany();
}

/// Whether a pane begins there, and a window that holds it ends there (or it has seen its last).
bool WindowStage::canBePane(Micros start, Micros nextEnd) const {
    if (!canBeTime(start) || !canBeTime(nextEnd) || m_layout.paneStart(start) != start) return false;
    const Micros first = m_layout.firstEnd(start);
    const Micros last = m_layout.lastEnd(start);
    if (nextEnd > last) return m_layout.spec().lateness > 0;
    return nextEnd == last || (nextEnd >= first && (nextEnd - first) % m_layout.endStep() == 0);
}

Result<void> WindowStage::restore(StateReader& reader, const std::string& scope, Micros watermark) {
    m_watermark = watermark;
    bool damaged = false;
    reader.forEach(scope, [&](std::string_view key, std::string_view segment) {
        StateView keyView(key);
        StateView view(segment);
        const Micros start = keyView.integer();
        const Micros nextEnd = view.integer();
        damaged = keyView.damaged() || view.damaged() || !canBePane(start, nextEnd);
        if (damaged) return false;
        Entry& entry = m_panes[start];
        if (!entry.pane) entry.pane = std::make_unique<AggregatePane>(m_calls, m_codec.width());
        entry.nextEnd = nextEnd;
        entry.saved = true;
        entry.pane->deltaBytes += segment.size();
        damaged = !view.rest().empty() && !entry.pane->restore(view.rest(), m_codec);
        return !damaged;
    });
    if (damaged) return damagedState("a window");
    findNextEnd();
    return {};
}

/// Right after a save, when no change is waiting: all panes are written and read anew with fresh texts.
void WindowStage::forgetTextsIfMany() {
    std::size_t groups = 0;
    for (const auto& [start, entry] : m_panes)
        groups += entry.pane->groups();
    if (m_codec.texts() < kManyTexts || m_codec.texts() < 4 * groups) return;
    std::map<Micros, std::string> bytes;
    for (auto& [start, entry] : m_panes)
        bytes[start] = entry.pane->save(m_codec, true);
    m_codec.forget();
    if (m_sums) m_sums->clear();
    for (auto& [start, entry] : m_panes) {
        auto fresh = std::make_unique<AggregatePane>(m_calls, m_codec.width());
        fresh->deltaBytes = entry.pane->deltaBytes;
        fresh->fullBytes = entry.pane->fullBytes;
        (void)fresh->restore(bytes[start], m_codec);  // bytes of our own, just written
        entry.pane = std::move(fresh);
    }
}

}  // namespace guanlan
