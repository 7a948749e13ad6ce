// SPDX-License-Identifier: GPL-3.0-or-later
// One time for all panels of a dashboard: the shared cursor, zooming with its way back, undoing a choice.
#include "tests/ui/shell/recorded_run.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLocale>
#include <QSignalSpy>
#include <QtTest>

using namespace guanlan;

namespace {

/// The demo's dashboard over a recorded run, its rows read.
struct Desk {
    RecordedRun run{1};
    WorkspaceModel workspace{run.folder()};
    std::unique_ptr<FeedHub> hub{};
    std::unique_ptr<DashboardPage> page{};

    Desk() {
        if (!workspace.load().ok()) qFatal("cannot load the workspace");
        hub = std::make_unique<FeedHub>(run.view());
        page = std::make_unique<DashboardPage>(workspace);
        page->resize(1400, 900);
        page->open("overview");
        page->setHub(hub.get());
        page->show();
        if (!QTest::qWaitForWindowExposed(page.get())) qFatal("no window");
        // History answers on its own thread.
        const auto words = [this] { return panel("traffic").accessibleDescription(); };
        for (int i = 0; i < 200 && !words().contains(QLatin1String("between")); ++i) {
            hub->pulse();
            QTest::qWait(20);
        }
        if (!words().contains(QLatin1String("between"))) qFatal("no rows");
    }
    ~Desk() { page.reset(); }
    Panel& panel(const char* id) { return *page->canvas().card(id)->panel(); }
    QImage pictureOf(const char* id) { return panel(id).grab().toImage(); }
    void box(const char* id, int from, int to) {
        const int y = panel(id).height() / 2;
        QTest::mousePress(&panel(id), Qt::LeftButton, {}, {from, y});
        QTest::mouseMove(&panel(id), {(from + to) / 2, y});
        QTest::mouseRelease(&panel(id), Qt::LeftButton, {}, {to, y});
    }
};

}  // namespace

class TestDashboardTime : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English));
        applyTheme(*qApp, Theme::darkTheme());
    }
    void theCursorIsShared() {
        Desk desk;
        const QImage before = desk.pictureOf("response-trend");
        Panel& traffic = desk.panel("traffic");
        QTest::mouseMove(&traffic, {traffic.width() / 2, traffic.height() / 2});
        QVERIFY(desk.pictureOf("response-trend") != before);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&traffic, &leave);
        QCOMPARE(desk.pictureOf("response-trend"), before);
    }
    void aBoxZoomsAllAndEveryStepLeadsBack() {
        Desk desk;
        QSignalSpy changed(desk.page.get(), &DashboardPage::zoomChanged);
        const TimeChoice live = desk.hub->time();
        QCOMPARE(live.kind, TimeChoice::Kind::Live);
        desk.box("traffic", 150, 300);
        const TimeChoice first = desk.hub->time();
        QCOMPARE(first.kind, TimeChoice::Kind::Range);
        QVERIFY(first.to - first.from < live.duration && first.to <= RecordedRun::kNow);
        QVERIFY(desk.page->zoomed());
        desk.page->zoomTo(first.from + kMinute, first.to - kMinute);
        QVERIFY(desk.hub->time() != first);
        desk.page->zoomTo(first.from, first.from + kSecond);  // too close to show anything
        QTest::keyClick(desk.page.get(), Qt::Key_Escape);
        QCOMPARE(desk.hub->time(), first);
        QTest::mouseDClick(&desk.panel("traffic"), Qt::LeftButton, {}, {200, 100});
        QCOMPARE(desk.hub->time(), live);
        QVERIFY(!desk.page->zoomed());
        QCOMPARE(changed.last().first().toBool(), false);
        // A look is not a change: nothing is kept with the dashboard.
        QVERIFY(!desk.page->history().canUndo());
        QCOMPARE(desk.page->dashboard().timeRange, std::string("live:30m"));
    }
    void aChosenTimeIsKeptAndCanBeUndone() {
        Desk desk;
        desk.page->zoomTo(RecordedRun::kNow - kHour, RecordedRun::kNow);
        desk.page->setTime({.kind = TimeChoice::Kind::Last, .duration = 24 * kHour});
        QVERIFY(!desk.page->zoomed());
        QCOMPARE(desk.page->dashboard().timeRange, std::string("last:1d"));
        desk.page->setEditing(true);
        desk.page->undo();
        QCOMPARE(desk.page->dashboard().timeRange, std::string("live:30m"));
        QCOMPARE(desk.hub->time().kind, TimeChoice::Kind::Live);
        desk.page->redo();
        QCOMPARE(desk.hub->time().duration, 24 * kHour);
    }
};

QTEST_MAIN(TestDashboardTime)
#include "tst_dashboard_time.moc"
