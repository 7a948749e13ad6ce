// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/table/table_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace guanlan {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostCoursePoints = 60;

bool hasValue(const TableRow& row) {
    return std::any_of(row.value.begin(), row.value.end(), [](double value) { return std::isfinite(value); });
}

/// Gives each group the last values of its rows, which come in order of time.
void addCourses(std::vector<TableRow>& rows, const PanelRows& finals) {
    for (std::size_t i = 0; i < finals.value.size(); ++i)
        rows[finals.group[i]].course.push_back(finals.value[i]);
    for (TableRow& row : rows) {
        const std::size_t count = row.course.size();
        if (count > kMostCoursePoints)
            row.course.erase(row.course.begin(),
                             row.course.begin() + static_cast<std::ptrdiff_t>(count - kMostCoursePoints));
    }
}

double valueAt(const TimeLine& line, Micros at) {
    const auto found = std::lower_bound(line.at.begin(), line.at.end(), at);
    if (found == line.at.end() || *found != at) return kNoValue;
    return line.value[static_cast<std::size_t>(found - line.at.begin())];
}

}  // namespace

std::vector<TableRow> rowsByGroup(const std::vector<TableInput>& series, const GroupNames& names,
                                  Aggregate aggregate, bool withCourse) {
    std::vector<TableRow> rows(names.size());
    for (std::size_t g = 0; g < rows.size(); ++g)
        rows[g].group = names.names()[g];
    for (const TableInput& input : series) {
        const auto now = totalsOf(input.finals, input.provisional, aggregate, rows.size());
        const auto before = totalsOf(input.yesterday, {}, aggregate, rows.size());
        for (std::size_t g = 0; g < rows.size(); ++g) {
            rows[g].value.push_back(now[g].value);
            rows[g].before.push_back(before[g].value);
            rows[g].provisional = rows[g].provisional || now[g].provisional;
        }
    }
    if (withCourse && !series.empty()) addCourses(rows, series.front().finals);
    std::erase_if(rows, [](const TableRow& row) { return !hasValue(row); });
    return rows;
}

std::vector<TableRow> rowsByTime(const std::vector<TableInput>& series, Aggregate aggregate,
                                 std::size_t most) {
    std::map<Micros, TableRow> rows;
    for (std::size_t s = 0; s < series.size(); ++s) {
        const TimeLine closed = lineOf(series[s].finals, aggregate);
        const TimeLine open = lineOf(series[s].provisional, aggregate);
        const TimeLine before = lineOf(series[s].yesterday, aggregate);
        const auto put = [&](Micros at, double value, bool provisional) {
            TableRow& row = rows[at];
            row.at = at;
            row.provisional = row.provisional || provisional;
            row.value.resize(series.size(), kNoValue);
            row.before.resize(series.size(), kNoValue);
            row.value[s] = value;
            row.before[s] = valueAt(before, at);
        };
        const std::size_t first = closed.at.size() > most ? closed.at.size() - most : 0;
        for (std::size_t i = first; i < closed.at.size(); ++i)
            put(closed.at[i], closed.value[i], false);
        const Micros newest = closed.at.empty() ? kMinTime : closed.at.back();
        for (std::size_t i = 0; i < open.at.size(); ++i) {
            // A window that has closed meanwhile is no longer provisional.
            if (open.at[i] > newest) put(open.at[i], open.value[i], true);
        }
    }
    std::vector<TableRow> result;
    for (auto it = rows.rbegin(); it != rows.rend() && result.size() < most; ++it)
        result.push_back(std::move(it->second));
    return result;
}

void sortRows(std::vector<TableRow>& rows, std::size_t column, bool descending) {
    const auto before = [&](const TableRow& a, const TableRow& b) {
        if (column == 0) {
            const bool less = a.at != b.at ? a.at < b.at : a.group < b.group;
            const bool same = a.at == b.at && a.group == b.group;
            return !same && less != descending;
        }
        const double x = column - 1 < a.value.size() ? a.value[column - 1] : kNoValue;
        const double y = column - 1 < b.value.size() ? b.value[column - 1] : kNoValue;
        if (std::isfinite(x) != std::isfinite(y)) return std::isfinite(x);
        if (!std::isfinite(x) || x == y) return a.group < b.group;
        return descending ? x > y : x < y;
    };
    std::stable_sort(rows.begin(), rows.end(), before);
}

}  // namespace guanlan
