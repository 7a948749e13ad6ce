// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include "ui/settings/history_form.h"
#include "ui/settings/monitoring_form.h"
#include "ui/settings/smtp_form.h"
#include "ui/theme/theme.h"
#include "ui/widget/icon.h"
#include "ui/widget/section.h"
#include "ui/widget/text_table.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QScrollArea>
#include <QSettings>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kWidest = 1060;
constexpr int kTableHeight = 150;
constexpr int kFormWidth = 620;
constexpr int kBoxWidth = 200;

}  // namespace

SettingsPage::SettingsPage(WorkspaceModel& workspace, const SecretAccess& secrets, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_secrets(secrets), m_scroll(new QScrollArea(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    connect(&m_workspace, &WorkspaceModel::settingsChanged, this, &SettingsPage::showSettings);
    connect(&m_workspace, &WorkspaceModel::channelsChanged, this, &SettingsPage::fillChannels);
    build();
}

void SettingsPage::build() {
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(16, 4, 16, 16);
    auto* column = new QWidget(content);
    column->setMaximumWidth(kWidest);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    buildGeneral(column);
    buildHistory(column);
    buildMonitoring(column);
    buildChannels(column);
    layout->addStretch();
    row->addWidget(column, 1);
    row->addStretch();
    m_scroll->setWidget(content);
    showSettings();
    fillChannels();
    if (!m_workspace.channels().empty()) m_form->edit(m_workspace.channels().front());
}

void SettingsPage::buildGeneral(QWidget* into) {
    auto* section = new Section(into);
    section->setTitle(tr("General"));
    into->layout()->addWidget(section);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    section->body()->addLayout(form);
    form->addRow(tr("Language"), m_language = new QComboBox(section));
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(QStringLiteral("简体中文"), QStringLiteral("zh_CN"));
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->setObjectName(QStringLiteral("language"));
    form->addRow(tr("Theme"), m_theme = new QComboBox(section));
    m_theme->addItem(tr("Dark"), QStringLiteral("dark"));
    m_theme->addItem(tr("Light"), QStringLiteral("light"));
    m_theme->addItem(tr("As the system"), QStringLiteral("system"));
    m_theme->setObjectName(QStringLiteral("theme"));
    form->addRow(tr("Scale (from the next start)"), m_scale = new QComboBox(section));
    for (const int percent : {100, 125, 150, 175, 200})
        m_scale->addItem(QStringLiteral("%1 %").arg(percent), percent);
    form->addRow(tr("Time zone"), new QLabel(m_workspace.settings().timeZone.empty()
                                                 ? tr("as the system")
                                                 : QString::fromStdString(m_workspace.settings().timeZone),
                                             section));
    for (QComboBox* box : {m_language, m_theme, m_scale})
        box->setMinimumWidth(kBoxWidth);
    for (QComboBox* box : {m_language, m_theme, m_scale})
        connect(box, &QComboBox::activated, this, &SettingsPage::apply);
}

void SettingsPage::buildHistory(QWidget* into) {
    auto* section = new Section(into);
    section->setTitle(tr("History"), tr("What the metrics were, in one file of the workspace"));
    into->layout()->addWidget(section);
    auto* form = new HistoryForm(m_workspace, section);
    section->body()->addWidget(form);
    connect(form, &HistoryForm::restoreAsked, this, &SettingsPage::restoreAsked);
}

void SettingsPage::buildMonitoring(QWidget* into) {
    auto* section = new Section(into);
    section->setTitle(
        tr("Watching the run itself"),
        tr("The metrics guanlan_sources and guanlan_run are for panels and alarms like any other"));
    into->layout()->addWidget(section);
    m_monitoring = new MonitoringForm(m_workspace, section);
    m_monitoring->setHub(m_hub);
    section->body()->addWidget(m_monitoring);
}

void SettingsPage::setHub(FeedHub* hub) {
    m_hub = hub;
    m_monitoring->setHub(hub);
}

void SettingsPage::buildChannels(QWidget* into) {
    m_channelSection = new Section(into);
    m_channelSection->setTitle(tr("Mail channels"), tr("Where alarms are sent"));
    into->layout()->addWidget(m_channelSection);
    m_channels = new TextTable(m_channelSection);
    m_channels->setFixedHeight(kTableHeight);
    m_channels->table().setColumns({tr("Name"), tr("Server"), tr("To"), tr("State")});
    m_channels->setEmptyText(tr("No channel yet: fill in the form below and save it."));
    auto* add = new IconButton(Icon::Plus, tr("New channel"), m_channelSection);
    add->setLook(IconButton::Look::Outlined);
    m_channelSection->actions()->addWidget(add);
    m_channelSection->body()->addWidget(m_channels);
    m_form = new SmtpForm(m_secrets, m_channelSection);
    m_form->setMaximumWidth(kFormWidth);
    m_channelSection->body()->addWidget(m_form);
    connect(add, &IconButton::clicked, this, [this] { m_form->edit({}); });
    connect(m_form, &SmtpForm::saved, this, &SettingsPage::saveChannel);
    connect(m_form, &SmtpForm::removed, this, &SettingsPage::removeChannel);
    connect(m_channels, &TextTable::keySelected, this, [this](const QString& key) {
        for (const ChannelConfig& channel : m_workspace.channels()) {
            if (QString::fromStdString(channel.id) == key) m_form->edit(channel);
        }
    });
}

void SettingsPage::showSettings() {
    m_filling = true;
    const WorkspaceSettings& settings = m_workspace.settings();
    m_language->setCurrentIndex(std::max(0, m_language->findData(QString::fromStdString(settings.language))));
    m_theme->setCurrentIndex(std::max(0, m_theme->findData(QString::fromStdString(settings.theme))));
    m_scale->setCurrentIndex(
        std::max(0, m_scale->findData(QSettings().value(QStringLiteral("scale"), 100).toInt())));
    m_filling = false;
}

void SettingsPage::apply() {
    if (m_filling) return;
    QSettings().setValue(QStringLiteral("scale"), m_scale->currentData());
    WorkspaceSettings settings = m_workspace.settings();
    settings.language = m_language->currentData().toString().toStdString();
    settings.theme = m_theme->currentData().toString().toStdString();
    // A change of language rebuilds this page, which must not happen inside a signal of its own boxes.
    QTimer::singleShot(0, this, [this, settings] { m_workspace.setSettings(settings); });
}

void SettingsPage::fillChannels() {
    std::vector<TextRow> rows;
    for (const ChannelConfig& channel : m_workspace.channels()) {
        QStringList to;
        for (const QJsonValue receiver : channel.options.value(QLatin1String("to")).toArray())
            to += receiver.toString();
        rows.push_back({.cells = {QString::fromStdString(channel.name),
                                  channel.options.value(QLatin1String("host")).toString(),
                                  to.join(QStringLiteral(", ")), channel.enabled ? tr("on") : tr("off")},
                        .key = QString::fromStdString(channel.id)});
    }
    m_channels->table().setRows(std::move(rows));
    m_channels->fitColumns();
}

void SettingsPage::saveChannel(const ChannelConfig& channel) {
    std::vector<ChannelConfig> channels = m_workspace.channels();
    const auto place = std::find_if(channels.begin(), channels.end(),
                                    [&](const ChannelConfig& other) { return other.id == channel.id; });
    if (place == channels.end()) {
        channels.push_back(channel);
    } else {
        *place = channel;
    }
    m_workspace.setChannels(channels);
}

void SettingsPage::removeChannel(const std::string& id) {
    std::vector<ChannelConfig> channels = m_workspace.channels();
    std::erase_if(channels, [&](const ChannelConfig& channel) { return channel.id == id; });
    m_workspace.setChannels(channels);
    m_form->edit({});
}

void SettingsPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) build();
}

}  // namespace guanlan
