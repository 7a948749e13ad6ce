// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/key_codec.h"

#include "core/batch/row_values.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace guanlan {

namespace {

std::uint64_t wordOfDouble(double value) {
    if (value == 0) value = 0;  // -0 and 0 are one key
    if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();
    return std::bit_cast<std::uint64_t>(value);
}

Int128 decimalOf(const std::uint64_t* words) {
    return static_cast<Int128>((static_cast<UInt128>(words[1]) << 64) | words[0]);
}

void storeDecimal(Int128 value, std::uint64_t* words) {
    words[0] = static_cast<std::uint64_t>(value);
    words[1] = static_cast<std::uint64_t>(static_cast<UInt128>(value) >> 64);
}

template <typename T>
int order(T a, T b) {
    return a < b ? -1 : (b < a ? 1 : 0);
}

/// Whether the word is the number of a text; a nested cell is the text of its bytes.
bool isText(const DataType& type) {
    return type.physical() == Physical::Text || type.physical() == Physical::Nested;
}

std::uint64_t nullBit(std::size_t column) {
    return std::uint64_t{1} << (column % 64);
}

}  // namespace

KeyCodec::KeyCodec(std::vector<DataType> types) {
    if (types.empty()) return;
    m_width = 1;
    for (DataType& type : types) {
        const std::size_t words = type.physical() == Physical::Decimal ? 2 : 1;
        m_columns.push_back({.type = std::move(type), .word = m_width});
        m_width += words;
    }
}

void KeyCodec::encode(std::span<const ColumnPtr> columns, std::span<const std::uint32_t> rows,
                      std::vector<std::uint64_t>& out) {
    out.assign(rows.size() * m_width, 0);
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        encodeColumn(m_columns[i], i, *columns[i], rows, out.data());
}

void KeyCodec::encodeColumn(Column& column, std::size_t index, const guanlan::Column& values,
                            std::span<const std::uint32_t> rows, std::uint64_t* out) {
    std::uint64_t* word = out + column.word;
    switch (column.type.physical()) {
        case Physical::Int64:
            for (std::size_t i = 0; i < rows.size(); ++i) {
                word[i * m_width] = static_cast<std::uint64_t>(values.ints()[rows[i]]);
            }
            break;
        case Physical::Double:
            for (std::size_t i = 0; i < rows.size(); ++i)
                word[i * m_width] = wordOfDouble(values.doubles()[rows[i]]);
            break;
        case Physical::Decimal:
            for (std::size_t i = 0; i < rows.size(); ++i)
                storeDecimal(values.decimals()[rows[i]], word + i * m_width);
            break;
        case Physical::Text:
            encodeTexts(column, values, rows, word);
            break;
        case Physical::Nested:
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (!values.isNull(rows[i]))
                    word[i * m_width] = numberOf(std::get<std::string>(values.value(rows[i])));
            }
            break;
    }
    if (!values.hasNulls()) return;
    const std::size_t words = column.type.physical() == Physical::Decimal ? 2 : 1;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!values.isNull(rows[i])) continue;
        std::fill_n(word + i * m_width, words, 0);
        out[i * m_width] |= nullBit(index);
    }
}

void KeyCodec::encodeTexts(Column& column, const guanlan::Column& values, std::span<const std::uint32_t> rows,
                           std::uint64_t* out) {
    const Dictionary& dictionary = *values.dictionary();
    if (column.dictionary != dictionary.identity()) {
        column.dictionary = dictionary.identity();
        column.numbers.clear();
    }
    const auto codes = values.codes();
    const auto valid = values.validity();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!valid.empty() && valid[rows[i]] == 0) continue;
        const Code code = codes[rows[i]];
        if (code >= column.numbers.size())
            column.numbers.resize(std::max<std::size_t>(code + 1, column.numbers.size() * 2), 0);
        std::uint32_t& number = column.numbers[code];
        if (number == 0) number = numberOf(dictionary.at(code));
        out[i * m_width] = number;
    }
}

std::uint32_t KeyCodec::numberOf(std::string_view text) {
    const auto known = m_numbers.find(text);
    if (known != m_numbers.end()) return known->second;
    m_texts.emplace_back(text);
    const auto number = static_cast<std::uint32_t>(m_texts.size());
    m_numbers.emplace(m_texts.back(), number);
    return number;
}

void KeyCodec::forget() {
    m_texts.clear();
    m_numbers.clear();
    for (Column& column : m_columns) {
        column.dictionary = 0;
        column.numbers.clear();
    }
}

void KeyCodec::decode(std::span<const std::uint64_t> key, std::size_t column, ColumnBuilder& out) const {
    const Column& at = m_columns[column];
    if ((key[0] & nullBit(column)) != 0) return out.appendNull();
    const std::uint64_t word = key[at.word];
    switch (at.type.physical()) {
        case Physical::Int64:
            return out.appendInt(static_cast<std::int64_t>(word));
        case Physical::Double:
            return out.appendDouble(std::bit_cast<double>(word));
        case Physical::Decimal:
            return out.appendDecimal(decimalOf(key.data() + at.word));
        case Physical::Text:
            return out.appendText(m_texts[word - 1]);
        case Physical::Nested:
            return out.append(Value(m_texts[word - 1]));
    }
}

int KeyCodec::compare(const Column& column, std::span<const std::uint64_t> a,
                      std::span<const std::uint64_t> b) const {
    const std::uint64_t left = a[column.word];
    const std::uint64_t right = b[column.word];
    switch (column.type.physical()) {
        case Physical::Int64:
            return order(static_cast<std::int64_t>(left), static_cast<std::int64_t>(right));
        case Physical::Double:
            return compareValues(std::bit_cast<double>(left), std::bit_cast<double>(right));
        case Physical::Decimal:
            return order(decimalOf(a.data() + column.word), decimalOf(b.data() + column.word));
        case Physical::Text:
        case Physical::Nested:
            return left == right ? 0 : m_texts[left - 1].compare(m_texts[right - 1]);
    }
    return 0;
}

bool KeyCodec::less(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) const {
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const bool leftNull = (a[0] & nullBit(i)) != 0;
        const bool rightNull = (b[0] & nullBit(i)) != 0;
        if (leftNull != rightNull) return leftNull;
        if (leftNull) continue;
        if (const int c = compare(m_columns[i], a, b); c != 0) return c < 0;
    }
    return false;
}

void KeyCodec::save(std::span<const std::uint64_t> key, StateBytes& out) const {
    if (m_width == 0) return;
    out.number(key[0]);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const Column& column = m_columns[i];
        if ((key[0] & nullBit(i)) != 0) continue;
        if (isText(column.type)) {
            out.text(m_texts[key[column.word] - 1]);
        } else {
            out.number(key[column.word]);
            if (column.type.physical() == Physical::Decimal) out.number(key[column.word + 1]);
        }
    }
}

void KeyCodec::restore(StateView& in, std::vector<std::uint64_t>& out) {
    out.assign(m_width, 0);
    if (m_width == 0) return;
    out[0] = in.number();
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const Column& column = m_columns[i];
        if ((out[0] & nullBit(i)) != 0) continue;
        if (isText(column.type)) {
            out[column.word] = numberOf(in.text());
        } else {
            out[column.word] = in.number();
            if (column.type.physical() == Physical::Decimal) out[column.word + 1] = in.number();
            if (column.type.isTimestamp() && !canBeTime(static_cast<Micros>(out[column.word]))) in.refuse();
        }
    }
}

}  // namespace guanlan
