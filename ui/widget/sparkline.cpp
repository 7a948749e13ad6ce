// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/widget/paint.h"

#include <QLinearGradient>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

/// At most one lowest and one highest value for each pixel, so that a day of minutes draws as fast as an
/// hour.
std::vector<QPointF> pointsIn(const QRectF& area, const std::vector<double>& values) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double value : values) {
        if (!std::isfinite(value)) continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    std::vector<QPointF> points;
    if (!std::isfinite(low)) return points;
    const double range = high > low ? high - low : 1;
    const double base = high > low ? low : low - 0.5;
    const double step = values.size() > 1 ? area.width() / static_cast<double>(values.size() - 1) : 0;
    const std::size_t perBucket = std::max<std::size_t>(
        1, values.size() / std::max<std::size_t>(1, static_cast<std::size_t>(area.width())));
    const auto at = [&](std::size_t i) {
        return QPointF(area.left() + step * static_cast<double>(i),
                       std::isfinite(values[i]) ? area.bottom() - (values[i] - base) / range * area.height()
                                                : std::numeric_limits<double>::quiet_NaN());
    };
    for (std::size_t from = 0; from < values.size(); from += perBucket) {
        const std::size_t to = std::min(from + perBucket, values.size());
        std::size_t least = from;
        std::size_t most = from;
        for (std::size_t i = from; i < to; ++i) {
            if (values[i] < values[least] || std::isnan(values[least])) least = i;
            if (values[i] > values[most] || std::isnan(values[most])) most = i;
        }
        points.push_back(at(std::min(least, most)));
        if (least != most) points.push_back(at(std::max(least, most)));
    }
    if (std::isfinite(values.back())) points.push_back(at(values.size() - 1));
    return points;
}

void fillBelow(QPainter& painter, const QRectF& area, const std::vector<QPointF>& points, QColor color) {
    QLinearGradient gradient(area.topLeft(), area.bottomLeft());
    gradient.setColorAt(0, withAlpha(color, 80));
    gradient.setColorAt(1, withAlpha(color, 0));
    QPolygonF polygon;
    const auto flush = [&] {
        if (polygon.size() > 1) {
            polygon.append(QPointF(polygon.last().x(), area.bottom()));
            polygon.append(QPointF(polygon.first().x(), area.bottom()));
            painter.drawPolygon(polygon);
        }
        polygon.clear();
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(keepsShapes(painter) ? QBrush(withAlpha(color, 40)) : QBrush(gradient));
    for (const QPointF& point : points) {
        if (std::isnan(point.y())) {
            flush();
        } else {
            polygon.append(point);
        }
    }
    flush();
}

}  // namespace

void drawSparkline(QPainter& painter, const QRectF& area, const std::vector<double>& values,
                   const QColor& color, const QColor& ground, bool lastIsProvisional) {
    if (values.empty() || area.width() < 8 || area.height() < 4) return;
    const std::vector<QPointF> points = pointsIn(area, values);
    if (points.empty()) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    fillBelow(painter, area, points, color);
    QList<QLineF> lines;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (!std::isnan(points[i - 1].y()) && !std::isnan(points[i].y())) {
            lines.append(QLineF(points[i - 1], points[i]));
        }
    }
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLines(lines);
    if (!std::isnan(points.back().y())) {
        drawDot(painter, points.back(), 3, color, lastIsProvisional, ground);
    }
    painter.restore();
}

}  // namespace guanlan
