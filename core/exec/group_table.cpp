// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/group_table.h"

#include "core/base/dense_growth.h"

#include <algorithm>
#include <bit>

namespace guanlan {

namespace {

constexpr std::size_t kFirstSlots = 16;
constexpr std::size_t kManySlots = 4096;  // more than the nearest memory holds
constexpr std::size_t kAhead = 8;         // keys

}  // namespace

std::uint64_t GroupTable::hash(const std::uint64_t* key) const {
    std::uint64_t h = 0x9e3779b97f4a7c15ULL;
    for (std::size_t i = 0; i < m_width; ++i) {
        h = (h ^ key[i]) * 0xff51afd7ed558ccdULL;
        h ^= h >> 32;
    }
    return h;
}

bool GroupTable::equals(std::size_t group, const std::uint64_t* key) const {
    if (m_width == kSingleWidth) {
        const std::uint64_t* own = m_keys.data() + group * kSingleWidth;
        return own[0] == key[0] && own[1] == key[1];
    }
    return std::equal(key, key + m_width, m_keys.data() + group * m_width);
}

std::uint32_t GroupTable::findOrAdd(const std::uint64_t* key) {
    if (m_width == 0) {
        m_size = 1;
        return 0;
    }
    if ((m_size + 1) * 2 > m_slots.size())
        grow();  // a slot that is taken by another key is a look at that key
    const std::size_t slot = slotOf(key);
    if (m_slots[slot] != 0) return m_slots[slot] - 1;
    makeRoom(m_keys, m_keys.size() + m_width);
    m_keys.insert(m_keys.end(), key, key + m_width);
    m_slots[slot] = static_cast<std::uint32_t>(++m_size);
    return static_cast<std::uint32_t>(m_size - 1);
}

void GroupTable::findOrAddAll(const std::uint64_t* keys, std::span<std::uint32_t> groups) {
    if (groups.empty()) return;
    if (m_width == 0) {
        std::fill(groups.begin(), groups.end(), findOrAdd(keys));
    } else if (m_width == kSingleWidth) {
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (m_slots.size() >= kManySlots) fetchAhead(keys + i * kSingleWidth, groups.size() - i);
            groups[i] = findOrAddSingle(keys + i * kSingleWidth);
        }
    } else {
        for (std::size_t i = 0; i < groups.size(); ++i)
            groups[i] = findOrAdd(keys + i * m_width);
    }
}

/// The slot of a key that is needed soon, and what stands in the slot of one that is needed sooner.
inline void GroupTable::fetchAhead(const std::uint64_t* keys, std::size_t left) const {
    const std::size_t mask = m_slots.size() - 1;
    if (left > 2 * kAhead) __builtin_prefetch(&m_slots[hash(keys + 2 * kAhead * kSingleWidth) & mask]);
    if (left <= kAhead) return;
    const std::uint32_t number = m_slots[hash(keys + kAhead * kSingleWidth) & mask];
    if (number != 0) __builtin_prefetch(m_keys.data() + (number - 1) * kSingleWidth);
}

inline std::uint32_t GroupTable::findOrAddSingle(const std::uint64_t* key) {
    if (key[0] != 0 || key[1] >= kSmallKeys) return findOrAdd(key);
    if (key[1] < m_small.size() && m_small[key[1]] != 0) return m_small[key[1]] - 1;
    const std::uint32_t group = findOrAdd(key);
    if (key[1] >= m_small.size()) m_small.resize(std::bit_ceil(key[1] + 1), 0);
    m_small[key[1]] = group + 1;
    return group;
}

std::size_t GroupTable::slotOf(const std::uint64_t* key) const {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash(key) & mask;
    while (m_slots[slot] != 0 && !equals(m_slots[slot] - 1, key))
        slot = (slot + 1) & mask;
    return slot;
}

std::optional<std::uint32_t> GroupTable::find(const std::uint64_t* key) const {
    if (m_size == 0) return std::nullopt;
    if (m_width == 0) return 0;
    const std::uint32_t number = m_slots[slotOf(key)];
    return number == 0 ? std::nullopt : std::optional(number - 1);
}

void GroupTable::grow() {
    m_slots.assign(std::max(kFirstSlots, m_slots.size() * 2), 0);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t group = 0; group < m_size; ++group) {
        std::size_t slot = hash(m_keys.data() + group * m_width) & mask;
        while (m_slots[slot] != 0)
            slot = (slot + 1) & mask;
        m_slots[slot] = static_cast<std::uint32_t>(group + 1);
    }
}

}  // namespace guanlan
