// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/panel/panel_samples.h"

#include <QJsonObject>

namespace guanlan {

/// What the made-up rows of a sample look like.
struct Shape {
    std::vector<std::string> groups;  ///< empty: no dimension
    std::vector<double> levels;       ///< of each group
    std::vector<std::string> values;  ///< value columns
    Micros every = kMinute;
    int windows = 30;
    double (*rhythm)(Micros local) = nullptr;  ///< of day and week; 1 where there is none
};

/// Rows of the metric "sample": closed and open windows, yesterday, last week.
void fillData(PanelSample& sample, const Shape& shape, bool gaps = false);
/// Groups whose levels fall off as those of a real site do.
[[nodiscard]] Shape ranking(std::vector<std::string> groups, double largest);
[[nodiscard]] std::vector<std::string> numberedGroups(int count);
[[nodiscard]] QJsonObject named(const char* chinese, const char* english);
[[nodiscard]] LocalText title(const char* chinese, const char* english);
[[nodiscard]] const Zone& sampleZone();

[[nodiscard]] PanelSample heatMapSample(Fill fill);
[[nodiscard]] PanelSample gaugeSample(Fill fill);
[[nodiscard]] PanelSample radarSample(Fill fill);
[[nodiscard]] PanelSample tableSample(Fill fill);
[[nodiscard]] PanelSample eventLogSample(Fill fill);
[[nodiscard]] PanelSample textSample(Fill fill);

}  // namespace guanlan
