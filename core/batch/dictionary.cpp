// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/dictionary.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <functional>

namespace guanlan {

namespace {

constexpr std::size_t kFirstSlots = 256;
constexpr std::size_t kArenaBlock = 64 * 1024;
constexpr std::size_t kMostBytes = 64 * 1024 * 1024;

std::uint64_t nextIdentity() {
    static std::atomic<std::uint64_t> counter{1};
    return counter.fetch_add(1);
}

std::uint32_t hashOf(std::string_view text) {
    const std::size_t h = std::hash<std::string_view>{}(text);
    return static_cast<std::uint32_t>(h ^ (h >> 32));
}

}  // namespace

Dictionary::Dictionary() : m_slots(kFirstSlots), m_identity(nextIdentity()) {}
Dictionary::~Dictionary() = default;

bool Dictionary::full() const {
    return m_size >= kChunkEntries * kMaxChunks || m_bytes >= kMostBytes;
}

Code Dictionary::intern(std::string_view text) {
    const std::uint32_t hash = hashOf(text);
    const std::size_t mask = m_slots.size() - 1;
    std::size_t i = hash & mask;
    for (; m_slots[i].codePlusOne != 0; i = (i + 1) & mask) {
        if (m_slots[i].hash == hash && at(m_slots[i].codePlusOne - 1) == text)
            return m_slots[i].codePlusOne - 1;
    }
    const Code code = m_size;
    auto& chunk = m_chunks[code / kChunkEntries];
    if (!chunk) chunk = std::make_unique<Chunk>();
    chunk->entries[code % kChunkEntries] = keep(text);
    m_slots[i] = {hash, code + 1};
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
        std::size_t i = slot.hash & mask;
        while (slots[i].codePlusOne != 0)
            i = (i + 1) & mask;
        slots[i] = slot;
    }
    m_slots.swap(slots);
}

}  // namespace guanlan
