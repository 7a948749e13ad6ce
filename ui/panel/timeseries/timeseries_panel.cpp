// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/timeseries/timeseries_panel.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <numeric>

namespace guanlan {

namespace {

constexpr std::size_t kMostLines = 7;  // the palette's colours

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<TimeSeriesPanel>(parent);
}

QColor levelColour(const std::string& level) {
    const Theme& theme = currentTheme();
    if (level == "critical") return theme.critical;
    return level == "info" ? theme.accent : theme.warning;
}

ChartLine chartLine(const QString& name, std::size_t colour, TimeLine closed, TimeLine open) {
    ChartLine line;
    line.name = name;
    line.colour = colour;
    // A window that has closed meanwhile is no longer provisional.
    const Micros newest = closed.at.empty() ? kMinTime : closed.at.back();
    for (std::size_t i = 0; i < open.at.size(); ++i) {
        if (open.at[i] <= newest) continue;
        line.openAt.push_back(open.at[i]);
        line.openValue.push_back(open.value[i]);
    }
    line.at = std::move(closed.at);
    line.value = std::move(closed.value);
    return line;
}

/// The groups with the largest sums, largest first.
std::vector<std::uint32_t> largestGroups(const PanelRows& rows, std::size_t groups, std::size_t most) {
    const auto totals = totalsOf(rows, {}, Aggregate::Sum, groups);
    std::vector<std::uint32_t> order(groups);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&totals](std::uint32_t a, std::uint32_t b) {
        return totals[a].value > totals[b].value;
    });
    if (order.size() > most) order.resize(most);
    return order;
}

}  // namespace

const PanelKind kTimeSeriesPanel{.name = "timeseries",
                                 .title = QT_TRANSLATE_NOOP("PanelKind", "Time series"),
                                 .smallest = {5, 4},
                                 .wants = demandOf,
                                 .create = create};

TimeSeriesPanel::TimeSeriesPanel(QWidget* parent) : DataPanel(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
}

Result<void> TimeSeriesPanel::addColumn(TimeChartModel& model, std::size_t series) {
    GroupNames groups;
    const auto finals = rowsOf(data().finals, groups, series);
    if (!finals) return finals.error();
    const auto open = rowsOf(data().provisional, groups, series);
    if (!open) return open.error();
    model.lines.push_back(chartLine(seriesName(series), options().palette + series,
                                    lineOf(*finals, query().aggregate), lineOf(*open, query().aggregate)));
    return {};
}

Result<void> TimeSeriesPanel::addGroups(TimeChartModel& model) {
    GroupNames groups;
    const auto finals = rowsOf(data().finals, groups);
    if (!finals) return finals.error();
    const auto open = rowsOf(data().provisional, groups);
    if (!open) return open.error();
    const std::size_t most = std::min(kMostLines, static_cast<std::size_t>(options().top));
    const PanelRows& ranked = finals->empty() ? *open : *finals;
    for (const std::uint32_t group : largestGroups(ranked, groups.size(), most)) {
        model.lines.push_back(
            chartLine(groupName(groups.names()[group]), options().palette + model.lines.size(),
                      lineOf(*finals, query().aggregate, group), lineOf(*open, query().aggregate, group)));
    }
    model.hiddenLines = static_cast<int>(groups.size() - model.lines.size());
    return {};
}

Result<void> TimeSeriesPanel::addComparison(TimeChartModel& model, const BatchPtr& batch, Micros shift,
                                            const QString& name) {
    GroupNames groups;
    const auto rows = rowsOf(batch, groups, 0, shift);
    if (!rows) return rows.error();
    if (rows->empty()) return {};
    ChartLine line =
        chartLine(name, options().palette + (shift > kDay ? 3 : 0), lineOf(*rows, query().aggregate), {});
    line.comparison = true;
    model.lines.push_back(std::move(line));
    return {};
}

Result<void> TimeSeriesPanel::rebuild() {
    TimeChartModel model;
    model.from = data().from;
    model.to = data().to;
    model.zone = data().zone;
    model.format = options().format();
    model.area = options().area;
    for (const PanelThreshold& threshold : options().thresholds)
        model.thresholds.push_back({threshold.value, levelColour(threshold.level)});
    if (!query().group.empty()) {
        if (auto added = addGroups(model); !added) return added;
    } else {
        for (std::size_t i = 0; i < std::max<std::size_t>(1, query().series.size()); ++i) {
            if (auto added = addColumn(model, i); !added) return added;
        }
    }
    if (query().compareYesterday) {
        if (auto added = addComparison(model, data().yesterday, kDay, tr("Yesterday")); !added) return added;
    }
    if (query().compareLastWeek) {
        if (auto added = addComparison(model, data().lastWeek, 7 * kDay, tr("Last week")); !added)
            return added;
    }
    m_chart.setModel(std::move(model));
    return {};
}

bool TimeSeriesPanel::nothingToShow() const {
    const auto& lines = m_chart.model().lines;
    return std::all_of(lines.begin(), lines.end(),
                       [](const ChartLine& line) { return line.at.empty() && line.openAt.empty(); });
}

QString TimeSeriesPanel::describe() const {
    QStringList words;
    for (const ChartLine& line : m_chart.model().lines) {
        if (line.comparison || line.value.empty()) continue;
        words.append(tr("%1: %2 at %3, between %4 and %5")
                         .arg(line.name, fullNumber(line.value.back(), m_chart.model().format).joined(),
                              timeLabel(line.at.back(), data().zone, kMinute),
                              axisNumber(*std::min_element(line.value.begin(), line.value.end()),
                                         m_chart.model().format),
                              axisNumber(*std::max_element(line.value.begin(), line.value.end()),
                                         m_chart.model().format)));
    }
    return words.join(QStringLiteral("; "));
}

void TimeSeriesPanel::paintBody(QPainter& painter, const QRectF& area) {
    m_chart.paint(painter, area, currentTheme());
}

void TimeSeriesPanel::paintOverlay(QPainter& painter, const QRectF& /*area*/) {
    if (m_cursor) m_chart.paintCursor(painter, *m_cursor, currentTheme());
}

void TimeSeriesPanel::setCursorAt(std::optional<Micros> at) {
    if (at == m_cursor) return;
    m_cursor = at;
    update();
}

void TimeSeriesPanel::mouseMoveEvent(QMouseEvent* event) {
    if (showsBody()) setCursorAt(m_chart.timeAt(event->position().x()));
    Panel::mouseMoveEvent(event);
}

void TimeSeriesPanel::leaveEvent(QEvent* event) {
    setCursorAt(std::nullopt);
    Panel::leaveEvent(event);
}

void TimeSeriesPanel::focusOutEvent(QFocusEvent* event) {
    setCursorAt(std::nullopt);
    Panel::focusOutEvent(event);
}

void TimeSeriesPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        setCursorAt(m_chart.neighbour(m_cursor, event->key() == Qt::Key_Right));
    } else if (event->key() == Qt::Key_Escape && m_cursor) {
        setCursorAt(std::nullopt);
    } else {
        Panel::keyPressEvent(event);
    }
}

}  // namespace guanlan
