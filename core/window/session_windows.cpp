// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/window/session_windows.h"

#include <algorithm>

namespace guanlan {

std::span<const SessionWindows::Slot> SessionWindows::touching(std::uint32_t key, Micros time) {
    m_touching.clear();
    if (key >= m_first.size()) return m_touching;
    const Session window = windowOf(time);
    for (Slot slot = m_first[key]; slot != kNone; slot = m_sessions[slot].next) {
        const Session& session = m_sessions[slot].times;
        if (session.start > window.end) break;
        if (session.end >= window.start) m_touching.push_back(slot);
    }
    return m_touching;
}

void SessionWindows::open(std::uint32_t key, Slot slot, const Session& session) {
    if (key >= m_first.size()) m_first.resize(std::max<std::size_t>(key + 1, m_first.size() * 2), kNone);
    if (slot >= m_sessions.size()) m_sessions.resize(std::max<std::size_t>(slot + 1, m_sessions.size() * 2));
    Slot* link = &m_first[key];
    while (*link != kNone && m_sessions[*link].times.start < session.start)
        link = &m_sessions[*link].next;
    m_sessions[slot] = {session, *link};
    *link = slot;
}

SessionWindows::Session& SessionWindows::extend(Slot slot, Micros time) {
    Session& session = m_sessions[slot].times;
    const Session window = windowOf(time);
    session.start = std::min(session.start, window.start);
    session.end = std::max(session.end, window.end);
    return session;
}

void SessionWindows::join(std::uint32_t key, Slot slot, Slot other) {
    Session& session = m_sessions[slot].times;
    session.end = std::max(session.end, m_sessions[other].times.end);
    close(key, other);
}

void SessionWindows::close(std::uint32_t key, Slot slot) {
    for (Slot* link = &m_first[key]; *link != kNone; link = &m_sessions[*link].next) {
        if (*link != slot) continue;
        *link = m_sessions[slot].next;
        return;
    }
}

void SessionWindows::clear() {
    m_first.clear();
    m_sessions.clear();
}

}  // namespace guanlan
