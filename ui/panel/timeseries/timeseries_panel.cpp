// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/timeseries/timeseries_panel.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace guanlan {

namespace {

constexpr std::size_t kMostLines = 7;  // the palette's colours
constexpr qreal kSmallestBox = 6;
constexpr double kWheelZoom = 1.4;

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<TimeSeriesPanel>(parent);
}

constexpr OptionChoice kStyles[] = {{"line", QT_TRANSLATE_NOOP("PanelOption", "Lines")},
                                    {"area", QT_TRANSLATE_NOOP("PanelOption", "Areas")},
                                    {"step", QT_TRANSLATE_NOOP("PanelOption", "Steps")},
                                    {"stacked", QT_TRANSLATE_NOOP("PanelOption", "Stacked areas")}};
constexpr OptionField kOptions[] = {{.type = OptionField::Type::Choice,
                                     .key = "style",
                                     .title = QT_TRANSLATE_NOOP("PanelOption", "Style"),
                                     .choices = kStyles},
                                    topOption(kMostLines, kMostLines),
                                    kUnitOption,
                                    kDecimalsOption,
                                    kColourOption,
                                    kThresholdsOption};

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
                                 .reads = {.manyValues = true, .axes = true, .lastWeek = true},
                                 .options = kOptions,
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
    model.lines.back().right = series < query().series.size() && query().series[series].right;
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
    model.style = style();
    for (const PanelQuery::Series& series : query().series) {
        if (series.right) model.rightFormat = options().formatOf(series.unit);
    }
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
    for (ChartLine& line : model.lines)
        line.hidden = m_hidden.contains(line.name);
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
        if (line.comparison || line.hidden || line.value.empty()) continue;
        const ValueFormat& format = line.right ? m_chart.model().rightFormat : m_chart.model().format;
        const auto [low, high] = std::minmax_element(line.value.begin(), line.value.end());
        words.append(tr("%1: %2 at %3, between %4 and %5")
                         .arg(line.name, fullNumber(line.value.back(), format).joined(),
                              timeLabel(line.at.back(), data().zone, kMinute), axisNumber(*low, format),
                              axisNumber(*high, format)));
    }
    return words.join(QStringLiteral("; "));
}

ShownTable TimeSeriesPanel::tableOfBody() const {
    ShownTable table{.titles = {timeTitle()}};
    std::vector<std::map<Micros, double>> shown;
    std::map<Micros, bool> provisional;
    for (const ChartLine& line : m_chart.model().lines) {
        if (line.hidden) continue;
        table.titles += line.name;
        std::map<Micros, double>& values = shown.emplace_back();
        for (std::size_t i = 0; i < line.at.size(); ++i) {
            values[line.at[i]] = line.value[i];
            provisional.try_emplace(line.at[i], false);
        }
        for (std::size_t i = 0; i < line.openAt.size(); ++i) {
            values[line.openAt[i]] = line.openValue[i];
            provisional[line.openAt[i]] = true;
        }
    }
    table.titles += stateTitle();
    for (const auto& [at, open] : provisional) {
        std::vector<Value> row{timeCell(at, data().zone)};
        for (const std::map<Micros, double>& line : shown) {
            const auto value = line.find(at);
            row.push_back(value == line.end() ? Value() : numberCell(value->second));
        }
        row.push_back(stateCell(open));
        table.rows.push_back(std::move(row));
    }
    return table;
}

void TimeSeriesPanel::paintBody(QPainter& painter, const QRectF& area) {
    m_chart.paint(painter, area, currentTheme());
}

void TimeSeriesPanel::paintOverlay(QPainter& painter, const QRectF& /*area*/) {
    const Theme& theme = currentTheme();
    if (m_boxFrom && std::abs(m_boxTo - *m_boxFrom) >= kSmallestBox) {
        const QRectF& plot = m_chart.plot();
        const QRectF box(QPointF(*m_boxFrom, plot.top()), QPointF(m_boxTo, plot.bottom()));
        painter.fillRect(box.normalized().intersected(plot), theme.selection);
    }
    if (m_cursor) {
        m_chart.paintCursor(painter, *m_cursor, theme);
    } else if (m_othersCursor) {
        m_chart.paintHair(painter, *m_othersCursor, theme);
    }
}

ChartStyle TimeSeriesPanel::style() const {
    const QString name = config().options.value(QLatin1String("style")).toString();
    if (name == QLatin1String("area")) return ChartStyle::Area;
    if (name == QLatin1String("step")) return ChartStyle::Step;
    return name == QLatin1String("stacked") ? ChartStyle::Stacked : ChartStyle::Line;
}

void TimeSeriesPanel::setCursorAt(std::optional<Micros> at) {
    if (at == m_cursor) return;
    m_cursor = at;
    emit cursorMoved(at);
    update();
}

void TimeSeriesPanel::showCursor(std::optional<Micros> at) {
    if (at == m_othersCursor) return;
    m_othersCursor = at;
    update();
}

/// Switches a line off or on.
void TimeSeriesPanel::toggle(const QString& name) {
    if (m_hidden.erase(name) == 0) m_hidden.insert(name);
    const auto& lines = m_chart.model().lines;
    const bool none = std::all_of(lines.begin(), lines.end(),
                                  [this](const ChartLine& line) { return m_hidden.contains(line.name); });
    if (none) m_hidden.clear();
    refresh();
}

/// Leaves one line alone on; a second time brings all back.
void TimeSeriesPanel::isolate(const QString& name) {
    std::set<QString> others;
    for (const ChartLine& line : m_chart.model().lines) {
        if (line.name != name) others.insert(line.name);
    }
    m_hidden = m_hidden == others ? std::set<QString>() : std::move(others);
    refresh();
}

void TimeSeriesPanel::mouseMoveEvent(QMouseEvent* event) {
    m_boxTo = event->position().x();
    const bool onLegend = showsBody() && m_chart.legendAt(event->position());
    setCursor(onLegend ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (showsBody()) setCursorAt(onLegend ? std::nullopt : m_chart.timeAt(event->position().x()));
    if (m_boxFrom) update();
    Panel::mouseMoveEvent(event);
}

void TimeSeriesPanel::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !showsBody()) return DataPanel::mousePressEvent(event);
    if (const auto line = m_chart.legendAt(event->position())) {
        const QString name = m_chart.model().lines[*line].name;
        const bool alone = (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) != 0;
        return alone ? isolate(name) : toggle(name);
    }
    if (!spansDashboard() || !m_chart.plot().contains(event->position())) return;
    m_boxFrom = event->position().x();
    m_boxTo = *m_boxFrom;
}

void TimeSeriesPanel::mouseReleaseEvent(QMouseEvent* event) {
    const std::optional<qreal> from = std::exchange(m_boxFrom, std::nullopt);
    if (!from) return DataPanel::mouseReleaseEvent(event);
    update();
    const qreal to = event->position().x();
    if (std::abs(to - *from) < kSmallestBox) return;
    emit zoomAsked(m_chart.instantAt(std::min(*from, to)), m_chart.instantAt(std::max(*from, to)));
}

void TimeSeriesPanel::mouseDoubleClickEvent(QMouseEvent* event) {
    if (m_chart.legendAt(event->position())) return mousePressEvent(event);
    emit zoomBackAsked();
}

/// With Ctrl, so that a wheel over a long dashboard still scrolls it.
void TimeSeriesPanel::wheelEvent(QWheelEvent* event) {
    const bool zooms = (event->modifiers() & Qt::ControlModifier) != 0 && spansDashboard() && showsBody();
    if (!zooms || event->angleDelta().y() == 0) return Panel::wheelEvent(event);
    const Micros at = m_chart.instantAt(event->position().x());
    const double factor = event->angleDelta().y() > 0 ? 1 / kWheelZoom : kWheelZoom;
    const auto scaled = [&](Micros edge) {
        return at + static_cast<Micros>(static_cast<double>(edge - at) * factor);
    };
    emit zoomAsked(scaled(data().from), scaled(data().to));
    event->accept();
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
