// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/data_panel.h"
#include "ui/panel/row_scroll.h"
#include "ui/panel/table/table_rows.h"

#include <optional>

namespace guanlan {

/// Exact numbers in lines: groups, or windows newest first; cells coloured by thresholds, as bars or by heat.
/// A click on a heading sorts, the wheel scrolls.
class TablePanel : public DataPanel {
    Q_OBJECT
  public:
    explicit TablePanel(QWidget* parent);

  protected:
    Result<void> rebuild() override;
    void paintBody(QPainter& painter, const QRectF& area) override;
    void paintOverlay(QPainter& painter, const QRectF& area) override;
    [[nodiscard]] QString describe() const override;
    [[nodiscard]] ShownTable tableOfBody() const override;
    [[nodiscard]] bool nothingToShow() const override { return m_rows.empty(); }
    [[nodiscard]] bool mixesOpenWindows() const override;
    [[nodiscard]] std::optional<PanelChoice> choiceAt(const QPointF& position) const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    static constexpr qreal kHeading = 28;
    static constexpr qreal kRow = 28;
    static constexpr qreal kCellGap = 14;
    enum class Part { Name, Value, Change, Course };
    struct Column {
        Part part = Part::Name;
        std::size_t series = 0;
        QString title{};
        ValueFormat format{};
        bool shortened = false;  ///< numbers too long to be written out
        qreal width = 0;
        qreal left = 0;
    };
    void makeColumns();
    [[nodiscard]] QString textOf(const Column& column, const TableRow& row) const;
    [[nodiscard]] QString nameOf(const TableRow& row) const;
    void layOut(const QRectF& area);
    void paintHeading(QPainter& painter, const QRectF& area) const;
    void paintRow(QPainter& painter, const QRectF& line, const TableRow& row) const;
    void paintValue(QPainter& painter, const QRectF& cell, const Column& column, const TableRow& row) const;
    [[nodiscard]] bool hasThresholds(std::size_t series) const;
    [[nodiscard]] std::optional<std::size_t> columnAt(qreal x) const;
    [[nodiscard]] std::optional<std::size_t> rowAt(const QPointF& position) const;
    void sortBy(std::size_t column, bool descending);
    void scrolled(bool moved);

    std::vector<TableRow> m_rows;
    std::vector<Column> m_columns;
    std::vector<double> m_highest;  ///< of each series
    std::size_t m_sortColumn = 0;   ///< as sortRows() counts
    bool m_descending = true;
    bool m_sortChosen = false;  ///< by the reader, not by us
    std::size_t m_hiddenColumns = 0;
    RowScroll m_scroll;
    std::optional<std::size_t> m_current;
};

extern const PanelKind kTablePanel;

}  // namespace guanlan
