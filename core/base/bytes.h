// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/int128.h"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace guanlan {

/// Plain numbers as saved state holds them: little-endian, as on every machine we run on.
template <typename T>
void appendNumber(std::string& out, T value) {
    static_assert(std::is_arithmetic_v<T> || std::is_same_v<T, Int128>);
    out.append(reinterpret_cast<const char*>(&value), sizeof value);  // NOLINT: bytes of a number
}

/// Reads what appendNumber() wrote and advances `in`. False when it is too short.
template <typename T>
[[nodiscard]] bool readNumber(std::string_view& in, T& value) {
    static_assert(std::is_arithmetic_v<T> || std::is_same_v<T, Int128>);
    if (in.size() < sizeof value) return false;
    std::memcpy(&value, in.data(), sizeof value);
    in.remove_prefix(sizeof value);
    return true;
}

/// Small numbers in few bytes.
inline void appendCount(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
        out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
}

[[nodiscard]] inline bool readCount(std::string_view& in, std::uint64_t& value) {
    value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (in.empty()) return false;
        const auto byte = static_cast<unsigned char>(in.front());
        in.remove_prefix(1);
        value |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80) return true;
    }
    return false;
}

inline void appendString(std::string& out, std::string_view text) {
    appendCount(out, text.size());
    out += text;
}

[[nodiscard]] inline bool readString(std::string_view& in, std::string_view& text) {
    std::uint64_t size = 0;
    if (!readCount(in, size) || size > in.size()) return false;
    text = in.substr(0, size);
    in.remove_prefix(size);
    return true;
}

}  // namespace guanlan
