// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/panel.h"
#include "ui/widget/popover.h"

#include <QPointer>

class QLabel;

namespace guanlan {

class IconButton;

/// What can be done with one value of a panel: show only its group, or see what it was made of. Arrow keys
/// and Enter work in it; the panel has the focus again afterwards.
class ChoicePopover : public Popover {
    Q_OBJECT
  public:
    explicit ChoicePopover(QWidget* page);
    /// `place` in coordinates of the page; `filtered`: its group alone is shown already.
    void offer(guanlan::Panel& panel, const PanelChoice& choice, const QRect& place, bool filtered);

  signals:
    void filterAsked(const guanlan::PanelChoice& choice, bool filtered);
    void eventsAsked(const guanlan::PanelChoice& choice);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    QLabel* m_name;
    QLabel* m_value;
    IconButton* m_filter;
    IconButton* m_events;
    QPointer<guanlan::Panel> m_panel{};
    PanelChoice m_choice{};
    bool m_filtered = false;
};

}  // namespace guanlan
