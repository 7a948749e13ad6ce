// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/data_panel.h"

#include <optional>
#include <vector>

namespace guanlan {

/// Several numbers side by side as a shape: one column of many groups against yesterday, or several columns
/// of a few groups. Axes of several columns have a scale of their own each.
class RadarPanel : public DataPanel {
    Q_OBJECT
  public:
    explicit RadarPanel(QWidget* parent);

  protected:
    Result<void> rebuild() override;
    void paintBody(QPainter& painter, const QRectF& area) override;
    void paintOverlay(QPainter& painter, const QRectF& area) override;
    [[nodiscard]] QString describe() const override;
    [[nodiscard]] ShownTable tableOfBody() const override;
    [[nodiscard]] bool nothingToShow() const override;
    [[nodiscard]] bool mixesOpenWindows() const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    struct Axis {
        QString name{};
        ValueFormat format{};
        double high = 0;
    };
    struct Shape {
        QString name{};
        std::size_t colour = 0;
        int daysAgo = 0;  ///< a comparison
        bool provisional = false;
        std::vector<double> value{};  ///< by axis; not a number: none
    };
    Result<void> axesFromGroups();
    Result<void> axesFromColumns();
    void scaleAxes(bool common);
    void layOut(const QRectF& area);
    void paintWeb(QPainter& painter) const;
    void paintAxisNames(QPainter& painter, const QRectF& area) const;
    void paintShape(QPainter& painter, const Shape& shape) const;
    void paintLegend(QPainter& painter, const QRectF& area) const;
    [[nodiscard]] QPointF point(std::size_t axis, double share) const;
    [[nodiscard]] double shareOf(const Shape& shape, std::size_t axis) const;
    [[nodiscard]] QColor colourOf(const Shape& shape) const;
    void setCurrent(std::optional<std::size_t> axis);

    std::vector<Axis> m_axes;
    std::vector<Shape> m_shapes;
    std::size_t m_hidden = 0;
    QPointF m_centre;
    qreal m_radius = 0;
    std::optional<std::size_t> m_current;
};

extern const PanelKind kRadarPanel;

}  // namespace guanlan
