// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/feed_hub.h"
#include "ui/model/workspace_model.h"

#include <QPointer>
#include <QWidget>

class QTabWidget;

namespace guanlan {

class IconButton;
class RuleForm;
class RuleTrial;
class Section;
class TextTable;

/// Rules with their form, what fires now, what fired before, and what became of the messages about it.
class AlarmPage : public QWidget {
    Q_OBJECT
  public:
    explicit AlarmPage(WorkspaceModel& workspace, QWidget* parent = nullptr);
    void setHub(FeedHub* hub);
    [[nodiscard]] RuleForm& form() { return *m_form; }
    void editRule(const std::string& id);

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    void fillRules();
    void refresh();
    void fillFiring(const Snapshot& snapshot);
    void askPast();
    void fillPast(const std::vector<StoredAlarm>& alarms);
    void fillMessages(const std::vector<OutboxMessage>& messages);
    void newRule();
    void save(const AlarmRule& rule);
    void remove(const std::string& id);
    [[nodiscard]] const AlarmRule* ruleById(const std::string& id) const;
    [[nodiscard]] QString timeText(Micros utc) const;
    [[nodiscard]] QString windowText(Micros window, bool isInstant) const;
    [[nodiscard]] bool countsFromUtc(const std::string& metric) const;

    WorkspaceModel& m_workspace;
    QPointer<FeedHub> m_hub{};
    Section* m_ruleSection;
    Section* m_formSection;
    Section* m_eventSection;
    TextTable* m_rules;
    RuleForm* m_form;
    RuleTrial* m_trial;
    QTabWidget* m_tabs;
    TextTable* m_firing;
    TextTable* m_past;
    TextTable* m_messages;
    IconButton* m_add;
    Micros m_refreshed = 0;
    bool m_asked = false;
    bool m_editingNew = false;
};

}  // namespace guanlan
