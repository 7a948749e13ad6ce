// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connect_page.h"

#include "core/base/clock.h"
#include "ui/connect/column_step.h"
#include "ui/connect/connection_form.h"
#include "ui/connect/dashboard_step.h"
#include "ui/connect/message_inspector.h"
#include "ui/connect/topic_step.h"
#include "ui/theme/theme.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace guanlan {

namespace {

enum Step { Connection, Topic, Columns, Dashboard };

}  // namespace

ConnectPage::ConnectPage(WorkspaceModel& workspace, const SecretAccess& secrets, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_connection(new ConnectionForm(secrets)),
      m_topic(new TopicStep),
      m_columns(new ColumnStep),
      m_dashboard(new DashboardStep),
      m_pages(new QStackedWidget),
      m_secrets(secrets) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 16);
    layout->setSpacing(12);
    auto* titles = new QHBoxLayout;
    titles->setSpacing(24);
    const QStringList names{tr("1  Connection"), tr("2  Topic"), tr("3  Columns"), tr("4  Dashboard")};
    for (int step = 0; step < kSteps; ++step) {
        auto* label = new QLabel(names[step]);
        m_titles.at(std::size_t(step)) = label;
        titles->addWidget(label);
    }
    titles->addStretch();
    layout->addLayout(titles);
    layout->addWidget(m_pages, 1);
    for (QWidget* page : std::initializer_list<QWidget*>{m_connection, m_topic, m_columns, m_dashboard})
        m_pages->addWidget(page);
    buildButtons(layout);
    connect(m_connection, &ConnectionForm::tested, this, [this](bool well) { setReady(Connection, well); });
    connect(m_topic, &TopicStep::ready, this, [this](bool ready) { setReady(Topic, ready); });
    connect(m_columns, &ColumnStep::ready, this, [this](bool ready) { setReady(Columns, ready); });
    connect(m_dashboard, &DashboardStep::ready, this, [this](bool ready) { setReady(Dashboard, ready); });
    goTo(Connection);
}

void ConnectPage::buildButtons(QVBoxLayout* layout) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_cancel = new IconButton(Icon::Close, tr("Cancel")));
    row->addWidget(m_trouble = new QLabel, 1);
    m_trouble->setTextFormat(Qt::PlainText);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    row->addStretch();
    row->addWidget(m_back = new IconButton(Icon::None, tr("Back")));
    row->addWidget(m_next = new IconButton(Icon::Check, tr("Next")));
    m_back->setLook(IconButton::Look::Outlined);
    m_next->setLook(IconButton::Look::Filled);
    m_cancel->setObjectName(QStringLiteral("connectCancel"));
    m_back->setObjectName(QStringLiteral("connectBack"));
    m_next->setObjectName(QStringLiteral("connectNext"));
    layout->addLayout(row);
    connect(m_cancel, &IconButton::clicked, this, &ConnectPage::cancelled);
    connect(m_back, &IconButton::clicked, this, [this] { goTo(m_step - 1); });
    connect(m_next, &IconButton::clicked, this, &ConnectPage::next);
}

void ConnectPage::start() {
    goTo(Connection);
}

void ConnectPage::goTo(int step) {
    if (step < 0 || step >= kSteps) return;
    if (m_step == Topic && step != Topic) m_topic->close();
    m_step = step;
    m_pages->setCurrentIndex(step);
    for (int i = 0; i < kSteps; ++i) {
        QLabel* label = m_titles.at(std::size_t(i));
        label->setFont(Theme::font(14, i == step ? QFont::DemiBold : QFont::Normal));
        label->setProperty("muted", i != step);
        label->setStyleSheet(i == step ? QStringLiteral("color: %1").arg(currentTheme().accent.name())
                                       : QString());
    }
    m_back->setVisible(step > 0);
    m_next->setText(step + 1 == kSteps ? tr("Create the dashboard") : tr("Next"));
    setReady(step, m_ready.at(std::size_t(step)));
    enter(step);
    m_pages->currentWidget()->setFocus();
}

void ConnectPage::enter(int step) {
    if (step == Topic && m_connection->connection()) m_topic->open(*m_connection->connection());
    if (step == Columns && m_proposedFor != m_topic->topic()) {
        m_proposedFor = m_topic->topic();
        m_columns->propose(m_proposedFor, m_topic->inspector().sample());
    }
    if (step != Dashboard) return;
    DashboardStep::Ground ground{.file = m_workspace.folder().pipelinePath(), .topic = m_topic->topic()};
    if (const auto script = m_workspace.folder().pipeline()) ground.existing = *script;
    ground.options = m_connection->connection()->options;
    if (const auto zone = zoneByName(m_workspace.settings().timeZone)) ground.zone = *zone;
    for (const DashboardConfig& dashboard : m_workspace.dashboards())
        ground.dashboards.insert(dashboard.id);
    m_dashboard->open(std::move(ground), m_columns->proposal(), m_columns->pasted());
}

void ConnectPage::setReady(int step, bool ready) {
    m_ready.at(std::size_t(step)) = ready;
    if (step == m_step) m_next->setEnabled(ready);
}

void ConnectPage::next() {
    if (!m_ready.at(std::size_t(m_step))) return;
    if (m_step + 1 < kSteps)
        goTo(m_step + 1);
    else
        finish();
}

void ConnectPage::finish() {
    ConnectResult result{.script = m_dashboard->script(), .dashboard = m_dashboard->dashboard()};
    m_next->setEnabled(false);
    const bool typed = !m_connection->connection()->password.empty() && m_secrets.write;
    if (typed)
        keepPassword(result);
    else
        emit finished(result);
}

/// The keychain may ask the person first; without the password the run could not begin.
void ConnectPage::keepPassword(const ConnectResult& result) {
    m_keychain.run("keychain", [this, result, write = m_secrets.write, choice = *m_connection->connection()](
                                   const std::atomic<bool>&, const Errand::Deliver& deliver) {
        const Result<void> kept = write(choice.secretName, choice.password);
        deliver([this, result, kept] {
            if (kept) {
                emit finished(result);
                return;
            }
            m_trouble->setText(errorSentence(kept.error()));
            m_trouble->show();
            m_next->setEnabled(true);
        });
    });
}

void ConnectPage::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), currentTheme().window);
}

void ConnectPage::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::ControlModifier)
        next();
    else if (event->key() == Qt::Key_Left && event->modifiers() == Qt::AltModifier)
        goTo(m_step - 1);
    else if (event->key() == Qt::Key_Escape)
        emit cancelled();
    else
        QWidget::keyPressEvent(event);
}

}  // namespace guanlan
