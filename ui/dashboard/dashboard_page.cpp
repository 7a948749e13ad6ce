// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard_page.h"

#include "ui/dashboard/choice_popover.h"
#include "ui/dashboard/dashboard_export.h"
#include "ui/dashboard/empty_face.h"
#include "ui/dashboard/panel_clipboard.h"
#include "ui/dashboard/version_bar.h"
#include "ui/export/export_bar.h"
#include "ui/theme/theme.h"
#include "ui/widget/language.h"
#include "ui/widget/take_back_bar.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

constexpr Micros kClosestZoom = 5 * kSecond;
constexpr Micros kWidestZoom = 400 * kDay;

}  // namespace

DashboardPage::DashboardPage(WorkspaceModel& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_tabs(new DashboardTabs(workspace, this)),
      m_chips(new FilterBar(this)),
      m_scroll(new QScrollArea(this)),
      m_canvas(new GridCanvas),
      m_inspector(new Inspector(this)),
      m_empty(new EmptyFace(m_scroll)),
      m_choice(new ChoicePopover(this)),
      m_export(new DashboardExport(*m_canvas, workspace, this)),
      m_versions(new VersionBar(this)),
      m_restored(new TakeBackBar(this)) {
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(m_chips);
    for (QWidget* bar : std::initializer_list<QWidget*>{&m_export->bar(), m_versions, m_restored})
        column->addWidget(bar);
    auto* layout = new QHBoxLayout;
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_inspector);
    column->addLayout(layout, 1);
    connectParts();
    m_scroll->viewport()->installEventFilter(this);
    showEmptyFace();
    addShortcuts();
    m_clock.start();
}

void DashboardPage::connectParts() {
    connect(m_tabs, &DashboardTabs::chosen, this, &DashboardPage::open);
    connect(m_tabs, &DashboardTabs::renamed, this, &DashboardPage::rename);
    connect(m_tabs, &DashboardTabs::removed, this, &DashboardPage::historyChanged);
    connect(m_canvas, &GridCanvas::arrangementChanged, this, [this] { change(m_canvas->dashboard()); });
    connect(m_canvas, &GridCanvas::selectionChanged, this, &DashboardPage::showSelection);
    connect(m_canvas, &GridCanvas::removalAsked, this, &DashboardPage::removeSelected);
    connect(m_canvas, &GridCanvas::zoomAsked, this, &DashboardPage::zoomTo);
    connect(m_canvas, &GridCanvas::zoomBackAsked, this, &DashboardPage::zoomBack);
    connect(m_canvas, &GridCanvas::choiceMade, this, &DashboardPage::offer);
    connect(m_chips, &FilterBar::removalAsked, this, &DashboardPage::widen);
    connect(m_chips, &FilterBar::clearAsked, this, &DashboardPage::widenAll);
    connect(m_choice, &ChoicePopover::filterAsked, this, [this](const PanelChoice& choice, bool filtered) {
        if (filtered) return widen(choice.dimension);
        narrow(choice.dimension, choice.key);
    });
    connect(m_choice, &ChoicePopover::eventsAsked, this, &DashboardPage::askEvents);
    connect(m_inspector, &Inspector::panelEdited, this, &DashboardPage::editPanel);
    connect(m_inspector, &Inspector::removalAsked, this, &DashboardPage::removeSelected);
    connect(m_inspector, &Inspector::copyAsked, this, &DashboardPage::duplicateSelected);
    connect(m_inspector, &Inspector::additionAsked, this, &DashboardPage::add);
    connect(m_tabs, &DashboardTabs::versionsAsked, this, &DashboardPage::showVersions);
    connect(m_versions, &VersionBar::looked, m_canvas, &GridCanvas::show);
    connect(m_versions, &VersionBar::closed, this, [this] { m_canvas->show(m_history.now()); });
    connect(m_versions, &VersionBar::restoreAsked, this, &DashboardPage::restore);
    connect(m_canvas, &GridCanvas::menuAsked, m_export, &DashboardExport::openPanelMenu);
    connect(m_empty, &EmptyFace::fillAsked, this, [this] { setEditing(true); });
    connect(m_empty, &EmptyFace::firstAsked, m_tabs, &DashboardTabs::add);
    connect(&m_workspace, &WorkspaceModel::dashboardsChanged, this, &DashboardPage::showEmptyFace);
}

void DashboardPage::setHub(FeedHub* hub) {
    m_hub = hub;
    m_canvas->setHub(hub);
    m_export->setHub(hub);
    showTime();
    if (hub != nullptr) m_inspector->setMetrics(hub->run().metrics);
}

void DashboardPage::open(const std::string& dashboardId) {
    const DashboardConfig* dashboard = m_workspace.dashboard(dashboardId);
    if (dashboard == nullptr) return;
    const std::string before = m_history.now().id;
    if (before != dashboardId) {
        if (!before.empty()) m_histories[before] = std::move(m_history);
        m_history = m_histories[dashboardId];
        m_canvas->select({});
        m_choice->hide();
        m_scroll->verticalScrollBar()->setValue(0);
    }
    m_versions->dismiss();
    // One that was changed elsewhere begins anew.
    if (!(m_history.now() == *dashboard)) m_history.open(*dashboard);
    m_canvas->show(*dashboard);
    m_tabs->setCurrent(dashboardId);
    showEmptyFace();
    if (before != dashboardId) showTime();
    emit historyChanged();
    emit titleChanged();
}

void DashboardPage::openRemembered() {
    open(m_tabs->remembered());
}

void DashboardPage::rename(const DashboardConfig& dashboard) {
    open(dashboard.id);
    change(dashboard);
}

/// The dashboard's own time.
void DashboardPage::showTime() {
    forgetZooms();
    if (m_hub == nullptr) return;
    m_hub->setTime(TimeChoice::parse(m_history.now().timeRange, m_hub->run().zone).value_or(TimeChoice{}));
}

QString DashboardPage::title() const {
    return titleOf(m_canvas->dashboard());
}

void DashboardPage::setEditing(bool editing) {
    if (editing == this->editing()) return;
    m_versions->dismiss();
    m_canvas->show(m_history.now());
    m_canvas->setEditing(editing);
    m_tabs->setEditing(editing);
    m_inspector->slide(editing);
    showEmptyFace();
    if (!editing) m_workspace.flush();
    emit editingChanged(editing);
}

void DashboardPage::change(const DashboardConfig& dashboard, const QString& field) {
    if (dashboard == m_history.now()) return;
    m_tabs->noteChange();
    m_restored->dismiss();
    m_history.change(dashboard, field, m_clock.elapsed());
    showHistory();
}

/// The state of the history on screen and on its way to the file.
void DashboardPage::showHistory() {
    m_versions->dismiss();
    m_canvas->show(m_history.now());
    m_workspace.setDashboard(m_history.now());
    emit historyChanged();
    emit titleChanged();
}

/// A time that was undone or done again is also shown.
void DashboardPage::followTime(const std::string& before) {
    if (m_history.now().timeRange != before) showTime();
}

void DashboardPage::undo() {
    if (m_tabs->removedLast()) return m_tabs->takeBack();
    const std::string time = m_history.now().timeRange;
    if (!editing() || !m_history.undo()) return;
    showHistory();
    followTime(time);
    showSelection();
}

void DashboardPage::redo() {
    const std::string time = m_history.now().timeRange;
    if (!editing() || !m_history.redo()) return;
    showHistory();
    followTime(time);
    showSelection();
}

void DashboardPage::editPanel(const PanelConfig& panel, const QString& what) {
    DashboardConfig dashboard = m_history.now();
    for (PanelConfig& known : dashboard.panels) {
        if (known.id != panel.id) continue;
        const QRect cell = known.cell;
        known = panel;
        known.cell = cell;
    }
    change(dashboard, QString::fromStdString(panel.id) + u'/' + what);
}

std::vector<PanelConfig> DashboardPage::selectedPanels() const {
    std::vector<PanelConfig> panels;
    for (const PanelConfig& panel : m_history.now().panels) {
        if (m_canvas->isSelected(panel.id)) panels.push_back(panel);
    }
    return panels;
}

void DashboardPage::removeSelected() {
    DashboardConfig dashboard = m_history.now();
    std::erase_if(dashboard.panels,
                  [this](const PanelConfig& panel) { return m_canvas->isSelected(panel.id); });
    change(dashboard);
}

void DashboardPage::copySelected() {
    const std::vector<PanelConfig> panels = selectedPanels();
    if (!panels.empty()) QGuiApplication::clipboard()->setText(QString::fromUtf8(panelsAsText(panels)));
}

void DashboardPage::cutSelected() {
    copySelected();
    removeSelected();
}

/// Text that is no panels is left where it is: it was copied for something else.
void DashboardPage::paste() {
    auto panels = panelsFromText(QGuiApplication::clipboard()->text().toUtf8());
    if (panels) insert(std::move(*panels));
}

void DashboardPage::duplicateSelected() {
    insert(selectedPanels());
}

void DashboardPage::insert(std::vector<PanelConfig> panels) {
    if (panels.empty()) return;
    std::vector<std::string> added;
    change(withPanels(m_history.now(), std::move(panels), added));
    m_canvas->selectAll(added);
    if (Card* card = m_canvas->card(added.front())) m_scroll->ensureWidgetVisible(card);
}

void DashboardPage::add(const std::string& kind) {
    const PanelKind* known = findPanelKind(kind);
    if (known == nullptr) return;
    PanelConfig panel{.id = kind, .kind = kind};
    panel.title.byLanguage.insert(uiLanguage(), QCoreApplication::translate("PanelKind", known->title));
    panel.cell = QRect(QPoint(0, 0), known->smallest.expandedTo(QSize(6, 5)));
    insert({panel});
}

void DashboardPage::setTime(const TimeChoice& choice) {
    if (m_hub == nullptr) return;
    forgetZooms();
    m_hub->setTime(choice);
    DashboardConfig dashboard = m_history.now();
    dashboard.timeRange = choice.text(m_hub->run().zone);
    change(dashboard, QStringLiteral("timeRange"));
}

void DashboardPage::zoomTo(Micros from, Micros to) {
    if (m_hub == nullptr) return;
    const Micros end = std::min(to, m_hub->run().clock->now());
    if (end - from < kClosestZoom || end - from > kWidestZoom) return;
    m_zooms.push_back(m_hub->time());
    m_hub->setTime({.kind = TimeChoice::Kind::Range, .from = from, .to = end});
    emit zoomChanged(true);
}

void DashboardPage::zoomBack() {
    if (m_hub == nullptr || m_zooms.empty()) return;
    const TimeChoice before = m_zooms.back();
    m_zooms.pop_back();
    m_hub->setTime(before);
    emit zoomChanged(zoomed());
}

void DashboardPage::forgetZooms() {
    m_zooms.clear();
    emit zoomChanged(false);
}

void DashboardPage::showVersions() {
    setEditing(false);
    m_workspace.flush();
    m_versions->open(m_workspace.versions(m_history.now().id));
}

/// A change like any other, with its way back beside it.
void DashboardPage::restore(const DashboardConfig& version, const QString& when) {
    const DashboardConfig before = m_history.now();
    const auto put = [this](const DashboardConfig& dashboard) {
        const std::string time = m_history.now().timeRange;
        m_canvas->show(m_history.now());
        change(dashboard);
        followTime(time);
    };
    put(version);
    m_restored->offer(tr("The version of %1 was put back.").arg(when), [put, before] { put(before); });
}

void DashboardPage::setFilter(const DashboardFilter& filter) {
    m_filter = filter;
    m_chips->show(filter);
    m_canvas->setFilter(filter);
}

void DashboardPage::narrow(const std::string& dimension, const std::string& value) {
    DashboardFilter filter = m_filter;
    filter[dimension] = value;
    setFilter(filter);
}

void DashboardPage::widen(const std::string& dimension) {
    DashboardFilter filter = m_filter;
    filter.erase(dimension);
    setFilter(filter);
}

void DashboardPage::widenAll() {
    setFilter({});
}

void DashboardPage::offer(const std::string& panelId, const PanelChoice& choice) {
    Panel& panel = *m_canvas->card(panelId)->panel();
    m_chosen = panelId;
    const auto known = m_filter.find(choice.dimension);
    const bool filtered = known != m_filter.end() && known->second == choice.key;
    const QRect place(panel.mapTo(this, choice.place.topLeft()), choice.place.size());
    m_choice->offer(panel, choice, place, filtered);
}

void DashboardPage::askEvents(const PanelChoice& choice) {
    const Card* card = m_canvas->card(m_chosen);
    const auto rows = card != nullptr ? card->rowsBehind(choice) : std::nullopt;
    if (rows) emit eventsAsked(*rows);
}

void DashboardPage::showSelection() {
    const std::vector<PanelConfig> panels = selectedPanels();
    if (panels.size() == 1) return m_inspector->edit(panels.front());
    m_inspector->editNothing(static_cast<int>(panels.size()));
}

void DashboardPage::showEmptyFace() {
    const bool none = m_workspace.dashboards().empty();
    m_empty->setFirst(none);
    m_empty->setVisible(none ||
                        (!m_history.now().id.empty() && m_history.now().panels.empty() && !editing()));
    m_empty->setGeometry(m_scroll->viewport()->geometry());
}

bool DashboardPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_scroll->viewport() && event->type() == QEvent::Resize) {
        m_canvas->setViewHeight(m_scroll->viewport()->height());
        m_empty->setGeometry(m_scroll->viewport()->geometry());
    }
    return QWidget::eventFilter(watched, event);
}

void DashboardPage::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), currentTheme().window);
}

}  // namespace guanlan
