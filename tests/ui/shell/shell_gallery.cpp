// SPDX-License-Identifier: GPL-3.0-or-later
// Draws every page of the window in its variants into a folder, to be looked at.
#include "tests/ui/shell/gallery.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/shell/stream_light.h"

using namespace guanlan;

namespace {

void shootPages(Gallery& gallery) {
    gallery.shoot(QStringLiteral("dashboard"));
    const char* names[] = {"", "explore", "metrics", "alarms", "sources", "settings"};
    for (int page = 1; page < kPages; ++page) {
        gallery.window.showPage(static_cast<Page>(page));
        gallery.shoot(QLatin1String(names[page]));
    }
    gallery.window.showPage(Page::Dashboards);
    gallery.window.dashboards().setEditing(true);
    gallery.window.dashboards().canvas().select("traffic");
    QTest::qWait(300);
    gallery.shoot(QStringLiteral("edit"));
    gallery.window.dashboards().setEditing(false);
    QTest::qWait(300);
    QTest::mouseClick(gallery.window.findChild<StreamLight*>(), Qt::LeftButton);
    gallery.shoot(QStringLiteral("light"));
    QTest::keyClick(&gallery.window, Qt::Key_Escape);
    QTest::mouseClick(gallery.window.findChild<QWidget*>(QStringLiteral("timeChoose")), Qt::LeftButton);
    gallery.shoot(QStringLiteral("time"));
    QTest::keyClick(&gallery.window, Qt::Key_Escape);
    QTest::keyClick(&gallery.window, Qt::Key_K, Qt::ControlModifier);
    gallery.shoot(QStringLiteral("palette"));
    QTest::keyClick(gallery.window.focusWidget(), Qt::Key_Escape);
}

/// Two dashboards, as they are edited, an empty one, and more than there is room for.
void shootTabs(Gallery& gallery, WorkspaceModel& workspace) {
    const auto press = [&](const char* name) {
        QTest::mouseClick(gallery.window.findChild<QWidget*>(QLatin1String(name)), Qt::LeftButton);
    };
    DashboardConfig second = workspace.dashboards().front();
    second.id = "users";
    second.title = {{{"zh_CN", "用户"}, {"en", "Users"}}};
    second.panels.resize(8);
    workspace.setDashboard(second);
    gallery.window.findChild<QWidget*>(QStringLiteral("dashboardTabs"))->setFocus(Qt::TabFocusReason);
    gallery.shoot(QStringLiteral("tabs"));
    gallery.window.dashboards().setEditing(true);
    QTest::qWait(300);
    press("addDashboard");
    gallery.shoot(QStringLiteral("tabs-name"));
    QTest::keyClick(gallery.window.focusWidget(), Qt::Key_Escape);
    press("removeDashboard");
    gallery.shoot(QStringLiteral("tabs-removed"));
    press("takeBack");
    gallery.window.dashboards().setEditing(false);
    gallery.shoot(QStringLiteral("tabs-empty"));
    for (int number = 0; number < 14; ++number) {
        second.id = "more" + std::to_string(number);
        second.title = {
            {{QString(), QStringLiteral("内容分发网络与回源质量 %1 – regional quality").arg(number)}}};
        workspace.setDashboard(second);
    }
    gallery.window.dashboards().open("more3");
    gallery.shoot(QStringLiteral("tabs-many"));
    for (int number = 0; number < 14; ++number)
        workspace.removeDashboard("more" + std::to_string(number));
    gallery.window.dashboards().open("overview");
}

/// What a click on a value offers, and a dashboard narrowed to one value and to two.
void shootFilter(Gallery& gallery) {
    DashboardPage& page = gallery.window.dashboards();
    Panel* map = page.canvas().card("map")->panel();
    map->setFocus();
    for (int row = 0; row < 5; ++row)
        QTest::keyClick(map, Qt::Key_Down);
    QTest::keyClick(map, Qt::Key_Return);
    gallery.shoot(QStringLiteral("choice"));
    QTest::keyClick(gallery.window.focusWidget(), Qt::Key_Return);
    gallery.shoot(QStringLiteral("filter"));
    page.narrow("video_type", "游戏");
    gallery.shoot(QStringLiteral("filter-two"));
    page.narrow("user_agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15");
    gallery.shoot(QStringLiteral("filter-long"));
    page.widenAll();
}

/// The rows behind a number, and events that cannot be read; and the question before a metric is removed.
void shootQuestions(Gallery& gallery) {
    Panel* map = gallery.window.dashboards().canvas().card("map")->panel();
    map->setFocus();
    QTest::keyClick(map, Qt::Key_Down);
    QTest::keyClick(map, Qt::Key_Return);
    QTest::keyClick(gallery.window.focusWidget(), Qt::Key_Down);
    QTest::keyClick(gallery.window.focusWidget(), Qt::Key_Return);
    QTest::qWait(3000);
    gallery.shoot(QStringLiteral("events"));
    gallery.window.showPage(Page::Metrics);
    QTest::mouseClick(gallery.window.findChild<QWidget*>(QStringLiteral("removeMetric")), Qt::LeftButton);
    gallery.shoot(QStringLiteral("metric-removal"));
    gallery.window.showPage(Page::Dashboards);
}

void shootTroubles(Gallery& gallery, RecordedRun& run) {
    Snapshot& snapshot = run.snapshot();
    snapshot.sources[0].health = {.state = SourceHealth::State::Failing,
                                  .since = RecordedRun::kNow - 12 * kSecond};
    snapshot.sources[0].health.problem = Error{.code = ErrorCode::Unavailable,
                                               .id = "kafka.unreachable",
                                               .what = "no connection to Kafka",
                                               .arguments = {"10.0.0.7:9092", "Connection refused"}};
    snapshot.store.saving = false;
    snapshot.store.notSavedSince = RecordedRun::kNow - 5 * kSecond;
    snapshot.store.problem =
        Error{.code = ErrorCode::NoSpace, .id = "store.noSpace", .what = "the disk is full"};
    run.publish();
    gallery.shoot(QStringLiteral("trouble"));
    const std::string script = *run.folder().pipeline();
    Error mistake{.code = ErrorCode::InvalidInput, .id = "sql.table", .what = "no table 'event'"};
    mistake.next = "did you mean 'events'?";
    mistake.file = "pipeline.sql";
    mistake.position = {42, 13};
    gallery.window.clearRun();
    gallery.window.showStartError(mistake, QString::fromStdString(script), true);
    gallery.shoot(QStringLiteral("mistake"));
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    Gallery gallery(application);
    gallery.shoot(QStringLiteral("starting"));
    gallery.start();
    shootPages(gallery);
    shootTabs(gallery, gallery.workspace);
    shootFilter(gallery);
    shootQuestions(gallery);
    shootTroubles(gallery, gallery.run);
    return 0;
}
