// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/data_panel.h"
#include "ui/panel/eventlog/log_rows.h"
#include "ui/panel/row_scroll.h"

#include <optional>

namespace guanlan {

/// The rows of a metric as a log, newest first: time, gravity, message, and what else was chosen. Stays where
/// it was scrolled to while new rows come in.
class EventLogPanel : public DataPanel {
    Q_OBJECT
  public:
    explicit EventLogPanel(QWidget* parent);

  protected:
    Result<void> rebuild() override;
    void paintBody(QPainter& painter, const QRectF& area) override;
    void paintOverlay(QPainter& painter, const QRectF& area) override;
    [[nodiscard]] QString describe() const override;
    [[nodiscard]] ShownTable tableOfBody() const override;
    [[nodiscard]] bool nothingToShow() const override { return m_log.lines().empty(); }
    [[nodiscard]] bool mixesOpenWindows() const override;
    [[nodiscard]] std::optional<Micros> newest() const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    [[nodiscard]] LogRows::Columns columnsWanted() const;
    [[nodiscard]] qreal rowHeight() const;
    [[nodiscard]] QString timeOf(std::size_t line) const;
    [[nodiscard]] QString gravityText(std::size_t line) const;
    void paintLine(QPainter& painter, const QRectF& area, std::size_t line, qreal timeWidth,
                   qreal chipWidth) const;

    LogRows m_log;
    RowScroll m_scroll;
    std::optional<std::size_t> m_current;
};

extern const PanelKind kEventLogPanel;

}  // namespace guanlan
