// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/monitoring_form.h"

#include "ui/widget/error_text.h"
#include "ui/widget/verdict.h"

#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>

namespace guanlan {

namespace {

constexpr int kMostPort = 65'535;
constexpr int kBoxWidth = 200;

}  // namespace

MonitoringForm::MonitoringForm(WorkspaceModel& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_port(new QSpinBox(this)), m_state(new QLabel(this)) {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->addRow(tr("Port for Prometheus"), m_port);
    form->addRow(tr("State"), m_state);
    m_port->setRange(0, kMostPort);
    m_port->setGroupSeparatorShown(false);
    m_port->setSpecialValueText(tr("off"));
    m_port->setToolTip(tr("Of this machine alone; 0 is off."));
    m_port->setMinimumWidth(kBoxWidth);
    m_port->setObjectName(QStringLiteral("prometheusPort"));
    m_state->setObjectName(QStringLiteral("prometheusState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(m_port, &QSpinBox::editingFinished, this, &MonitoringForm::apply);
    connect(&m_workspace, &WorkspaceModel::settingsChanged, this, &MonitoringForm::showSettings);
    showSettings();
}

// A box that has the focus loses it while it is destroyed, and would tell what was typed.
MonitoringForm::~MonitoringForm() {
    m_port->disconnect(this);
}

void MonitoringForm::setHub(FeedHub* hub) {
    m_hub = hub;
    if (hub != nullptr) connect(hub, &FeedHub::snapshotArrived, this, &MonitoringForm::tell);
    tell();
}

void MonitoringForm::showSettings() {
    m_port->setValue(m_workspace.settings().prometheusPort);
    tell();
}

void MonitoringForm::apply() {
    WorkspaceSettings settings = m_workspace.settings();
    settings.prometheusPort = m_port->value();
    if (settings != m_workspace.settings()) m_workspace.setSettings(settings);
}

void MonitoringForm::tell() {
    const int port = m_workspace.settings().prometheusPort;
    const SnapshotPtr snapshot = m_hub ? m_hub->snapshot() : SnapshotPtr();
    const bool bad = snapshot && snapshot->endpointProblem;
    const QString words = port == 0        ? tr("nobody can ask")
                          : bad            ? errorSentence(*snapshot->endpointProblem)
                          : m_hub.isNull() ? tr("nothing runs")
                                           : QStringLiteral("http://127.0.0.1:%1/metrics").arg(port);
    if (words == m_state->text()) return;
    showVerdict(*m_state, words, !bad);
    if (port == 0) m_state->setStyleSheet({});
}

}  // namespace guanlan
