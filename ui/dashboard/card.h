// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/filter_bar.h"
#include "ui/model/feed_hub.h"
#include "ui/model/rows_behind.h"
#include "ui/panel/panel.h"

#include <QWidget>

#include <memory>

namespace guanlan {

class CardMenu;

/// The frame around one panel: accent bar, title, subtitle, and a place that says so where the panel's kind
/// is not known. In edit mode a layer above takes the mouse: GridCanvas moves and resizes by it.
class Card : public QWidget {
    Q_OBJECT
  public:
    Card(const PanelConfig& config, QWidget* parent);

    [[nodiscard]] const PanelConfig& config() const { return m_config; }
    void configure(const PanelConfig& config, FeedHub* hub);
    /// Narrows the panel to one value of each dimension its metric has, and says so where it has one not.
    void setFilter(const DashboardFilter& filter, FeedHub* hub);
    /// Dimensions of the filter that do not narrow this panel.
    [[nodiscard]] const QStringList& unfiltered() const { return m_unfiltered; }
    /// Takes what is new; called on every pulse while the card can be seen.
    void refresh(FeedHub& hub);
    void showSnapshot(const Snapshot& snapshot);
    void setSelected(bool selected);
    void setLifted(bool lifted);
    /// Takes what is new although nobody may see it; whether that is all there is.
    bool fetch(FeedHub& hub);
    /// The card as it is, without what belongs to its use.
    void paintOn(QPainter& painter, const QPoint& at);
    /// The rows that the panel was made of; empty without rows.
    [[nodiscard]] std::optional<RowsBehind> rowsShown() const;
    /// Those of them that a value was made of.
    [[nodiscard]] std::optional<RowsBehind> rowsBehind(const PanelChoice& choice) const;
    /// Of the rows; null without rows.
    [[nodiscard]] const MetricDefinition* metricShown() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] Panel* panel() const { return m_panel.get(); }
    [[nodiscard]] QSize smallest() const;

  signals:
    void cursorMoved(std::optional<guanlan::Micros> at);
    void zoomAsked(guanlan::Micros from, guanlan::Micros to);
    void zoomBackAsked();
    void choiceMade(const guanlan::PanelChoice& choice);
    /// At a place of the card.
    void menuAsked(const QPoint& at);

  protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void showPanel();
    void take(FeedHub& hub);
    void configurePanel(FeedHub* hub);
    [[nodiscard]] QString unfilteredText() const;
    void place();
    void takeWords();
    void takeTitle();
    void paintHeader(QPainter& painter) const;
    void paintTileHeader(QPainter& painter) const;
    /// Both at the right end of `area`; they return what they leave.
    [[nodiscard]] QRect paintUnfiltered(QPainter& painter, const QRect& area) const;
    [[nodiscard]] QRect paintMark(QPainter& painter, const QRect& area, const QString& words) const;
    [[nodiscard]] bool compact() const;
    /// What is left of a line of the header beside the button of the menu, while that can be seen.
    [[nodiscard]] QRect besideMenu(QRect line) const;

    PanelConfig m_config;
    PanelConfig m_shown{};  ///< with the conditions of the filter
    DashboardFilter m_filter{};
    QStringList m_unfiltered{};
    std::unique_ptr<Panel> m_panel{};
    std::shared_ptr<MetricFeed> m_feed{};
    QString m_kindShown{};
    QString m_subtitle{};
    PanelMark m_mark{};
    CardMenu* m_menu;  ///< drawn while the pointer is on the card, or the keyboard on the button
    bool m_selected = false;
    bool m_lifted = false;
    std::uint64_t m_version = 0;
    bool m_fresh = true;  ///< the panel has not seen its data yet
};

}  // namespace guanlan
