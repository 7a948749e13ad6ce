// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/column_codec.h"

#include "core/store/int_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace guanlan {

namespace {

constexpr std::array<double, 7> kPowersOfTen{1, 10, 100, 1e3, 1e4, 1e5, 1e6};
constexpr std::size_t kSparse = 16;
constexpr std::uint8_t kRaw = 0xff;  // instead of a number of decimal places

void encodeValidity(ByteWriter& to, const Column& column) {
    to.byte(column.hasNulls() ? 1 : 0);
    if (!column.hasNulls()) return;
    std::uint8_t bits = 0;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (!column.isNull(row)) bits = static_cast<std::uint8_t>(bits | (1U << (row % 8)));
        if (row % 8 == 7 || row + 1 == column.size()) {
            to.byte(bits);
            bits = 0;
        }
    }
}

std::vector<std::uint8_t> decodeValidity(ByteReader& from, std::size_t rows) {
    if (from.byte() == 0) return {};
    const std::string_view bits = from.raw((rows + 7) / 8);
    if (from.bad()) return {};
    std::vector<std::uint8_t> valid(rows);
    for (std::size_t row = 0; row < rows; ++row)
        valid[row] = (static_cast<std::uint8_t>(bits[row / 8]) >> (row % 8)) & 1U;
    return valid;
}

// True when `value` is exactly a number with so many decimal places: the way back gives the same bits.
bool scaled(double value, double power, std::int64_t& code) {
    const double product = value * power;
    if (!(std::fabs(product) < 9e15)) return false;
    code = std::llround(product);
    return std::bit_cast<std::uint64_t>(static_cast<double>(code) / power) ==
           std::bit_cast<std::uint64_t>(value);
}

void encodeDoubles(ByteWriter& to, std::span<const double> values) {
    std::vector<std::int64_t> codes(values.size());
    std::size_t places = 0;
    for (std::size_t row = 0; row < values.size() && places < kPowersOfTen.size();) {
        if (scaled(values[row], kPowersOfTen[places], codes[row])) {
            ++row;
        } else {
            ++places;
            row = 0;
        }
    }
    if (places < kPowersOfTen.size()) {
        to.byte(static_cast<std::uint8_t>(places));
        return encodeInts(to, codes);
    }
    to.byte(kRaw);
    to.raw(values.data(), values.size_bytes());
}

std::vector<double> decodeDoubles(ByteReader& from, std::size_t rows) {
    const std::uint8_t places = from.byte();
    std::vector<double> values;
    if (places == kRaw) {
        const std::string_view raw = from.raw(static_cast<std::uint64_t>(rows) * sizeof(double));
        if (from.bad() || rows == 0) return values;
        values.resize(rows);
        std::memcpy(values.data(), raw.data(), raw.size());
        return values;
    }
    if (places >= kPowersOfTen.size()) {
        from.fail();
        return values;
    }
    const std::vector<std::int64_t> codes = decodeInts(from, rows);
    values.reserve(codes.size());
    for (const std::int64_t code : codes)
        values.push_back(static_cast<double>(code) / kPowersOfTen[places]);
    return values;
}

// High and low halves apart: the high ones are constant for all but giant decimals and take no room.
void encodeDecimals(ByteWriter& to, std::span<const Int128> values) {
    std::vector<std::int64_t> low;
    std::vector<std::int64_t> high;
    low.reserve(values.size());
    high.reserve(values.size());
    for (const Int128 value : values) {
        low.push_back(static_cast<std::int64_t>(value));
        high.push_back(static_cast<std::int64_t>((value - low.back()) >> 64));
    }
    encodeInts(to, low);
    encodeInts(to, high);
}

std::vector<Int128> decodeDecimals(ByteReader& from, std::size_t rows) {
    const std::vector<std::int64_t> low = decodeInts(from, rows);
    const std::vector<std::int64_t> high = decodeInts(from, rows);
    std::vector<Int128> values;
    if (from.bad()) return values;
    values.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row)
        values.push_back(static_cast<Int128>(high[row]) * (static_cast<Int128>(1) << 64) + low[row]);
    return values;
}

// The codes in use, in order.
std::vector<Code> usedCodes(const Column& column) {
    std::vector<Code> used;
    used.reserve(column.size());
    bool ordered = true;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.isNull(row)) continue;
        const Code code = column.codes()[row];
        if (!used.empty() && used.back() == code) continue;
        ordered = ordered && (used.empty() || used.back() < code);
        used.push_back(code);
    }
    if (ordered) return used;
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    return used;
}

void encodeTexts(ByteWriter& to, const Column& column) {
    const std::vector<Code> used = usedCodes(column);
    to.varint(used.size());
    for (const Code code : used)
        to.text(column.dictionary()->at(code));
    std::vector<std::int64_t> local(column.size(), 0);
    if (used.empty()) return encodeInts(to, local);
    // A table of the places, unless a few codes of a giant dictionary are in use.
    const std::size_t codes = static_cast<std::size_t>(used.back()) + 1;
    std::vector<std::uint32_t> places(codes / kSparse < used.size() ? codes : 0);
    for (std::size_t place = 0; place < used.size() && !places.empty(); ++place)
        places[used[place]] = static_cast<std::uint32_t>(place);
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.isNull(row)) continue;
        const Code code = column.codes()[row];
        local[row] = places.empty() ? std::lower_bound(used.begin(), used.end(), code) - used.begin()
                                    : std::int64_t{places[code]};
    }
    encodeInts(to, local);
}

// False when the dictionary has no room for all of them.
bool internAll(const std::vector<std::string_view>& texts, const std::shared_ptr<Dictionary>& dictionary,
               std::vector<Code>& codes) {
    codes.clear();
    if (!dictionary || dictionary->full()) return false;
    for (const std::string_view text : texts) {
        if (dictionary->full()) return false;
        codes.push_back(dictionary->intern(text));
    }
    return !codes.empty() || !dictionary->full();
}

bool decodeTexts(ByteReader& from, ColumnData& data, std::shared_ptr<Dictionary>& dictionary) {
    const std::uint64_t count = from.varint();
    if (count > data.rows) from.fail();
    std::vector<std::string_view> texts(from.bad() ? 0 : count);
    for (std::string_view& text : texts)
        text = from.text();
    const std::vector<std::int64_t> local = decodeInts(from, data.rows);
    if (from.bad()) return false;
    std::vector<Code> codes;
    if (!internAll(texts, dictionary, codes)) {
        dictionary = std::make_shared<Dictionary>();
        if (!internAll(texts, dictionary, codes)) return false;
    }
    if (codes.empty()) codes.push_back(dictionary->intern({}));
    data.codes.reserve(data.rows);
    for (const std::int64_t at : local) {
        if (at < 0 || static_cast<std::uint64_t>(at) >= codes.size()) return false;
        data.codes.push_back(codes[static_cast<std::size_t>(at)]);
    }
    data.dictionary = dictionary;
    return true;
}

void encodeNested(ByteWriter& to, const Column& column) {
    if (column.type().kind != TypeKind::Row) {
        const std::vector<std::int64_t> offsets(column.offsets().begin(), column.offsets().end());
        to.varint(offsets.size());
        encodeInts(to, offsets);
    }
    for (const ColumnPtr& child : column.children()) {
        to.varint(child->size());
        encodeColumn(to, *child);
    }
}

bool decodeNested(ByteReader& from, ColumnData& data) {
    if (data.type.kind != TypeKind::Row) {
        const std::uint64_t count = from.varint();
        if (count > data.rows + 1) return false;
        for (const std::int64_t offset : decodeInts(from, count))
            data.offsets.push_back(static_cast<std::uint32_t>(offset));
        if (data.offsets.size() != count || !std::is_sorted(data.offsets.begin(), data.offsets.end())) {
            return false;
        }
    }
    for (const Field& field : *data.type.fields) {
        const std::uint64_t size = from.varint();
        if (size > (1U << 27U)) return false;
        std::shared_ptr<Dictionary> own;
        data.children.push_back(decodeColumn(from, field.type, size, own));
        if (!data.children.back()) return false;
        if (!data.offsets.empty() && data.offsets.back() > size) return false;
    }
    return true;
}

}  // namespace

void encodeColumn(ByteWriter& to, const Column& column) {
    encodeValidity(to, column);
    switch (column.type().physical()) {
        case Physical::Int64:
            return encodeInts(to, column.ints());
        case Physical::Double:
            return encodeDoubles(to, column.doubles());
        case Physical::Decimal:
            return encodeDecimals(to, column.decimals());
        case Physical::Text:
            return encodeTexts(to, column);
        case Physical::Nested:
            return encodeNested(to, column);
    }
}

ColumnPtr decodeColumn(ByteReader& from, const DataType& type, std::size_t rows,
                       std::shared_ptr<Dictionary>& dictionary) {
    ColumnData data{.type = type, .rows = rows};
    data.valid = decodeValidity(from, rows);
    bool good = true;
    switch (type.physical()) {
        case Physical::Int64:
            data.ints = decodeInts(from, rows);
            break;
        case Physical::Double:
            data.doubles = decodeDoubles(from, rows);
            break;
        case Physical::Decimal:
            data.decimals = decodeDecimals(from, rows);
            break;
        case Physical::Text:
            good = decodeTexts(from, data, dictionary);
            break;
        case Physical::Nested:
            good = decodeNested(from, data);
            break;
    }
    if (!good || from.bad()) return nullptr;
    return std::make_shared<const Column>(std::move(data));
}

}  // namespace guanlan
