// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/chinamap/map_raster.h"
#include "ui/panel/ranked_panel.h"

namespace guanlan {

/// One number for each province as a coloured map with a ranking. Zero and "no data" look different; values
/// whose region is unknown are said in a note.
class ChinaMapPanel : public RankedPanel {
    Q_OBJECT
  public:
    explicit ChinaMapPanel(QWidget* parent);
    void configure(const PanelConfig& config) override;

  protected:
    Result<void> rebuild() override;
    void paintBody(QPainter& painter, const QRectF& area) override;
    void paintOverlay(QPainter& painter, const QRectF& area) override;
    [[nodiscard]] bool mixesOpenWindows() const override;
    [[nodiscard]] std::optional<std::size_t> hitTest(const QPointF& position) const override;

  private:
    void layOut(const QRectF& area);
    void paintLabels(QPainter& painter);
    void paintScale(QPainter& painter) const;
    void paintRanking(QPainter& painter);
    void paintRank(QPainter& painter, const QRectF& row, std::size_t index, qreal nameWidth) const;
    void paintNotes(QPainter& painter) const;
    /// A label never runs into another region, and over the sea only when allowed.
    [[nodiscard]] bool staysHome(std::size_t region, const QPointF& label, qreal width, bool seaToo) const;
    [[nodiscard]] bool hasNoData() const;
    /// Of the region that leads, shown while no other is pointed at.
    [[nodiscard]] Callout largestCallout() const;

    /// The highlighted region's outline is a picture of its own: it is asked for with every pointer move.
    struct Outline {
        std::size_t region = 0;
        bool strong = false;
        bool dark = true;
        qreal ratio = 1;
        QRectF map{};
        bool operator==(const Outline&) const = default;
    };
    void drawOutline(QPainter& painter, std::size_t region) const;
    void paintOutline(QPainter& painter, std::size_t region);

    Outline m_outline;
    QPixmap m_outlinePicture;
    MapRaster m_raster;
    std::vector<std::size_t> m_regionOf;  ///< region of each value
    std::vector<RegionFill> m_fills;      ///< of each region
    QStringList m_unknown;                ///< names no region bears
    QString m_approval;
    QRectF m_map;
    QRectF m_ranking;
    std::vector<QRectF> m_rows;  ///< of the ranking
    int m_rankColumns = 1;
};

extern const PanelKind kChinaMapPanel;

}  // namespace guanlan
