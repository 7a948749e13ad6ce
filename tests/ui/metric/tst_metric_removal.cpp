// SPDX-License-Identifier: GPL-3.0-or-later
// Removing a metric on the Metrics page: what uses it is named first, and there is a way back.
#include "core/base/clock.h"
#include "core/runtime/live_session.h"
#include "ui/metric/metric_editor.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/widget/text_table.h"

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr int kPatience = 20'000;

const char* const kScript = R"(-- The orders of a shop.
CREATE TABLE orders (
  id BIGINT,
  province STRING,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');

CREATE MATERIALIZED TABLE by_province AS
SELECT window_end, province, COUNT(*) AS orders
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, province;

CREATE MATERIALIZED TABLE per_minute AS
SELECT window_end, COUNT(*) AS orders
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;

CREATE MATERIALIZED TABLE busiest AS
SELECT province, SUM(orders) AS orders FROM by_province GROUP BY province;
)";

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("cannot write");
}

/// A workspace at work in the window, on its Metrics page; what is saved is written and started again, as
/// app/desktop does it.
struct Desk {
    QTemporaryDir directory{};
    SystemClock clock{};
    std::unique_ptr<WorkspaceModel> workspace{};
    std::unique_ptr<LiveSession> session{};
    SecretAccess secrets{};
    std::unique_ptr<MainWindow> window{};

    Desk() {
        write(directory.filePath(QStringLiteral("pipeline.sql")), kScript);
        write(directory.filePath(QStringLiteral("orders.json")),
              "{\"id\":1,\"province\":\"广东\",\"ts\":\"2026-03-01 08:00:00\"}\n");
        workspace = std::make_unique<WorkspaceModel>(WorkspaceFolder(directory.path().toStdString()));
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
            !folder.save(rules).ok() || !workspace->load().ok())
            qFatal("no workspace");
        window = std::make_unique<MainWindow>(*workspace, secrets);
        QObject::connect(
            window.get(), &MainWindow::metricSaved, window.get(), [this](const MetricEdit& edit) {
                start(edit.script);
                window->setTakeBack(MainWindow::LastChange::Metric, [this, before = edit.before] {
                    const std::string script = before;
                    window->setTakeBack(MainWindow::LastChange::Metric, {});
                    start(script);
                });
            });
        window->resize(1300, 850);
        window->show();
        start(kScript);
        if (!QTest::qWaitForWindowExposed(window.get())) qFatal("no window");
        window->showPage(Page::Metrics);
    }
    ~Desk() {
        window->clearRun();
        window.reset();
        session->stop();
    }
    void start(const std::string& script) {
        window->clearRun();
        session.reset();
        if (!workspace->folder().savePipeline(script).ok()) qFatal("cannot save the script");
        auto started = LiveSession::start(workspace->folder(), {.clock = &clock});
        if (!started) qFatal("%s", started.error().sentence().c_str());
        session = std::move(*started);
        window->setRun({.snapshot = [this] { return session->snapshot(); },
                        .metrics = session->metrics(),
                        .historyFolder = workspace->folder().stateFolder(),
                        .clock = &clock,
                        .zone = session->zone()});
    }
    template <typename T = QWidget>
    T* find(const char* name) {
        return window->findChild<T*>(QLatin1String(name));
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
    QCOMPARE(desk.script(), std::string(kScript));
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
    QCOMPARE(desk.script(), std::string(kScript));
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
    QCOMPARE(desk.script(), std::string(kScript));
}

void TestMetricRemoval::whatOthersReadStays() {
    Desk desk;
    QVERIFY(desk.select("by_province"));
    desk.click("removeMetric");
    QTRY_VERIFY_WITH_TIMEOUT(desk.words().contains(QStringLiteral("the rest of the script needs it")),
                             kPatience);
    QVERIFY(!desk.find("confirmRemoval")->isEnabled());
    desk.click("keepMetric");
    QCOMPARE(desk.script(), std::string(kScript));
}

QTEST_MAIN(TestMetricRemoval)
#include "tst_metric_removal.moc"
