// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/table/table_panel.h"

#include "ui/panel/state_face.h"
#include "ui/theme/theme.h"
#include "ui/widget/paint.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

constexpr qreal kNote = 16;
constexpr qreal kCourse = 78;
constexpr std::size_t kMostRows = 1000;
constexpr qsizetype kLongestNumber = 11;

constexpr OptionChoice kCellChoices[] = {{"plain", QT_TRANSLATE_NOOP("PanelOption", "Plain")},
                                         {"level", QT_TRANSLATE_NOOP("PanelOption", "By threshold")},
                                         {"bar", QT_TRANSLATE_NOOP("PanelOption", "Bars")},
                                         {"heat", QT_TRANSLATE_NOOP("PanelOption", "By heat")}};
constexpr OptionField kOptions[] = {{.type = OptionField::Type::Choice,
                                     .key = "cells",
                                     .title = QT_TRANSLATE_NOOP("PanelOption", "Cells"),
                                     .choices = kCellChoices},
                                    {.type = OptionField::Type::Switch,
                                     .key = "trend",
                                     .title = QT_TRANSLATE_NOOP("PanelOption", "Show the course")},
                                    kUnitOption,
                                    kDecimalsOption,
                                    kColourOption,
                                    kLowerIsBetterOption,
                                    kThresholdsOption,
                                    {.type = OptionField::Type::Column,
                                     .key = "thresholdColumn",
                                     .title = QT_TRANSLATE_NOOP("PanelOption", "Thresholds for")},
                                    kThresholdsBelowOption};

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<TablePanel>(parent);
}

QFont valueFont() {
    return Theme::font(12, QFont::Medium);
}

QFont headingFont() {
    return Theme::font(11);
}

}  // namespace

const PanelKind kTablePanel{.name = "table",
                            .title = QT_TRANSLATE_NOOP("PanelKind", "Table"),
                            .smallest = {4, 4},
                            .reads = {.manyValues = true},
                            .options = kOptions,
                            .wants = demandOf,
                            .create = create};

TablePanel::TablePanel(QWidget* parent) : DataPanel(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
}

Result<void> TablePanel::rebuild() {
    GroupNames groups;
    std::vector<TableInput> series;
    for (std::size_t s = 0; s < std::max<std::size_t>(1, query().series.size()); ++s) {
        TableInput input;
        const std::pair<PanelRows*, std::pair<BatchPtr, Micros>> parts[] = {
            {&input.finals, {data().finals, 0}},
            {&input.provisional, {data().provisional, 0}},
            {&input.yesterday, {data().yesterday, kDay}}};
        for (const auto& [into, from] : parts) {
            auto rows = rowsOf(from.first, groups, s, from.second);
            if (!rows) return rows.error();
            *into = std::move(*rows);
        }
        series.push_back(std::move(input));
    }
    const bool grouped = !query().group.empty();
    const bool trend = config().options.value(QLatin1String("trend")).toBool();
    m_rows = grouped ? rowsByGroup(series, groups, query().aggregate, trend)
                     : rowsByTime(series, query().aggregate, kMostRows);
    if (!m_sortChosen || m_sortColumn > series.size()) m_sortColumn = grouped ? 1 : 0;
    sortRows(m_rows, m_sortColumn, m_descending);
    m_scroll.setCount(m_rows.size());
    makeColumns();
    return {};
}

void TablePanel::makeColumns() {
    m_columns.clear();
    m_highest.assign(std::max<std::size_t>(1, query().series.size()), 0);
    const bool grouped = !query().group.empty();
    m_columns.push_back({.title = grouped ? QString::fromStdString(query().group) : tr("Time")});
    for (std::size_t s = 0; s < query().series.size(); ++s) {
        Column column{.part = Part::Value,
                      .series = s,
                      .title = seriesName(s),
                      .format = options().formatOf(query().series[s].unit)};
        bool compared = false;
        for (const TableRow& row : m_rows) {
            if (std::isfinite(row.value[s])) m_highest[s] = std::max(m_highest[s], std::abs(row.value[s]));
            compared = compared || std::isfinite(row.before[s]);
        }
        column.shortened = fullNumber(m_highest[s], column.format).number.size() > kLongestNumber;
        if (!column.format.unit.isEmpty() && column.format.unit != column.title)
            column.title += QStringLiteral(" (%1)").arg(column.format.unit);
        m_columns.push_back(column);
        if (compared) {
            m_columns.push_back(
                {.part = Part::Change, .series = s, .title = tr("vs yesterday"), .format = column.format});
        }
    }
    if (grouped && config().options.value(QLatin1String("trend")).toBool())
        m_columns.push_back({.part = Part::Course, .title = tr("Course")});
}

bool TablePanel::mixesOpenWindows() const {
    return std::any_of(m_rows.begin(), m_rows.end(), [](const TableRow& row) { return row.provisional; });
}

QString TablePanel::nameOf(const TableRow& row) const {
    if (!query().group.empty()) return groupName(row.group);
    const bool days = data().to - data().from > kDay;
    const QString text = QString::fromStdString(formatTimestamp(data().zone.toLocal(row.at), 0));
    return days ? text.mid(5, 11) : text.mid(11);
}

QString TablePanel::textOf(const Column& column, const TableRow& row) const {
    const double value = column.part == Part::Name ? 0 : row.value[column.series];
    switch (column.part) {
        case Part::Name:
            return nameOf(row);
        case Part::Change:
            return changeText(value, row.before[column.series], column.format);
        case Part::Value: {
            const NumberText text =
                column.shortened ? shortNumber(value, column.format) : fullNumber(value, column.format);
            // The unit stands in the heading; what shortens the number stands beside it.
            QString unit = text.unit;
            if (unit.endsWith(column.format.unit)) unit.chop(column.format.unit.size());
            return NumberText{text.number, unit}.joined();
        }
        case Part::Course:
            return {};
    }
    return {};
}

ShownTable TablePanel::tableOfBody() const {
    const bool grouped = !query().group.empty();
    ShownTable table{.titles = {grouped ? QString::fromStdString(query().group) : timeTitle()}};
    for (const Column& column : m_columns) {
        if (column.part == Part::Value) table.titles += seriesName(column.series);
        if (column.part == Part::Change)
            table.titles += QStringLiteral("%1 (%2)").arg(seriesName(column.series), yesterdayTitle());
    }
    table.titles += stateTitle();
    for (const TableRow& row : m_rows) {
        std::vector<Value> cells{grouped ? textCell(groupName(row.group)) : timeCell(row.at, data().zone)};
        for (const Column& column : m_columns) {
            if (column.part == Part::Value) cells.push_back(numberCell(row.value[column.series]));
            if (column.part == Part::Change) cells.push_back(numberCell(row.before[column.series]));
        }
        cells.push_back(stateCell(row.provisional));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

QString TablePanel::describe() const {
    QStringList words;
    for (std::size_t i = 0; i < std::min<std::size_t>(m_rows.size(), 10); ++i) {
        QStringList cells;
        for (const Column& column : m_columns)
            cells.append(textOf(column, m_rows[i]));
        cells.removeAll(QString());
        words.append(cells.join(u' '));
    }
    if (m_rows.size() > 10) words.append(tr("and %n more", nullptr, static_cast<int>(m_rows.size() - 10)));
    return words.join(QStringLiteral("; "));
}

/// As wide as the texts in view; what is left goes to the values, what is missing is taken from the names,
/// then from the last columns.
void TablePanel::layOut(const QRectF& area) {
    m_scroll.setRoom(static_cast<std::size_t>(std::max(1.0, std::floor((area.height() - kHeading) / kRow))));
    const bool bars = config().options.value(QLatin1String("cells")).toString() == QLatin1String("bar");
    const qreal room = area.width() - (m_scroll.overflows() ? 8 : 0);
    qreal total = 0;
    for (Column& column : m_columns) {
        column.width = widthOf(column.title, headingFont()) + 14;
        for (std::size_t i = m_scroll.first(); i < m_scroll.end(); ++i)
            column.width = std::max(column.width, widthOf(textOf(column, m_rows[i]), valueFont()) + 2);
        if (column.part == Part::Name) column.width = std::min(column.width + 12, area.width() * 0.42);
        if (column.part == Part::Course) column.width = kCourse;
        if (column.part == Part::Value && bars) column.width += 60;
        total += column.width + kCellGap;
    }
    total -= kCellGap;
    m_hiddenColumns = 0;
    Column& names = m_columns.front();
    if (total > room) {
        const qreal less = std::min(total - room, std::max(0.0, names.width - 64));
        names.width -= less;
        total -= less;
    }
    std::size_t shown = m_columns.size();
    while (total > room && shown > 2) {
        total -= m_columns[--shown].width + kCellGap;
        m_columns[shown].width = 0;
        ++m_hiddenColumns;
    }
    const qreal extra = std::max(0.0, room - total) / static_cast<qreal>(shown);
    qreal left = area.left();
    for (std::size_t c = 0; c < shown; ++c) {
        m_columns[c].width += extra;
        m_columns[c].left = left;
        left += m_columns[c].width + kCellGap;
    }
}

void TablePanel::paintHeading(QPainter& painter, const QRectF& area) const {
    const Theme& theme = currentTheme();
    for (const Column& column : m_columns) {
        if (column.width <= 0) continue;
        const bool left = column.part == Part::Name || column.part == Part::Course;
        const std::size_t sortNumber = column.part == Part::Name ? 0 : column.series + 1;
        const bool sorted =
            sortNumber == m_sortColumn && (column.part == Part::Name || column.part == Part::Value);
        QRectF place(column.left, area.top(), column.width, kHeading - 4);
        if (sorted) {
            const qreal text = std::min(place.width() - 12, widthOf(column.title, headingFont()));
            const qreal x = left ? place.left() + text + 8 : place.right() - text - 9;
            drawTriangle(painter, {x, place.center().y()}, 6, !m_descending, theme.accent);
        }
        drawText(painter, place, column.title, headingFont(), sorted ? theme.text : theme.textFaint,
                 (left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    painter.setPen(QPen(withAlpha(theme.textFaint, 70), 1));
    painter.drawLine(QPointF(area.left(), area.top() + kHeading - 2.5),
                     QPointF(area.right(), area.top() + kHeading - 2.5));
}

bool TablePanel::hasThresholds(std::size_t series) const {
    const QString column = config().options.value(QLatin1String("thresholdColumn")).toString();
    return column.isEmpty() || column.toStdString() == query().series[series].value;
}

void TablePanel::paintValue(QPainter& painter, const QRectF& cell, const Column& column,
                            const TableRow& row) const {
    const Theme& theme = currentTheme();
    const double value = row.value[column.series];
    const QString text = textOf(column, row);
    QColor colour = row.provisional ? theme.textMuted : theme.text;
    const QString format = config().options.value(QLatin1String("cells")).toString();
    const PanelThreshold* reached =
        std::isfinite(value) && hasThresholds(column.series) ? options().reached(value) : nullptr;
    const double share =
        m_highest[column.series] > 0 && std::isfinite(value) ? std::abs(value) / m_highest[column.series] : 0;
    if (format == QLatin1String("bar") && cell.width() > 70) {
        const qreal number = widthOf(text, valueFont()) + 8;
        const QColor bar = reached != nullptr ? levelColour(reached->level)
                                              : theme.seriesColor(options().palette + column.series);
        const qreal room = cell.width() - std::max(58.0, number);
        drawShareBar(painter, QRectF(cell.left(), cell.center().y() - 3, room, 6), share,
                     row.provisional ? withAlpha(bar, 120) : bar, theme.grid);
    } else if (format == QLatin1String("heat") && std::isfinite(value)) {
        const QColor heat = theme.rampColor(share);
        painter.setPen(Qt::NoPen);
        painter.setBrush(heat);
        painter.drawRoundedRect(cell.adjusted(0, 2, 6, -2), 4, 4);
        colour = inkOn(heat);
    } else if (format == QLatin1String("level") && reached != nullptr) {
        const QColor level = levelColour(reached->level);
        const qreal number = widthOf(text, valueFont()) + 12;
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(level, 38));
        painter.drawRoundedRect(QRectF(cell.right() - number + 6, cell.top() + 4, number, cell.height() - 8),
                                5, 5);
    }
    if (reached != nullptr && format != QLatin1String("heat")) colour = levelColour(reached->level);
    drawText(painter, cell, text, valueFont(), colour, Qt::AlignRight | Qt::AlignVCenter);
}

void TablePanel::paintRow(QPainter& painter, const QRectF& line, const TableRow& row) const {
    const Theme& theme = currentTheme();
    for (const Column& column : m_columns) {
        if (column.width <= 0) continue;
        QRectF cell(column.left, line.top(), column.width, line.height() - 1);
        if (column.part == Part::Name) {
            if (row.provisional && query().group.empty()) {
                drawDot(painter, {cell.left() + 4, cell.center().y()}, 3, theme.provisional, true,
                        theme.card);
                cell.setLeft(cell.left() + 12);
            }
            drawText(painter, cell, nameOf(row), theme.label(), theme.text);
        } else if (column.part == Part::Value) {
            paintValue(painter, cell, column, row);
        } else if (column.part == Part::Change) {
            const double now = row.value[column.series];
            const double before = row.before[column.series];
            const bool better = (now > before) != options().lowerIsBetter;
            drawText(painter, cell, textOf(column, row), valueFont(),
                     now == before ? theme.textMuted : (better ? theme.good : theme.critical),
                     Qt::AlignRight | Qt::AlignVCenter);
        } else if (row.course.size() > 1) {
            drawSparkline(painter, cell.adjusted(4, 6, -4, -6), row.course,
                          theme.seriesColor(options().palette), theme.card, false);
        }
    }
    painter.setPen(QPen(theme.grid, 1));
    painter.drawLine(QPointF(line.left(), line.bottom() - 0.5), QPointF(line.right(), line.bottom() - 0.5));
}

void TablePanel::paintBody(QPainter& painter, const QRectF& area) {
    layOut(area);
    painter.setClipRect(area);
    paintHeading(painter, area);
    const qreal right = area.right() - (m_scroll.overflows() ? 8 : 0);
    qreal top = area.top() + kHeading;
    for (std::size_t i = m_scroll.first(); i < m_scroll.end(); ++i) {
        paintRow(painter, QRectF(area.left(), top, right - area.left(), kRow), m_rows[i]);
        top += kRow;
    }
    m_scroll.paint(painter, area.adjusted(0, kHeading, 0, 0));
    if (m_hiddenColumns > 0 && area.bottom() - top >= kNote) {
        StateFace::paintNote(painter, area,
                             tr("Columns not shown: %n", nullptr, static_cast<int>(m_hiddenColumns)));
    }
}

void TablePanel::paintOverlay(QPainter& painter, const QRectF& area) {
    if (!m_current || *m_current < m_scroll.first() || *m_current >= m_scroll.end()) return;
    const qreal top = area.top() + kHeading + kRow * static_cast<qreal>(*m_current - m_scroll.first());
    painter.setPen(Qt::NoPen);
    painter.setBrush(currentTheme().selection);
    painter.drawRoundedRect(QRectF(area.left() - 4, top, area.width() + 8, kRow - 1), 4, 4);
}

}  // namespace guanlan
