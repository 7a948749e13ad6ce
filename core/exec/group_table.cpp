// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/group_table.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::size_t kFirstSlots = 16;

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
    return std::equal(key, key + m_width, m_keys.data() + group * m_width);
}

std::uint32_t GroupTable::findOrAdd(const std::uint64_t* key) {
    if (m_width == 0) {
        m_size = 1;
        return 0;
    }
    if ((m_size + 1) * 4 > m_slots.size() * 3) grow();
    const std::size_t slot = slotOf(key);
    if (m_slots[slot] != 0) return m_slots[slot] - 1;
    m_keys.insert(m_keys.end(), key, key + m_width);
    m_slots[slot] = static_cast<std::uint32_t>(++m_size);
    return static_cast<std::uint32_t>(m_size - 1);
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
