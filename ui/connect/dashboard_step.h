// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/proposal_script.h"
#include "core/base/zone.h"
#include "core/config/dashboard_config.h"
#include "ui/connect/errand.h"

#include <QTimer>
#include <QWidget>

#include <set>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;

namespace guanlan {

class IconButton;
class Section;

/// Which metrics and panels are made of the columns, and the script that makes them: all of it to be changed.
class DashboardStep : public QWidget {
    Q_OBJECT
  public:
    explicit DashboardStep(QWidget* parent = nullptr);

    struct Ground {
        std::string existing{};  ///< the workspace's script so far
        std::string file{};      ///< its path
        std::string topic{};
        TableOptions options{};  ///< of the connection
        Zone zone{};
        std::set<std::string> dashboards{};  ///< names in use
    };
    void open(Ground ground, const StreamProposal& proposal, const std::string& pasted);
    /// The workspace's script with the new part.
    [[nodiscard]] std::string script() const;
    [[nodiscard]] DashboardConfig dashboard() const;

  signals:
    void ready(bool ready);

  private:
    void buildChoices();
    void buildScript();
    void showMetrics();
    void showPanels();
    void takeTicks();
    void write();
    void checkSoon();
    void check();
    void tell(const QString& words, bool good);
    [[nodiscard]] TableOptions tableOptions() const;
    [[nodiscard]] Micros now() const;

    Ground m_ground{};
    StreamProposal m_proposal{};
    std::string m_pasted{};
    std::vector<MetricProposal> m_metrics{};
    std::vector<PanelProposal> m_panels{};
    Section* m_choices;
    Section* m_scriptSection;
    QLineEdit* m_name;
    QComboBox* m_start;
    QListWidget* m_metricList;
    QListWidget* m_panelList;
    QPlainTextEdit* m_editor;
    IconButton* m_again;
    QLabel* m_result;
    QTimer m_soon;
    bool m_byHand = false;  ///< the script was edited
    Errand m_errand{};
};

}  // namespace guanlan
