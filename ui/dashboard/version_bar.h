// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/dashboard_version.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace guanlan {

class IconButton;

/// The earlier versions of a dashboard in one line: the one that is chosen is looked at, and can be put back.
class VersionBar : public QWidget {
    Q_OBJECT
  public:
    explicit VersionBar(QWidget* parent = nullptr);
    /// Newest first; the first is looked at.
    void open(std::vector<DashboardVersion> versions);
    /// Nothing is looked at any more; closed() is not emitted.
    void dismiss();

  signals:
    void looked(const guanlan::DashboardConfig& dashboard);
    void restoreAsked(const guanlan::DashboardConfig& dashboard, const QString& when);
    void closed();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void close();
    void retranslate();
    [[nodiscard]] static QString when(const DashboardVersion& version);

    std::vector<DashboardVersion> m_versions{};
    QLabel* m_words;
    QComboBox* m_choice;
    IconButton* m_restore;
    IconButton* m_close;
};

}  // namespace guanlan
