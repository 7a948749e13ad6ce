// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/state_face.h"

#include "ui/theme/theme.h"
#include "ui/widget/paint.h"

#include <QFontMetricsF>

#include <algorithm>
#include <optional>
#include <vector>

namespace guanlan {

namespace {

struct Paragraph {
    QString text;
    QFont font;
    QColor color;
};

constexpr qreal kSignRoom = 40;

/// Centred paragraphs, wrapped, under a sign where there is room for it; those that do not fit are left out
/// from the end. Returns the middle of the sign.
std::optional<QPointF> drawParagraphs(QPainter& painter, const QRectF& area,
                                      const std::vector<Paragraph>& paragraphs) {
    const qreal width = std::min(area.width() - 24, 460.0);
    constexpr int kFlags = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap;
    std::vector<qreal> heights;
    qreal total = 0;
    for (const Paragraph& paragraph : paragraphs) {
        const qreal height = QFontMetricsF(paragraph.font)
                                 .boundingRect(QRectF(0, 0, width, 1000), kFlags, paragraph.text)
                                 .height();
        if (!heights.empty() && total + height + 6 > area.height()) break;
        total += height + (heights.empty() ? 0 : 6);
        heights.push_back(height);
    }
    const bool hasSign = area.height() >= total + kSignRoom + 8;
    const qreal above = hasSign ? kSignRoom : 0;
    qreal top = area.top() + std::max(0.0, (area.height() - total - above) / 2);
    const QPointF sign(area.center().x(), top + 13);
    top += above;
    for (std::size_t i = 0; i < heights.size(); ++i) {
        painter.setFont(paragraphs[i].font);
        painter.setPen(paragraphs[i].color);
        painter.drawText(
            QRectF(area.center().x() - width / 2, top, width, std::min(heights[i], area.height())), kFlags,
            paragraphs[i].text);
        top += heights[i] + 6;
    }
    return hasSign ? std::optional(sign) : std::nullopt;
}

/// An empty axis with a resting dot: the sign of "nothing here yet".
void drawEmptySign(QPainter& painter, const QPointF& centre, const QColor& color) {
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    const QPointF corner(centre.x() - 15, centre.y() + 11);
    painter.drawLine(corner, QPointF(corner.x(), centre.y() - 11));
    painter.drawLine(corner, QPointF(centre.x() + 15, corner.y()));
    painter.setPen(QPen(color, 1.5, Qt::DotLine, Qt::RoundCap));
    painter.drawLine(QPointF(corner.x() + 6, centre.y() + 2), QPointF(centre.x() + 12, centre.y() + 2));
}

void drawProblemSign(QPainter& painter, const QPointF& centre, const QColor& color) {
    painter.setPen(QPen(color, 1.6));
    painter.setBrush(withAlpha(color, 30));
    painter.drawEllipse(centre, 12, 12);
    painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(centre + QPointF(0, -5.5), centre + QPointF(0, 1.5));
    painter.drawPoint(centre + QPointF(0, 5.5));
}

}  // namespace

QString StateFace::loadingText() {
    return tr("Loading…");
}

QString StateFace::emptyText() {
    return tr("No data in this time range");
}

void StateFace::paintLoading(QPainter& painter, const QRectF& area) {
    const Theme& theme = currentTheme();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.grid);
    const qreal shares[] = {0.92, 0.7, 0.8, 0.5};
    const qreal step = std::min(34.0, area.height() / 5);
    qreal top = area.center().y() - step * 2;
    for (const qreal share : shares) {
        painter.drawRoundedRect(QRectF(area.left(), top, area.width() * share, step * 0.42), 4, 4);
        top += step;
    }
    drawText(painter, area, loadingText(), theme.label(), theme.textMuted, Qt::AlignCenter);
}

void StateFace::paintEmpty(QPainter& painter, const QRectF& area) {
    const Theme& theme = currentTheme();
    const auto sign = drawParagraphs(
        painter, area,
        {{emptyText(), Theme::font(13, QFont::Medium), theme.textMuted},
         {tr("The first values appear when a window closes. A longer time range may show more."),
          theme.label(), theme.textFaint}});
    if (sign) drawEmptySign(painter, *sign, theme.textFaint);
}

void StateFace::paintProblem(QPainter& painter, const QRectF& area, const Error& problem) {
    const Theme& theme = currentTheme();
    std::vector<Paragraph> paragraphs{
        {QString::fromStdString(problem.what), Theme::font(13, QFont::DemiBold), theme.critical}};
    if (!problem.cause.empty()) {
        paragraphs.push_back({QString::fromStdString(problem.cause), theme.label(), theme.textMuted});
    }
    if (!problem.next.empty()) {
        paragraphs.push_back({QString::fromStdString(problem.next), theme.label(), theme.text});
    }
    const auto sign = drawParagraphs(painter, area, paragraphs);
    if (sign) drawProblemSign(painter, *sign, theme.critical);
}

void StateFace::paintNote(QPainter& painter, const QRectF& area, const QString& note) {
    drawText(painter, QRectF(area.left(), area.bottom() - 15, area.width(), 15), note, Theme::font(11),
             currentTheme().textFaint, Qt::AlignRight | Qt::AlignVCenter);
}

}  // namespace guanlan
