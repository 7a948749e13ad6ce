// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/chinamap/map_raster.h"

#include "ui/widget/language.h"
#include "ui/widget/paint.h"

#include <QPainterPath>

#include <algorithm>
#include <array>
#include <numeric>

namespace guanlan {

namespace {

/// Enclaves have no holes: larger regions first.
std::vector<std::size_t> largestFirst(const MapShapes& shapes) {
    std::vector<std::size_t> order(shapes.regions().size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&shapes](std::size_t a, std::size_t b) {
        return shapes.regions()[a].extent > shapes.regions()[b].extent;
    });
    return order;
}

QColor hatchOf(const Theme& theme) {
    return theme.dark ? theme.noData.lighter(150) : theme.noData.darker(116);
}

}  // namespace

void MapRaster::prepare(const MapShapes& shapes, QSize pixels, qreal ratio, const Theme& theme) {
    if (pixels == m_pixels && ratio == m_ratio && theme.dark == m_dark && !m_regions.isNull()) return;
    m_pixels = pixels;
    m_ratio = ratio;
    m_dark = theme.dark;
    const qreal margin = 3 * ratio;
    const qreal scale = std::min((pixels.width() - 2 * margin) / shapes.size().width(),
                                 (pixels.height() - 2 * margin) / shapes.size().height());
    m_transform = QTransform();
    m_transform.translate((pixels.width() - shapes.size().width() * scale) / 2,
                          (pixels.height() - shapes.size().height() * scale) / 2);
    m_transform.scale(scale, scale);
    drawRegions(shapes);
    m_borders = QImage(m_pixels, QImage::Format_ARGB32_Premultiplied);
    m_borders.fill(Qt::transparent);
    QPainter painter(&m_borders);
    drawBorders(painter, shapes, theme);
}

void MapRaster::drawRegions(const MapShapes& shapes) {
    // The number of a region is written as a grey level: without antialiasing every pixel has exactly one.
    QImage canvas(m_pixels, QImage::Format_RGB32);
    canvas.fill(Qt::black);
    QPainter painter(&canvas);
    painter.setPen(Qt::NoPen);
    for (const std::size_t i : largestFirst(shapes)) {
        const int level = static_cast<int>(i) + 1;
        painter.setBrush(QColor(level, level, level));
        for (const QPolygonF& ring : shapes.regions()[i].rings)
            painter.drawPolygon(m_transform.map(ring));
    }
    painter.end();
    m_regions = QImage(m_pixels, QImage::Format_Grayscale8);
    for (int row = 0; row < canvas.height(); ++row) {
        const auto* from = reinterpret_cast<const QRgb*>(canvas.constScanLine(row));
        uchar* to = m_regions.scanLine(row);
        for (int column = 0; column < canvas.width(); ++column)
            to[column] = static_cast<uchar>(qBlue(from[column]));
    }
}

void MapRaster::drawBorders(QPainter& painter, const MapShapes& shapes, const Theme& theme) const {
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = theme.dark ? QColor(0x7E, 0xA4, 0xD2, 120) : QColor(255, 255, 255, 230);
    painter.setPen(QPen(line, 0.9 * m_ratio, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    for (const MapRegion& region : shapes.regions()) {
        for (const QPolygonF& ring : region.rings)
            painter.drawPolygon(m_transform.map(ring));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.dark ? theme.accent : theme.series.front());
    for (const MapIslet& islet : shapes.islets())
        painter.drawEllipse(m_transform.map(islet.at), 1.4 * m_ratio, 1.4 * m_ratio);
    drawInset(painter, shapes.inset(), theme);
}

void MapRaster::drawInset(QPainter& painter, const MapShapes::Inset& inset, const Theme& theme) const {
    const QRectF frame = m_transform.mapRect(inset.place);
    QTransform place;
    place.translate(frame.left(), frame.top());
    place.scale(frame.width() / inset.size.width(), frame.height() / inset.size.height());
    painter.setPen(QPen(withAlpha(theme.textFaint, 160), m_ratio));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame);
    painter.save();
    painter.setClipRect(frame);
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(theme.textFaint, 110));
    for (const QPolygonF& ring : inset.land)
        painter.drawPolygon(place.map(ring));
    painter.setBrush(withAlpha(theme.textMuted, 200));
    for (const QPolygonF& ring : inset.dashes)
        painter.drawPolygon(place.map(ring));
    painter.restore();
    const bool chinese = uiLanguage() == QLatin1String("zh_CN");
    QFont font =
        Theme::font(static_cast<int>(std::clamp(frame.width() / m_ratio / 4.6, 7.0, 10.0) * m_ratio));
    if (chinese) {
        drawText(painter, QRectF(frame.left(), frame.bottom() - 14 * m_ratio, frame.width(), 12 * m_ratio),
                 inset.zh, font, theme.textFaint, Qt::AlignCenter);
    }
}

QColor MapRaster::colourOf(const RegionFill& fill, const Theme& theme) {
    if (fill.kind == RegionFill::Kind::Value) return theme.rampColor(fill.share);
    return fill.kind == RegionFill::Kind::Zero ? theme.ramp.front() : theme.noData;
}

QImage MapRaster::coloured(const std::vector<RegionFill>& fills, const Theme& theme) const {
    std::array<QRgb, 256> colours{};
    std::array<std::uint8_t, 256> hatched{};
    for (std::size_t i = 0; i < std::min<std::size_t>(fills.size(), 255); ++i) {
        colours.at(i + 1) = colourOf(fills[i], theme).rgba();
        hatched.at(i + 1) = fills[i].kind == RegionFill::Kind::NoData ? 1 : 0;
    }
    const QRgb stroke = hatchOf(theme).rgba();
    const int period = std::max(4, static_cast<int>(6 * m_ratio));
    const int width = std::max(1, static_cast<int>(m_ratio * 1.5));
    QImage image(m_pixels, QImage::Format_ARGB32_Premultiplied);
    for (int row = 0; row < m_pixels.height(); ++row) {
        const uchar* from = m_regions.constScanLine(row);
        auto* to = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (int column = 0; column < m_pixels.width(); ++column) {
            const uchar region = from[column];
            to[column] = hatched[region] != 0 && (row + column) % period < width ? stroke : colours[region];
        }
    }
    QPainter painter(&image);
    painter.drawImage(0, 0, m_borders);
    painter.end();
    image.setDevicePixelRatio(m_ratio);
    return image;
}

void MapRaster::paintShapes(QPainter& painter, const MapShapes& shapes, const std::vector<RegionFill>& fills,
                            const Theme& theme) const {
    painter.save();
    painter.scale(1 / m_ratio, 1 / m_ratio);
    painter.setPen(Qt::NoPen);
    for (const std::size_t i : largestFirst(shapes)) {
        const bool hatched = fills[i].kind == RegionFill::Kind::NoData;
        for (const QPolygonF& ring : shapes.regions()[i].rings) {
            painter.setBrush(colourOf(fills[i], theme));
            painter.drawPolygon(m_transform.map(ring));
            if (!hatched) continue;
            painter.setBrush(QBrush(hatchOf(theme), Qt::BDiagPattern));
            painter.drawPolygon(m_transform.map(ring));
        }
    }
    drawBorders(painter, shapes, theme);
    painter.restore();
}

std::optional<std::size_t> MapRaster::regionAt(const QPointF& position) const {
    const QPoint pixel = (position * m_ratio).toPoint();
    if (m_regions.isNull() || !m_regions.rect().contains(pixel)) return std::nullopt;
    const uchar region = m_regions.constScanLine(pixel.y())[pixel.x()];
    return region == 0 ? std::nullopt : std::optional<std::size_t>(region - 1U);
}

QPainterPath MapRaster::outline(const MapShapes& shapes, std::size_t region) const {
    QTransform toWidget = m_transform * QTransform::fromScale(1 / m_ratio, 1 / m_ratio);
    QPainterPath path;
    for (const QPolygonF& ring : shapes.regions()[region].rings) {
        path.addPolygon(toWidget.map(ring));
        path.closeSubpath();
    }
    return path;
}

}  // namespace guanlan
