// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <span>
#include <vector>

namespace guanlan {

/// The open sessions of every key. A row at `time` is a window [time, time + gap); windows of one key that
/// overlap or touch are one session. Keys and slots are small numbers that the caller gives. All times are
/// wall times.
class SessionWindows {
  public:
    using Slot = std::uint32_t;
    struct Session {
        Micros start = 0;
        Micros end = 0;
    };

    explicit SessionWindows(Micros gap) : m_gap(gap) {}

    /// Sessions of the key that a row would join, by time: with the row they are one. Valid until the next
    /// call.
    [[nodiscard]] std::span<const Slot> touching(std::uint32_t key, Micros time);
    [[nodiscard]] Session windowOf(Micros time) const { return {time, time + m_gap}; }

    void open(std::uint32_t key, Slot slot, const Session& session);
    /// The session with the row at `time` in it.
    Session& extend(Slot slot, Micros time);
    /// `other`, a later session of the same key, becomes part of `slot`.
    void join(std::uint32_t key, Slot slot, Slot other);
    void close(std::uint32_t key, Slot slot);
    [[nodiscard]] const Session& at(Slot slot) const { return m_sessions[slot].times; }
    void clear();

  private:
    static constexpr Slot kNone = 0xFFFFFFFF;
    struct Entry {
        Session times{};
        Slot next = kNone;  ///< of the same key, by time
    };

    Micros m_gap;
    std::vector<Slot> m_first;  // by key
    std::vector<Entry> m_sessions;
    std::vector<Slot> m_touching;
};

}  // namespace guanlan
