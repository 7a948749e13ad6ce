// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/value.h"

#include "core/base/bytes.h"
#include "core/base/time_range.h"

namespace guanlan {

namespace {

template <typename T>
bool restoreNumber(std::string_view& in, Value& value) {
    T number{};
    if (!readNumber(in, number)) return false;
    value = number;
    return true;
}

bool restoreText(std::string_view& in, Value& value) {
    std::string_view text;
    if (!readString(in, text)) return false;
    value = std::string(text);
    return true;
}

}  // namespace

void saveValue(const Value& value, std::string& out) {
    out += static_cast<char>(value.index());
    if (const auto* integer = std::get_if<std::int64_t>(&value)) appendNumber(out, *integer);
    if (const auto* real = std::get_if<double>(&value)) appendNumber(out, *real);
    if (const auto* decimal = std::get_if<Int128>(&value)) appendNumber(out, *decimal);
    if (const auto* text = std::get_if<std::string>(&value)) appendString(out, *text);
}

bool restoreValue(std::string_view& in, const DataType& type, Value& value) {
    std::uint8_t kind = 0;
    if (!readNumber(in, kind)) return false;
    value = {};
    if (kind == 0) return true;
    switch (type.physical()) {
        case Physical::Int64:
            return kind == 1 && restoreNumber<std::int64_t>(in, value) &&
                   (!type.isTimestamp() || canBeTime(std::get<std::int64_t>(value)));
        case Physical::Double:
            return kind == 2 && restoreNumber<double>(in, value);
        case Physical::Decimal:
            return kind == 3 && restoreNumber<Int128>(in, value);
        case Physical::Text:
        case Physical::Nested:
            return kind == 4 && restoreText(in, value);
    }
    return false;
}

}  // namespace guanlan
