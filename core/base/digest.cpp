// SPDX-License-Identifier: GPL-3.0-or-later
// MD5 as in RFC 1321, SHA-1 and SHA-2 as in FIPS 180-4.
#include "core/base/digest.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <span>

namespace guanlan {

namespace {

template <typename Word, std::size_t Words>
using State = std::array<Word, Words>;

/// The text with the bit 1 and zeros behind it, and its length in bits at the end of the last block.
std::string padded(std::string_view text, std::size_t block, std::size_t lengthBytes, bool littleEndian) {
    std::string bytes(text);
    bytes += '\x80';
    while ((bytes.size() + lengthBytes) % block != 0)
        bytes += '\0';
    const std::uint64_t bits = std::uint64_t{text.size()} * 8;
    bytes.append(lengthBytes - 8, '\0');
    for (int i = 0; i < 8; ++i)
        bytes += static_cast<char>(bits >> (littleEndian ? 8 * i : 8 * (7 - i)));
    return bytes;
}

template <typename Word>
Word wordAt(std::string_view bytes, std::size_t at, bool littleEndian) {
    Word word = 0;
    for (std::size_t i = 0; i < sizeof(Word); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[at + (littleEndian ? sizeof(Word) - 1 - i : i)]);
        word = static_cast<Word>(word << 8U) | byte;
    }
    return word;
}

/// `bytes` of the words, which may be fewer than all.
template <typename Word>
std::string hexOf(std::span<const Word> state, std::size_t bytes, bool littleEndian) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) {
        const std::size_t place = i % sizeof(Word);
        const std::size_t shift = 8 * (littleEndian ? place : sizeof(Word) - 1 - place);
        const auto byte = static_cast<unsigned char>(state[i / sizeof(Word)] >> shift);
        text += kHex[byte >> 4U];
        text += kHex[byte & 15U];
    }
    return text;
}

std::array<std::uint32_t, 64> sinesOfMd5() {
    std::array<std::uint32_t, 64> sines{};
    for (std::size_t i = 0; i < sines.size(); ++i)
        sines[i] = static_cast<std::uint32_t>(std::fabs(std::sin(static_cast<double>(i + 1))) * 4294967296.0);
    return sines;
}

void md5Block(State<std::uint32_t, 4>& state, std::string_view block) {
    constexpr std::array<std::array<int, 4>, 4> kShifts{
        {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};
    static const std::array<std::uint32_t, 64> sines = sinesOfMd5();
    auto [a, b, c, d] = state;
    for (std::uint32_t i = 0; i < 64; ++i) {
        const std::uint32_t round = i / 16;
        std::uint32_t mixed = 0;
        std::uint32_t word = 0;
        switch (round) {
            case 0:
                mixed = (b & c) | (~b & d);
                word = i;
                break;
            case 1:
                mixed = (d & b) | (~d & c);
                word = (5 * i + 1) % 16;
                break;
            case 2:
                mixed = b ^ c ^ d;
                word = (3 * i + 5) % 16;
                break;
            default:
                mixed = c ^ (b | ~d);
                word = (7 * i) % 16;
        }
        const std::uint32_t sum =
            a + mixed + sines[i] + wordAt<std::uint32_t>(block, std::size_t{word} * 4, true);
        a = d;
        d = c;
        c = b;
        b += std::rotl(sum, kShifts[round][i % 4]);
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
}

void sha1Block(State<std::uint32_t, 5>& state, std::string_view block) {
    std::array<std::uint32_t, 80> words{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        words[i] = i < 16 ? wordAt<std::uint32_t>(block, i * 4, false)
                          : std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    }
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < words.size(); ++i) {
        constexpr std::array<std::uint32_t, 4> kConstants{0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
        std::uint32_t mixed = b ^ c ^ d;
        if (i < 20) mixed = (b & c) | (~b & d);
        if (i >= 40 && i < 60) mixed = (b & c) | (b & d) | (c & d);
        const std::uint32_t next = std::rotl(a, 5) + mixed + e + kConstants[i / 20] + words[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
}

/// The first 64 bits of the fractional parts of the cube roots of the first 80 primes.
constexpr std::array<std::uint64_t, 80> kRoots{
    0x428a2f98d728ae22ULL, 0x7137449123ef65cdULL, 0xb5c0fbcfec4d3b2fULL, 0xe9b5dba58189dbbcULL,
    0x3956c25bf348b538ULL, 0x59f111f1b605d019ULL, 0x923f82a4af194f9bULL, 0xab1c5ed5da6d8118ULL,
    0xd807aa98a3030242ULL, 0x12835b0145706fbeULL, 0x243185be4ee4b28cULL, 0x550c7dc3d5ffb4e2ULL,
    0x72be5d74f27b896fULL, 0x80deb1fe3b1696b1ULL, 0x9bdc06a725c71235ULL, 0xc19bf174cf692694ULL,
    0xe49b69c19ef14ad2ULL, 0xefbe4786384f25e3ULL, 0x0fc19dc68b8cd5b5ULL, 0x240ca1cc77ac9c65ULL,
    0x2de92c6f592b0275ULL, 0x4a7484aa6ea6e483ULL, 0x5cb0a9dcbd41fbd4ULL, 0x76f988da831153b5ULL,
    0x983e5152ee66dfabULL, 0xa831c66d2db43210ULL, 0xb00327c898fb213fULL, 0xbf597fc7beef0ee4ULL,
    0xc6e00bf33da88fc2ULL, 0xd5a79147930aa725ULL, 0x06ca6351e003826fULL, 0x142929670a0e6e70ULL,
    0x27b70a8546d22ffcULL, 0x2e1b21385c26c926ULL, 0x4d2c6dfc5ac42aedULL, 0x53380d139d95b3dfULL,
    0x650a73548baf63deULL, 0x766a0abb3c77b2a8ULL, 0x81c2c92e47edaee6ULL, 0x92722c851482353bULL,
    0xa2bfe8a14cf10364ULL, 0xa81a664bbc423001ULL, 0xc24b8b70d0f89791ULL, 0xc76c51a30654be30ULL,
    0xd192e819d6ef5218ULL, 0xd69906245565a910ULL, 0xf40e35855771202aULL, 0x106aa07032bbd1b8ULL,
    0x19a4c116b8d2d0c8ULL, 0x1e376c085141ab53ULL, 0x2748774cdf8eeb99ULL, 0x34b0bcb5e19b48a8ULL,
    0x391c0cb3c5c95a63ULL, 0x4ed8aa4ae3418acbULL, 0x5b9cca4f7763e373ULL, 0x682e6ff3d6b2b8a3ULL,
    0x748f82ee5defb2fcULL, 0x78a5636f43172f60ULL, 0x84c87814a1f0ab72ULL, 0x8cc702081a6439ecULL,
    0x90befffa23631e28ULL, 0xa4506cebde82bde9ULL, 0xbef9a3f7b2c67915ULL, 0xc67178f2e372532bULL,
    0xca273eceea26619cULL, 0xd186b8c721c0c207ULL, 0xeada7dd6cde0eb1eULL, 0xf57d4f7fee6ed178ULL,
    0x06f067aa72176fbaULL, 0x0a637dc5a2c898a6ULL, 0x113f9804bef90daeULL, 0x1b710b35131c471bULL,
    0x28db77f523047d84ULL, 0x32caab7b40c72493ULL, 0x3c9ebe0a15c9bebcULL, 0x431d67c49c100d4cULL,
    0x4cc5d4becb3e42b6ULL, 0x597f299cfc657e2aULL, 0x5fcb6fab3ad6faecULL, 0x6c44198c4a475817ULL};

/// How far SHA-2 turns its words, of 32 and of 64 bits.
template <typename Word>
struct Turns {
    std::array<int, 3> a, e, early, late;  ///< the last of early and late is a shift
};
constexpr Turns<std::uint32_t> kTurns32{{2, 13, 22}, {6, 11, 25}, {7, 18, 3}, {17, 19, 10}};
constexpr Turns<std::uint64_t> kTurns64{{28, 34, 39}, {14, 18, 41}, {1, 8, 7}, {19, 61, 6}};

template <typename Word>
Word turned(Word word, const std::array<int, 3>& by) {
    return std::rotr(word, by[0]) ^ std::rotr(word, by[1]) ^ std::rotr(word, by[2]);
}

template <typename Word>
Word shifted(Word word, const std::array<int, 3>& by) {
    return std::rotr(word, by[0]) ^ std::rotr(word, by[1]) ^ (word >> by[2]);
}

template <typename Word, std::size_t Rounds>
void sha2Block(State<Word, 8>& state, std::string_view block, const Turns<Word>& turns) {
    std::array<Word, Rounds> words{};
    for (std::size_t i = 0; i < Rounds; ++i) {
        words[i] = i < 16 ? wordAt<Word>(block, i * sizeof(Word), false)
                          : words[i - 16] + shifted(words[i - 15], turns.early) + words[i - 7] +
                                shifted(words[i - 2], turns.late);
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < Rounds; ++i) {
        const auto root = static_cast<Word>(kRoots[i] >> (64 - 8 * sizeof(Word)));
        const Word first = h + turned(e, turns.e) + ((e & f) ^ (~e & g)) + root + words[i];
        const Word second = turned(a, turns.a) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + second;
    }
    const State<Word, 8> added{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < state.size(); ++i)
        state[i] += added[i];
}

std::string sha2Of32(std::string_view bytes, State<std::uint32_t, 8> state, std::size_t size) {
    constexpr std::size_t kBlock = 64;
    const std::string text = padded(bytes, kBlock, 8, false);
    for (std::size_t at = 0; at < text.size(); at += kBlock)
        sha2Block<std::uint32_t, 64>(state, std::string_view(text).substr(at, kBlock), kTurns32);
    return hexOf(std::span<const std::uint32_t>(state), size, false);
}

std::string sha2Of64(std::string_view bytes, State<std::uint64_t, 8> state, std::size_t size) {
    constexpr std::size_t kBlock = 128;
    const std::string text = padded(bytes, kBlock, 16, false);
    for (std::size_t at = 0; at < text.size(); at += kBlock)
        sha2Block<std::uint64_t, 80>(state, std::string_view(text).substr(at, kBlock), kTurns64);
    return hexOf(std::span<const std::uint64_t>(state), size, false);
}

}  // namespace

std::string md5(std::string_view bytes) {
    constexpr std::size_t kBlock = 64;
    State<std::uint32_t, 4> state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    const std::string text = padded(bytes, kBlock, 8, true);
    for (std::size_t at = 0; at < text.size(); at += kBlock)
        md5Block(state, std::string_view(text).substr(at, kBlock));
    return hexOf(std::span<const std::uint32_t>(state), 16, true);
}

std::string sha1(std::string_view bytes) {
    constexpr std::size_t kBlock = 64;
    State<std::uint32_t, 5> state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    const std::string text = padded(bytes, kBlock, 8, false);
    for (std::size_t at = 0; at < text.size(); at += kBlock)
        sha1Block(state, std::string_view(text).substr(at, kBlock));
    return hexOf(std::span<const std::uint32_t>(state), 20, false);
}

std::optional<std::string> sha2(std::string_view bytes, int bits) {
    switch (bits) {
        case 224:
            return sha2Of32(bytes,
                            {0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511,
                             0x64f98fa7, 0xbefa4fa4},
                            28);
        case 256:
            return sha2Of32(bytes,
                            {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
                             0x1f83d9ab, 0x5be0cd19},
                            32);
        case 384:
            return sha2Of64(
                bytes,
                {0xcbbb9d5dc1059ed8ULL, 0x629a292a367cd507ULL, 0x9159015a3070dd17ULL, 0x152fecd8f70e5939ULL,
                 0x67332667ffc00b31ULL, 0x8eb44a8768581511ULL, 0xdb0c2e0d64f98fa7ULL, 0x47b5481dbefa4fa4ULL},
                48);
        case 512:
            return sha2Of64(
                bytes,
                {0x6a09e667f3bcc908ULL, 0xbb67ae8584caa73bULL, 0x3c6ef372fe94f82bULL, 0xa54ff53a5f1d36f1ULL,
                 0x510e527fade682d1ULL, 0x9b05688c2b3e6c1fULL, 0x1f83d9abfb41bd6bULL, 0x5be0cd19137e2179ULL},
                64);
        default:
            return std::nullopt;
    }
}

}  // namespace guanlan
