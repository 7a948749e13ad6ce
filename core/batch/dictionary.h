// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace guanlan {

using Code = std::uint32_t;

/// Append-only set of strings with dense codes from 0. One thread interns; any thread may read a code it
/// received through a queue or mutex after it was interned: entries never move. A writer starts a new
/// dictionary when this one is full(); equal strings in different dictionaries then have different codes.
class Dictionary {
  public:
    Dictionary();
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;
    ~Dictionary();

    /// Writer only. The dictionary must not be full().
    Code intern(std::string_view text);
    /// Writer only.
    [[nodiscard]] Code size() const { return m_size; }
    [[nodiscard]] bool full() const;

    [[nodiscard]] std::string_view at(Code code) const {
        return m_chunks[code / kChunkEntries]->entries[code % kChunkEntries];
    }
    /// Differs for every dictionary of the process, so that caches keyed by it never mix two up.
    [[nodiscard]] std::uint64_t identity() const { return m_identity; }

  private:
    static constexpr std::size_t kChunkEntries = 1024;
    static constexpr std::size_t kMaxChunks = 1024;
    struct Chunk {
        std::array<std::string_view, kChunkEntries> entries;
    };
    /// Of a short text `head` has all its bytes, of a longer one it is the hash.
    struct Slot {
        std::uint64_t head = 0;
        std::uint32_t size = 0;
        Code codePlusOne = 0;
    };
    static constexpr std::size_t kShort = 8;

    [[nodiscard]] static std::uint64_t headOf(std::string_view text);
    [[nodiscard]] static std::size_t placeOf(std::uint64_t head, std::size_t size) {
        const std::uint64_t mixed = (head + size) * 0x9E3779B97F4A7C15U;
        return static_cast<std::size_t>(mixed ^ (mixed >> 32U));
    }
    Code add(std::string_view text, std::uint64_t head, std::size_t slot);
    std::string_view keep(std::string_view text);
    void grow();

    std::array<std::unique_ptr<Chunk>, kMaxChunks> m_chunks;
    std::vector<std::unique_ptr<char[]>> m_arena;
    std::size_t m_arenaFree = 0;
    char* m_arenaNext = nullptr;
    std::size_t m_bytes = 0;
    std::vector<Slot> m_slots;
    Code m_size = 0;
    std::uint64_t m_identity;
};

using DictionaryPtr = std::shared_ptr<const Dictionary>;

}  // namespace guanlan
