// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QPolygonF>
#include <QSizeF>
#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace guanlan {

struct MapRegion {
    QString code{};  ///< administrative code
    QString zh{};
    QString en{};
    QPointF label{};
    std::vector<QPolygonF> rings{};
    qreal extent = 0;  ///< width of the largest ring, for labels
    [[nodiscard]] QString name() const;
};

struct MapIslet {
    QPointF at{};
    std::size_t region = 0;
};

/// The outlines of resources/map/china.json on their own grid, y downwards.
class MapShapes {
  public:
    /// Read once from the program's resources; empty when they are damaged, which the panel then says.
    static const MapShapes& china();

    [[nodiscard]] bool empty() const { return m_regions.empty(); }
    [[nodiscard]] const std::vector<MapRegion>& regions() const { return m_regions; }
    [[nodiscard]] const std::vector<MapIslet>& islets() const { return m_islets; }
    [[nodiscard]] QSizeF size() const { return m_size; }
    /// The region that data call so: full or short name, English name, letters or code.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;

    struct Inset {
        QSizeF size{};
        QRectF place{};  ///< on the main grid
        std::vector<QPolygonF> land{};
        std::vector<QPolygonF> dashes{};
        QString zh{};
        QString en{};
    };
    [[nodiscard]] const Inset& inset() const { return m_inset; }

  private:
    explicit MapShapes(const QJsonObject& map);

    QSizeF m_size;
    std::vector<MapRegion> m_regions;
    std::vector<MapIslet> m_islets;
    QHash<QString, std::size_t> m_names;
    Inset m_inset;
};

}  // namespace guanlan
