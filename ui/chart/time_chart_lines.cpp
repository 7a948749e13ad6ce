// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/time_chart.h"
#include "ui/widget/callout.h"
#include "ui/widget/paint.h"

#include <QImage>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace guanlan {

namespace {

/// Colours the pixels between two edges, row by row; an edge holds the first row of each column below it.
/// With `fades` the colour thins out towards the floor.
void fillBetween(QImage& image, const std::vector<int>& tops, const std::vector<int>& bottoms,
                 const QColor& colour, double opacity, bool fades) {
    const int height = image.height();
    const int highest = *std::min_element(tops.begin(), tops.end());
    std::memset(image.bits(), 0, static_cast<std::size_t>(image.bytesPerLine() * highest));
    for (int row = highest; row < height; ++row) {
        const int alpha =
            static_cast<int>(fades ? opacity * (1.0 - static_cast<double>(row) / height) : opacity);
        const QRgb pixel = qPremultiply(qRgba(colour.red(), colour.green(), colour.blue(), alpha));
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (std::size_t column = 0; column < tops.size(); ++column)
            line[column] = row >= tops[column] && row < bottoms[column] ? pixel : 0;
    }
}

/// The same for what keeps shapes: one for each stretch of columns without a gap, at `ratio` columns a point.
void fillBetween(QPainter& painter, const QRectF& plot, const std::vector<int>& tops,
                 const std::vector<int>& bottoms, qreal ratio, const QBrush& brush) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(brush);
    const auto point = [&](std::size_t column, int row) {
        return plot.topLeft() + QPointF(static_cast<qreal>(column) + 0.5, row) / ratio;
    };
    QPolygonF above;
    QPolygonF below;
    for (std::size_t column = 0; column <= tops.size(); ++column) {
        if (column < tops.size() && tops[column] < bottoms[column]) {
            above.append(point(column, tops[column]));
            below.prepend(point(column, bottoms[column]));
        } else if (!above.isEmpty()) {
            painter.drawPolygon(above + below);
            above.clear();
            below.clear();
        }
    }
}

/// Dashes that run on across the points. Laid out by hand: Qt's dashed pen costs many times as much.
std::vector<QLineF> dashesOf(const std::vector<QLineF>& parts, qreal length) {
    std::vector<QLineF> dashes;
    qreal walked = 0;  // since the beginning of a dash
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0 && parts[i].p1() != parts[i - 1].p2()) walked = 0;
        const qreal whole = parts[i].length();
        if (whole <= 0) continue;
        for (qreal at = 0; at < whole;) {
            const bool inDash = walked < length;
            const qreal step = std::min((inDash ? length : 2 * length) - walked, whole - at);
            if (inDash)
                dashes.emplace_back(parts[i].pointAt(at / whole), parts[i].pointAt((at + step) / whole));
            at += step;
            walked += step;
            if (walked >= 2 * length - 1e-6) walked = 0;
        }
    }
    return dashes;
}

std::optional<double> valueAt(std::span<const Micros> times, std::span<const double> values, Micros at) {
    const auto found = std::lower_bound(times.begin(), times.end(), at);
    if (found == times.end() || *found != at) return std::nullopt;
    return values[static_cast<std::size_t>(found - times.begin())];
}

}  // namespace

std::vector<QLineF> TimeChart::segments(const ChartLine& line, const Prepared& prepared) const {
    std::vector<QLineF> result;
    const auto& at = prepared.at;
    const auto& value = prepared.top;
    const std::size_t count = at.size();
    const bool dense = static_cast<double>(count) > 2 * m_plot.width();
    const bool steps = m_model.style == ChartStyle::Step;
    const Micros gap = prepared.step + prepared.step / 2;
    if (!dense) {
        for (std::size_t i = 1; i < count; ++i) {
            if (at[i] - at[i - 1] > gap) continue;
            const QPointF from(x(at[i - 1]), y(value[i - 1], line.right));
            const QPointF to(x(at[i]), y(value[i], line.right));
            const QPointF corner(from.x(), to.y());
            if (steps) result.emplace_back(from, corner);
            result.emplace_back(steps ? corner : from, to);
        }
        return result;
    }
    // One upright stroke for each pixel column, joined to the next where no window is missing.
    const Micros perPixel = std::max<Micros>(
        1, (m_end - m_model.from) / std::max<Micros>(1, static_cast<Micros>(m_plot.width())));
    std::optional<QPointF> previous;
    Micros previousAt = 0;
    for (std::size_t first = 0; first < count;) {
        const Micros bucket = floorTo(at[first], perPixel, m_model.from);
        const auto end =
            std::lower_bound(at.begin() + static_cast<std::ptrdiff_t>(first), at.end(), bucket + perPixel);
        const auto last = static_cast<std::size_t>(end - at.begin());
        const auto range = prepared.pyramid.range(first, last);
        const qreal column = x(bucket + perPixel / 2);
        if (previous && at[first] - previousAt <= gap)
            result.emplace_back(*previous, QPointF(column, y(value[first], line.right)));
        if (range.high > range.low)
            result.emplace_back(column, y(range.high, line.right), column, y(range.low, line.right));
        previous = QPointF(column, y(value[last - 1], line.right));
        previousAt = at[last - 1];
        first = last;
    }
    return result;
}

void TimeChart::paintLine(QPainter& painter, const ChartLine& line, const Prepared& prepared,
                          const Theme& theme) const {
    const QColor colour = colourOf(line, theme);
    const std::vector<QLineF> lines = segments(line, prepared);
    if (line.comparison) {
        const std::vector<QLineF> dashes = dashesOf(lines, 4);
        painter.setPen(QPen(colour, 1));
        painter.drawLines(dashes.data(), static_cast<int>(dashes.size()));
        return;
    }
    if (stacked(line) || (m_model.style == ChartStyle::Area && !line.right))
        paintArea(painter, line, prepared, colour);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLines(lines.data(), static_cast<int>(lines.size()));
    const Micros gap = prepared.step + prepared.step / 2;
    const auto& at = prepared.at;
    for (std::size_t i = 0; i < at.size(); ++i) {
        const bool alone =
            (i == 0 || at[i] - at[i - 1] > gap) && (i + 1 == at.size() || at[i + 1] - at[i] > gap);
        if (alone) drawDot(painter, {x(at[i]), y(prepared.top[i], line.right)}, 2, colour, false, colour);
    }
    paintOpen(painter, line, prepared, colour, theme);
}

void TimeChart::paintOpen(QPainter& painter, const ChartLine& line, const Prepared& prepared,
                          const QColor& colour, const Theme& theme) const {
    std::optional<QPointF> previous;
    if (!prepared.at.empty()) previous = QPointF(x(prepared.at.back()), y(prepared.top.back(), line.right));
    const std::optional<QPointF> closed = previous;
    QPen dashed(withAlpha(colour, 190), 1.3, Qt::CustomDashLine);
    dashed.setDashPattern({2.5, 2.5});
    for (std::size_t i = 0; i < line.openAt.size(); ++i) {
        const QPointF point(x(line.openAt[i]), std::min(y(prepared.openTop[i], line.right), m_plot.bottom()));
        painter.setPen(dashed);
        if (previous) painter.drawLine(*previous, point);
        previous = point;
    }
    if (closed) drawDot(painter, *closed, 3.5, colour, false, theme.card);
    if (!line.openAt.empty()) drawDot(painter, *previous, 3, colour, true, theme.card);
}

/// The row of the values in each pixel column; the floor where a window is missing.
std::vector<int> TimeChart::edgeOf(std::span<const double> values, const Prepared& prepared,
                                   const QSize& pixels, qreal ratio) const {
    std::vector<int> rows(static_cast<std::size_t>(pixels.width()), pixels.height());
    const auto& at = prepared.at;
    const Micros gap = prepared.step + prepared.step / 2;
    std::size_t i = 1;
    for (std::size_t column = 0; column < rows.size(); ++column) {
        const double px = m_plot.left() + (static_cast<double>(column) + 0.5) / ratio;
        while (i < at.size() && x(at[i]) < px)
            ++i;
        if (i >= at.size()) break;
        const double left = x(at[i - 1]);
        const double right = x(at[i]);
        if (px < left || at[i] - at[i - 1] > gap) continue;
        const double part = right > left ? (px - left) / (right - left) : 0;
        const double value = values[i - 1] + (values[i] - values[i - 1]) * part;
        rows[column] = std::max(0, static_cast<int>(std::ceil((y(value) - m_plot.top()) * ratio)));
    }
    return rows;
}

void TimeChart::paintArea(QPainter& painter, const ChartLine& line, const Prepared& prepared,
                          const QColor& colour) const {
    if (prepared.at.size() < 2) return;
    constexpr qreal kFine = 4;
    const bool shapes = keepsShapes(painter);
    const qreal ratio = shapes ? kFine : painter.device()->devicePixelRatio();
    const QSize pixels = (m_plot.size() * ratio).toSize();
    if (pixels.isEmpty()) return;
    const bool stacks = stacked(line);
    const std::vector<int> tops = edgeOf(prepared.top, prepared, pixels, ratio);
    const std::vector<int> bottoms = stacks ? edgeOf(prepared.base, prepared, pixels, ratio)
                                            : std::vector<int>(tops.size(), pixels.height());
    const bool dark = currentTheme().dark;
    // Areas lie over each other: on a light card several of them would soon be grey.
    const int many = m_model.lines.size() > 1 && !dark ? 52 : 78;
    const int opacity = stacks ? (dark ? 120 : 95) : many;
    if (shapes) {
        // A PDF made by Qt knows no colour that thins out.
        const QColor even = withAlpha(colour, stacks ? opacity : opacity / 2);
        return fillBetween(painter, m_plot, tops, bottoms, ratio, even);
    }
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull()) return;
    fillBetween(image, tops, bottoms, colour, opacity, !stacks);
    image.setDevicePixelRatio(ratio);
    painter.drawImage(m_plot.topLeft(), image);
}

void TimeChart::paintThresholds(QPainter& painter) const {
    for (const ChartThreshold& threshold : m_model.thresholds) {
        if (threshold.value > m_scale.high || threshold.value < m_scale.low) continue;
        const qreal line = std::round(y(threshold.value)) + 0.5;
        QPen pen(withAlpha(threshold.colour, 190), 1, Qt::CustomDashLine);
        pen.setDashPattern({6, 4});
        painter.setPen(pen);
        painter.drawLine(QPointF(m_plot.left(), line), QPointF(m_plot.right(), line));
    }
}

void TimeChart::paintHair(QPainter& painter, Micros at, const Theme& theme) const {
    const qreal middle = x(at);
    if (m_times.empty() || middle < m_plot.left() - 1 || middle > m_plot.right() + 1) return;
    const qreal hair = std::round(middle) + 0.5;
    painter.setPen(QPen(withAlpha(theme.textMuted, 120), 1));
    painter.drawLine(QPointF(hair, m_plot.top()), QPointF(hair, m_plot.bottom()));
    for (std::size_t i = 0; i < m_prepared.size(); ++i) {
        const ChartLine& line = m_model.lines[i];
        if (line.hidden) continue;
        const auto closed = valueAt(m_prepared[i].at, m_prepared[i].top, at);
        const auto value = closed ? closed : valueAt(line.openAt, m_prepared[i].openTop, at);
        if (value)
            drawDot(painter, {middle, y(*value, line.right)}, 3.5, colourOf(line, theme), !closed,
                    theme.card);
    }
}

void TimeChart::paintCursor(QPainter& painter, Micros at, const Theme& theme) const {
    const qreal middle = x(at);
    if (middle < m_plot.left() - 1 || middle > m_plot.right() + 1) return;
    paintHair(painter, at, theme);
    Callout callout{.title = timeLabel(at, m_model.zone, kSecond)};
    for (const ChartLine& line : m_model.lines) {
        const auto closed = valueAt(line.at, line.value, at);
        const auto value = closed ? closed : valueAt(line.openAt, line.openValue, at);
        if (!value || line.hidden) continue;
        callout.entries.push_back({.name = line.name,
                                   .value = fullNumber(*value, formatOf(line)).joined(),
                                   .colour = colourOf(line, theme),
                                   .hollow = !closed});
    }
    callout.paintBeside(painter, {middle, m_plot.top() + callout.size().height() / 2 + 4},
                        m_plot.adjusted(0, 0, 50, 0));
}

}  // namespace guanlan
