// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace guanlan::sql {

/// INTERVAL [-]'text' from[(precision)] [TO to], as written.
struct IntervalLiteral {
    std::string text{};
    bool negative = false;
    std::string from{};  ///< upper case, singular
    int precision = 0;   ///< 0: not written, which means 2
    std::string to{};    ///< empty: one unit only
    bool operator==(const IntervalLiteral&) const = default;
};

/// Exactly one of the two is used: months for YEAR, QUARTER and MONTH, micros for the rest.
struct IntervalValue {
    bool isMonths = false;
    std::int64_t months = 0;
    Micros micros = 0;
    bool operator==(const IntervalValue&) const = default;
};

/// The singular, upper-case name of a unit of time ("hours" gives "HOUR"); empty for any other word.
[[nodiscard]] std::string intervalUnit(std::string_view word);

/// What the literal means, or an error without position.
[[nodiscard]] Result<IntervalValue> evaluate(const IntervalLiteral& literal);

/// `INTERVAL '100' SECOND(3)`
[[nodiscard]] std::string formatInterval(const IntervalLiteral& literal);

}  // namespace guanlan::sql
