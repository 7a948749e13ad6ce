// SPDX-License-Identifier: GPL-3.0-or-later
// Removing a metric on the Metrics page: what uses it is named first, and there is a way back.
#include "tests/ui/running_desk.h"
#include "ui/metric/metric_editor.h"
#include "ui/settings/appearance.h"
#include "ui/widget/text_table.h"

#include <QAbstractButton>
#include <QLabel>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr int kPatience = 20'000;

const std::string kScript = std::string(kOrdersScript) + R"(
CREATE MATERIALIZED TABLE per_minute AS
SELECT window_end, COUNT(*) AS orders
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;

CREATE MATERIALIZED TABLE busiest AS
SELECT province, SUM(orders) AS orders FROM by_province GROUP BY province;
)";

/// On the Metrics page; what is saved is written and started again.
struct Desk : RunningDesk {
    Desk() {
        writeFile(file("orders.json"), "{\"id\":1,\"province\":\"广东\",\"ts\":\"2026-03-01 08:00:00\"}\n");
        DashboardConfig dashboard{.id = "shop", .title = {{{QString(), QStringLiteral("Shop")}}}};
        dashboard.panels = {{.id = "orders",
                             .kind = "stat",
                             .title = {{{QString(), QStringLiteral("Orders")}}},
                             .cell = {0, 0, 6, 4},
                             .query = {{QStringLiteral("metric"), QStringLiteral("per_minute")}}}};
        const std::vector<AlarmRule> rules{
            {.id = "few", .name = "Too few orders", .metric = "per_minute", .column = "orders"}};
        const WorkspaceFolder& folder = workspace->folder();
        if (!folder.save(WorkspaceSettings{}).ok() || !folder.save(dashboard).ok() ||
            !folder.save(rules).ok() || !folder.savePipeline(kScript).ok())
            qFatal("no workspace");
        open();
        QObject::connect(
            window.get(), &MainWindow::metricSaved, window.get(), [this](const MetricEdit& edit) {
                start(edit.script);
                window->setTakeBack(MainWindow::LastChange::Metric, [this, before = edit.before] {
                    const std::string script = before;
                    window->setTakeBack(MainWindow::LastChange::Metric, {});
                    start(script);
                });
            });
        start(kScript);
        window->showPage(Page::Metrics);
    }
    void click(const char* name) { QTest::mouseClick(find(name), Qt::LeftButton); }
    TextTable& list() { return *find<TextTable>("metrics"); }
    bool select(const char* metric) {
        const auto listed = [&] {
            list().selectKey(QLatin1String(metric));
            return list().selectedKey() == QLatin1String(metric);
        };
        return QTest::qWaitFor(listed, kPatience);
    }
    QString words() { return find<QLabel>("removalWords")->text(); }
    std::string script() { return *workspace->folder().pipeline(); }
};

}  // namespace

class TestMetricRemoval : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QCoreApplication::setOrganizationName(QStringLiteral("guanlan-test"));
        Appearance appearance(*qApp);
        appearance.setLanguage(QStringLiteral("en"));
        appearance.setTheme(QStringLiteral("dark"));
        qRegisterMetaType<MetricEdit>();
    }
    void whatUsesItIsNamedAndItComesBack();
    void itIsKept();
    void whatOthersReadStays();
};

void TestMetricRemoval::whatUsesItIsNamedAndItComesBack() {
    Desk desk;
    QVERIFY(desk.select("per_minute"));
    desk.click("removeMetric");
    QVERIFY(desk.find("confirmRemoval")->isVisible());
    QVERIFY2(desk.words().contains(QStringLiteral("Shop › Orders")), qPrintable(desk.words()));
    QVERIFY2(desk.words().contains(QStringLiteral("Too few orders")), qPrintable(desk.words()));
    QCOMPARE(desk.script(), kScript);
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("confirmRemoval")->isEnabled(), kPatience);
    desk.click("confirmRemoval");
    QVERIFY(!desk.find("confirmRemoval")->isVisible());
    QVERIFY(desk.script().find("per_minute") == std::string::npos);
    QVERIFY(desk.script().find("province;\n\nCREATE MATERIALIZED TABLE busiest") != std::string::npos);
    QTRY_COMPARE_WITH_TIMEOUT(desk.list().table().rowCount(), 2, kPatience);
    QVERIFY(desk.find<QLabel>("takenAway") != nullptr);
    auto* back = desk.list().window()->findChild<QAbstractButton*>(QStringLiteral("takeBack"));
    for (auto* each : desk.window->findChildren<QAbstractButton*>(QStringLiteral("takeBack"))) {
        if (each->isVisible()) back = each;
    }
    QVERIFY(back->isVisible());
    QTest::mouseClick(back, Qt::LeftButton);
    QCOMPARE(desk.script(), kScript);
    QVERIFY(!back->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(desk.list().table().rowCount(), 3, kPatience);
}

void TestMetricRemoval::itIsKept() {
    Desk desk;
    QVERIFY(desk.select("busiest"));
    desk.click("removeMetric");
    QVERIFY2(desk.words().contains(QStringLiteral("No panel and no rule uses it.")),
             qPrintable(desk.words()));
    QTest::keyClick(desk.window->focusWidget(), Qt::Key_Escape);
    QVERIFY(!desk.find("confirmRemoval")->isVisible());
    QCOMPARE(desk.script(), kScript);
}

void TestMetricRemoval::whatOthersReadStays() {
    Desk desk;
    QVERIFY(desk.select("by_province"));
    desk.click("removeMetric");
    QTRY_VERIFY_WITH_TIMEOUT(desk.words().contains(QStringLiteral("the rest of the script needs it")),
                             kPatience);
    QVERIFY(!desk.find("confirmRemoval")->isEnabled());
    desk.click("keepMetric");
    QCOMPARE(desk.script(), kScript);
}

QTEST_MAIN(TestMetricRemoval)
#include "tst_metric_removal.moc"
