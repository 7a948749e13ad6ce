// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/stat/stat_panel.h"

#include "ui/panel/change_mark.h"
#include "ui/theme/theme.h"
#include "ui/widget/paint.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace guanlan {

namespace {

constexpr std::size_t kMostCoursePoints = 60;

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<StatPanel>(parent);
}

constexpr OptionField kOptions[] = {kUnitOption,          kDecimalsOption,   kColourOption,
                                    kLowerIsBetterOption, kThresholdsOption, kThresholdsBelowOption};

}  // namespace

const PanelKind kStatPanel{.name = "stat",
                           .title = QT_TRANSLATE_NOOP("PanelKind", "Number"),
                           .smallest = {3, 3},
                           .reads = {.group = false, .lastWeek = true},
                           .options = kOptions,
                           .wants = demandOf,
                           .create = create};

StatPanel::StatPanel(QWidget* parent) : DataPanel(parent) {
    setFallbackAggregate(Aggregate::Last);
}

QString StatPanel::subtitle() const {
    return {};  // the unit stands beside the number
}

Result<void> StatPanel::rebuild() {
    GroupNames groups;
    const auto finals = rowsOf(data().finals, groups);
    if (!finals) return finals.error();
    const auto open = rowsOf(data().provisional, groups);
    if (!open) return open.error();
    const auto before = rowsOf(data().yesterday, groups);
    if (!before) return before.error();
    const TimeLine closed = lineOf(*finals, query().aggregate);
    const TimeLine opened = lineOf(*open, query().aggregate);
    m_total = totalOf(closed, opened, query().aggregate);
    const auto weekAgo = rowsOf(data().lastWeek, groups);
    if (!weekAgo) return weekAgo.error();
    m_before = totalOf(lineOf(*before, query().aggregate), {}, query().aggregate).value;
    m_lastWeek = totalOf(lineOf(*weekAgo, query().aggregate), {}, query().aggregate).value;
    m_course.assign(
        closed.value.end() - static_cast<std::ptrdiff_t>(std::min(closed.value.size(), kMostCoursePoints)),
        closed.value.end());
    m_courseEndsOpen = false;
    if (m_course.empty()) {
        m_course = opened.value;
        m_courseEndsOpen = true;
    }
    return {};
}

bool StatPanel::nothingToShow() const {
    return !std::isfinite(m_total.value);
}

bool StatPanel::mixesOpenWindows() const {
    return m_total.provisional;
}

QString StatPanel::describe() const {
    const ValueFormat format = options().format();
    QString words = fullNumber(m_total.value, format).joined();
    const QString change = changeText(m_total.value, m_before, format);
    if (!change.isEmpty()) words += QStringLiteral(", ") + tr("%1 against yesterday").arg(change);
    const QString week = changeText(m_total.value, m_lastWeek, format);
    if (!week.isEmpty()) words += QStringLiteral(", ") + tr("%1 against last week").arg(week);
    if (m_total.provisional) words += QStringLiteral(", ") + tr("provisional");
    return words;
}

ShownTable StatPanel::tableOfBody() const {
    return tableOfNumber(seriesName(0), m_total.value, m_total.provisional, m_before, m_lastWeek);
}

/// The number as long as it fits, then shortened, then smaller: it never runs into the course beside it.
StatPanel::Headline StatPanel::headlineFor(const QSizeF& room) const {
    const ValueFormat format = options().format();
    const int largest = std::clamp(static_cast<int>(room.height() * 0.72), 14, 30);
    Headline headline;
    for (int pixels = largest; pixels >= std::min(largest, 20); pixels -= 5) {
        for (const NumberText& text :
             {fullNumber(m_total.value, format), shortNumber(m_total.value, format)}) {
            headline = {.text = text,
                        .number = Theme::font(pixels, QFont::Bold),
                        .unit = Theme::font(std::max(11, pixels * 13 / 30))};
            headline.width = widthOf(text.number, headline.number) +
                             (text.unit.isEmpty() ? 0 : 6 + widthOf(text.unit, headline.unit));
            if (headline.width <= room.width()) return headline;
        }
    }
    return headline;
}

void StatPanel::paintBody(QPainter& painter, const QRectF& area) {
    const bool wide = area.width() >= 170 && m_course.size() > 1;
    const qreal changeHeight = area.height() >= 56 ? 22 : 0;
    const qreal numberHeight = std::min(area.height() - changeHeight, 44.0);
    const qreal top = area.top() + std::max(0.0, (area.height() - numberHeight - changeHeight) / 2);
    const Headline headline = headlineFor({wide ? area.width() * 0.7 : area.width(), numberHeight});
    paintHeadline(painter, headline, QRectF(area.left(), top, area.width(), numberHeight));
    const qreal courseWidth =
        wide ? std::clamp(area.width() - headline.width - 16, 0.0, area.width() * 0.4) : 0;
    if (changeHeight > 0) {
        paintChanges(painter, QRectF(area.left(), top + numberHeight, area.width() - courseWidth - 6, 20));
    }
    if (courseWidth >= 36) {
        const qreal height = std::min(area.height() - 24, 44.0);
        const QRectF course(area.right() - courseWidth, area.bottom() - height - 4, courseWidth - 6, height);
        drawSparkline(painter, course, m_course, currentTheme().seriesColor(options().palette),
                      currentTheme().card, m_courseEndsOpen);
    }
}

void StatPanel::paintHeadline(QPainter& painter, const Headline& headline, const QRectF& area) const {
    const Theme& theme = currentTheme();
    const QFontMetricsF metrics(headline.number);
    const qreal baseline = area.top() + (area.height() + metrics.capHeight()) / 2;
    painter.setFont(headline.number);
    const PanelThreshold* reached = options().reached(m_total.value);
    painter.setPen(reached != nullptr ? levelColour(reached->level) : theme.text);
    painter.drawText(QPointF(area.left(), baseline), headline.text.number);
    painter.setFont(headline.unit);
    painter.setPen(theme.textMuted);
    painter.drawText(QPointF(area.left() + metrics.horizontalAdvance(headline.text.number) + 6, baseline),
                     headline.text.unit);
}

void StatPanel::paintChanges(QPainter& painter, const QRectF& area) const {
    const std::pair<double, QString> comparisons[] = {{m_before, tr("vs yesterday")},
                                                      {m_lastWeek, tr("vs last week")}};
    QRectF rest = area;
    for (const auto& [before, against] : comparisons) {
        const Change change = changeOf(m_total.value, before, options());
        if (change.text.isEmpty() || changeWidth(change) > rest.width()) continue;
        rest.setLeft(paintChange(painter, rest, change, against) + 12);
    }
}

}  // namespace guanlan
