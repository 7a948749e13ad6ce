// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/distinct_set.h"

#include "core/base/int128.h"

#include <algorithm>
#include <utility>

namespace guanlan {

namespace {

constexpr std::size_t kLongestList = 8;
constexpr std::size_t kFirstSlots = 32;

/// Slots of the table that holds so many keys at three quarters at most.
std::size_t slotsFor(std::size_t keys) {
    return std::max(kFirstSlots, keys * 4 / 3 + 1);
}

}  // namespace

bool DistinctSet::insertOther(std::uint64_t key) {
    if (m_form == Form::Bitmap) return insertBehindBitmap(key);
    if (key == 0) {
        if (m_hasZero) return false;
        m_hasZero = true;
        ++m_count;
        return true;
    }
    return m_form == Form::List ? insertIntoList(key) : insertIntoTable(key);
}

bool DistinctSet::insertIntoList(std::uint64_t key) {
    if (std::find(m_words.begin(), m_words.end(), key) != m_words.end()) return false;
    if (m_words.size() == kLongestList) {
        toTable(kFirstSlots);
        return insertIntoTable(key);
    }
    m_words.push_back(key);
    m_greatest = std::max(m_greatest, key);
    ++m_count;
    return true;
}

/// The share of the hash in all hashes is that of the slot in all slots, so that there may be any number.
std::size_t DistinctSet::slotOf(std::uint64_t key) const {
    const std::size_t slots = m_words.size();
    auto slot = static_cast<std::size_t>((UInt128{key * 0x9E3779B97F4A7C15U} * slots) >> 64U);
    while (m_words[slot] != 0 && m_words[slot] != key)
        slot = slot + 1 == slots ? 0 : slot + 1;
    return slot;
}

bool DistinctSet::insertIntoTable(std::uint64_t key) {
    const std::size_t slot = slotOf(key);
    if (m_words[slot] == key) return false;
    m_words[slot] = key;
    m_greatest = std::max(m_greatest, key);
    if (++m_count * 4 > m_words.size() * 3) grow();
    return true;
}

void DistinctSet::grow() {
    // Where much would lie waste, in smaller steps.
    constexpr std::size_t kLarge = 64 * 1024;
    const std::size_t more = m_words.size() < kLarge ? m_words.size() : m_words.size() / 3;
    const std::size_t slots = m_words.size() + more;
    if (m_greatest / 64 < slots) {
        toBitmap();
    } else {
        toTable(slots);
    }
}

/// A key for which there is no bit yet.
bool DistinctSet::insertBehindBitmap(std::uint64_t key) {
    const std::uint64_t word = key / 64;
    if (word >= 2 * slotsFor(m_count + 1)) {  // too far away for bits
        toTable(slotsFor(m_count + 1));
        return insert(static_cast<std::int64_t>(key));
    }
    m_words.resize(std::max<std::size_t>(word + 1, m_words.size() + m_words.size() / 2));
    return insert(static_cast<std::int64_t>(key));
}

void DistinctSet::toTable(std::size_t slots) {
    std::vector<std::uint64_t> keys;
    keys.reserve(m_count);
    forEach([&keys](std::int64_t key) { keys.push_back(static_cast<std::uint64_t>(key)); });
    m_form = Form::Table;
    m_words.assign(slots, 0);
    m_words.shrink_to_fit();
    m_hasZero = false;
    m_greatest = 0;
    for (const std::uint64_t key : keys) {
        m_greatest = std::max(m_greatest, key);
        if (key == 0) {
            m_hasZero = true;
        } else {
            m_words[slotOf(key)] = key;
        }
    }
}

void DistinctSet::toBitmap() {
    std::vector<std::uint64_t> bits(m_greatest / 64 + 1);
    forEach([&bits](std::int64_t key) {
        const auto at = static_cast<std::uint64_t>(key);
        bits[at / 64] |= std::uint64_t{1} << (at % 64);
    });
    m_words = std::move(bits);
    m_form = Form::Bitmap;
    m_hasZero = false;
}

}  // namespace guanlan
