// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/dictionary.h"

#include "core/base/hash.h"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace guanlan {

namespace {

constexpr std::size_t kFirstSlots = 256;
constexpr std::size_t kArenaBlock = 64 * 1024;
constexpr std::size_t kMostBytes = 64 * 1024 * 1024;

std::uint64_t nextIdentity() {
    static std::atomic<std::uint64_t> counter{1};
    return counter.fetch_add(1);
}

constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15U;

/// No two words become one, and every bit moves the low ones.
std::uint64_t mixed(std::uint64_t word) {
    word ^= word >> 32U;
    word *= kSpread;
    return word ^ (word >> 29U);
}

template <typename Word>
Word wordAt(const char* at) {
    Word word = 0;
    std::memcpy(&word, at, sizeof(word));
    return word;
}

/// Of equal size, and more than a word.
bool sameLong(std::string_view known, std::string_view text) {
    constexpr std::size_t kWord = sizeof(std::uint64_t);
    const std::size_t size = text.size();
    if (size > 2 * kWord) return std::memcmp(known.data(), text.data(), size) == 0;
    const auto differences = [&](std::size_t at) {
        return wordAt<std::uint64_t>(known.data() + at) ^ wordAt<std::uint64_t>(text.data() + at);
    };
    return (differences(0) | differences(size - kWord)) == 0;
}

}  // namespace

Dictionary::Dictionary() : m_slots(kFirstSlots), m_identity(nextIdentity()) {}
Dictionary::~Dictionary() = default;

bool Dictionary::full() const {
    return m_size >= kChunkEntries * kMaxChunks || m_bytes >= kMostBytes;
}

inline std::uint64_t Dictionary::headOf(std::string_view text) {
    const char* at = text.data();
    const std::size_t size = text.size();
    if (size > 2 * kShort) return stableHash(text);
    if (size > kShort)
        return mixed(wordAt<std::uint64_t>(at) * kSpread ^ wordAt<std::uint64_t>(at + size - kShort));
    if (size >= 4) {  // two words that may overlap
        const std::uint64_t last = wordAt<std::uint32_t>(at + size - 4);
        return mixed(wordAt<std::uint32_t>(at) | (last << (8 * (size - 4))));
    }
    if (size == 0) return 0;
    const auto byte = [at](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])}; };
    return mixed(byte(0) | (byte(size / 2) << 8U) | (byte(size - 1) << 16U));
}

Code Dictionary::intern(std::string_view text) {
    const std::uint64_t head = headOf(text);
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = placeOf(head, text.size()) & mask;
    for (; m_slots[slot].codePlusOne != 0; slot = (slot + 1) & mask) {
        const Slot& known = m_slots[slot];
        if (known.head != head || known.size != text.size()) continue;
        if (text.size() <= kShort || sameLong(at(known.codePlusOne - 1), text)) return known.codePlusOne - 1;
    }
    return add(text, head, slot);
}

Code Dictionary::add(std::string_view text, std::uint64_t head, std::size_t slot) {
    const Code code = m_size;
    auto& chunk = m_chunks[code / kChunkEntries];
    if (!chunk) chunk = std::make_unique<Chunk>();
    chunk->entries[code % kChunkEntries] = keep(text);
    m_slots[slot] = {head, static_cast<std::uint32_t>(text.size()), code + 1};
    if (++m_size * 4 > m_slots.size() * 3) grow();
    return code;
}

std::string_view Dictionary::keep(std::string_view text) {
    m_bytes += text.size();
    if (text.size() > m_arenaFree) {
        const std::size_t block = std::max(text.size(), kArenaBlock);
        m_arena.push_back(std::make_unique<char[]>(block));
        m_arenaNext = m_arena.back().get();
        m_arenaFree = block;
    }
    if (!text.empty()) std::memcpy(m_arenaNext, text.data(), text.size());
    const std::string_view kept(m_arenaNext, text.size());
    m_arenaNext += text.size();
    m_arenaFree -= text.size();
    return kept;
}

void Dictionary::grow() {
    std::vector<Slot> slots(m_slots.size() * 2);
    const std::size_t mask = slots.size() - 1;
    for (const Slot& slot : m_slots) {
        if (slot.codePlusOne == 0) continue;
        std::size_t i = placeOf(slot.head, slot.size) & mask;
        while (slots[i].codePlusOne != 0)
            i = (i + 1) & mask;
        slots[i] = slot;
    }
    m_slots.swap(slots);
}

}  // namespace guanlan
