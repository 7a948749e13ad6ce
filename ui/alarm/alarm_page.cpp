// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarm/alarm_page.h"

#include "ui/alarm/alarm_text.h"
#include "ui/alarm/rule_form.h"
#include "ui/alarm/rule_trial.h"
#include "ui/model/stream_state.h"
#include "ui/theme/theme.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/section.h"
#include "ui/widget/text_table.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

constexpr Micros kRefreshEvery = kSecond;
constexpr int kPastShown = 200;

QString text(const std::string& words) {
    return QString::fromStdString(words);
}

/// What the page asks of history in one go.
struct Past {
    std::vector<StoredAlarm> alarms{};
    std::vector<OutboxMessage> messages{};
};

void fill(TextTable& table, std::vector<TextRow> rows) {
    const bool first = table.table().rowCount() == 0 && !rows.empty();
    table.table().setRows(std::move(rows));
    if (first) table.fitColumns();
}

}  // namespace

AlarmPage::AlarmPage(WorkspaceModel& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_ruleSection(new Section(this)),
      m_formSection(new Section(this)),
      m_eventSection(new Section(this)),
      m_rules(new TextTable),
      m_form(new RuleForm),
      m_trial(new RuleTrial),
      m_tabs(new QTabWidget),
      m_firing(new TextTable),
      m_past(new TextTable),
      m_messages(new TextTable),
      m_add(new IconButton(Icon::Plus)) {
    auto* left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(m_ruleSection, 1);
    left->addWidget(m_eventSection, 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 4, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(left, 1);
    layout->addWidget(m_formSection);
    m_formSection->setFixedWidth(380);
    m_add->setLook(IconButton::Look::Outlined);
    m_ruleSection->actions()->addWidget(m_add);
    m_ruleSection->body()->addWidget(m_rules);
    m_formSection->body()->addWidget(m_form);
    m_formSection->body()->addWidget(m_trial);
    m_formSection->body()->addStretch();
    m_eventSection->body()->addWidget(m_tabs);
    m_rules->setObjectName(QStringLiteral("rules"));
    for (TextTable* table : {m_firing, m_past, m_messages})
        m_tabs->addTab(table, QString());
    connect(m_add, &IconButton::clicked, this, &AlarmPage::newRule);
    connect(m_rules, &TextTable::keySelected, this,
            [this](const QString& key) { editRule(key.toStdString()); });
    connect(m_form, &RuleForm::saved, this, &AlarmPage::save);
    connect(m_form, &RuleForm::removed, this, &AlarmPage::remove);
    connect(m_form, &RuleForm::ruleChanged, this, [this] { m_trial->tryRule(m_form->rule()); });
    connect(&m_workspace, &WorkspaceModel::rulesChanged, this, &AlarmPage::fillRules);
    connect(&m_workspace, &WorkspaceModel::channelsChanged, this,
            [this] { m_form->setChannels(m_workspace.channels()); });
    m_form->setChannels(m_workspace.channels());
    retranslate();
}

void AlarmPage::setHub(FeedHub* hub) {
    m_hub = hub;
    m_asked = false;
    m_trial->setHub(hub);
    if (hub == nullptr) return;
    const AlarmRule edited = m_form->rule();
    m_form->setMetrics(hub->run().metrics);
    m_form->edit(edited, m_editingNew);
    connect(hub, &FeedHub::pulsed, this, &AlarmPage::refresh);
}

void AlarmPage::retranslate() {
    m_ruleSection->setTitle(tr("Rules"));
    m_eventSection->setTitle(tr("Events"));
    m_add->setText(tr("New rule"));
    m_add->updateGeometry();
    m_tabs->setTabText(0, tr("Firing now"));
    m_tabs->setTabText(1, tr("History"));
    m_tabs->setTabText(2, tr("Messages"));
    m_rules->table().setColumns({tr("Level"), tr("Name"), tr("Condition"), tr("State")});
    m_firing->table().setColumns(
        {tr("Level"), tr("Rule"), tr("Series"), tr("Value"), tr("Threshold"), tr("Since")}, {3, 4});
    m_past->table().setColumns(
        {tr("Level"), tr("Rule"), tr("Series"), tr("What"), tr("Value"), tr("Window"), tr("Noticed")}, {4});
    m_messages->table().setColumns({tr("State"), tr("Channel"), tr("Rule"), tr("Attempts"),
                                    tr("Answer of the other side"), tr("Created")},
                                   {3});
    m_rules->setEmptyText(
        tr("No rule yet. A rule watches one column of a metric and tells you when it crosses a threshold."));
    m_firing->setEmptyText(tr("All quiet: no alarm is firing."));
    m_past->setEmptyText(tr("No alarm has fired so far."));
    m_messages->setEmptyText(tr("No message has been sent so far."));
    fillRules();
}

const AlarmRule* AlarmPage::ruleById(const std::string& id) const {
    const auto& rules = m_workspace.rules();
    const auto place =
        std::find_if(rules.begin(), rules.end(), [&](const AlarmRule& rule) { return rule.id == id; });
    return place == rules.end() ? nullptr : &*place;
}

QString AlarmPage::timeText(Micros utc) const {
    return m_hub ? clockText(utc, m_hub->run().clock->now(), m_hub->run().zone) : QString();
}

QString AlarmPage::windowText(Micros window, bool isInstant) const {
    return m_hub ? timeText(m_hub->run().zone.instantOf(window, isInstant)) : QString();
}

bool AlarmPage::countsFromUtc(const std::string& metric) const {
    for (const MetricDefinition& definition : m_hub->run().metrics) {
        if (definition.name != metric || !definition.timeColumn) continue;
        return (*definition.schema)[*definition.timeColumn].type.kind == TypeKind::TimestampLtz;
    }
    return true;
}

void AlarmPage::fillRules() {
    std::vector<TextRow> rows;
    for (const AlarmRule& rule : m_workspace.rules()) {
        rows.push_back({.cells = {levelText(rule.level), text(rule.name), conditionText(rule),
                                  rule.enabled ? tr("on") : tr("off")},
                        .mark = levelColor(rule.level),
                        .key = text(rule.id)});
    }
    const QString chosen = m_rules->selectedKey();
    const bool first = m_rules->table().rowCount() == 0 && !rows.empty();
    m_rules->table().setRows(std::move(rows));
    if (first) m_rules->fitColumns();
    if (first && chosen.isEmpty() && !m_editingNew) m_rules->selectKey(text(m_workspace.rules().front().id));
    if (m_workspace.rules().empty() && !m_editingNew) newRule();
}

void AlarmPage::editRule(const std::string& id) {
    const AlarmRule* rule = ruleById(id);
    if (rule == nullptr) return;
    m_editingNew = false;
    m_formSection->setTitle(tr("Rule"));
    m_form->edit(*rule, false);
}

void AlarmPage::newRule() {
    AlarmRule rule;
    for (int number = 1; rule.id.empty() || ruleById(rule.id) != nullptr; ++number)
        rule.id = "rule-" + std::to_string(number);
    m_editingNew = true;
    m_formSection->setTitle(tr("New rule"));
    m_form->edit(rule, true);
}

void AlarmPage::save(const AlarmRule& rule) {
    std::vector<AlarmRule> rules = m_workspace.rules();
    const auto place =
        std::find_if(rules.begin(), rules.end(), [&](const AlarmRule& other) { return other.id == rule.id; });
    if (place == rules.end()) {
        rules.push_back(rule);
    } else {
        *place = rule;
    }
    m_editingNew = false;
    m_workspace.setRules(rules);
    m_rules->selectKey(text(rule.id));
    editRule(rule.id);
}

void AlarmPage::remove(const std::string& id) {
    std::vector<AlarmRule> rules = m_workspace.rules();
    std::erase_if(rules, [&](const AlarmRule& rule) { return rule.id == id; });
    m_workspace.setRules(rules);
    if (rules.empty()) {
        newRule();
    } else {
        m_rules->selectKey(text(rules.front().id));
        editRule(rules.front().id);
    }
}

void AlarmPage::refresh() {
    if (!isVisible() || !m_hub || !m_hub->snapshot()) return;
    const Micros monotonic = m_hub->run().clock->monotonic();
    if (m_refreshed != 0 && monotonic - m_refreshed < kRefreshEvery) return;
    m_refreshed = monotonic;
    fillFiring(*m_hub->snapshot());
    askPast();
}

void AlarmPage::fillFiring(const Snapshot& snapshot) {
    std::vector<TextRow> rows;
    for (const AlarmState& state : snapshot.alarms) {
        const AlarmRule* rule = ruleById(state.ruleId);
        if (rule == nullptr || state.phase == AlarmState::Phase::Normal) continue;
        const QString level =
            state.phase == AlarmState::Phase::Pending ? tr("pending") : levelText(rule->level);
        rows.push_back(
            {.cells = {level, text(rule->name), text(state.series),
                       state.value ? plainNumber(*state.value) : QStringLiteral("–"),
                       comparisonSign(rule->comparison) + QLatin1Char(' ') + plainNumber(rule->threshold),
                       windowText(state.since, countsFromUtc(rule->metric))},
             .mark = levelColor(rule->level)});
    }
    fill(*m_firing, std::move(rows));
}

void AlarmPage::askPast() {
    if (m_asked) return;
    m_asked = true;
    const auto question = [](History& history) -> Result<Past> {
        auto alarms = history.alarms(kPastShown);
        if (!alarms) return alarms.error();
        auto messages = history.messages(kPastShown);
        if (!messages) return messages.error();
        return Past{std::move(*alarms), std::move(*messages)};
    };
    m_hub->history().ask<Past>(this, question, [this](const Result<Past>& past) {
        m_asked = false;
        if (!past) {
            m_past->setEmptyText(errorSentence(past.error()));
            return;
        }
        fillPast(past->alarms);
        fillMessages(past->messages);
    });
}

void AlarmPage::fillPast(const std::vector<StoredAlarm>& alarms) {
    std::vector<TextRow> rows;
    for (const StoredAlarm& stored : alarms) {
        const AlarmTransition& alarm = stored.transition;
        rows.push_back({.cells = {levelText(alarm.level), text(alarm.ruleName), text(alarm.series),
                                  alarm.firing ? tr("began") : tr("resolved"), plainNumber(alarm.value),
                                  windowText(alarm.window, alarm.windowIsInstant), timeText(alarm.at)},
                        .mark = alarm.firing ? levelColor(alarm.level) : currentTheme().good});
    }
    fill(*m_past, std::move(rows));
}

void AlarmPage::fillMessages(const std::vector<OutboxMessage>& messages) {
    std::vector<TextRow> rows;
    for (const OutboxMessage& message : messages) {
        const bool failed = message.phase == OutboxMessage::Phase::Failed;
        const bool joined = message.phase == OutboxMessage::Phase::Joined;
        const bool sent = joined || message.phase == OutboxMessage::Phase::Sent;
        rows.push_back({.cells = {phaseText(message.phase), text(message.channel),
                                  text(message.alarm.ruleName), QString::number(message.attempts),
                                  joined ? QString() : text(message.lastAnswer), timeText(message.created)},
                        .mark = failed ? currentTheme().critical
                                : sent ? currentTheme().good
                                       : currentTheme().warning});
    }
    fill(*m_messages, std::move(rows));
}

void AlarmPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_refreshed = 0;
    refresh();
}

void AlarmPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    retranslate();
    m_formSection->setTitle(m_editingNew ? tr("New rule") : tr("Rule"));
    m_refreshed = 0;
    refresh();
}

}  // namespace guanlan
