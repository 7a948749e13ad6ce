// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/value_keys.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace guanlan {

namespace {

constexpr std::size_t kEntryOverhead = 64;  // of a node and its table slot, roughly

std::int64_t keyOfDouble(double value) {
    if (value == 0) value = 0.0;  // -0 and 0 are one value
    if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();
    return std::bit_cast<std::int64_t>(value);
}

}  // namespace

std::int64_t ValueKeys::keyOf(const Column& column, std::size_t row) {
    switch (m_type.physical()) {
        case Physical::Double:
            return keyOfDouble(column.doubles()[row]);
        case Physical::Decimal: {
            std::string bytes;
            appendNumber(bytes, column.decimals()[row]);
            return numberOf(bytes);
        }
        case Physical::Text:
            return numberOfCode(column, row);
        case Physical::Nested:
            return numberOf(std::get<std::string>(column.value(row)));
        default:
            return column.ints()[row];
    }
}

std::int64_t ValueKeys::numberOfCode(const Column& column, std::size_t row) {
    const Dictionary& dictionary = *column.dictionary();
    if (m_dictionary != dictionary.identity()) {
        m_dictionary = dictionary.identity();
        m_numberOfCode.clear();
    }
    const Code code = column.codes()[row];
    if (code >= m_numberOfCode.size()) {
        m_numberOfCode.resize(std::max<std::size_t>(std::size_t{code} + 1, m_numberOfCode.size() * 2));
    }
    if (m_numberOfCode[code] == 0) {
        m_numberOfCode[code] = static_cast<std::uint32_t>(numberOf(dictionary.at(code))) + 1;
    }
    return m_numberOfCode[code] - 1;
}

std::int64_t ValueKeys::numberOf(std::string_view bytes) {
    const auto [entry, fresh] =
        m_numbers.try_emplace(std::string(bytes), static_cast<std::uint32_t>(m_texts.size()));
    if (fresh) {
        m_texts.push_back(&entry->first);
        m_bytes += bytes.size() + kEntryOverhead;
    }
    return entry->second;
}

void ValueKeys::appendValue(std::int64_t key, ColumnBuilder& out) const {
    switch (m_type.physical()) {
        case Physical::Double:
            return out.appendDouble(std::bit_cast<double>(key));
        case Physical::Decimal: {
            Int128 value = 0;
            std::string_view bytes = *m_texts[static_cast<std::size_t>(key)];
            if (readNumber(bytes, value)) out.appendDecimal(value);
            return;
        }
        case Physical::Text:
            return out.appendText(*m_texts[static_cast<std::size_t>(key)]);
        case Physical::Nested:
            return out.append(Value(*m_texts[static_cast<std::size_t>(key)]));
        default:
            return out.appendInt(key);
    }
}

void ValueKeys::saveValue(std::int64_t key, std::string& out) const {
    if (numbered()) {
        appendString(out, *m_texts[static_cast<std::size_t>(key)]);
    } else {
        appendNumber(out, key);
    }
}

bool ValueKeys::restoreValue(std::string_view& in, std::int64_t& key) {
    if (!numbered()) return readNumber(in, key);
    std::string_view bytes;
    if (!readString(in, bytes)) return false;
    if (m_type.physical() == Physical::Decimal && bytes.size() != sizeof(Int128)) return false;
    key = numberOf(bytes);
    return true;
}

}  // namespace guanlan
