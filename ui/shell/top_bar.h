// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/stream_light.h"
#include "ui/shell/time_control.h"

#include <QWidget>

class QLabel;

namespace guanlan {

class IconButton;

/// Page name, time control, search, edit, and the state of the streams.
class TopBar : public QWidget {
    Q_OBJECT
  public:
    explicit TopBar(QWidget* parent = nullptr);
    void setTitle(const QString& title, const QString& subtitle);
    /// Dashboards alone have a time and can be edited.
    void setDashboardTools(bool shown);
    void setEditing(bool editing);
    void setHistory(bool canUndo, bool canRedo);
    /// The way back from a closer look is only there while there is one.
    void setZoomed(bool zoomed);
    /// The time of the run's clock; empty hides it.
    void setClock(const QString& text);
    [[nodiscard]] StreamLight& light() { return *m_light; }
    [[nodiscard]] TimeControl& time() { return *m_time; }

  signals:
    void searchAsked();
    void editToggled(bool editing);
    void undoAsked();
    void redoAsked();
    void zoomBackAsked();
    /// At a place of the screen.
    void exportAsked(const QPoint& at);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    StreamLight* m_light;
    TimeControl* m_time;
    IconButton* m_search;
    IconButton* m_edit;
    IconButton* m_undo;
    IconButton* m_redo;
    IconButton* m_zoomBack;
    IconButton* m_export;
    QLabel* m_clock;
    QString m_title{};
    QString m_subtitle{};
    bool m_editing = false;
    bool m_zoomed = false;
};

}  // namespace guanlan
