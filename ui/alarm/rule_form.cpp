// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarm/rule_form.h"

#include "ui/alarm/alarm_text.h"
#include "ui/widget/icon.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

namespace guanlan {

namespace {

constexpr int kMostConsecutive = 1000;
constexpr int kNoteHeight = 64;
constexpr int kChannelHeight = 72;

QString text(const std::string& words) {
    return QString::fromStdString(words);
}

/// "region=广东, video_type=动画" both ways.
QString whereText(const std::map<std::string, std::string>& where) {
    QStringList parts;
    for (const auto& [dimension, value] : where)
        parts += text(dimension) + QLatin1Char('=') + text(value);
    return parts.join(QStringLiteral(", "));
}

std::optional<std::map<std::string, std::string>> parseWhere(const QString& words) {
    std::map<std::string, std::string> where;
    for (const QString& part : words.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (part.trimmed().isEmpty()) continue;
        const qsizetype sign = part.indexOf(QLatin1Char('='));
        if (sign <= 0) return std::nullopt;
        where[part.left(sign).trimmed().toStdString()] = part.mid(sign + 1).trimmed().toStdString();
    }
    return where;
}

std::optional<double> parseNumber(const QString& words) {
    bool ok = false;
    double value = QLocale().toDouble(words.trimmed(), &ok);
    if (!ok) value = QLocale::c().toDouble(words.trimmed(), &ok);
    return ok && qIsFinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace

RuleForm::RuleForm(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    build();
}

void RuleForm::build() {
    delete m_content;
    m_content = new QWidget(this);
    layout()->addWidget(m_content);
    auto* form = new QFormLayout(m_content);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("Name"), m_name = new QLineEdit(m_content));
    buildCondition(form);
    form->addRow(tr("Level"), m_level = new QComboBox(m_content));
    for (const AlarmLevel level : {AlarmLevel::Info, AlarmLevel::Warning, AlarmLevel::Critical})
        m_level->addItem(levelText(level), static_cast<int>(level));
    form->addRow(tr("Tell"), m_channelList = new QListWidget(m_content));
    m_channelList->setFixedHeight(kChannelHeight);
    form->addRow(tr("What to do"), m_note = new QPlainTextEdit(m_content));
    m_note->setFixedHeight(kNoteHeight);
    m_note->setTabChangesFocus(true);
    m_note->setPlaceholderText(tr("Part of the message: what the receiver shall look at"));
    form->addRow(QString(), m_enabled = new QCheckBox(tr("Switched on"), m_content));
    buildActions(form);
    connect(m_name, &QLineEdit::textEdited, this, &RuleForm::validate);
    setMetrics(m_metrics);
    setChannels(m_channels);
    edit(m_rule, m_new);
}

void RuleForm::buildCondition(QFormLayout* form) {
    form->addRow(tr("Metric"), m_metric = new QComboBox(m_content));
    form->addRow(tr("Column"), m_column = new QComboBox(m_content));
    form->addRow(tr("Only where"), m_where = new QLineEdit(m_content));
    m_where->setPlaceholderText(tr("all series, each by itself; or region=广东"));
    auto* limit = new QWidget(m_content);
    auto* row = new QHBoxLayout(limit);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_comparison = new QComboBox(limit));
    row->addWidget(m_threshold = new QLineEdit(limit), 1);
    for (const Comparison comparison :
         {Comparison::Above, Comparison::AtLeast, Comparison::Below, Comparison::AtMost})
        m_comparison->addItem(comparisonSign(comparison), static_cast<int>(comparison));
    m_threshold->setObjectName(QStringLiteral("threshold"));
    m_threshold->setAccessibleName(tr("Threshold"));
    form->addRow(tr("Alarm when"), limit);
    form->addRow(tr("Windows in a row"), m_consecutive = new QSpinBox(m_content));
    m_consecutive->setRange(1, kMostConsecutive);
    connect(m_metric, &QComboBox::currentIndexChanged, this, &RuleForm::fillColumns);
    connect(m_column, &QComboBox::currentIndexChanged, this, &RuleForm::validate);
    connect(m_where, &QLineEdit::textEdited, this, &RuleForm::validate);
    connect(m_threshold, &QLineEdit::textEdited, this, &RuleForm::validate);
    connect(m_comparison, &QComboBox::currentIndexChanged, this, &RuleForm::validate);
    connect(m_consecutive, &QSpinBox::valueChanged, this, &RuleForm::validate);
}

void RuleForm::buildActions(QFormLayout* form) {
    m_problem = new QLabel(m_content);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    form->addRow(m_problem);
    m_save = new IconButton(Icon::Check, tr("Save rule"), m_content);
    m_save->setLook(IconButton::Look::Filled);
    m_save->setObjectName(QStringLiteral("saveRule"));
    m_remove = new IconButton(Icon::Trash, tr("Delete"), m_content);
    m_remove->setLook(IconButton::Look::Danger);
    auto* actions = new QHBoxLayout;
    actions->addWidget(m_save);
    actions->addStretch();
    actions->addWidget(m_remove);
    form->addRow(actions);
    connect(m_save, &IconButton::clicked, this, [this] {
        if (mistake().isEmpty()) emit saved(rule());
    });
    connect(m_remove, &IconButton::clicked, this, [this] { emit removed(m_rule.id); });
}

void RuleForm::setMetrics(const std::vector<MetricDefinition>& metrics) {
    m_metrics = metrics;
    const QString chosen = m_metric->currentText();
    m_metric->clear();
    for (const MetricDefinition& metric : metrics)
        m_metric->addItem(text(metric.name));
    const int index = m_metric->findText(chosen);
    if (index >= 0) m_metric->setCurrentIndex(index);
}

void RuleForm::setChannels(const std::vector<ChannelConfig>& channels) {
    m_channels = channels;
    m_channelList->clear();
    for (const ChannelConfig& channel : channels) {
        auto* item =
            new QListWidgetItem(text(channel.name.empty() ? channel.id : channel.name), m_channelList);
        item->setData(Qt::UserRole, text(channel.id));
        const bool told =
            std::find(m_rule.channels.begin(), m_rule.channels.end(), channel.id) != m_rule.channels.end();
        item->setCheckState(told ? Qt::Checked : Qt::Unchecked);
    }
    if (channels.empty()) {
        auto* item = new QListWidgetItem(tr("No channel yet: add one under Settings"), m_channelList);
        item->setFlags(Qt::NoItemFlags);
    }
}

void RuleForm::fillColumns() {
    const QString chosen = m_column->currentText();
    m_column->clear();
    const std::string name = m_metric->currentText().toStdString();
    for (const MetricDefinition& metric : m_metrics) {
        if (metric.name != name || !metric.schema) continue;
        for (const Field& field : metric.schema->fields()) {
            if (field.type.isNumeric()) m_column->addItem(text(field.name));
        }
    }
    m_column->setCurrentIndex(std::max(0, m_column->findText(chosen)));
    validate();
}

void RuleForm::edit(const AlarmRule& rule, bool isNew) {
    m_rule = rule;
    m_new = isNew;
    m_name->setText(text(rule.name));
    const auto choose = [](QComboBox* box, const QString& name) {
        if (name.isEmpty()) return;
        if (box->findText(name) < 0) box->addItem(name);  // kept although the script no longer has it
        box->setCurrentIndex(box->findText(name));
    };
    choose(m_metric, text(rule.metric));
    fillColumns();
    choose(m_column, text(rule.column));
    m_where->setText(whereText(rule.where));
    m_comparison->setCurrentIndex(static_cast<int>(rule.comparison));
    m_threshold->setText(plainNumber(rule.threshold));
    m_consecutive->setValue(rule.consecutive);
    m_level->setCurrentIndex(static_cast<int>(rule.level));
    m_note->setPlainText(text(rule.note));
    m_enabled->setChecked(rule.enabled);
    m_remove->setVisible(!isNew);
    setChannels(m_channels);
    validate();
}

AlarmRule RuleForm::rule() const {
    AlarmRule rule = m_rule;
    rule.name = m_name->text().trimmed().toStdString();
    rule.metric = m_metric->currentText().toStdString();
    rule.column = m_column->currentText().toStdString();
    rule.where = parseWhere(m_where->text()).value_or(rule.where);
    rule.comparison = static_cast<Comparison>(m_comparison->currentData().toInt());
    rule.threshold = parseNumber(m_threshold->text()).value_or(rule.threshold);
    rule.consecutive = m_consecutive->value();
    rule.level = static_cast<AlarmLevel>(m_level->currentData().toInt());
    rule.note = m_note->toPlainText().trimmed().toStdString();
    rule.enabled = m_enabled->isChecked();
    if (!m_channels.empty()) {
        rule.channels.clear();
        for (int row = 0; row < m_channelList->count(); ++row) {
            const QListWidgetItem* item = m_channelList->item(row);
            if (item->checkState() == Qt::Checked)
                rule.channels.push_back(item->data(Qt::UserRole).toString().toStdString());
        }
    }
    return rule;
}

QString RuleForm::mistake() const {
    if (m_name->text().trimmed().isEmpty()) return tr("Give the rule a name; it heads every message.");
    if (m_metric->currentText().isEmpty() || m_column->currentText().isEmpty()) {
        return tr("Choose the metric and the column to watch.");
    }
    if (!parseWhere(m_where->text()))
        return tr("Write \"Only where\" as dimension=value, several with commas.");
    if (!parseNumber(m_threshold->text())) return tr("The threshold must be a number.");
    return {};
}

void RuleForm::validate() {
    if (m_problem == nullptr) return;  // still being built
    const QString words = mistake();
    m_problem->setText(words);
    m_problem->setVisible(!words.isEmpty());
    m_save->setEnabled(words.isEmpty());
    if (words.isEmpty() || m_name->text().trimmed().isEmpty()) emit ruleChanged();
}

void RuleForm::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    m_rule = rule();
    m_problem = nullptr;
    build();
}

}  // namespace guanlan
