// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace guanlan {

/// Writes history blocks: little-endian, varints of 7 bits a byte.
class ByteWriter {
  public:
    void byte(std::uint8_t value) { m_bytes.push_back(static_cast<char>(value)); }
    void varint(std::uint64_t value) {
        for (; value >= 0x80U; value >>= 7U)
            byte(static_cast<std::uint8_t>(value | 0x80U));
        byte(static_cast<std::uint8_t>(value));
    }
    /// Small magnitudes are short, whatever their sign.
    void zigzag(std::int64_t value) {
        const auto bits = static_cast<std::uint64_t>(value);
        varint((bits << 1U) ^ (value < 0 ? ~std::uint64_t{0} : 0));
    }
    void raw(const void* data, std::size_t size) { m_bytes.append(static_cast<const char*>(data), size); }
    void text(std::string_view value) {
        varint(value.size());
        m_bytes.append(value);
    }
    /// `size` zero bytes to be filled in place.
    char* room(std::size_t size) {
        m_bytes.resize(m_bytes.size() + size);
        return m_bytes.data() + m_bytes.size() - size;
    }
    [[nodiscard]] std::string take() { return std::move(m_bytes); }
    [[nodiscard]] const std::string& bytes() const { return m_bytes; }

  private:
    std::string m_bytes;
};

/// Reads them back. Running over the end makes it bad() for good and yields zeros; the bytes are not owned.
class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : m_rest(bytes) {}

    std::uint8_t byte() {
        if (m_rest.empty()) return fail();
        const auto value = static_cast<std::uint8_t>(m_rest.front());
        m_rest.remove_prefix(1);
        return value;
    }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7fU) << shift;
            if ((next & 0x80U) == 0) return value;
        }
        return fail();
    }
    std::int64_t zigzag() {
        const std::uint64_t bits = varint();
        return static_cast<std::int64_t>((bits >> 1U) ^ (~(bits & 1U) + 1U));
    }
    std::string_view raw(std::uint64_t size) {
        if (size > m_rest.size()) {
            fail();
            return {};
        }
        const std::string_view part = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return part;
    }
    std::string_view text() { return raw(varint()); }

    [[nodiscard]] std::size_t left() const { return m_rest.size(); }
    [[nodiscard]] bool bad() const { return m_bad; }
    std::uint8_t fail() {
        m_bad = true;
        m_rest = {};
        return 0;
    }

  private:
    std::string_view m_rest;
    bool m_bad = false;
};

}  // namespace guanlan
