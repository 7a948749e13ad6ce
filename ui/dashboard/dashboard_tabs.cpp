// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard_tabs.h"

#include "ui/theme/theme.h"
#include "ui/widget/icon.h"
#include "ui/widget/language.h"
#include "ui/widget/take_back_bar.h"

#include <QCryptographicHash>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QTabBar>
#include <QVBoxLayout>

#include <utility>

namespace guanlan {

namespace {

constexpr int kWidestTitle = 200;

}  // namespace

QString titleOf(const DashboardConfig& dashboard) {
    const QString title = dashboard.title.in(uiLanguage());
    return title.isEmpty() ? QString::fromStdString(dashboard.id) : title;
}

DashboardTabs::DashboardTabs(WorkspaceModel& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_tabs(new QTabBar),
      m_row(new QWidget(this)),
      m_add(new IconButton(Icon::Plus)),
      m_copy(new IconButton(Icon::Copy)),
      m_remove(new IconButton(Icon::Trash)),
      m_removed(new TakeBackBar(this)) {
    build();
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (!m_filling && index >= 0) choose(index);
    });
    connect(m_tabs, &QTabBar::tabMoved, this, [this](int from, int to) {
        if (m_filling) return;
        const std::string id = m_workspace.dashboards().at(static_cast<std::size_t>(from)).id;
        m_workspace.moveDashboard(id, static_cast<std::size_t>(to));
    });
    connect(m_tabs, &QTabBar::tabBarDoubleClicked, this, &DashboardTabs::startRenaming);
    connect(m_tabs, &QWidget::customContextMenuRequested, this, &DashboardTabs::openMenu);
    connect(m_add, &IconButton::clicked, this, &DashboardTabs::add);
    connect(m_copy, &IconButton::clicked, this, &DashboardTabs::duplicate);
    connect(m_remove, &IconButton::clicked, this, &DashboardTabs::remove);
    connect(&m_workspace, &WorkspaceModel::dashboardsChanged, this, &DashboardTabs::showTabs);
    retranslate();
    showTabs();
}

void DashboardTabs::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_row);
    column->addWidget(m_removed);
    auto* row = new QHBoxLayout(m_row);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(4);
    row->addWidget(m_tabs);
    for (QWidget* button : {m_add, m_copy, m_remove})
        row->addWidget(button);
    row->addStretch();
    m_tabs->setObjectName(QStringLiteral("dashboardTabs"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideNone);  // more than there is room for are scrolled, not cut to a letter
    m_tabs->setFont(Theme::font(13));
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tabs->installEventFilter(this);
    m_add->setObjectName(QStringLiteral("addDashboard"));
    m_copy->setObjectName(QStringLiteral("copyDashboard"));
    m_remove->setObjectName(QStringLiteral("removeDashboard"));
}

void DashboardTabs::retranslate() {
    m_tabs->setAccessibleName(tr("Dashboards"));
    const auto name = [](IconButton* button, const QString& words) {
        button->setToolTip(words);
        button->setAccessibleName(words);
    };
    name(m_add, tr("New dashboard"));
    name(m_copy, tr("Duplicate this dashboard"));
    name(m_remove, tr("Remove this dashboard"));
}

int DashboardTabs::indexOf(const std::string& id) const {
    const auto& dashboards = m_workspace.dashboards();
    for (std::size_t i = 0; i < dashboards.size(); ++i) {
        if (dashboards[i].id == id) return static_cast<int>(i);
    }
    return -1;
}

void DashboardTabs::showTabs() {
    m_filling = true;
    const auto& dashboards = m_workspace.dashboards();
    const int count = static_cast<int>(dashboards.size());
    while (m_tabs->count() > count)
        m_tabs->removeTab(m_tabs->count() - 1);
    while (m_tabs->count() < count)
        m_tabs->addTab(QString());
    for (int i = 0; i < count; ++i) {
        const QString title = titleOf(dashboards[static_cast<std::size_t>(i)]);
        QString text = QFontMetrics(m_tabs->font()).elidedText(title, Qt::ElideRight, kWidestTitle);
        // A mnemonic is no part of a title.
        m_tabs->setTabText(i, text.replace(QLatin1Char('&'), QLatin1String("&&")));
        m_tabs->setTabToolTip(i, i < 9 ? tr("%1 (Alt+%2)").arg(title).arg(i + 1) : title);
        m_tabs->setAccessibleTabName(i, title);
    }
    m_tabs->setCurrentIndex(indexOf(m_current));
    m_filling = false;
    showTools();
}

void DashboardTabs::showTools() {
    m_row->setVisible(m_editing || m_tabs->count() > 1);
    for (QWidget* button : {m_add, m_copy, m_remove})
        button->setVisible(m_editing && m_name == nullptr);
    m_remove->setEnabled(m_tabs->count() > 1);
    m_tabs->setMovable(m_editing);
}

void DashboardTabs::setCurrent(const std::string& id) {
    if (m_name != nullptr && m_renamed != id) finishRenaming(true);
    m_current = id;
    m_filling = true;
    m_tabs->setCurrentIndex(indexOf(id));
    m_filling = false;
    if (remembered() != id) QSettings().setValue(rememberedKey(), QString::fromStdString(id));
}

/// The path is no name for a key: its slashes would nest.
QString DashboardTabs::rememberedKey() const {
    const QByteArray path = QByteArray::fromStdString(m_workspace.folder().path());
    const QByteArray hash = QCryptographicHash::hash(path, QCryptographicHash::Sha1).toHex();
    return QStringLiteral("dashboardOpen/") + QString::fromLatin1(hash);
}

std::string DashboardTabs::remembered() const {
    std::string id = QSettings().value(rememberedKey()).toString().toStdString();
    if (m_workspace.dashboard(id) != nullptr) return id;
    return m_workspace.dashboards().empty() ? std::string() : m_workspace.dashboards().front().id;
}

void DashboardTabs::setEditing(bool editing) {
    m_editing = editing;
    finishRenaming(true);
    if (!editing) m_removed->dismiss();
    showTools();
}

void DashboardTabs::step(int by) {
    const int count = static_cast<int>(m_workspace.dashboards().size());
    if (count > 1) choose((indexOf(m_current) + by + count) % count);
}

void DashboardTabs::choose(int index) {
    if (index < 0 || index >= static_cast<int>(m_workspace.dashboards().size())) return;
    const std::string id = m_workspace.dashboards().at(static_cast<std::size_t>(index)).id;
    if (id != m_current) emit chosen(id);
}

std::string DashboardTabs::freshId(const std::string& stem) const {
    for (int number = 2;; ++number) {
        std::string id = stem + "-" + std::to_string(number);
        if (m_workspace.dashboard(id) == nullptr) return id;
    }
}

void DashboardTabs::insert(const DashboardConfig& dashboard) {
    m_removed->dismiss();
    m_workspace.insertDashboard(dashboard, static_cast<std::size_t>(indexOf(m_current)) + 1);
    emit chosen(dashboard.id);
    startRenaming(indexOf(dashboard.id));
}

void DashboardTabs::add() {
    DashboardConfig dashboard{.id = freshId("dashboard")};
    dashboard.title.byLanguage.insert(uiLanguage(), tr("New dashboard"));
    insert(dashboard);
}

void DashboardTabs::duplicate() {
    const DashboardConfig* shown = m_workspace.dashboard(m_current);
    if (shown == nullptr) return;
    DashboardConfig copy = *shown;
    copy.id = freshId(shown->id);
    copy.title.byLanguage.insert(uiLanguage(), tr("%1 (copy)").arg(titleOf(*shown)));
    insert(copy);
}

void DashboardTabs::remove() {
    const int index = indexOf(m_current);
    if (index < 0 || m_workspace.dashboards().size() < 2) return;
    const DashboardConfig removed = *m_workspace.dashboard(m_current);
    m_workspace.removeDashboard(removed.id);
    choose(std::min(index, static_cast<int>(m_workspace.dashboards().size()) - 1));
    const auto back = [this, removed, index] {
        if (m_workspace.dashboard(removed.id) != nullptr) return;
        m_workspace.insertDashboard(removed, static_cast<std::size_t>(index));
        emit chosen(removed.id);
    };
    m_removed->offer(tr("The dashboard “%1” was removed.").arg(titleOf(removed)), back);
    m_removedLast = true;
    emit this->removed();
}

bool DashboardTabs::removedLast() const {
    return m_removedLast && m_removed->offers();
}

void DashboardTabs::takeBack() {
    m_removed->takeBack();
}

void DashboardTabs::startRenaming(int index) {
    finishRenaming(true);
    if (index < 0) return;
    choose(index);
    const DashboardConfig& dashboard = m_workspace.dashboards().at(static_cast<std::size_t>(index));
    m_renamed = dashboard.id;
    m_name = new QLineEdit(titleOf(dashboard), m_row);
    m_name->setObjectName(QStringLiteral("dashboardName"));
    m_name->setAccessibleName(tr("Name of the dashboard"));
    m_name->setFont(m_tabs->font());
    m_name->installEventFilter(this);
    connect(m_name, &QLineEdit::editingFinished, this, [this] { finishRenaming(true); });
    showTools();
    m_row->layout()->activate();
    QRect place = m_tabs->tabRect(index).translated(m_tabs->pos());
    place.setWidth(std::max(place.width(), 180));
    m_name->setGeometry(place);
    m_name->selectAll();
    m_name->show();
    m_name->setFocus();
}

void DashboardTabs::finishRenaming(bool keep) {
    QLineEdit* name = std::exchange(m_name, nullptr);
    if (name == nullptr) return;
    const QString title = name->text().trimmed();
    name->hide();
    name->deleteLater();
    showTools();
    const DashboardConfig* known = m_workspace.dashboard(m_renamed);
    if (!keep || known == nullptr || title.isEmpty() || title == titleOf(*known)) return;
    DashboardConfig dashboard = *known;
    const bool oneForAll = dashboard.title.byLanguage.contains(QString());
    dashboard.title.byLanguage.insert(oneForAll ? QString() : uiLanguage(), title);
    emit renamed(dashboard);
}

void DashboardTabs::openMenu(const QPoint& position) {
    const int index = m_tabs->tabAt(position);
    if (index < 0) return;
    choose(index);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Rename"), this, [this, index] { startRenaming(index); });
    menu->addAction(tr("Duplicate"), this, &DashboardTabs::duplicate);
    menu->addAction(tr("Earlier versions"), this, &DashboardTabs::versionsAsked);
    menu->addAction(tr("Remove"), this, &DashboardTabs::remove)->setEnabled(m_tabs->count() > 1);
    menu->popup(m_tabs->mapToGlobal(position));
}

bool DashboardTabs::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (watched == m_name && m_name != nullptr) {
        if (key == Qt::Key_Escape) finishRenaming(false);
        if (key == Qt::Key_Return || key == Qt::Key_Enter) finishRenaming(true);
        return key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter;
    }
    if (watched == m_tabs && key == Qt::Key_F2) {
        startRenaming(m_tabs->currentIndex());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void DashboardTabs::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    retranslate();
    showTabs();
}

}  // namespace guanlan
