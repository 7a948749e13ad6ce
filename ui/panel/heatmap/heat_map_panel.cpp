// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/heatmap/heat_map_panel.h"

#include "ui/panel/state_face.h"
#include "ui/theme/theme.h"
#include "ui/widget/callout.h"
#include "ui/widget/paint.h"

#include <QLinearGradient>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

constexpr std::size_t kMostDates = 31;
constexpr qreal kHourLabels = 18;
constexpr qreal kLegend = 22;
constexpr qreal kScaleWidth = 120;

constexpr OptionChoice kRowChoices[] = {{"auto", QT_TRANSLATE_NOOP("PanelOption", "By itself")},
                                        {"weekday", QT_TRANSLATE_NOOP("PanelOption", "Weekdays")},
                                        {"date", QT_TRANSLATE_NOOP("PanelOption", "Dates")}};
constexpr OptionChoice kFromChoices[] = {{"zero", QT_TRANSLATE_NOOP("PanelOption", "Zero")},
                                         {"lowest", QT_TRANSLATE_NOOP("PanelOption", "Lowest value")}};
constexpr OptionField kOptions[] = {{.type = OptionField::Type::Choice,
                                     .key = "rows",
                                     .title = QT_TRANSLATE_NOOP("PanelOption", "Rows"),
                                     .choices = kRowChoices},
                                    topOption(12, kMostDates),
                                    {.type = OptionField::Type::Choice,
                                     .key = "scaleFrom",
                                     .title = QT_TRANSLATE_NOOP("PanelOption", "Colours from"),
                                     .choices = kFromChoices},
                                    kUnitOption,
                                    kDecimalsOption,
                                    kLowerIsBetterOption,
                                    kThresholdsOption,
                                    kThresholdsBelowOption};

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<HeatMapPanel>(parent);
}

/// A cell without rows: outlined and crossed, so that it is not taken for a low value.
void paintNoData(QPainter& painter, const QRectF& box) {
    const Theme& theme = currentTheme();
    painter.setPen(QPen(theme.noData, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawLine(box.bottomLeft() + QPointF(1.5, -1.5), box.topRight() + QPointF(-1.5, 1.5));
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
}

QString hourName(std::size_t hour) {
    return QStringLiteral("%1:00").arg(hour, 2, 10, QLatin1Char('0'));
}

}  // namespace

const PanelKind kHeatMapPanel{.name = "heatmap",
                              .title = QT_TRANSLATE_NOOP("PanelKind", "Heat map"),
                              .smallest = {5, 5},
                              .reads = {.lastWeek = true},
                              .options = kOptions,
                              .wants = demandOf,
                              .create = create};

HeatMapPanel::HeatMapPanel(QWidget* parent) : DataPanel(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
}

HeatRows HeatMapPanel::rowsWanted() const {
    const QString rows = config().options.value(QLatin1String("rows")).toString();
    if (rows == QLatin1String("date")) return HeatRows::Date;
    if (rows == QLatin1String("weekday") || query().group.empty()) return HeatRows::Weekday;
    return HeatRows::Group;
}

bool HeatMapPanel::timesAreEnds() const {
    const auto& definition = data().definition;
    if (!definition.schema || !definition.timeColumn || *definition.timeColumn >= definition.schema->size())
        return true;
    return (*definition.schema)[*definition.timeColumn].name.find("start") == std::string::npos;
}

Result<void> HeatMapPanel::rebuild() {
    GroupNames groups;
    HeatInput input;
    const std::pair<PanelRows*, std::pair<BatchPtr, Micros>> parts[] = {
        {&input.finals, {data().finals, 0}},
        {&input.provisional, {data().provisional, 0}},
        {&input.yesterday, {data().yesterday, kDay}},
        {&input.lastWeek, {data().lastWeek, 7 * kDay}}};
    for (const auto& [into, from] : parts) {
        auto rows = rowsOf(from.first, groups, 0, from.second);
        if (!rows) return rows.error();
        *into = std::move(*rows);
    }
    input.groups = &groups.names();
    input.timesAreEnds = timesAreEnds();
    const HeatRows rows = rowsWanted();
    const std::size_t most =
        rows == HeatRows::Date
            ? kMostDates
            : static_cast<std::size_t>(config().options.contains(QLatin1String("top")) ? options().top : 12);
    m_grid = heatGridOf(input, rows, query().aggregate, data().zone, most);
    if (m_current && *m_current >= m_grid.value.size()) m_current.reset();
    return {};
}

bool HeatMapPanel::nothingToShow() const {
    return std::none_of(m_grid.value.begin(), m_grid.value.end(),
                        [](double value) { return std::isfinite(value); });
}

bool HeatMapPanel::mixesOpenWindows() const {
    return std::any_of(m_grid.open.begin(), m_grid.open.end(), [](std::uint8_t open) { return open != 0; });
}

QString HeatMapPanel::rowName(std::size_t row) const {
    const HeatGrid::Row& line = m_grid.rows[row];
    switch (rowsWanted()) {
        case HeatRows::Weekday:
            return QLocale().standaloneDayName(static_cast<int>(line.day) + 1, QLocale::ShortFormat);
        case HeatRows::Date:
            return QString::fromStdString(formatTimestamp(line.day, 0)).mid(5, 5);
        case HeatRows::Group:
            return groupName(line.key);
    }
    return {};
}

QString HeatMapPanel::cellName(std::size_t cell) const {
    const std::size_t hour = cell % HeatGrid::kHours;
    return QStringLiteral("%1 · %2–%3")
        .arg(rowName(cell / HeatGrid::kHours), hourName(hour), hourName(hour + 1));
}

QString HeatMapPanel::describe() const {
    std::size_t busiest = 0;
    std::size_t quietest = 0;
    for (std::size_t cell = 0; cell < m_grid.value.size(); ++cell) {
        if (m_grid.value[cell] == m_grid.high) busiest = cell;
        if (m_grid.value[cell] == m_grid.low) quietest = cell;
    }
    const ValueFormat format = options().format();
    return tr("Highest: %1, %2. Lowest: %3, %4.")
        .arg(cellName(busiest), fullNumber(m_grid.high, format).joined(), cellName(quietest),
             fullNumber(m_grid.low, format).joined());
}

ShownTable HeatMapPanel::tableOfBody() const {
    const bool groups = rowsWanted() == HeatRows::Group;
    ShownTable table{.titles = {groups ? QString::fromStdString(query().group) : tr("Day")}};
    for (std::size_t hour = 0; hour < HeatGrid::kHours; ++hour)
        table.titles += hourName(hour);
    for (std::size_t row = 0; row < m_grid.rows.size(); ++row) {
        std::vector<Value> cells{textCell(rowName(row))};
        for (std::size_t hour = 0; hour < HeatGrid::kHours; ++hour)
            cells.push_back(numberCell(m_grid.value[HeatGrid::cell(row, hour)]));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

double HeatMapPanel::shareOf(double value) const {
    const bool fromZero =
        config().options.value(QLatin1String("scaleFrom")).toString() != QLatin1String("lowest");
    const double low = fromZero ? std::min(0.0, m_grid.low) : m_grid.low;
    return m_grid.high > low ? (value - low) / (m_grid.high - low) : 1;
}

void HeatMapPanel::layOut(const QRectF& area) {
    qreal names = 0;
    for (std::size_t row = 0; row < m_grid.rows.size(); ++row)
        names = std::max(names, widthOf(rowName(row), currentTheme().label()));
    names = std::min(std::ceil(names) + 10, area.width() * 0.3);
    const bool legend = area.height() >= 120;
    m_plot = area.adjusted(names, 0, 0, -kHourLabels - (legend ? kLegend : 0));
}

QRectF HeatMapPanel::boxOf(std::size_t row, std::size_t hour) const {
    const auto rows = static_cast<qreal>(m_grid.rows.size());
    const auto edge = [](qreal from, qreal share) { return std::round(from + share); };
    const qreal width = m_plot.width() / static_cast<qreal>(HeatGrid::kHours);
    const qreal height = m_plot.height() / rows;
    const qreal gap = width >= 6 && height >= 6 ? 2 : (width >= 3 && height >= 3 ? 1 : 0);
    const QPointF topLeft(edge(m_plot.left(), width * static_cast<qreal>(hour)),
                          edge(m_plot.top(), height * static_cast<qreal>(row)));
    const QPointF bottomRight(edge(m_plot.left(), width * static_cast<qreal>(hour + 1)),
                              edge(m_plot.top(), height * static_cast<qreal>(row + 1)));
    return {topLeft, QSizeF(std::max(1.0, bottomRight.x() - topLeft.x() - gap),
                            std::max(1.0, bottomRight.y() - topLeft.y() - gap))};
}

void HeatMapPanel::paintCell(QPainter& painter, const QRectF& box, std::size_t cell, bool rounded) const {
    const Theme& theme = currentTheme();
    const double value = m_grid.value[cell];
    if (!std::isfinite(value)) return paintNoData(painter, box);
    const QColor colour = theme.rampColor(shareOf(value));
    if (rounded) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(box, 2.5, 2.5);
    } else {
        painter.fillRect(box, colour);
    }
    if (m_grid.open[cell] != 0) {
        painter.setClipRect(box);
        painter.setPen(QPen(withAlpha(theme.card, 170), 1.4));
        for (qreal x = box.left() - box.height(); x < box.right(); x += 5)
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
        painter.setClipping(false);
    }
    if (const PanelThreshold* reached = options().reached(value)) {
        painter.setPen(QPen(levelColour(reached->level), 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(0.8, 0.8, -0.8, -0.8), 2.5, 2.5);
    }
}

void HeatMapPanel::paintCells(QPainter& painter) const {
    const QRectF one = boxOf(0, 0);
    const bool rounded = one.width() >= 8 && one.height() >= 8;
    for (std::size_t row = 0; row < m_grid.rows.size(); ++row) {
        for (std::size_t hour = 0; hour < HeatGrid::kHours; ++hour)
            paintCell(painter, boxOf(row, hour), HeatGrid::cell(row, hour), rounded);
    }
}

void HeatMapPanel::paintLabels(QPainter& painter, const QRectF& area) const {
    const Theme& theme = currentTheme();
    const qreal height = m_plot.height() / static_cast<qreal>(m_grid.rows.size());
    // Where names would touch, every second or third is written.
    const auto everyRow = static_cast<std::size_t>(std::max(1.0, std::ceil(15 / std::max(height, 0.1))));
    for (std::size_t row = 0; row < m_grid.rows.size(); row += everyRow) {
        const QRectF box = boxOf(row, 0);
        drawText(painter, QRectF(area.left(), box.center().y() - 8, m_plot.left() - area.left() - 8, 16),
                 rowName(row), theme.label(), theme.textMuted);
    }
    const qreal column = m_plot.width() / static_cast<qreal>(HeatGrid::kHours);
    const qreal room = widthOf(hourName(20), Theme::font(11)) + 8;
    std::size_t every = 24;
    for (const std::size_t step : {12, 8, 6, 4, 3, 2, 1}) {
        if (column * static_cast<qreal>(step) >= room) every = step;
    }
    for (std::size_t hour = 0; hour < HeatGrid::kHours; hour += every) {
        const qreal left = boxOf(0, hour).left();
        const qreal width = std::min(room, m_plot.right() - left);
        drawText(painter, QRectF(left, m_plot.bottom() + 2, width, 16), hourName(hour), Theme::font(11),
                 theme.textFaint);
    }
}

void HeatMapPanel::paintLegend(QPainter& painter, const QRectF& area) {
    m_scale = {};
    if (area.height() < 120) return;
    const Theme& theme = currentTheme();
    const QFont font = Theme::font(11);
    const ValueFormat format = options().format();
    const bool fromZero = shareOf(0) == 0 && m_grid.low >= 0;
    const QString low = axisNumber(fromZero ? 0 : m_grid.low, format);
    const QString high = axisNumber(m_grid.high, format);
    const qreal top = area.bottom() - kLegend + 4;
    const qreal highWidth = widthOf(high, font) + 1;
    m_scale = QRectF(area.right() - highWidth - 8 - kScaleWidth, top + 5, kScaleWidth, 7);
    if (m_scale.left() - widthOf(low, font) - 8 < area.left()) return;
    QLinearGradient gradient(m_scale.topLeft(), m_scale.topRight());
    for (int stop = 0; stop <= 5; ++stop)
        gradient.setColorAt(stop / 5.0, theme.rampColor(stop / 5.0));
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(m_scale, 3.5, 3.5);
    drawText(painter, QRectF(m_scale.right() + 8, top, highWidth, 17), high, font, theme.textMuted);
    const QRectF lowPlace(m_scale.left() - 8 - widthOf(low, font) - 1, top, widthOf(low, font) + 1, 17);
    drawText(painter, lowPlace, low, font, theme.textMuted);
    const bool gaps = std::any_of(m_grid.value.begin(), m_grid.value.end(),
                                  [](double value) { return !std::isfinite(value); });
    QString note =
        m_grid.hidden > 0 ? tr("%n more not shown", nullptr, static_cast<int>(m_grid.hidden)) : QString();
    qreal left = m_plot.left();
    if (gaps && left + 24 + widthOf(tr("no data"), font) < lowPlace.left() - 12) {
        paintNoData(painter, QRectF(left, top + 3, 11, 11));
        drawText(painter, QRectF(left + 17, top, widthOf(tr("no data"), font) + 1, 17), tr("no data"), font,
                 theme.textFaint);
        left += 30 + widthOf(tr("no data"), font);
    }
    drawText(painter, QRectF(left, top, lowPlace.left() - 12 - left, 17), note, font, theme.textFaint);
}

void HeatMapPanel::paintBody(QPainter& painter, const QRectF& area) {
    layOut(area);
    if (m_plot.width() < 24 || m_plot.height() < 8) return;
    paintCells(painter);
    paintLabels(painter, area);
    paintLegend(painter, area);
}

void HeatMapPanel::paintOverlay(QPainter& painter, const QRectF& area) {
    if (!m_current || m_plot.width() < 24 || m_plot.height() < 8) return;
    const Theme& theme = currentTheme();
    const std::size_t cell = *m_current;
    const double value = m_grid.value[cell];
    const QRectF box = boxOf(cell / HeatGrid::kHours, cell % HeatGrid::kHours);
    painter.setPen(QPen(theme.text, 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3);
    Callout callout{.title = cellName(cell)};
    if (!std::isfinite(value)) {
        callout.entries.push_back({.name = tr("no data"), .value = QStringLiteral("–")});
        callout.paintBeside(painter, box.center(), area);
        return;
    }
    const ValueFormat format = options().format();
    callout.entries.push_back({.name = m_grid.open[cell] != 0 ? tr("So far") : tr("Value"),
                               .value = fullNumber(value, format).joined(),
                               .colour = theme.rampColor(shareOf(value)),
                               .hollow = m_grid.open[cell] != 0});
    const std::pair<QString, double> before[] = {{tr("A day earlier"), m_grid.yesterday[cell]},
                                                 {tr("A week earlier"), m_grid.lastWeek[cell]}};
    for (const auto& [name, earlier] : before) {
        const QString change = changeText(value, earlier, format);
        if (change.isEmpty()) continue;
        const bool better = (value > earlier) != options().lowerIsBetter;
        callout.entries.push_back(
            {.name = name,
             .value = change,
             .valueColour = value == earlier ? QColor() : (better ? theme.good : theme.critical)});
    }
    if (m_scale.isValid()) {
        const qreal x = m_scale.left() + m_scale.width() * std::clamp(shareOf(value), 0.0, 1.0);
        drawTriangle(painter, {x, m_scale.top() - 4}, 7, false, theme.text);
    }
    callout.paintBeside(painter, box.center(), area);
}

}  // namespace guanlan
