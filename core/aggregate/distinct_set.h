// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace guanlan {

/// An exact set of 64-bit keys in little memory: a short list, then open addressing, or a bitmap while the
/// keys are dense enough that it is not larger.
class DistinctSet {
  public:
    /// True when the key was not there yet.
    bool insert(std::int64_t key) {
        const auto bits = static_cast<std::uint64_t>(key);
        if (m_form != Form::Bitmap || bits / 64 >= m_words.size()) return insertOther(bits);
        // Without a branch: whether a key is new cannot be foreseen.
        std::uint64_t& word = m_words[bits / 64];
        const std::uint64_t fresh = ~(word >> (bits % 64)) & 1U;
        word |= std::uint64_t{1} << (bits % 64);
        m_count += fresh;
        return fresh != 0;
    }
    [[nodiscard]] std::size_t size() const { return m_count; }
    [[nodiscard]] std::size_t bytes() const { return m_words.capacity() * sizeof(std::uint64_t); }

    /// In no particular order.
    template <typename Visit>
    void forEach(Visit&& visit) const {
        if (m_form == Form::Bitmap) {
            for (std::size_t word = 0; word < m_words.size(); ++word) {
                for (std::uint64_t bits = m_words[word]; bits != 0; bits &= bits - 1)
                    visit(
                        static_cast<std::int64_t>(word * 64 + static_cast<unsigned>(__builtin_ctzll(bits))));
            }
            return;
        }
        if (m_hasZero) visit(std::int64_t{0});
        for (const std::uint64_t word : m_words) {
            if (word != 0) visit(static_cast<std::int64_t>(word));
        }
    }

  private:
    enum class Form : std::uint8_t { List, Table, Bitmap };

    bool insertOther(std::uint64_t key);
    bool insertIntoList(std::uint64_t key);
    bool insertIntoTable(std::uint64_t key);
    bool insertBehindBitmap(std::uint64_t key);
    void grow();
    void toTable(std::size_t slots);
    void toBitmap();
    [[nodiscard]] std::size_t slotOf(std::uint64_t key) const;

    std::vector<std::uint64_t> m_words;  // keys (0: empty slot), or the bits of the bitmap
    std::size_t m_count = 0;
    std::uint64_t m_greatest = 0;  // as an unsigned number: a negative key rules the bitmap out
    Form m_form = Form::List;
    bool m_hasZero = false;  // not in the bitmap, where 0 is a bit like others
};

}  // namespace guanlan
