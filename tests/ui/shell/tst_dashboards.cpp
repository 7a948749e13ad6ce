// SPDX-License-Identifier: GPL-3.0-or-later
// Several dashboards in one workspace, as tabs: switched, made, named, copied, removed by mouse and keys.
#include "tests/ui/shell/recorded_run.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/top_bar.h"
#include "ui/widget/icon.h"
#include "ui/widget/take_back_bar.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QTabBar>
#include <QtTest>

using namespace guanlan;

namespace {

/// The window over a workspace folder with so many dashboards: overview, and copies of it without the first
/// panels, named second, third and so on.
struct Desk {
    RecordedRun run{0};
    WorkspaceModel workspace{run.folder()};
    SecretAccess secrets{};
    std::unique_ptr<MainWindow> window{};

    explicit Desk(int dashboards) {
        DashboardConfig more = run.folder().dashboards()->front();
        for (int number = 2; number <= dashboards; ++number) {
            more.id = "page" + std::to_string(number);
            more.title = {{{QString(), QStringLiteral("Page %1").arg(number)}}};
            more.timeRange = "last:" + std::to_string(number) + "h";
            more.panels.erase(more.panels.begin());
            if (!run.folder().save(more).ok()) qFatal("cannot save");
        }
        open();
    }
    void open() {
        window.reset();
        if (!workspace.load().ok()) qFatal("cannot load the workspace");
        window = std::make_unique<MainWindow>(workspace, secrets);
        window->resize(1400, 900);
        window->show();
        window->setRun(run.view());
        if (!QTest::qWaitForWindowActive(window.get())) qFatal("no window");
    }
    DashboardPage& page() { return window->dashboards(); }
    std::string shown() { return page().dashboard().id; }
    QTabBar* tabs() { return window->findChild<QTabBar*>(QStringLiteral("dashboardTabs")); }
    QStringList titles() {
        QStringList titles;
        for (int i = 0; i < tabs()->count(); ++i)
            titles += tabs()->tabText(i);
        return titles;
    }
    QStringList files() {
        workspace.flush();
        return QDir(QString::fromStdString(run.folder().path()) + QStringLiteral("/dashboards"))
            .entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    }
    /// On the page; the button of the bars is no part of it.
    template <typename T = QWidget>
    T* find(const char* name) {
        T* found = page().findChild<T*>(QLatin1String(name));
        return found != nullptr ? found : window->findChild<T*>(QLatin1String(name));
    }
    void click(const char* name) { QTest::mouseClick(find(name), Qt::LeftButton); }
    void clickTab(int index) {
        QTest::mouseClick(tabs(), Qt::LeftButton, {}, tabs()->tabRect(index).center());
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers) { QTest::keyClick(window.get(), key, modifiers); }
    /// Types a name into the tab that waits for one.
    void name(const QString& title) {
        auto* field = find<QLineEdit>("dashboardName");
        QVERIFY(field != nullptr);
        field->selectAll();
        QTest::keyClicks(field, title);
        QTest::keyClick(field, Qt::Key_Return);
    }
};

}  // namespace

class TestDashboards : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("guanlan-test-dashboards"));
    }
    void init() { QSettings().clear(); }
    void oneDashboardHasNoTabs();
    void tabsAndKeysSwitchWithTheTime();
    void theOpenOneIsRemembered();
    void aNewOneIsNamedAndFilled();
    void aDoubleClickRenames();
    void aCopyStandsBesideItsOriginal();
    void aRemovedOneComesBack();
    void aRemovedFileGoesWithTheSave();
    void everyDashboardHasItsOwnHistory();
    void theOrderIsKept();
    void aWorkspaceWithoutOneSaysSo();
};

void TestDashboards::aWorkspaceWithoutOneSaysSo() {
    Desk desk(1);
    QVERIFY(desk.run.folder().removeDashboard(desk.shown()));
    desk.open();
    auto* first = desk.find("fillDashboard");
    QVERIFY(first->isVisible());
    QTest::mouseClick(first, Qt::LeftButton);
    QTRY_COMPARE(desk.workspace.dashboards().size(), std::size_t{1});
    QCOMPARE(desk.shown(), desk.workspace.dashboards().front().id);
    QCOMPARE(desk.files().size(), 1);
}

void TestDashboards::oneDashboardHasNoTabs() {
    Desk desk(1);
    QVERIFY(!desk.tabs()->isVisible());
    desk.click("editToggle");
    QVERIFY(desk.tabs()->isVisible());
    QVERIFY(!desk.find("removeDashboard")->isEnabled());  // the last one stays
    desk.click("editToggle");
    QVERIFY(!desk.tabs()->isVisible());
    QCOMPARE(desk.shown(), std::string("overview"));
}

void TestDashboards::tabsAndKeysSwitchWithTheTime() {
    Desk desk(3);
    QVERIFY(desk.tabs()->isVisible());
    QCOMPARE(desk.tabs()->count(), 3);
    QCOMPARE(desk.titles().mid(1), QStringList({QStringLiteral("Page 2"), QStringLiteral("Page 3")}));
    desk.clickTab(1);
    QCOMPARE(desk.shown(), std::string("page2"));
    QCOMPARE(desk.window->findChild<TopBar*>()->accessibleName(), QStringLiteral("Page 2"));
    QCOMPARE(desk.window->hub()->time().duration, 2 * kHour);
    desk.key(Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(desk.shown(), std::string("page3"));
    QCOMPARE(desk.window->hub()->time().duration, 3 * kHour);
    desk.key(Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(desk.shown(), std::string("overview"));
    desk.key(Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(desk.shown(), std::string("page3"));
    desk.key(Qt::Key_2, Qt::AltModifier);
    QCOMPARE(desk.shown(), std::string("page2"));
    QCOMPARE(desk.tabs()->currentIndex(), 1);
    desk.key(Qt::Key_9, Qt::AltModifier);
    QCOMPARE(desk.shown(), std::string("page2"));
    // Elsewhere the keys mean nothing.
    desk.window->showPage(Page::Alarms);
    desk.key(Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(desk.shown(), std::string("page2"));
    QCOMPARE(desk.files(), QStringList({QStringLiteral("overview.json"), QStringLiteral("page2.json"),
                                        QStringLiteral("page3.json")}));
}

void TestDashboards::theOpenOneIsRemembered() {
    Desk desk(3);
    desk.clickTab(2);
    desk.open();
    QCOMPARE(desk.shown(), std::string("page3"));
    QCOMPARE(desk.window->hub()->time().duration, 3 * kHour);
    QVERIFY(QFile::remove(QString::fromStdString(desk.run.folder().path()) +
                          QStringLiteral("/dashboards/page3.json")));
    desk.open();
    QCOMPARE(desk.shown(), std::string("overview"));
}

void TestDashboards::aNewOneIsNamedAndFilled() {
    Desk desk(1);
    desk.click("editToggle");
    QTest::qWait(250);
    desk.click("addDashboard");
    desk.name(QStringLiteral("Users & more"));
    QCOMPARE(desk.titles().back(), QStringLiteral("Users && more"));
    QVERIFY(desk.page().dashboard().panels.empty());
    desk.click("add-bar");
    QCOMPARE(desk.page().dashboard().panels.size(), std::size_t{1});
    desk.click("editToggle");
    QCOMPARE(desk.files(),
             QStringList({QStringLiteral("dashboard-2.json"), QStringLiteral("overview.json")}));
    // It stays behind the first, whatever its file is called.
    desk.open();
    QCOMPARE(desk.titles().back(), QStringLiteral("Users && more"));
    QCOMPARE(desk.shown(), std::string("dashboard-2"));
    // An empty one says so, and how to go on.
    desk.click("editToggle");
    desk.click("addDashboard");
    desk.name(QStringLiteral("Empty"));
    desk.click("editToggle");
    QVERIFY(desk.find("fillDashboard")->isVisible());
    desk.click("fillDashboard");
    QVERIFY(desk.page().editing());
    QVERIFY(!desk.find("fillDashboard")->isVisible());
}

void TestDashboards::aDoubleClickRenames() {
    Desk desk(2);
    QTest::mouseDClick(desk.tabs(), Qt::LeftButton, {}, desk.tabs()->tabRect(1).center());
    QCOMPARE(desk.shown(), std::string("page2"));
    desk.name(QStringLiteral("Quality"));
    QCOMPARE(desk.titles().back(), QStringLiteral("Quality"));
    QCOMPARE(desk.window->findChild<TopBar*>()->accessibleName(), QStringLiteral("Quality"));
    // Escape keeps the name.
    QTest::mouseDClick(desk.tabs(), Qt::LeftButton, {}, desk.tabs()->tabRect(1).center());
    auto* field = desk.tabs()->parentWidget()->findChild<QLineEdit*>(QStringLiteral("dashboardName"));
    QTest::keyClicks(field, QStringLiteral("No"));
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(desk.titles().back(), QStringLiteral("Quality"));
    desk.workspace.flush();
    QCOMPARE(desk.run.folder().dashboards()->back().title.in(QStringLiteral("en")),
             QStringLiteral("Quality"));
    // A name is a change like any other.
    desk.click("editToggle");
    desk.click("undoButton");
    QCOMPARE(desk.titles().back(), QStringLiteral("Page 2"));
}

void TestDashboards::aCopyStandsBesideItsOriginal() {
    Desk desk(2);
    desk.click("editToggle");
    desk.click("copyDashboard");
    desk.name(QStringLiteral("Mine"));
    QCOMPARE(desk.titles().mid(1), QStringList({QStringLiteral("Mine"), QStringLiteral("Page 2")}));
    QCOMPARE(desk.shown(), std::string("overview-2"));
    QVERIFY(desk.page().dashboard().panels == desk.workspace.dashboard("overview")->panels);
    desk.page().canvas().select("traffic");
    desk.click("removePanels");
    QVERIFY(desk.page().dashboard().panels.size() + 1 == desk.workspace.dashboard("overview")->panels.size());
}

void TestDashboards::aRemovedOneComesBack() {
    Desk desk(3);
    desk.clickTab(1);
    desk.click("editToggle");
    const DashboardConfig before = desk.page().dashboard();
    desk.click("removeDashboard");
    QCOMPARE(desk.shown(), std::string("page3"));
    QVERIFY(desk.find<QLabel>("takenAway")->text().contains(QStringLiteral("Page 2")));
    desk.click("takeBack");
    QCOMPARE(desk.shown(), std::string("page2"));
    QVERIFY(desk.page().dashboard() == before);
    QVERIFY(!desk.find("takeBack")->isVisible());
    QCOMPARE(desk.files().size(), 3);
    // The keys that take back anything take this back too.
    desk.click("removeDashboard");
    QVERIFY(desk.find("undoButton")->isEnabled());
    desk.page().canvas().setFocus();
    QTest::keyClick(&desk.page().canvas(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.shown(), std::string("page2"));
    QCOMPARE(desk.titles().size(), 3);
    QCOMPARE(desk.titles()[1], QStringLiteral("Page 2"));
}

void TestDashboards::aRemovedFileGoesWithTheSave() {
    Desk desk(2);
    const QString file =
        QString::fromStdString(desk.run.folder().path()) + QStringLiteral("/dashboards/overview.json");
    // What the program does not know of a file is still in it when the dashboard comes back.
    QFile foreign(file);
    QVERIFY(foreign.open(QIODevice::ReadWrite));
    const QByteArray before =
        foreign.readAll().replace("{\n    \"panels\"", "{\n    \"later\": 1,\n    \"panels\"");
    QVERIFY(before.contains("later"));
    foreign.seek(0);
    QCOMPARE(foreign.write(before), qint64(before.size()));
    foreign.close();
    desk.click("editToggle");
    desk.click("removeDashboard");
    QTest::qWait(600);  // longer than an edit waits to be saved
    QVERIFY(QFile::exists(file));
    desk.click("takeBack");
    desk.workspace.flush();
    QVERIFY(foreign.open(QIODevice::ReadOnly));
    QVERIFY(foreign.readAll().contains("\"later\": 1"));
    desk.click("removeDashboard");
    desk.click("editToggle");
    QVERIFY(!QFile::exists(file));
    QVERIFY(!desk.find("takeBack")->isVisible());
    QVERIFY(!desk.tabs()->isVisible());
    QCOMPARE(desk.shown(), std::string("page2"));
}

void TestDashboards::everyDashboardHasItsOwnHistory() {
    Desk desk(2);
    desk.click("editToggle");
    desk.page().canvas().select("traffic");
    desk.click("removePanels");
    const std::size_t without = desk.page().dashboard().panels.size();
    desk.clickTab(1);
    QVERIFY(!desk.find("undoButton")->isEnabled());
    desk.page().canvas().select("traffic");
    desk.click("removePanels");
    desk.click("undoButton");
    QVERIFY(!desk.find("undoButton")->isEnabled());
    QCOMPARE(desk.workspace.dashboard("overview")->panels.size(), without);
    desk.clickTab(0);
    desk.click("undoButton");
    QCOMPARE(desk.page().dashboard().panels.size(), without + 1);
    QCOMPARE(desk.workspace.dashboard("overview")->panels.size(), without + 1);
}

void TestDashboards::theOrderIsKept() {
    Desk desk(3);
    desk.click("editToggle");
    QTest::qWait(250);
    const QPoint from = desk.tabs()->tabRect(2).center();
    const QPoint to = desk.tabs()->tabRect(0).center() - QPoint(20, 0);
    QTest::mousePress(desk.tabs(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= 12; ++step)
        QTest::mouseMove(desk.tabs(), from + (to - from) * step / 12);
    QTest::mouseRelease(desk.tabs(), Qt::LeftButton, {}, to);
    QTRY_COMPARE(desk.workspace.dashboards().front().id, std::string("page3"));
    desk.click("editToggle");
    QCOMPARE(desk.run.folder().settings()->dashboards,
             std::vector<std::string>({"page3", "overview", "page2"}));
    desk.open();
    QCOMPARE(desk.titles()[0], QStringLiteral("Page 3"));
    QCOMPARE(desk.shown(), std::string("page3"));
}

QTEST_MAIN(TestDashboards)
#include "tst_dashboards.moc"
