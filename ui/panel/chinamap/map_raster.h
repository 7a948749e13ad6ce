// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/chinamap/map_shapes.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QTransform>

#include <cstdint>
#include <vector>

namespace guanlan {

/// How a region is filled.
struct RegionFill {
    enum class Kind { Value, Zero, NoData };
    Kind kind = Kind::NoData;
    double share = 0;  ///< of the scale, for Value
};

/// The map at one size: which region each pixel belongs to, drawn once, and the borders over it. New values
/// only look colours up; finding the region under the pointer reads one pixel.
class MapRaster {
  public:
    /// `pixels` are those of the device.
    void prepare(const MapShapes& shapes, QSize pixels, qreal ratio, const Theme& theme);
    [[nodiscard]] QImage coloured(const std::vector<RegionFill>& fills, const Theme& theme) const;
    /// The same as shapes, from the painter's origin, in device-independent pixels.
    void paintShapes(QPainter& painter, const MapShapes& shapes, const std::vector<RegionFill>& fills,
                     const Theme& theme) const;
    /// In device-independent pixels from the map's corner.
    [[nodiscard]] std::optional<std::size_t> regionAt(const QPointF& position) const;
    [[nodiscard]] QPointF toMap(const QPointF& gridPoint) const {
        return m_transform.map(gridPoint) / m_ratio;
    }
    [[nodiscard]] qreal scale() const { return m_transform.m11() / m_ratio; }
    /// The outline of one region, in device-independent pixels.
    [[nodiscard]] QPainterPath outline(const MapShapes& shapes, std::size_t region) const;
    /// What fill a region's colour comes out as.
    [[nodiscard]] static QColor colourOf(const RegionFill& fill, const Theme& theme);

  private:
    void drawRegions(const MapShapes& shapes);
    void drawBorders(QPainter& painter, const MapShapes& shapes, const Theme& theme) const;
    void drawInset(QPainter& painter, const MapShapes::Inset& inset, const Theme& theme) const;

    QImage m_regions;  ///< region number + 1, 0 outside
    QImage m_borders;
    QTransform m_transform;  ///< grid to device pixels
    qreal m_ratio = 1;
    QSize m_pixels;
    bool m_dark = true;
};

}  // namespace guanlan
