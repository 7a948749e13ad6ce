// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/int_codec.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

namespace guanlan {

namespace {

enum class Mode : std::uint8_t { Values = 0, Differences = 1 };

struct Frame {
    std::int64_t base = 0;
    std::uint64_t scale = 1;
    unsigned width = 0;  // bytes a value
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
    frame.width = (static_cast<unsigned>(std::bit_width(range / divisor)) + 7U) / 8U;
    return frame;
}

void writeFrame(ByteWriter& to, const Frame& frame, std::span<const std::int64_t> values) {
    to.zigzag(frame.base);
    to.varint(frame.scale);
    to.byte(static_cast<std::uint8_t>(frame.width));
    if (frame.width == 0) return;
    char* out = to.room(values.size() * frame.width);
    for (const std::int64_t value : values) {
        std::uint64_t code = distance(frame.base, value);
        if (frame.scale != 1) code /= frame.scale;
        std::memcpy(out, &code, frame.width);
        out += frame.width;
    }
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

}  // namespace

void encodeInts(ByteWriter& to, std::span<const std::int64_t> values) {
    const Frame frame = frameOf(values);
    if (frame.width > 1 && values.size() > 2) {
        const std::vector<std::int64_t> differences = differencesOf(values);
        const Frame narrower = frameOf(differences);
        if (narrower.width < frame.width) {
            to.byte(static_cast<std::uint8_t>(Mode::Differences));
            to.zigzag(values.front());
            return writeFrame(to, narrower, differences);
        }
    }
    to.byte(static_cast<std::uint8_t>(Mode::Values));
    writeFrame(to, frame, values);
}

std::vector<std::int64_t> decodeInts(ByteReader& from, std::size_t rows) {
    const auto mode = static_cast<Mode>(from.byte());
    if (mode == Mode::Values) return readFrame(from, rows);
    if (mode != Mode::Differences || rows == 0) {
        from.fail();
        return {};
    }
    auto value = static_cast<std::uint64_t>(from.zigzag());
    std::vector<std::int64_t> values = readFrame(from, rows - 1);
    if (from.bad()) return {};
    values.insert(values.begin(), static_cast<std::int64_t>(value));
    for (std::size_t i = 1; i < values.size(); ++i) {
        value += static_cast<std::uint64_t>(values[i]);
        values[i] = static_cast<std::int64_t>(value);
    }
    return values;
}

}  // namespace guanlan
