// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/base/zone.h"
#include "core/batch/type.h"

namespace guanlan {

/// A physical value of a DATE, TIME, TIMESTAMP or TIMESTAMP_LTZ moved by calendar months; a day that the
/// target month lacks becomes its last day. TIMESTAMP_LTZ moves on the calendar of the zone.
[[nodiscard]] std::int64_t addMonths(std::int64_t moment, std::int64_t months, const DataType& type,
                                     const Zone& zone);
/// The same by a length of time; a TIME goes round the day, a DATE moves by whole days.
[[nodiscard]] std::int64_t addMicros(std::int64_t moment, Micros length, const DataType& type);

/// Whole calendar months from one wall time to another, negative backwards.
[[nodiscard]] std::int64_t monthsBetween(Micros from, Micros to);

[[nodiscard]] int daysInMonth(int year, int month);

}  // namespace guanlan
