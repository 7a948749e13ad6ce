// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/near_keys.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace guanlan {

/// Encoded keys to dense group numbers, by open addressing. Keys are `width` words each.
class GroupTable {
  public:
    explicit GroupTable(std::size_t width) : m_width(width) {}

    [[nodiscard]] std::uint32_t findOrAdd(const std::uint64_t* key);
    /// The same for as many keys as there is room for groups.
    void findOrAddAll(const std::uint64_t* keys, std::span<std::uint32_t> groups);
    [[nodiscard]] std::optional<std::uint32_t> find(const std::uint64_t* key) const;
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::span<const std::uint64_t> key(std::size_t group) const {
        return std::span(m_keys).subspan(group * m_width, m_width);
    }
    /// While it is empty: its keys will mostly lie where those of the other do.
    void expectKeysOf(const GroupTable& other) { m_near.expect(other.m_near); }
    /// The groups by their keys, null first, if these are single integers that lie near each other.
    [[nodiscard]] std::optional<std::vector<std::uint32_t>> inOrderIfNear() const;
    [[nodiscard]] std::size_t bytes() const {
        return m_keys.capacity() * 8 + m_slots.capacity() * 4 + m_near.bytes();
    }

  private:
    /// One column beside the word of the nulls.
    static constexpr std::size_t kSingleWidth = 2;
    static constexpr std::size_t kFirstFollowed = 16;

    [[nodiscard]] std::uint64_t hash(const std::uint64_t* key) const;
    /// The slot of the key, or the free one where it belongs.
    [[nodiscard]] std::size_t slotOf(const std::uint64_t* key) const;
    [[nodiscard]] bool equals(std::size_t group, const std::uint64_t* key) const;
    [[nodiscard]] bool isNear(const std::uint64_t* key) const {
        return m_width == kSingleWidth && key[0] == 0 && m_near.covers(key[1]);
    }
    std::uint32_t findOrAddSingle(const std::uint64_t* key);
    std::uint32_t findOrAddFar(const std::uint64_t* key);
    std::uint32_t add(const std::uint64_t* key);
    // Inlined in any case: to a compiler, what only fetches does nothing, and it drops the call.
    [[gnu::always_inline]] void fetchAhead(const std::uint64_t* keys, std::size_t left) const;
    /// Numbers the keys that are not near anew, in so many slots or, where they need it, more.
    void fillSlots(std::size_t least);

    std::size_t m_width;
    std::size_t m_size = 0;
    std::vector<std::uint64_t> m_keys;
    NearKeys m_near;                          // where there is one column
    std::size_t m_followAt = kFirstFollowed;  // groups
    std::vector<std::uint32_t> m_slots;       // of keys that are not near: group + 1; 0 is free
    std::size_t m_slotsTaken = 0;
};

}  // namespace guanlan
