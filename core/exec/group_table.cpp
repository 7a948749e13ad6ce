// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/group_table.h"

#include "core/base/dense_growth.h"

#include <algorithm>
#include <bit>

namespace guanlan {

namespace {

constexpr std::size_t kFirstSlots = 16;
constexpr std::size_t kManyKeys = 2048;  // more than the nearest memory holds
constexpr std::size_t kAhead = 8;        // keys

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
    if (m_width == kSingleWidth) return findOrAddSingle(key);
    if (m_width > 0) return findOrAddFar(key);
    m_size = 1;
    return 0;
}

inline std::uint32_t GroupTable::findOrAddSingle(const std::uint64_t* key) {
    if (!isNear(key)) return findOrAddFar(key);
    if (const std::uint32_t known = m_near.find(key[1]); known != 0) return known - 1;
    m_near.note(key[1], static_cast<std::uint32_t>(m_size));
    return add(key);
}

std::uint32_t GroupTable::findOrAddFar(const std::uint64_t* key) {
    // A slot that is taken by another key is a look at that key.
    if ((m_slotsTaken + 1) * 2 > m_slots.size()) fillSlots(m_slots.size() * 2);
    const std::size_t slot = slotOf(key);
    if (m_slots[slot] != 0) return m_slots[slot] - 1;
    m_slots[slot] = static_cast<std::uint32_t>(m_size + 1);
    ++m_slotsTaken;
    return add(key);
}

std::uint32_t GroupTable::add(const std::uint64_t* key) {
    makeRoom(m_keys, m_keys.size() + m_width);
    m_keys.insert(m_keys.end(), key, key + m_width);
    const auto group = static_cast<std::uint32_t>(m_size++);
    if (m_width == kSingleWidth && m_size == m_followAt) {
        m_followAt *= 2;
        if (m_near.follow(m_keys)) fillSlots(m_slots.size());
    }
    return group;
}

/// The place of a key that is needed soon, and what stands in the slot of one that is needed sooner.
inline void GroupTable::fetchAhead(const std::uint64_t* keys, std::size_t left) const {
    const std::size_t mask = m_slots.size() - 1;
    if (left > 2 * kAhead) {
        const std::uint64_t* const key = keys + 2 * kAhead * m_width;
        if (isNear(key)) {
            m_near.fetch(key[1]);
        } else if (!m_slots.empty()) {
            __builtin_prefetch(&m_slots[hash(key) & mask]);
        }
    }
    const std::uint64_t* const sooner = keys + kAhead * m_width;
    if (left <= kAhead || m_slots.empty() || isNear(sooner)) return;
    const std::size_t number = m_slots[hash(sooner) & mask];
    if (number != 0) __builtin_prefetch(m_keys.data() + (number - 1) * m_width);
}

void GroupTable::findOrAddAll(const std::uint64_t* keys, std::span<std::uint32_t> groups) {
    if (groups.empty()) return;
    if (m_width == 0) return std::fill(groups.begin(), groups.end(), findOrAdd(keys));
    const bool many = m_size >= kManyKeys;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::uint64_t* const key = keys + i * m_width;
        if (many) fetchAhead(key, groups.size() - i);
        groups[i] = m_width == kSingleWidth ? findOrAddSingle(key) : findOrAddFar(key);
    }
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
    std::uint32_t number = 0;
    if (isNear(key)) {
        number = m_near.find(key[1]);
    } else if (!m_slots.empty()) {
        number = m_slots[slotOf(key)];
    }
    return number == 0 ? std::nullopt : std::optional(number - 1);
}

void GroupTable::fillSlots(std::size_t least) {
    std::size_t far = 0;
    for (std::size_t group = 0; group < m_size; ++group)
        far += isNear(m_keys.data() + group * m_width) ? 0 : 1;
    m_slots.assign(std::bit_ceil(std::max({kFirstSlots, least, (far + 1) * 2})), 0);
    m_slotsTaken = 0;
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t group = 0; group < m_size; ++group) {
        const std::uint64_t* const key = m_keys.data() + group * m_width;
        if (isNear(key)) continue;
        std::size_t slot = hash(key) & mask;
        while (m_slots[slot] != 0)
            slot = (slot + 1) & mask;
        m_slots[slot] = static_cast<std::uint32_t>(group + 1);
        ++m_slotsTaken;
    }
}

std::optional<std::vector<std::uint32_t>> GroupTable::inOrderIfNear() const {
    if (m_width != kSingleWidth || m_slotsTaken > 1) return std::nullopt;
    constexpr std::uint64_t kNull[kSingleWidth] = {1, 0};
    std::vector<std::uint32_t> groups;
    groups.reserve(m_size);
    if (const auto null = find(kNull)) groups.push_back(*null);
    m_near.appendInOrder(groups);
    return groups.size() == m_size ? std::optional(std::move(groups)) : std::nullopt;
}

}  // namespace guanlan
