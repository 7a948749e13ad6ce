// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/feed_hub.h"
#include "ui/panel/panel.h"

#include <QWidget>

#include <memory>

namespace guanlan {

/// The frame around one panel: accent bar, title, subtitle, and a place that says so where the panel's kind
/// is not known. In edit mode a layer above takes the mouse: GridCanvas moves and resizes by it.
class Card : public QWidget {
    Q_OBJECT
  public:
    Card(const PanelConfig& config, QWidget* parent);

    [[nodiscard]] const PanelConfig& config() const { return m_config; }
    void configure(const PanelConfig& config, FeedHub* hub);
    /// Takes what is new; called on every pulse while the card can be seen.
    void refresh(FeedHub& hub);
    void showSnapshot(const Snapshot& snapshot);
    void setSelected(bool selected);
    void setLifted(bool lifted);
    [[nodiscard]] Panel* panel() const { return m_panel.get(); }
    [[nodiscard]] QSize smallest() const;

  signals:
    void cursorMoved(std::optional<guanlan::Micros> at);
    void zoomAsked(guanlan::Micros from, guanlan::Micros to);
    void zoomBackAsked();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void showPanel();
    void place();
    void takeWords();
    void paintHeader(QPainter& painter) const;
    void paintTileHeader(QPainter& painter, const QString& title) const;
    /// At the right end of `area`; returns what it leaves.
    [[nodiscard]] QRect paintMark(QPainter& painter, const QRect& area, const QString& words) const;
    [[nodiscard]] bool compact() const;

    PanelConfig m_config;
    std::unique_ptr<Panel> m_panel{};
    std::shared_ptr<MetricFeed> m_feed{};
    QString m_kindShown{};
    QString m_subtitle{};
    PanelMark m_mark{};
    bool m_selected = false;
    bool m_lifted = false;
    std::uint64_t m_version = 0;
    bool m_fresh = true;  ///< the panel has not seen its data yet
};

}  // namespace guanlan
