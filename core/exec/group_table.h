// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    [[nodiscard]] std::size_t bytes() const {
        return m_keys.capacity() * 8 + (m_slots.capacity() + m_small.capacity()) * 4;
    }

  private:
    /// One column beside the word of the nulls.
    static constexpr std::size_t kSingleWidth = 2;
    /// Numbers of texts mostly are as small; the groups of such keys are known by number.
    static constexpr std::uint64_t kSmallKeys = 1024;

    [[nodiscard]] std::uint64_t hash(const std::uint64_t* key) const;
    /// The slot of the key, or the free one where it belongs.
    [[nodiscard]] std::size_t slotOf(const std::uint64_t* key) const;
    [[nodiscard]] bool equals(std::size_t group, const std::uint64_t* key) const;
    std::uint32_t findOrAddSingle(const std::uint64_t* key);
    void fetchAhead(const std::uint64_t* keys, std::size_t left) const;
    void grow();

    std::size_t m_width;
    std::size_t m_size = 0;
    std::vector<std::uint64_t> m_keys;
    std::vector<std::uint32_t> m_slots;  // group + 1; 0 is free; the size is a power of two
    std::vector<std::uint32_t> m_small;  // by small keys of one column: group + 1; 0 is not known
};

}  // namespace guanlan
