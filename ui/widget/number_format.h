// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace guanlan {

/// How the values of a panel are written. Large numbers are shortened as the reader's language does it:
/// 万 and 亿 in Chinese, K, M and B in English.
struct ValueFormat {
    enum class Kind { Plain, Percent, Milliseconds, Bytes };
    Kind kind = Kind::Plain;  ///< Percent: the value is a share, 0.25 is written 25%
    QString unit{};           ///< Plain only: what is counted, in the reader's language
    int decimals = -1;        ///< -1: as many as the size of the number deserves

    bool operator==(const ValueFormat&) const = default;
};

/// A number and what stands behind it in smaller type: "8,642.7" and "万次".
struct NumberText {
    QString number;
    QString unit;
    [[nodiscard]] QString joined() const;
};

/// All digits, grouped by thousands: "1,286,540" "plays". Not a number: an en dash.
[[nodiscard]] NumberText fullNumber(double value, const ValueFormat& format);
/// At most four or so significant digits: "128.7" "万次", "1.29M" "plays".
[[nodiscard]] NumberText shortNumber(double value, const ValueFormat& format);
/// For axes and badges, without the unit's name: "128.7万", "1.29M", "4.2%", "350 ms".
[[nodiscard]] QString axisNumber(double value, const ValueFormat& format);
/// A change with its sign: "+12.4%"; percentages change by points: "-0.6 pp". Empty when there is nothing
/// to compare with.
[[nodiscard]] QString changeText(double now, double before, const ValueFormat& format);

}  // namespace guanlan
