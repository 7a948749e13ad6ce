// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include <array>
#include <bit>
#include <cstring>

namespace guanlan {

static_assert(std::endian::native == std::endian::little, "hashes and history blocks are little-endian");

namespace {

std::uint64_t mixed(std::uint64_t x) {
    x ^= x >> 30U;
    x *= 0xbf58476d1ce4e5b9U;
    x ^= x >> 27U;
    x *= 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
}

}  // namespace

std::uint64_t stableHash(std::string_view bytes, std::uint64_t seed) {
    std::uint64_t hash = mixed(seed + 0x9e3779b97f4a7c15U) ^ bytes.size();
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= bytes.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof(word));
        hash = std::rotl((hash ^ word) * 0x9e3779b97f4a7c15U, 29);
    }
    std::uint64_t rest = 0;
    if (at < bytes.size()) std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
    return mixed(hash ^ rest * 0xff51afd7ed558ccdU);
}

std::string hexOf(std::uint64_t value) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = 0; i < text.size(); ++i)
        text[i] = kDigits[(value >> (60U - 4U * i)) & 15U];
    return text;
}

}  // namespace guanlan
