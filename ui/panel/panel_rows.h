// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/panel/panel_query.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace guanlan {

/// Dense numbers for the names of groups, shared by all batches of one panel. A null group is named "".
class GroupNames {
  public:
    std::uint32_t number(std::string_view name);
    [[nodiscard]] const std::vector<std::string>& names() const { return m_names; }
    [[nodiscard]] std::size_t size() const { return m_names.size(); }

  private:
    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

/// The rows of one value column as plain numbers, in the order of the batch; rows without a value are left
/// out.
struct PanelRows {
    std::vector<Micros> at{};  ///< UTC
    std::vector<std::uint32_t> group{};
    std::vector<double> value{};
    [[nodiscard]] bool empty() const { return value.empty(); }
};

/// Which rows of a batch to read, and how.
struct RowSelection {
    const PanelData* data = nullptr;
    const PanelQuery* query = nullptr;
    std::size_t series = 0;
    Micros shift = 0;  ///< added to local time: lays yesterday over today
};

/// Fails when the query names a column the metric does not have or that holds no numbers.
[[nodiscard]] Result<PanelRows> readRows(const BatchPtr& batch, const RowSelection& selection,
                                         GroupNames& groups);

/// One value for each point in time, in order of time.
struct TimeLine {
    std::vector<Micros> at{};
    std::vector<double> value{};
    [[nodiscard]] bool empty() const { return at.empty(); }
};
/// Rows of several groups at one time are joined by the aggregate (a sum for Last); of one group only when
/// `group` is given.
[[nodiscard]] TimeLine lineOf(const PanelRows& rows, Aggregate aggregate,
                              std::optional<std::uint32_t> group = std::nullopt);

/// A group's number over the whole span; not a number when it has no rows.
struct GroupTotal {
    double value = 0;
    bool provisional = false;  ///< rows of open windows are part of it
};
/// Open windows are part of sums and extremes; Last and Avg use them only where nothing else is there, since
/// an unfinished count says nothing beside finished ones. Result is indexed by group number.
[[nodiscard]] std::vector<GroupTotal> totalsOf(const PanelRows& finals, const PanelRows& provisional,
                                               Aggregate aggregate, std::size_t groups);
/// The same over a line whose groups are joined already.
[[nodiscard]] GroupTotal totalOf(const TimeLine& finals, const TimeLine& provisional, Aggregate aggregate);

}  // namespace guanlan
