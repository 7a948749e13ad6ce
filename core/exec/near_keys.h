// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace guanlan {

/// The groups of integer keys that lie near each other, by the key itself: numbers of texts, users or goods
/// mostly do. One thread.
class NearKeys {
  public:
    /// The number of the group plus one; 0: not known here.
    [[nodiscard]] std::uint32_t find(std::uint64_t key) const {
        const std::uint64_t at = key - m_first;
        return at < m_groups.size() ? m_groups[at] : 0;
    }
    /// Of a key that it covers.
    void note(std::uint64_t key, std::uint32_t group) {
        const std::uint64_t at = key - m_first;
        if (at >= m_groups.size()) growTo(at);
        m_groups[at] = group + 1;
    }
    [[nodiscard]] bool covers(std::uint64_t key) const { return key - m_first < m_most; }
    /// Into near memory, as it is needed soon. Inlined in any case: else the compiler drops the call.
    [[gnu::always_inline]] void fetch(std::uint64_t key) const {
        const std::uint64_t at = key - m_first;
        if (at < m_groups.size()) __builtin_prefetch(m_groups.data() + at);
    }
    /// There are many more keys than before, by group and each behind the word of its nulls: covers where
    /// most of them lie. True when that is somewhere else; those that lie there are noted.
    bool follow(std::span<const std::uint64_t> keysWithNulls);
    /// Before any is noted: keys will lie where those of the other did.
    void expect(const NearKeys& other) {
        m_first = other.m_first;
        m_most = other.m_most;
    }
    /// The groups noted, in the order of their keys as signed numbers.
    void appendInOrder(std::vector<std::uint32_t>& groups) const;
    [[nodiscard]] std::size_t bytes() const { return m_groups.capacity() * sizeof(std::uint32_t); }

  private:
    static constexpr std::size_t kFewest = 1024;

    void growTo(std::uint64_t at);

    std::uint64_t m_first = 0;
    std::uint64_t m_most = kFewest;       // keys from m_first on
    std::vector<std::uint32_t> m_groups;  // of the first of them
};

}  // namespace guanlan
