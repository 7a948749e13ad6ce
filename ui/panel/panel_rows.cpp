// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/panel_rows.h"

#include "ui/panel/row_cells.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace guanlan {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// Group number of each row; text columns look each dictionary entry up once.
class GroupCells {
  public:
    GroupCells(const Column* column, GroupNames& names) : m_column(column), m_names(names) {}

    std::uint32_t operator[](std::size_t row) {
        if (m_column == nullptr) return m_names.number({});
        if (m_column->type().physical() != Physical::Text || m_column->isNull(row)) {
            return m_names.number(cellName(*m_column, row));
        }
        const Code code = m_column->codes()[row];
        if (code >= m_known.size()) m_known.resize(code + 1, kUnknown);
        if (m_known[code] == kUnknown) m_known[code] = m_names.number(m_column->text(row));
        return m_known[code];
    }

  private:
    static constexpr std::uint32_t kUnknown = std::numeric_limits<std::uint32_t>::max();
    const Column* m_column;
    GroupNames& m_names;
    std::vector<std::uint32_t> m_known;
};

/// Joins values one by one as the aggregate says.
class Joined {
  public:
    explicit Joined(Aggregate aggregate) : m_aggregate(aggregate) {}
    void add(double value) {
        ++m_count;
        if (m_count == 1) {
            m_value = value;
        } else if (m_aggregate == Aggregate::Max) {
            m_value = std::max(m_value, value);
        } else if (m_aggregate == Aggregate::Min) {
            m_value = std::min(m_value, value);
        } else {
            m_value += value;
        }
    }
    [[nodiscard]] bool empty() const { return m_count == 0; }
    [[nodiscard]] double value() const {
        if (m_count == 0) return kNoValue;
        return m_aggregate == Aggregate::Avg ? m_value / static_cast<double>(m_count) : m_value;
    }

  private:
    Aggregate m_aggregate;
    std::size_t m_count = 0;
    double m_value = 0;
};

/// One group's rows as they come; for Last only those of the newest time are kept.
class Total {
  public:
    explicit Total(Aggregate aggregate) : m_aggregate(aggregate), m_joined(aggregate) {}
    void add(Micros at, double value) {
        if (m_aggregate == Aggregate::Last && !m_joined.empty()) {
            if (at < m_newest) return;
            if (at > m_newest) m_joined = Joined(m_aggregate);
        }
        m_newest = at;
        m_joined.add(value);
    }
    [[nodiscard]] bool empty() const { return m_joined.empty(); }
    [[nodiscard]] double value() const { return m_joined.value(); }

  private:
    Aggregate m_aggregate;
    Joined m_joined;
    Micros m_newest = kMinTime;
};

bool takesOpenWindows(Aggregate aggregate, bool hasFinals) {
    const bool adds =
        aggregate == Aggregate::Sum || aggregate == Aggregate::Max || aggregate == Aggregate::Min;
    return adds || !hasFinals;
}

/// The value column and, where the query groups, the group's column.
Result<std::pair<const Column*, const Column*>> columnsOf(const Batch& batch, const RowSelection& selection) {
    const PanelQuery& query = *selection.query;
    if (selection.series >= query.series.size()) {
        return columnError(QT_TRANSLATE_NOOP("PanelRows", "No value is chosen for this panel.%1"), {},
                           *selection.data);
    }
    const std::string& name = query.series[selection.series].value;
    const Column* value = batch.find(name);
    if (value == nullptr) {
        return noSuchColumn(name, *selection.data);
    }
    if (!holdsNumbers(*value)) {
        return columnError(QT_TRANSLATE_NOOP("PanelRows", "The column \"%1\" holds no numbers."), name,
                           *selection.data);
    }
    const Column* group = query.group.empty() ? nullptr : batch.find(query.group);
    if (group == nullptr && !query.group.empty()) {
        return noSuchColumn(query.group, *selection.data);
    }
    return std::pair{value, group};
}

}  // namespace

std::uint32_t GroupNames::number(std::string_view name) {
    const auto [found, isNew] =
        m_numbers.try_emplace(std::string(name), static_cast<std::uint32_t>(m_names.size()));
    if (isNew) m_names.emplace_back(name);
    return found->second;
}

Result<PanelRows> readRows(const BatchPtr& batch, const RowSelection& selection, GroupNames& groups) {
    PanelRows rows;
    if (!batch || batch->empty()) return rows;
    const auto conditions = conditionsOf(*batch, *selection.query, *selection.data);
    if (!conditions) return conditions.error();
    const auto columns = columnsOf(*batch, selection);
    if (!columns) return columns.error();
    const NumberCells values(*columns->first);
    GroupCells groupOf(columns->second, groups);
    const TimeCells times(*batch, *selection.data, selection.shift);
    for (std::size_t row = 0; row < batch->rows(); ++row) {
        const double value = values[row];
        if (!std::isfinite(value)) continue;
        if (!allHold(*conditions, row)) continue;
        rows.at.push_back(times[row]);
        rows.group.push_back(groupOf[row]);
        rows.value.push_back(value);
    }
    return rows;
}

TimeLine lineOf(const PanelRows& rows, Aggregate aggregate, std::optional<std::uint32_t> group) {
    std::vector<std::size_t> order;
    order.reserve(rows.at.size());
    for (std::size_t i = 0; i < rows.at.size(); ++i) {
        if (!group || rows.group[i] == *group) order.push_back(i);
    }
    const auto earlier = [&rows](std::size_t a, std::size_t b) { return rows.at[a] < rows.at[b]; };
    if (!std::is_sorted(order.begin(), order.end(), earlier)) {
        std::stable_sort(order.begin(), order.end(), earlier);
    }
    TimeLine line;
    for (std::size_t i = 0; i < order.size();) {
        const Micros at = rows.at[order[i]];
        Joined joined(aggregate);
        for (; i < order.size() && rows.at[order[i]] == at; ++i)
            joined.add(rows.value[order[i]]);
        line.at.push_back(at);
        line.value.push_back(joined.value());
    }
    return line;
}

std::vector<GroupTotal> totalsOf(const PanelRows& finals, const PanelRows& provisional, Aggregate aggregate,
                                 std::size_t groups) {
    std::vector<Total> totals(groups, Total(aggregate));
    for (std::size_t i = 0; i < finals.value.size(); ++i)
        totals[finals.group[i]].add(finals.at[i], finals.value[i]);
    std::vector<GroupTotal> result(groups);
    std::vector<std::uint8_t> takes(groups);
    for (std::size_t g = 0; g < groups; ++g)
        takes[g] = takesOpenWindows(aggregate, !totals[g].empty()) ? 1 : 0;
    for (std::size_t i = 0; i < provisional.value.size(); ++i) {
        const std::uint32_t group = provisional.group[i];
        if (takes[group] == 0) continue;
        totals[group].add(provisional.at[i], provisional.value[i]);
        result[group].provisional = true;
    }
    for (std::size_t g = 0; g < groups; ++g)
        result[g].value = totals[g].value();
    return result;
}

GroupTotal totalOf(const TimeLine& finals, const TimeLine& provisional, Aggregate aggregate) {
    Total total(aggregate);
    for (std::size_t i = 0; i < finals.at.size(); ++i)
        total.add(finals.at[i], finals.value[i]);
    GroupTotal result;
    if (takesOpenWindows(aggregate, !total.empty()) && !provisional.empty()) {
        for (std::size_t i = 0; i < provisional.at.size(); ++i)
            total.add(provisional.at[i], provisional.value[i]);
        result.provisional = true;
    }
    result.value = total.value();
    return result;
}

}  // namespace guanlan
