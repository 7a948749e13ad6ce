// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/panel_rows.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace guanlan {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

QString translated(const char* text) {
    return QCoreApplication::translate("PanelRows", text);
}

Error columnError(const char* what, const std::string& column, const PanelData& data) {
    Error error{.code = ErrorCode::InvalidInput, .id = "panel.column", .what = {}};
    error.what = translated(what).arg(QString::fromStdString(column)).toStdString();
    QStringList columns;
    if (data.definition.schema) {
        for (const Field& field : data.definition.schema->fields())
            columns.append(QString::fromStdString(field.name));
    }
    if (!columns.isEmpty()) {
        error.cause =
            translated(QT_TRANSLATE_NOOP("PanelRows", "%1 has the columns %2."))
                .arg(QString::fromStdString(data.definition.name), columns.join(QLatin1String(", ")))
                .toStdString();
    }
    error.next =
        translated(QT_TRANSLATE_NOOP("PanelRows", "Choose another column for this panel.")).toStdString();
    return error;
}

double powerOfTen(int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

/// Reads the cells of a column as doubles without asking for the type at each row.
class NumberCells {
  public:
    explicit NumberCells(const Column& column)
        : m_column(column), m_physical(column.type().physical()), m_scale(powerOfTen(column.type().scale)) {}

    [[nodiscard]] double operator[](std::size_t row) const {
        if (m_column.isNull(row)) return kNoValue;
        switch (m_physical) {
            case Physical::Int64:
                return static_cast<double>(m_column.ints()[row]);
            case Physical::Double:
                return m_column.doubles()[row];
            case Physical::Decimal:
                return static_cast<double>(m_column.decimals()[row]) / m_scale;
            default:
                return kNoValue;
        }
    }

  private:
    const Column& m_column;
    Physical m_physical;
    double m_scale;
};

bool holdsNumbers(const Column& column) {
    return column.type().isNumeric() || column.type().kind == TypeKind::Boolean;
}

std::string cellName(const Column& column, std::size_t row) {
    if (column.isNull(row)) return {};
    switch (column.type().physical()) {
        case Physical::Text:
            return std::string(column.text(row));
        case Physical::Int64:
            return std::to_string(column.ints()[row]);
        default:
            return QString::number(NumberCells(column)[row]).toStdString();
    }
}

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

/// A row's time in UTC from the metric's time column.
class TimeCells {
  public:
    TimeCells(const Batch& batch, const PanelData& data, Micros shift)
        : m_zone(data.zone), m_shift(shift), m_fallback(data.to) {
        const auto index = data.definition.timeColumn;
        if (!index || *index >= batch.schema().size() || !batch.schema()[*index].type.isTimestamp()) return;
        m_column = &batch.column(*index);
        m_wallTime = m_column->type().kind == TypeKind::Timestamp;
    }
    [[nodiscard]] Micros operator[](std::size_t row) const {
        if (m_column == nullptr || m_column->isNull(row)) return m_fallback;
        const Micros stored = m_column->ints()[row];
        if (m_wallTime) return m_zone.toUtc(stored + m_shift);
        return m_shift == 0 ? stored : m_zone.toUtc(m_zone.toLocal(stored) + m_shift);
    }

  private:
    const Zone& m_zone;
    Micros m_shift;
    Micros m_fallback;
    const Column* m_column = nullptr;
    bool m_wallTime = false;
};

struct Condition {
    const Column* column;
    const std::string* value;
    [[nodiscard]] bool holds(std::size_t row) const {
        if (column->type().physical() == Physical::Text) {
            return !column->isNull(row) && column->text(row) == *value;
        }
        return cellName(*column, row) == *value;
    }
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

Result<std::vector<Condition>> conditionsOf(const Batch& batch, const RowSelection& selection) {
    std::vector<Condition> conditions;
    for (const auto& [name, value] : selection.query->where) {
        const Column* column = batch.find(name);
        if (column == nullptr) {
            return columnError(QT_TRANSLATE_NOOP("PanelRows", "There is no column \"%1\"."), name,
                               *selection.data);
        }
        conditions.push_back({column, &value});
    }
    return conditions;
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
        return columnError(QT_TRANSLATE_NOOP("PanelRows", "There is no column \"%1\"."), name,
                           *selection.data);
    }
    if (!holdsNumbers(*value)) {
        return columnError(QT_TRANSLATE_NOOP("PanelRows", "The column \"%1\" holds no numbers."), name,
                           *selection.data);
    }
    const Column* group = query.group.empty() ? nullptr : batch.find(query.group);
    if (group == nullptr && !query.group.empty()) {
        return columnError(QT_TRANSLATE_NOOP("PanelRows", "There is no column \"%1\"."), query.group,
                           *selection.data);
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
    const auto conditions = conditionsOf(*batch, selection);
    if (!conditions) return conditions.error();
    const auto columns = columnsOf(*batch, selection);
    if (!columns) return columns.error();
    const NumberCells values(*columns->first);
    GroupCells groupOf(columns->second, groups);
    const TimeCells times(*batch, *selection.data, selection.shift);
    for (std::size_t row = 0; row < batch->rows(); ++row) {
        const double value = values[row];
        if (!std::isfinite(value)) continue;
        if (!std::all_of(conditions->begin(), conditions->end(),
                         [row](const Condition& condition) { return condition.holds(row); })) {
            continue;
        }
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
