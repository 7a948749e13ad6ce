// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/batch/column.h"

#include <string>

namespace guanlan {

/// How a state that keeps one cell reads it from a column, by its physical type.
template <typename T>
struct CellOf;
template <>
struct CellOf<std::int64_t> {
    static std::int64_t read(const Column& column, std::size_t row) { return column.ints()[row]; }
};
template <>
struct CellOf<double> {
    static double read(const Column& column, std::size_t row) { return column.doubles()[row]; }
};
template <>
struct CellOf<Int128> {
    static Int128 read(const Column& column, std::size_t row) { return column.decimals()[row]; }
};
template <>
struct CellOf<std::string> {
    static std::string_view read(const Column& column, std::size_t row) { return column.text(row); }
};

inline void appendCell(ColumnBuilder& out, bool any, std::int64_t value) {
    any ? out.appendInt(value) : out.appendNull();
}
inline void appendCell(ColumnBuilder& out, bool any, double value) {
    any ? out.appendDouble(value) : out.appendNull();
}
inline void appendCell(ColumnBuilder& out, bool any, Int128 value) {
    any ? out.appendDecimal(value) : out.appendNull();
}
inline void appendCell(ColumnBuilder& out, bool any, const std::string& value) {
    any ? out.appendText(value) : out.appendNull();
}

template <typename T>
void saveCell(std::string& out, bool any, const T& value) {
    appendNumber(out, static_cast<std::uint8_t>(any));
    if constexpr (std::is_same_v<T, std::string>) {
        appendString(out, value);
    } else {
        appendNumber(out, value);
    }
}

template <typename T>
[[nodiscard]] bool restoreCell(std::string_view& in, bool& any, T& value) {
    std::uint8_t flag = 0;
    if (!readNumber(in, flag)) return false;
    any = flag != 0;
    if constexpr (std::is_same_v<T, std::string>) {
        std::string_view text;
        if (!readString(in, text)) return false;
        value = text;
        return true;
    } else {
        return readNumber(in, value);
    }
}

}  // namespace guanlan
