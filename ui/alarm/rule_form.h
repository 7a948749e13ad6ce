// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/config/channel_config.h"
#include "core/store/store.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QSpinBox;

namespace guanlan {

class IconButton;

/// One alarm rule in a small form. Nothing changes until it is saved.
class RuleForm : public QWidget {
    Q_OBJECT
  public:
    explicit RuleForm(QWidget* parent = nullptr);
    void setMetrics(const std::vector<MetricDefinition>& metrics);
    void setChannels(const std::vector<ChannelConfig>& channels);
    void edit(const AlarmRule& rule, bool isNew);
    /// The rule as the form has it now.
    [[nodiscard]] AlarmRule rule() const;

  signals:
    void saved(const guanlan::AlarmRule& rule);
    void removed(const std::string& id);
    /// What rule() says may be another rule now, without a mistake in it.
    void ruleChanged();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void build();
    void buildCondition(QFormLayout* form);
    void buildActions(QFormLayout* form);
    void fillColumns();
    void validate();
    [[nodiscard]] QString mistake() const;

    std::vector<MetricDefinition> m_metrics{};
    std::vector<ChannelConfig> m_channels{};
    AlarmRule m_rule{};
    bool m_new = true;
    QWidget* m_content = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_metric = nullptr;
    QComboBox* m_column = nullptr;
    QLineEdit* m_where = nullptr;
    QComboBox* m_comparison = nullptr;
    QLineEdit* m_threshold = nullptr;
    QSpinBox* m_consecutive = nullptr;
    QComboBox* m_level = nullptr;
    QListWidget* m_channelList = nullptr;
    QPlainTextEdit* m_note = nullptr;
    QCheckBox* m_enabled = nullptr;
    QLabel* m_problem = nullptr;
    IconButton* m_save = nullptr;
    IconButton* m_remove = nullptr;
};

}  // namespace guanlan
