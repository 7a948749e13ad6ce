// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/stacked_lines.h"

#include <algorithm>
#include <map>

namespace guanlan {

std::vector<StackedLine> stackedLines(const std::vector<const ChartLine*>& lines) {
    std::vector<Micros> times;
    for (const ChartLine* line : lines)
        times.insert(times.end(), line->at.begin(), line->at.end());
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    std::vector<double> height(times.size(), 0);
    std::map<Micros, double> openHeight;
    std::vector<StackedLine> result;
    for (const ChartLine* line : lines) {
        StackedLine stacked{.at = times, .base = height};
        std::size_t next = 0;
        for (std::size_t t = 0; t < times.size(); ++t) {
            if (next < line->at.size() && line->at[next] == times[t]) height[t] += line->value[next++];
        }
        stacked.top = height;
        for (std::size_t t = 0; t < line->openAt.size(); ++t)
            stacked.openTop.push_back(openHeight[line->openAt[t]] += line->openValue[t]);
        result.push_back(std::move(stacked));
    }
    return result;
}

}  // namespace guanlan
