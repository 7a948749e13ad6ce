// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "ui/widget/number_format.h"

#include <QColor>
#include <QString>

#include <vector>

namespace guanlan {

/// Values over time: `at` in order of time, UTC.
struct ChartLine {
    QString name{};
    std::size_t colour = 0;   ///< index into the theme's series
    bool comparison = false;  ///< yesterday, last week: thin, dashed, without badge
    bool right = false;       ///< counted on the right-hand axis
    bool hidden = false;      ///< only in the legend
    std::vector<Micros> at{};
    std::vector<double> value{};
    std::vector<Micros> openAt{};  ///< windows still open: dashed, with a hollow end
    std::vector<double> openValue{};
};

struct ChartThreshold {
    double value = 0;
    QColor colour{};
};

enum class ChartStyle {
    Line,
    Area,
    Step,    ///< a window's value holds from the end of the one before
    Stacked  ///< areas upon each other, the first at the bottom; lines of the right axis stay lines
};

struct TimeChartModel {
    std::vector<ChartLine> lines{};
    std::vector<ChartThreshold> thresholds{};
    Micros from = 0;
    Micros to = 0;
    Zone zone{};
    ValueFormat format{};
    ValueFormat rightFormat{};
    ChartStyle style = ChartStyle::Line;
    int hiddenLines = 0;  ///< left out because there are too many; said in the legend
};

}  // namespace guanlan
