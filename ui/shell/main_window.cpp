// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/alarm/alarm_page.h"
#include "ui/connect/connect_page.h"
#include "ui/dashboard/dashboard_export.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/explore/events_page.h"
#include "ui/explore/explore_page.h"
#include "ui/explore/metric_page.h"
#include "ui/settings/settings_page.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/start_page.h"
#include "ui/shell/top_bar.h"
#include "ui/source/source_page.h"
#include "ui/widget/error_text.h"
#include "ui/widget/language.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace guanlan {

namespace {

constexpr QSize kFirstSize(1440, 900);
constexpr QSize kSmallest(900, 560);
const QString kGeometry = QStringLiteral("window/geometry");

/// What the dashboard that is open and each of its panels can be saved as.
void addExports(std::vector<CommandPalette::Entry>& entries, MainWindow& window) {
    DashboardExport& exports = window.dashboards().exports();
    const auto add = [&](const QString& title, const QString& keys, const std::function<void()>& run) {
        entries.push_back({title, keys, [&window, run] {
                               window.showPage(Page::Dashboards);
                               run();
                           }});
    };
    for (const ExportAction& action : exports.actions()) {
        if (action.enabled) add(action.title, action.keys, action.run);
    }
    for (const PanelConfig& panel : window.dashboards().dashboard().panels) {
        add(MainWindow::tr("Save or copy the panel: %1").arg(panel.title.in(uiLanguage())),
            QStringLiteral("Shift+F10"), [&exports, id = panel.id] { exports.offerPanel(id); });
    }
}

}  // namespace

MainWindow::MainWindow(WorkspaceModel& workspace, const SecretAccess& secrets)
    : m_workspace(workspace),
      m_secrets(secrets),
      m_rail(new Rail(this)),
      m_bar(new TopBar(this)),
      m_notices(new NoticeBar(this)),
      m_pages(new QStackedWidget(this)),
      m_start(new StartPage),
      m_dashboard(new DashboardPage(workspace)),
      m_events(new EventsPage(workspace, secrets)),
      m_explore(new ExplorePage),
      m_metrics(new MetricPage(workspace, secrets)),
      m_alarms(new AlarmPage(workspace)),
      m_sources(new SourcePage),
      m_settings(new SettingsPage(workspace, secrets)),
      m_palette(new CommandPalette(this)) {
    assemble();
    connectBars();
    addShortcuts();
    resize(kFirstSize);
    setMinimumSize(kSmallest);
    restoreGeometry(QSettings().value(kGeometry).toByteArray());
    m_dashboard->openRemembered();
    showPage(Page::Dashboards);
    updateState();
}

MainWindow::~MainWindow() {
    clearRun();
}

void MainWindow::assemble() {
    auto* central = new QWidget(this);
    auto* row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_notices);
    column->addWidget(m_pages, 1);
    row->addLayout(column, 1);
    setCentralWidget(central);
    // In the order of Page, those that are no page of the rail last.
    for (QWidget* page : std::initializer_list<QWidget*>{m_dashboard, m_explore, m_metrics, m_alarms,
                                                         m_sources, m_settings, m_start, m_events})
        m_pages->addWidget(page);
}

void MainWindow::connectBars() {
    connect(m_rail, &Rail::pageChosen, this, &MainWindow::showPage);
    connect(&m_bar->light(), &StreamLight::sourcesAsked, this, [this] { showPage(Page::Sources); });
    connect(&m_bar->time(), &TimeControl::timeChosen, this, &MainWindow::chooseTime);
    connect(&m_bar->time(), &TimeControl::pauseToggled, this, [this](bool paused) {
        if (m_hub) m_hub->setPaused(paused);
    });
    connect(m_bar, &TopBar::searchAsked, this, &MainWindow::openPalette);
    connect(m_bar, &TopBar::editToggled, this, &MainWindow::setEditing);
    connect(m_bar, &TopBar::undoAsked, m_dashboard, &DashboardPage::undo);
    connect(m_bar, &TopBar::zoomBackAsked, m_dashboard, &DashboardPage::zoomBack);
    connect(m_bar, &TopBar::exportAsked, &m_dashboard->exports(), &DashboardExport::openMenu);
    connect(m_dashboard, &DashboardPage::zoomChanged, m_bar, &TopBar::setZoomed);
    connect(m_bar, &TopBar::redoAsked, m_dashboard, &DashboardPage::redo);
    connect(m_dashboard, &DashboardPage::historyChanged, this,
            [this] { m_bar->setHistory(m_dashboard->canUndo(), m_dashboard->history().canRedo()); });
    connect(m_dashboard, &DashboardPage::titleChanged, this, &MainWindow::updateTitle);
    connect(m_dashboard, &DashboardPage::eventsAsked, this, &MainWindow::showEvents);
    connect(m_events, &EventsPage::backAsked, this, [this] { showPage(Page::Dashboards); });
    connect(m_dashboard, &DashboardPage::editingChanged, m_bar, &TopBar::setEditing);
    connect(m_metrics, &MetricPage::metricChosen, this, [this](const QString& name) {
        m_explore->showMetric(name);
        showPage(Page::Explore);
    });
    connect(m_metrics, &MetricPage::metricSaved, this, &MainWindow::metricSaved);
    connect(m_settings, &SettingsPage::restoreAsked, this, &MainWindow::restoreAsked);
    connect(m_metrics, &MetricPage::takeBackAsked, this, [this] {
        const auto back = m_takeBack;  // which it replaces
        if (back) back();
    });
    connect(m_start, &StartPage::scriptEdited, this, &MainWindow::scriptEdited);
    connect(m_start, &StartPage::connectAsked, this, &MainWindow::showConnect);
    connect(m_sources, &SourcePage::connectAsked, this, &MainWindow::showConnect);
    connect(m_start, &StartPage::retryAsked, this, &MainWindow::retryAsked);
    connect(m_start, &StartPage::templateChosen, this, &MainWindow::templateChosen);
    connect(&m_workspace, &WorkspaceModel::saveAttempted, this, &MainWindow::updateState);
    connect(&m_workspace, &WorkspaceModel::settingsChanged, this, &MainWindow::updateTitle);
}

void MainWindow::addShortcuts() {
    const auto on = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    on(Qt::CTRL | Qt::Key_K, [this] { openPalette(); });
    for (int i = 0; i < kPages; ++i)
        on(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i)), [this, i] { showPage(static_cast<Page>(i)); });
}

void MainWindow::showStarting(const QString& step) {
    m_failed = false;
    m_start->showStarting(step);
    updateState();
}

void MainWindow::showStartError(const Error& error, const QString& script, bool editable) {
    m_failed = true;
    m_start->showError(error, script, editable);
    showPage(Page::Dashboards);
    updateState();
}

void MainWindow::showTemplates(bool here) {
    m_failed = m_failed || here;
    m_start->offerTemplates(here);
    showPage(Page::Dashboards);
    m_bar->setDashboardTools(false);
    m_pages->setCurrentWidget(m_start);
    updateTitle();
    updateState();
}

void MainWindow::tellTemplate(const QString& words) {
    m_start->tell(words);
}

void MainWindow::setRun(const RunView& run) {
    clearRun();
    m_failed = false;
    m_hub = std::make_unique<FeedHub>(run);
    connect(m_hub.get(), &FeedHub::pulsed, this, &MainWindow::updateState);
    connect(m_hub.get(), &FeedHub::timeChanged, this,
            [this] { m_bar->time().show(m_hub->time(), m_hub->paused()); });
    m_bar->time().setRun(run.clock, run.zone);
    giveHub(m_hub.get());
    showPage(m_page);
    watch();
    updateState();
}

void MainWindow::clearRun() {
    giveHub(nullptr);
    m_hub.reset();
}

void MainWindow::giveHub(FeedHub* hub) {
    m_dashboard->setHub(hub);
    m_events->setHub(hub);
    m_explore->setHub(hub);
    m_metrics->setHub(hub);
    m_alarms->setHub(hub);
    m_sources->setHub(hub);
    m_settings->setHub(hub);
}

void MainWindow::showPage(Page page) {
    m_page = page;
    if (page != Page::Dashboards) setEditing(false);
    const bool noRun = page == Page::Dashboards && m_failed;
    m_pages->setCurrentWidget(noRun ? static_cast<QWidget*>(m_start)
                                    : m_pages->widget(static_cast<int>(page)));
    m_rail->setPage(page);
    m_bar->setDashboardTools(page == Page::Dashboards && !noRun);
    updateTitle();
}

void MainWindow::showConnect() {
    if (m_connect == nullptr) {
        m_connect = new ConnectPage(m_workspace, m_secrets);
        m_pages->addWidget(m_connect);
        connect(m_connect, &ConnectPage::finished, this, &MainWindow::streamConnected);
        connect(m_connect, &ConnectPage::cancelled, this, [this] { showPage(m_page); });
    }
    setEditing(false);
    m_bar->setDashboardTools(false);
    m_pages->setCurrentWidget(m_connect);
    m_rail->setPage(Page::Sources);
    m_connect->setFocus();
    updateTitle();
}

void MainWindow::showEvents(const RowsBehind& rows) {
    setEditing(false);
    m_bar->setDashboardTools(false);
    m_pages->setCurrentWidget(m_events);
    m_events->open(rows);
    updateTitle();
}

void MainWindow::openDashboard(const std::string& id) {
    if (m_connect != nullptr) std::exchange(m_connect, nullptr)->deleteLater();
    m_dashboard->open(id);
    showPage(Page::Dashboards);
}

void MainWindow::showMetrics() {
    m_metrics->closeEditor();
    showPage(Page::Metrics);
}

void MainWindow::setTakeBack(LastChange change, std::function<void()> takeBack) {
    m_lastChange = change;
    m_takeBack = std::move(takeBack);
    m_metrics->forgetRemoved();
}

void MainWindow::updateTitle() {
    const QString name = m_workspace.settings().name.in(uiLanguage());
    const bool dashboard = m_page == Page::Dashboards;
    const QString title = dashboard && !m_failed ? m_dashboard->title() : pageTitle(m_page);
    if (m_connect != nullptr && m_pages->currentWidget() == m_connect) {
        m_bar->setTitle(tr("Connect a stream"), name);
        return;
    }
    if (m_pages->currentWidget() == m_start && !m_failed) return m_bar->setTitle(tr("New workspace"), name);
    if (m_pages->currentWidget() == m_events) return m_bar->setTitle(tr("Events"), m_dashboard->title());
    m_bar->setTitle(title.isEmpty() ? pageTitle(m_page) : title, name);
    setWindowTitle(name.isEmpty() ? QStringLiteral("Guanlan") : QStringLiteral("%1 – Guanlan").arg(name));
}

void MainWindow::updateState() {
    const Snapshot* snapshot = m_hub ? m_hub->snapshot().get() : nullptr;
    const Micros now = m_hub ? m_hub->run().clock->now() : 0;
    StreamState state = streamStateOf(snapshot, now, m_hub ? m_hub->run().zone : Zone());
    if (m_failed) {
        state.level = StreamState::Level::Bad;
        state.word = tr("Not started");
    }
    if (const auto& problem = m_workspace.saveProblem()) {
        state.notices.push_back({StreamState::Level::Bad,
                                 tr("Your last change is not saved yet: %1 It is kept here and tried again.")
                                     .arg(errorSentence(*problem))});
    }
    m_bar->light().setState(state);
    m_bar->setClock(m_hub ? QString::fromStdString(formatTimestamp(m_hub->run().zone.toLocal(now), 0))
                          : QString());
    m_notices->show(state.notices);
    m_rail->setAlarmCount(state.firing);
}

void MainWindow::watch() {
    if (m_hub) m_hub->setWatched(isVisible() && !isMinimized());
}

void MainWindow::chooseTime(const TimeChoice& choice) {
    m_dashboard->setTime(choice);
}

void MainWindow::setEditing(bool editing) {
    m_dashboard->setEditing(editing);
}

void MainWindow::openPalette() {
    std::vector<CommandPalette::Entry> entries;
    for (int i = 0; i < kPages; ++i) {
        const auto page = static_cast<Page>(i);
        entries.push_back(
            {pageTitle(page), QStringLiteral("Ctrl+%1").arg(i + 1), [this, page] { showPage(page); }});
    }
    entries.push_back({tr("Connect a stream"), QString(), [this] { showConnect(); }});
    if (m_hub) entries.push_back({tr("New workspace"), QString(), [this] { showTemplates(false); }});
    entries.push_back({tr("New metric"), QString(), [this] {
                           showPage(Page::Metrics);
                           m_metrics->edit({});
                       }});
    if (m_takeBack) {
        const bool stream = m_lastChange == LastChange::Stream;
        entries.push_back(
            {stream ? tr("Take back the stream connected last") : tr("Take back the metric changed last"),
             QString(), m_takeBack});
    }
    int number = 0;
    for (const DashboardConfig& dashboard : m_workspace.dashboards()) {
        const QString keys = ++number < 10 ? QStringLiteral("Alt+%1").arg(number) : QString();
        entries.push_back({tr("Dashboard: %1").arg(titleOf(dashboard)), keys,
                           [this, id = dashboard.id] { openDashboard(id); }});
    }
    entries.push_back({tr("Edit this dashboard"), QStringLiteral("E"), [this] {
                           showPage(Page::Dashboards);
                           setEditing(true);
                       }});
    if (!m_failed) addExports(entries, *this);
    entries.push_back({tr("Earlier versions of this dashboard"), QString(), [this] {
                           showPage(Page::Dashboards);
                           m_dashboard->showVersions();
                       }});
    entries.push_back({m_hub && m_hub->paused() ? tr("Go on") : tr("Pause"), QString(), [this] {
                           if (m_hub) m_hub->setPaused(!m_hub->paused());
                       }});
    const auto setting = [&](const QString& title, auto change) {
        entries.push_back({title, QString(), [this, change] {
                               WorkspaceSettings settings = m_workspace.settings();
                               change(settings);
                               m_workspace.setSettings(settings);
                           }});
    };
    setting(tr("Dark theme"), [](WorkspaceSettings& settings) { settings.theme = "dark"; });
    setting(tr("Light theme"), [](WorkspaceSettings& settings) { settings.theme = "light"; });
    setting(QStringLiteral("简体中文"), [](WorkspaceSettings& settings) { settings.language = "zh_CN"; });
    setting(QStringLiteral("English"), [](WorkspaceSettings& settings) { settings.language = "en"; });
    m_palette->open(std::move(entries));
}

void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    watch();
}

void MainWindow::hideEvent(QHideEvent* event) {
    QMainWindow::hideEvent(event);
    watch();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings().setValue(kGeometry, saveGeometry());
    m_workspace.flush();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange) watch();
    if (event->type() == QEvent::LanguageChange) {
        // Its texts are made once; what was entered on an open page is worth more than their language.
        if (m_connect != nullptr && m_pages->currentWidget() != m_connect)
            std::exchange(m_connect, nullptr)->deleteLater();
        updateTitle();
        updateState();
    }
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    const bool plain = event->modifiers() == Qt::NoModifier && m_page == Page::Dashboards && !m_failed;
    if (plain && event->key() == Qt::Key_E) {
        setEditing(!m_dashboard->editing());
    } else if (plain && event->key() == Qt::Key_Space && m_hub) {
        m_hub->setPaused(!m_hub->paused());
    } else {
        QMainWindow::keyPressEvent(event);
    }
}

}  // namespace guanlan
