// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time_range.h"

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace guanlan {

/// Writes numbers and texts into state bytes: little endian, the same on every machine.
class StateBytes {
  public:
    explicit StateBytes(std::string& out) : m_out(out) {}
    void number(std::uint64_t value) {
        for (int shift = 0; shift < 64; shift += 8)
            m_out.push_back(static_cast<char>(value >> shift));
    }
    void integer(std::int64_t value) { number(static_cast<std::uint64_t>(value)); }
    void text(std::string_view value) {
        number(value.size());
        m_out.append(value);
    }

  private:
    std::string& m_out;
};

/// Reads what StateBytes wrote. After a read past the end `damaged()` is true and zeros come back.
class StateView {
  public:
    explicit StateView(std::string_view bytes) : m_bytes(bytes) {}
    [[nodiscard]] std::uint64_t number() {
        if (m_bytes.size() < 8) return fail();
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            value |= std::uint64_t{static_cast<unsigned char>(m_bytes[i])} << (8 * i);
        }
        m_bytes.remove_prefix(8);
        return value;
    }
    [[nodiscard]] std::int64_t integer() { return static_cast<std::int64_t>(number()); }
    [[nodiscard]] std::string_view text() {
        const std::uint64_t size = number();
        if (size > m_bytes.size()) {
            fail();
            return {};
        }
        const std::string_view value = m_bytes.substr(0, size);
        m_bytes.remove_prefix(size);
        return value;
    }
    [[nodiscard]] bool atEnd() const { return m_bytes.empty(); }
    [[nodiscard]] bool damaged() const { return m_damaged; }
    /// What was read cannot be right.
    void refuse() { fail(); }
    /// What is left, for a reader that advances it itself.
    [[nodiscard]] std::string_view& rest() { return m_bytes; }

  private:
    std::uint64_t fail() {
        m_damaged = true;
        m_bytes = {};
        return 0;
    }
    std::string_view m_bytes;
    bool m_damaged = false;
};

}  // namespace guanlan
