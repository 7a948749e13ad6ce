// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/panel.h"
#include "ui/panel/panel_query.h"
#include "ui/panel/panel_rows.h"

#include <QPixmap>

#include <optional>

namespace guanlan {

/// What every painted panel shares: its configuration and rows, the faces of the states without rows
/// (loading, empty, error), the mark of stale values, and one cached picture that is drawn again only when
/// rows, size or theme changed. A kind works its rows into what it draws in rebuild() and draws in
/// paintBody().
class DataPanel : public Panel {
    Q_OBJECT
  public:
    explicit DataPanel(QWidget* parent);
    void configure(const PanelConfig& config) override;
    void setData(const PanelData& data) override;
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] PanelMark mark() const override;
    [[nodiscard]] ShownTable shownTable() const final { return showsBody() ? tableOfBody() : ShownTable(); }

  protected:
    /// Fails with words for the panel's place. Called when rows, configuration or language changed.
    virtual Result<void> rebuild() = 0;
    virtual void paintBody(QPainter& painter, const QRectF& area) = 0;
    /// What follows the pointer; drawn over the cached body.
    virtual void paintOverlay(QPainter& /*painter*/, const QRectF& /*area*/) {}
    /// What a click there chooses; empty: nothing.
    [[nodiscard]] virtual std::optional<PanelChoice> choiceAt(const QPointF& /*position*/) const {
        return std::nullopt;
    }
    /// The panel's contents in words, for screen readers.
    [[nodiscard]] virtual QString describe() const = 0;
    [[nodiscard]] virtual bool nothingToShow() const = 0;
    [[nodiscard]] virtual ShownTable tableOfBody() const = 0;
    /// Whether open windows are part of what is shown and the body does not show it by itself.
    [[nodiscard]] virtual bool mixesOpenWindows() const { return false; }

    [[nodiscard]] const PanelConfig& config() const { return m_config; }
    [[nodiscard]] const PanelQuery& query() const { return m_query; }
    [[nodiscard]] const PanelOptions& options() const { return m_options; }
    [[nodiscard]] const PanelData& data() const { return m_data; }
    void setFallbackAggregate(Aggregate aggregate) { m_fallbackAggregate = aggregate; }
    /// A kind that needs no rows calls this once it has something to show.
    void refresh();
    /// The rows are the same, but they are drawn differently (scrolled, folded).
    void repaintBody();
    [[nodiscard]] bool showsBody() const;
    /// The time of the newest final row.
    [[nodiscard]] virtual std::optional<Micros> newest() const;

    [[nodiscard]] Result<PanelRows> rowsOf(const BatchPtr& batch, GroupNames& groups, std::size_t series = 0,
                                           Micros shift = 0) const;
    /// Name of a series in the reader's language.
    [[nodiscard]] QString seriesName(std::size_t series) const;
    /// Name of a group; a null one has words of its own.
    [[nodiscard]] QString groupName(const std::string& name) const;

    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void describeAgain();
    void paintCached(QPainter& painter);

    PanelConfig m_config;
    PanelQuery m_query;
    PanelOptions m_options;
    PanelData m_data;
    Aggregate m_fallbackAggregate = Aggregate::Sum;
    std::optional<Error> m_problem;
    QPixmap m_body;
    bool m_dirty = true;
    std::optional<PanelChoice> m_pressed{};  ///< under the mouse button
};

}  // namespace guanlan
