// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/stat/stat_panel.h"

#include "ui/panel/state_face.h"
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

}  // namespace

const PanelKind kStatPanel{.name = "stat",
                           .title = QT_TRANSLATE_NOOP("PanelKind", "Number"),
                           .smallest = {3, 3},
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
    m_before = totalOf(lineOf(*before, query().aggregate), {}, query().aggregate).value;
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

QString StatPanel::describe() const {
    const ValueFormat format = options().format();
    QString words = fullNumber(m_total.value, format).joined();
    const QString change = changeText(m_total.value, m_before, format);
    if (!change.isEmpty()) words += QStringLiteral(", ") + tr("%1 against yesterday").arg(change);
    if (m_total.provisional) words += QStringLiteral(", ") + tr("provisional");
    return words;
}

void StatPanel::paintBody(QPainter& painter, const QRectF& area) {
    const bool hasCourse = area.width() >= 190 && m_course.size() > 1;
    const qreal courseWidth = hasCourse ? std::clamp(area.width() * 0.36, 70.0, 130.0) : 0;
    const qreal changeHeight = area.height() >= 56 ? 22 : 0;
    const qreal numberHeight = std::min(area.height() - changeHeight, 44.0);
    const qreal top = area.top() + std::max(0.0, (area.height() - numberHeight - changeHeight) / 2);
    const bool numberAlone = changeHeight == 0;
    paintNumber(painter,
                QRectF(area.left(), top, area.width() - (numberAlone ? courseWidth : 0), numberHeight));
    if (changeHeight > 0) {
        paintChange(painter, QRectF(area.left(), top + numberHeight, area.width() - courseWidth - 6, 20));
    }
    if (m_total.provisional && area.width() >= 150) {
        StateFace::paintProvisional(painter, QRectF(area.right() - 110, area.top() - 2, 110, 16));
    }
    if (hasCourse) {
        const qreal height = std::min(area.height() - 24, 44.0);
        const QRectF course(area.right() - courseWidth, area.bottom() - height - 4, courseWidth - 6, height);
        drawSparkline(painter, course, m_course, currentTheme().seriesColor(options().palette),
                      currentTheme().card, m_courseEndsOpen);
    }
}

void StatPanel::paintNumber(QPainter& painter, const QRectF& area) const {
    const Theme& theme = currentTheme();
    const int pixels = std::clamp(static_cast<int>(area.height() * 0.72), 14, 30);
    const QFont font = Theme::font(pixels, QFont::Bold);
    const QFont unitFont = Theme::font(std::max(11, pixels * 13 / 30));
    const ValueFormat format = options().format();
    NumberText text = fullNumber(m_total.value, format);
    const auto fits = [&](const NumberText& candidate) {
        return widthOf(candidate.number, font) + 6 + widthOf(candidate.unit, unitFont) <=
                   area.width() * 0.66 ||
               candidate.number.size() <= 6;
    };
    if (!fits(text)) text = shortNumber(m_total.value, format);
    const QFontMetricsF metrics(font);
    const qreal baseline = area.top() + (area.height() + metrics.capHeight()) / 2;
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(QPointF(area.left(), baseline), text.number);
    painter.setFont(unitFont);
    painter.setPen(theme.textMuted);
    painter.drawText(QPointF(area.left() + metrics.horizontalAdvance(text.number) + 6, baseline), text.unit);
}

void StatPanel::paintChange(QPainter& painter, const QRectF& area) const {
    const Theme& theme = currentTheme();
    const QFont font = Theme::font(12, QFont::DemiBold);
    qreal left = area.left();
    QString change = changeText(m_total.value, m_before, options().format());
    if (!change.isEmpty()) {
        const bool up = m_total.value > m_before;
        const bool same = m_total.value == m_before;
        const QColor colour =
            same ? theme.textMuted : (up != options().lowerIsBetter ? theme.good : theme.critical);
        change.remove(u'+').remove(u'-');
        const qreal width = widthOf(change, font) + 32;
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(colour, 34));
        painter.drawRoundedRect(QRectF(left, area.top(), width, area.height()), 10, 10);
        if (!same) drawTriangle(painter, {left + 12, area.center().y()}, 8, up, colour);
        drawText(painter, QRectF(left + 20, area.top(), width - 24, area.height()), change, font, colour);
        left += width + 8;
        const QString against = tr("vs yesterday");
        if (left + widthOf(against, theme.label()) <= area.right()) {
            drawText(painter, QRectF(left, area.top(), area.right() - left, area.height()), against,
                     theme.label(), theme.textFaint);
        }
    }
}

}  // namespace guanlan
