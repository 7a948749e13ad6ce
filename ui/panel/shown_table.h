// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/batch/value.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace guanlan {

/// What a panel shows as a table: numbers exactly as in the data, times as text. Without titles there is
/// none.
struct ShownTable {
    QStringList titles{};
    std::vector<std::vector<Value>> rows{};
};

[[nodiscard]] Value textCell(const QString& text);
/// Nothing where it is not a number.
[[nodiscard]] Value numberCell(double value);
[[nodiscard]] Value timeCell(Micros at, const Zone& zone);
/// Whether open windows are part of a row, in words.
[[nodiscard]] Value stateCell(bool provisional);

/// Titles of columns that several kinds have.
[[nodiscard]] QString timeTitle();
[[nodiscard]] QString stateTitle();
[[nodiscard]] QString yesterdayTitle();
[[nodiscard]] QString lastWeekTitle();

/// One number and what it was before; those that are not numbers have no column.
[[nodiscard]] ShownTable tableOfNumber(const QString& name, double value, bool provisional, double yesterday,
                                       double lastWeek);

}  // namespace guanlan
