// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/time_chart_model.h"

#include <vector>

namespace guanlan {

/// A line lying upon those before it.
struct StackedLine {
    std::vector<Micros> at{};
    std::vector<double> base{};
    std::vector<double> top{};
    std::vector<double> openTop{};  ///< for the line's open windows
};

/// Each line upon those before it, at every window any of them has: a window one line lacks adds nothing.
[[nodiscard]] std::vector<StackedLine> stackedLines(const std::vector<const ChartLine*>& lines);

}  // namespace guanlan
