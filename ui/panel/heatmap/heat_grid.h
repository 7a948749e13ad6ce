// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/panel_rows.h"

#include <cstdint>
#include <string>
#include <vector>

namespace guanlan {

enum class HeatRows { Weekday, Date, Group };

/// Hours of the day (columns) by weekday, date or group (rows), local time. Cells without rows are not a
/// number: that is not zero.
struct HeatGrid {
    static constexpr std::size_t kHours = 24;
    struct Row {
        Micros day = 0;     ///< Date: local midnight; Weekday: 0 is Monday
        std::string key{};  ///< Group: as in the data
    };
    std::vector<Row> rows{};
    std::vector<double> value{};
    std::vector<double> yesterday{};  ///< one day earlier, in the same cell
    std::vector<double> lastWeek{};
    std::vector<std::uint8_t> open{};  ///< rows of open windows are part of the cell
    double low = 0;
    double high = 0;
    std::size_t hidden = 0;  ///< groups or dates there is no room for

    [[nodiscard]] static std::size_t cell(std::size_t row, std::size_t hour) { return row * kHours + hour; }
};

/// The rows of one metric as heatGridOf() takes them.
struct HeatInput {
    PanelRows finals{};
    PanelRows provisional{};
    PanelRows yesterday{};  ///< shifted to today
    PanelRows lastWeek{};
    const std::vector<std::string>* groups = nullptr;
    bool timesAreEnds = true;  ///< a window that ends at 15:00 belongs to the hour from 14:00
};

[[nodiscard]] HeatGrid heatGridOf(const HeatInput& input, HeatRows rows, Aggregate aggregate,
                                  const Zone& zone, std::size_t most);

}  // namespace guanlan
