// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/heatmap/heat_grid.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace guanlan {

namespace {

constexpr std::size_t kWeek = 7;
constexpr Micros kMonday = 4 * kDay;  // 1970-01-05

/// Finds the cell of a row: which line of the grid, which hour.
class CellFinder {
  public:
    CellFinder(HeatRows rows, const Zone& zone, bool timesAreEnds)
        : m_rows(rows), m_zone(zone), m_back(timesAreEnds ? 1 : 0) {}

    /// The key of the line: weekday, midnight or group number.
    [[nodiscard]] Micros line(Micros at, std::uint32_t group) const {
        if (m_rows == HeatRows::Group) return group;
        const Micros day = floorTo(local(at), kDay);
        if (m_rows == HeatRows::Date) return day;
        return (day - floorTo(day, 7 * kDay, kMonday)) / kDay;
    }
    [[nodiscard]] std::size_t hour(Micros at) const {
        const Micros time = local(at);
        return static_cast<std::size_t>((time - floorTo(time, kDay)) / kHour);
    }

  private:
    [[nodiscard]] Micros local(Micros at) const { return m_zone.toLocal(at) - m_back; }

    HeatRows m_rows;
    const Zone& m_zone;
    Micros m_back;
};

/// The lines of the grid by their keys, in the order they are shown.
std::vector<Micros> linesOf(const HeatInput& input, HeatRows rows, Aggregate aggregate,
                            const CellFinder& finder, std::size_t most, std::size_t& hidden) {
    std::vector<Micros> lines;
    if (rows == HeatRows::Weekday) {
        lines.resize(kWeek);
        std::iota(lines.begin(), lines.end(), Micros{0});
        return lines;
    }
    if (rows == HeatRows::Date) {
        for (const PanelRows* part : {&input.finals, &input.provisional}) {
            for (const Micros at : part->at)
                lines.push_back(finder.line(at, 0));
        }
        std::sort(lines.begin(), lines.end());
        lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
        hidden = lines.size() > most ? lines.size() - most : 0;
        lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(hidden));
        return lines;
    }
    const auto totals = totalsOf(input.finals, input.provisional, aggregate, input.groups->size());
    for (std::size_t g = 0; g < totals.size(); ++g) {
        if (std::isfinite(totals[g].value)) lines.push_back(static_cast<Micros>(g));
    }
    std::stable_sort(lines.begin(), lines.end(), [&totals](Micros a, Micros b) {
        return totals[static_cast<std::size_t>(a)].value > totals[static_cast<std::size_t>(b)].value;
    });
    hidden = lines.size() > most ? lines.size() - most : 0;
    lines.resize(lines.size() - hidden);
    return lines;
}

/// The rows with their cell in the place of their group; those of lines that are not shown are left out.
PanelRows inCells(const PanelRows& rows, const CellFinder& finder,
                  const std::map<Micros, std::size_t>& lines) {
    PanelRows result;
    result.at.reserve(rows.at.size());
    result.group.reserve(rows.at.size());
    result.value.reserve(rows.at.size());
    for (std::size_t i = 0; i < rows.at.size(); ++i) {
        const auto line = lines.find(finder.line(rows.at[i], rows.group[i]));
        if (line == lines.end()) continue;
        result.at.push_back(rows.at[i]);
        result.group.push_back(
            static_cast<std::uint32_t>(HeatGrid::cell(line->second, finder.hour(rows.at[i]))));
        result.value.push_back(rows.value[i]);
    }
    return result;
}

std::vector<double> valuesOf(const std::vector<GroupTotal>& totals) {
    std::vector<double> values;
    values.reserve(totals.size());
    for (const GroupTotal& total : totals)
        values.push_back(total.value);
    return values;
}

void findEnds(HeatGrid& grid) {
    bool any = false;
    for (const double value : grid.value) {
        if (!std::isfinite(value)) continue;
        grid.low = any ? std::min(grid.low, value) : value;
        grid.high = any ? std::max(grid.high, value) : value;
        any = true;
    }
}

}  // namespace

HeatGrid heatGridOf(const HeatInput& input, HeatRows rows, Aggregate aggregate, const Zone& zone,
                    std::size_t most) {
    HeatGrid grid;
    const CellFinder finder(rows, zone, input.timesAreEnds);
    const std::vector<Micros> keys = linesOf(input, rows, aggregate, finder, most, grid.hidden);
    std::map<Micros, std::size_t> lines;
    for (const Micros key : keys) {
        lines.emplace(key, lines.size());
        grid.rows.push_back({.day = key});
        if (rows == HeatRows::Group) grid.rows.back().key = input.groups->at(static_cast<std::size_t>(key));
    }
    const std::size_t cells = grid.rows.size() * HeatGrid::kHours;
    const auto totals = totalsOf(inCells(input.finals, finder, lines),
                                 inCells(input.provisional, finder, lines), aggregate, cells);
    for (const GroupTotal& total : totals) {
        grid.value.push_back(total.value);
        grid.open.push_back(total.provisional ? 1 : 0);
    }
    grid.yesterday = valuesOf(totalsOf(inCells(input.yesterday, finder, lines), {}, aggregate, cells));
    grid.lastWeek = valuesOf(totalsOf(inCells(input.lastWeek, finder, lines), {}, aggregate, cells));
    findEnds(grid);
    return grid;
}

}  // namespace guanlan
