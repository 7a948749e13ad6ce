// SPDX-License-Identifier: GPL-3.0-or-later
// From a bar on a dashboard to the events it counts, by mouse and keys, over a real run of a file.
#include "tests/ui/running_desk.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/panel/panel.h"
#include "ui/settings/appearance.h"
#include "ui/widget/text_table.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr int kPatience = 20'000;

/// One a second for ten minutes, from `first` on; every second one from 广东.
QByteArray orders(int first) {
    QByteArray lines;
    const char* provinces[] = {"广东", "四川", "广东", "浙江"};
    for (int i = first; i < 600; ++i) {
        lines += QStringLiteral("{\"id\":%1,\"province\":\"%2\",\"ts\":\"2026-03-01 08:%3:%4\"}\n")
                     .arg(i)
                     .arg(QString::fromUtf8(provinces[i % 4]))
                     .arg(i / 60, 2, 10, QLatin1Char('0'))
                     .arg(i % 60, 2, 10, QLatin1Char('0'))
                     .toUtf8();
    }
    return lines;
}

/// Its one dashboard shows ten minutes of orders by province.
struct Desk : RunningDesk {
    Desk() {
        writeFile(file("orders.json"), orders(0));
        WorkspaceSettings settings;
        settings.timeZone = "Asia/Shanghai";
        DashboardConfig dashboard{.id = "shop", .timeRange = "2026-03-01T08:00/2026-03-01T08:10"};
        dashboard.panels = {{.id = "ranking",
                             .kind = "bar",
                             .cell = {0, 0, 12, 10},
                             .query = {{QStringLiteral("metric"), QStringLiteral("by_province")},
                                       {QStringLiteral("group"), QStringLiteral("province")},
                                       {QStringLiteral("value"), QStringLiteral("orders")}},
                             .options = {{QStringLiteral("orientation"), QStringLiteral("horizontal")}}}};
        const WorkspaceFolder& folder = workspace->folder();
        if (!folder.save(settings).ok() || !folder.save(dashboard).ok() ||
            !folder.savePipeline(kOrdersScript).ok())
            qFatal("no workspace");
        open();
        start(kOrdersScript);
    }
    Panel* ranking() { return window->dashboards().canvas().card("ranking")->panel(); }
    /// The popover of the first line, once all rows are there.
    bool choose() {
        const bool there = QTest::qWaitFor(
            [&] { return ranking()->accessibleDescription().contains(QStringLiteral("广东 300")); },
            kPatience);
        QTest::qWait(100);  // it is drawn
        ranking()->setFocus();
        QTest::keyClick(ranking(), Qt::Key_Down);
        QTest::keyClick(ranking(), Qt::Key_Return);
        return there && find("choice")->isVisible();
    }
    QString words() { return find<QLabel>("eventsWords")->text(); }
};

}  // namespace

class TestEventsBehind : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("guanlan-test-events"));
        QSettings().clear();
        Appearance appearance(*qApp);
        appearance.setLanguage(QStringLiteral("en"));
        appearance.setTheme(QStringLiteral("dark"));
    }
    void aBarLeadsToAsManyEventsAsItCounts();
    void whatIsNoLongerThereIsSaid();
};

void TestEventsBehind::aBarLeadsToAsManyEventsAsItCounts() {
    Desk desk;
    QVERIFY(desk.choose());
    QTest::mouseClick(desk.find("showEvents"), Qt::LeftButton);
    auto* rows = desk.find<TextTable>("rowsBehind");
    QVERIFY(rows->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(rows->table().rowCount(), 10, kPatience);
    // Ten windows of thirty are the three hundred of the bar; the newest is looked into at once.
    for (const TextRow& row : rows->table().rows())
        QCOMPARE(row.cells.mid(1), QStringList({QStringLiteral("广东"), QStringLiteral("30")}));
    QVERIFY(desk.find("rowSection")->accessibleDescription().endsWith(QStringLiteral("together 300")));
    auto* events = desk.find<TextTable>("eventsBehind");
    QTRY_COMPARE_WITH_TIMEOUT(events->table().rowCount(), 30, kPatience);
    QCOMPARE(desk.words(), QStringLiteral("30 events, exactly as many as the row counts."));
    QVERIFY(
        events->table().rows()[0].cells.back().contains(QStringLiteral("\"ts\":\"2026-03-01 08:09:00\"")));
    // The next row by keys.
    QTest::keyClick(rows, Qt::Key_Down);
    QTRY_VERIFY_WITH_TIMEOUT(events->table().rowCount() == 30 &&
                                 events->table().rows()[0].cells.back().contains(QStringLiteral("08:08:00")),
                             kPatience);
    QTest::keyClick(rows, Qt::Key_Escape);
    QVERIFY(desk.window->dashboards().isVisible());
    QVERIFY(!rows->isVisible());
}

void TestEventsBehind::whatIsNoLongerThereIsSaid() {
    Desk desk;
    QVERIFY(desk.choose());
    writeFile(desk.file("orders.json"), orders(560));
    QTest::keyClick(desk.window->focusWidget(), Qt::Key_Down);
    QTest::keyClick(desk.window->focusWidget(), Qt::Key_Return);
    auto* events = desk.find<TextTable>("eventsBehind");
    QVERIFY(events->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(events->table().rowCount(), 20, kPatience);
    QVERIFY2(desk.words().startsWith(QStringLiteral("The row counts 30 events, the sources gave 20.")),
             qPrintable(desk.words()));
    // What cannot be read at all is said in the same place.
    QVERIFY(QFile::remove(desk.file("orders.json")));
    QTest::keyClick(desk.find("rowsBehind"), Qt::Key_Down);
    QTRY_VERIFY_WITH_TIMEOUT(desk.words().contains(QStringLiteral("orders.json")), kPatience);
}

QTEST_MAIN(TestEventsBehind)
#include "tst_events_behind.moc"
