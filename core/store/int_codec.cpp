// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/int_codec.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <optional>

namespace guanlan {

namespace {

// Whole bytes a value, or bits; of the values, or of what each adds to the one before; runs of equal ones
// (mostly of times and series, which come in the same order again and again).
enum class Mode : std::uint8_t {
    Values = 0,
    Differences = 1,
    ValueBits = 2,
    DifferenceBits = 3,
    ValueRuns = 4,
    DifferenceRuns = 5
};

constexpr unsigned kMostBits = 56;  // as many as one unaligned word holds, wherever it begins

struct Frame {
    std::int64_t base = 0;
    std::uint64_t scale = 1;
    unsigned bits = 0;  // a value

    [[nodiscard]] bool packs() const { return bits > 0 && bits <= kMostBits; }
    [[nodiscard]] unsigned bytes() const { return (bits + 7U) / 8U; }
    [[nodiscard]] std::size_t size(std::size_t values) const {
        return packs() ? (values * bits + 7U) / 8U : values * bytes();
    }
};

// All arithmetic is modulo 2^64, so that the extremes of int64 need no special case.
std::uint64_t distance(std::int64_t from, std::int64_t to) {
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

Frame frameOf(std::span<const std::int64_t> values) {
    if (values.empty()) return {};
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    Frame frame{.base = *least};
    const std::uint64_t range = distance(*least, *greatest);
    if (range == 0) return frame;
    std::uint64_t divisor = range;
    for (const std::int64_t value : values) {
        const std::uint64_t above = distance(frame.base, value);
        if (above % divisor != 0) divisor = std::gcd(divisor, above);
        if (divisor == 1) break;
    }
    frame.scale = divisor;
    frame.bits = static_cast<unsigned>(std::bit_width(range / divisor));
    return frame;
}

std::uint64_t codeOf(const Frame& frame, std::int64_t value) {
    const std::uint64_t above = distance(frame.base, value);
    return frame.scale == 1 ? above : above / frame.scale;
}

void writePacked(ByteWriter& to, const Frame& frame, std::span<const std::int64_t> values) {
    char* out = to.room(frame.size(values.size()));
    std::uint64_t waiting = 0;
    unsigned filled = 0;
    for (const std::int64_t value : values) {
        waiting |= codeOf(frame, value) << filled;
        filled += frame.bits;
        for (; filled >= 8; filled -= 8, waiting >>= 8U)
            *out++ = static_cast<char>(waiting);
    }
    if (filled > 0) *out = static_cast<char>(waiting);
}

void writeFrame(ByteWriter& to, const Frame& frame, std::span<const std::int64_t> values) {
    to.zigzag(frame.base);
    to.varint(frame.scale);
    to.byte(static_cast<std::uint8_t>(frame.packs() ? frame.bits : frame.bytes()));
    if (frame.packs()) return writePacked(to, frame, values);
    if (frame.bits == 0) return;
    char* out = to.room(values.size() * frame.bytes());
    for (const std::int64_t value : values) {
        const std::uint64_t code = codeOf(frame, value);
        std::memcpy(out, &code, frame.bytes());
        out += frame.bytes();
    }
}

std::uint64_t wordAt(std::string_view bytes, std::size_t at) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min(sizeof(word), bytes.size() - at));
    return word;
}

std::vector<std::int64_t> readPacked(ByteReader& from, std::size_t rows) {
    const auto base = static_cast<std::uint64_t>(from.zigzag());
    const std::uint64_t scale = from.varint();
    const unsigned bits = from.byte();
    if (bits == 0 || bits > kMostBits) from.fail();
    const std::string_view codes = from.raw((static_cast<std::uint64_t>(rows) * bits + 7U) / 8U);
    if (from.bad()) return {};
    std::vector<std::int64_t> values(rows);
    const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
    const std::size_t whole = codes.size() < 8 ? 0 : (codes.size() - 8) * 8 / bits;
    for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t at = i * bits;
        std::uint64_t word = 0;
        if (i < whole) {
            std::memcpy(&word, codes.data() + at / 8, sizeof(word));
        } else {
            word = wordAt(codes, at / 8);
        }
        values[i] = static_cast<std::int64_t>(base + ((word >> (at % 8)) & mask) * scale);
    }
    return values;
}

std::vector<std::int64_t> readFrame(ByteReader& from, std::size_t rows) {
    const std::int64_t base = from.zigzag();
    const std::uint64_t scale = from.varint();
    const unsigned width = from.byte();
    if (width > 8) from.fail();
    const std::string_view codes = from.raw(static_cast<std::uint64_t>(rows) * width);
    if (from.bad()) return {};
    std::vector<std::int64_t> values(rows, base);
    if (width == 0) return values;
    const char* in = codes.data();
    for (std::int64_t& value : values) {
        std::uint64_t code = 0;
        std::memcpy(&code, in, width);
        in += width;
        value = static_cast<std::int64_t>(static_cast<std::uint64_t>(base) + code * scale);
    }
    return values;
}

std::vector<std::int64_t> differencesOf(std::span<const std::int64_t> values) {
    std::vector<std::int64_t> differences(values.size() - 1);
    for (std::size_t i = 1; i < values.size(); ++i)
        differences[i - 1] = static_cast<std::int64_t>(distance(values[i - 1], values[i]));
    return differences;
}

struct Runs {
    std::vector<std::int64_t> values{};
    std::vector<std::int64_t> lengths{};
};

// Empty when there are more than `most`.
std::optional<Runs> runsOf(std::span<const std::int64_t> values, std::size_t most) {
    Runs runs;
    for (const std::int64_t value : values) {
        if (!runs.values.empty() && runs.values.back() == value) {
            ++runs.lengths.back();
            continue;
        }
        if (runs.values.size() == most) return std::nullopt;
        runs.values.push_back(value);
        runs.lengths.push_back(1);
    }
    return runs;
}

// Lengths and values of a run take at most 16 bytes, so that this many are surely worth it.
std::size_t worthwhileRuns(std::size_t bytes) {
    return bytes / (4 * sizeof(std::int64_t));
}

void write(ByteWriter& to, Mode mode) {
    to.byte(static_cast<std::uint8_t>(mode));
}

// Without runs.
void writePlain(ByteWriter& to, std::span<const std::int64_t> values) {
    const Frame frame = frameOf(values);
    write(to, frame.packs() ? Mode::ValueBits : Mode::Values);
    writeFrame(to, frame, values);
}

std::vector<std::int64_t> readPlain(Mode mode, ByteReader& from, std::size_t rows) {
    if (mode == Mode::Values || mode == Mode::Differences) return readFrame(from, rows);
    if (mode == Mode::ValueBits || mode == Mode::DifferenceBits) return readPacked(from, rows);
    from.fail();
    return {};
}

void writeRuns(ByteWriter& to, const Runs& runs) {
    to.varint(runs.values.size());
    writePlain(to, runs.values);
    writePlain(to, runs.lengths);
}

std::vector<std::int64_t> readRuns(ByteReader& from, std::size_t rows) {
    const std::uint64_t count = from.varint();
    if (count > rows) from.fail();
    const std::vector<std::int64_t> runs = readPlain(static_cast<Mode>(from.byte()), from, count);
    const std::vector<std::int64_t> lengths = readPlain(static_cast<Mode>(from.byte()), from, count);
    if (from.bad()) return {};
    std::vector<std::int64_t> values;
    values.reserve(rows);
    for (std::size_t run = 0; run < count; ++run) {
        const auto length = static_cast<std::uint64_t>(lengths[run]);
        if (length > rows - values.size()) from.fail();
        if (from.bad()) return {};
        values.insert(values.end(), length, runs[run]);
    }
    if (values.size() != rows) from.fail();
    return values;
}

std::vector<std::int64_t> readAs(Mode mode, ByteReader& from, std::size_t rows) {
    const bool runs = mode == Mode::ValueRuns || mode == Mode::DifferenceRuns;
    return runs ? readRuns(from, rows) : readPlain(mode, from, rows);
}

}  // namespace

void encodeInts(ByteWriter& to, std::span<const std::int64_t> values) {
    const Frame frame = frameOf(values);
    const std::size_t plain = frame.size(values.size());
    if (const auto runs = runsOf(values, worthwhileRuns(plain)); runs && plain > 0) {
        write(to, Mode::ValueRuns);
        return writeRuns(to, *runs);
    }
    if (frame.bits > 1 && values.size() > 2) {
        const std::vector<std::int64_t> differences = differencesOf(values);
        const Frame narrower = frameOf(differences);
        const std::size_t differing = narrower.size(differences.size());
        const auto runs = runsOf(differences, worthwhileRuns(std::min(plain, differing)));
        if (runs || differing < plain) {
            write(to, runs               ? Mode::DifferenceRuns
                      : narrower.packs() ? Mode::DifferenceBits
                                         : Mode::Differences);
            to.zigzag(values.front());
            return runs ? writeRuns(to, *runs) : writeFrame(to, narrower, differences);
        }
    }
    write(to, frame.packs() ? Mode::ValueBits : Mode::Values);
    writeFrame(to, frame, values);
}

std::vector<std::int64_t> decodeInts(ByteReader& from, std::size_t rows) {
    const auto mode = static_cast<Mode>(from.byte());
    if (mode == Mode::Values || mode == Mode::ValueBits || mode == Mode::ValueRuns)
        return readAs(mode, from, rows);
    if (mode > Mode::DifferenceRuns || rows == 0) {
        from.fail();
        return {};
    }
    auto value = static_cast<std::uint64_t>(from.zigzag());
    const std::vector<std::int64_t> differences = readAs(mode, from, rows - 1);
    if (from.bad()) return {};
    std::vector<std::int64_t> values;
    values.reserve(rows);
    values.push_back(static_cast<std::int64_t>(value));
    for (const std::int64_t difference : differences) {
        value += static_cast<std::uint64_t>(difference);
        values.push_back(static_cast<std::int64_t>(value));
    }
    return values;
}

}  // namespace guanlan
