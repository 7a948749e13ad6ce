// SPDX-License-Identifier: GPL-3.0-or-later
// From a broker's address to a dashboard with data, with mouse and keys alone.
#include "core/base/clock.h"
#include "core/runtime/live_session.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"
#include "ui/connect/connected_stream.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr int kPatience = 30'000;
constexpr int kRecords = 6000;

/// Orders of the last ten minutes as a shop might write them; nobody told the program about their fields.
std::vector<KafkaRecord> orders() {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const char* provinces[] = {"广东", "浙江", "四川", "北京", "上海", "湖北"};
    const char* channels[] = {"app", "web", "mini"};
    std::vector<KafkaRecord> records;
    for (int i = 0; i < kRecords; ++i) {
        const qint64 at = now - 600'000 + i * 100;
        const QString json =
            QStringLiteral(
                R"({"orderNo":"A%1","buyer":{"uid":%2,"province":"%3"},"channel":"%4","amount":%5,"at":%6})")
                .arg(100'000 + i)
                .arg(i * 7 % 800)
                .arg(QString::fromUtf8(provinces[i % 6]), QString::fromLatin1(channels[i % 7 % 3]))
                .arg((i * 37 % 9000) / 100.0)
                .arg(at);
        records.push_back({.value = json.toStdString(), .partition = i % 3, .timestamp = at});
    }
    return records;
}

std::size_t rowsShown(MainWindow& window) {
    std::size_t count = 0;
    if (window.hub() == nullptr || !window.hub()->snapshot()) return count;
    for (const auto& [name, metric] : window.hub()->snapshot()->metrics) {
        for (const BatchPtr& batch : metric.recent)
            count += batch->rows();
    }
    return count;
}

}  // namespace

class TestConnect : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void fromAnAddressToADashboard();
    void anUnreachableBrokerIsExplained();

  private:
    template <typename T>
    static T* find(QWidget& window, const char* name) {
        T* found = window.findChild<T*>(QLatin1String(name));
        if (found == nullptr) qFatal("no %s", name);
        return found;
    }
    static void press(QWidget& window, const char* name) {
        auto* button = find<QAbstractButton>(window, name);
        QTRY_VERIFY2_WITH_TIMEOUT(button->isEnabled() && button->isVisible(), name, kPatience);
        QTest::mouseClick(button, Qt::LeftButton);
    }

    void chooseTheOrders(QWidget& window);

    KafkaBroker m_broker;
    QTemporaryDir m_directory;
    SystemClock m_clock;
};

void TestConnect::initTestCase() {
    QCoreApplication::setOrganizationName(QStringLiteral("guanlan-test"));
    Appearance appearance(*qApp);
    appearance.setTheme(QStringLiteral("dark"));
    GUANLAN_START(m_broker);
    QVERIFY(m_broker.createTopic("shop.orders", 3));
    QVERIFY(m_broker.produce("shop.orders", orders()));
    QVERIFY(m_broker.createTopic("another", 1));
}

void TestConnect::chooseTheOrders(QWidget& window) {
    press(window, "connectStream");
    QTest::keyClicks(find<QLineEdit>(window, "servers"), QString::fromStdString(m_broker.bootstrap()));
    QTest::keyClick(find<QLineEdit>(window, "servers"), Qt::Key_Return);
    press(window, "connectNext");

    auto* topics = find<QTableView>(window, "topics");
    QTRY_COMPARE_WITH_TIMEOUT(topics->model()->rowCount(), 2, kPatience);
    QTest::keyClicks(find<QLineEdit>(window, "topicFilter"), QStringLiteral("order"));
    QTRY_COMPARE(topics->model()->rowCount(), 1);
    QTest::mouseClick(topics->viewport(), Qt::LeftButton, {},
                      topics->visualRect(topics->model()->index(0, 0)).center());
    auto* messages = find<QTableView>(window, "messages");
    QTRY_VERIFY_WITH_TIMEOUT(messages->model()->rowCount() > 100, kPatience);
    QVERIFY(messages->model()->index(0, 4).data().toString().contains(QLatin1String("A105999")));
    press(window, "connectNext");
}

void TestConnect::fromAnAddressToADashboard() {
    const WorkspaceFolder folder(m_directory.filePath(QStringLiteral("new")).toStdString());
    QVERIFY(QDir().mkpath(QString::fromStdString(folder.path())));
    WorkspaceModel workspace(folder);
    (void)workspace.load();  // an empty folder: everything is to come
    const SecretAccess secrets;
    MainWindow window(workspace, secrets);
    window.show();
    std::unique_ptr<LiveSession> session;
    StreamUndo undo;
    connect(&window, &MainWindow::streamConnected, &window, [&](const ConnectResult& result) {
        auto saved = saveStream(workspace, result);
        QVERIFY2(saved.ok(), saved ? "" : saved.error().sentence().c_str());
        undo = std::move(*saved);
        window.openDashboard(result.dashboard.id);
        auto started = LiveSession::start(folder, {.clock = &m_clock});
        QVERIFY2(started.ok(), started ? "" : started.error().sentence().c_str());
        session = std::move(*started);
        window.setRun({.snapshot = [&session] { return session->snapshot(); },
                       .metrics = session->metrics(),
                       .historyFolder = folder.stateFolder(),
                       .clock = &m_clock,
                       .zone = session->zone()});
    });
    window.showPage(Page::Sources);
    QElapsedTimer timer;
    timer.start();
    chooseTheOrders(window);
    auto* columns = find<QTableView>(window, "columns");
    QTRY_COMPARE_WITH_TIMEOUT(columns->model()->rowCount(), 6, kPatience);
    press(window, "connectNext");
    QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>(window, "connectNext")->isEnabled(), kPatience);
    const QString script = find<QPlainTextEdit>(window, "newScript")->toPlainText();
    press(window, "connectNext");
    QVERIFY2(session != nullptr, qPrintable(script));
    QTRY_VERIFY_WITH_TIMEOUT(rowsShown(window) > 10, kPatience);
    qInfo("from the first click to rows on the dashboard: %.1f s", double(timer.elapsed()) / 1000);
    QVERIFY(timer.elapsed() < 120'000);
    QCOMPARE(window.page(), Page::Dashboards);
    QVERIFY(window.dashboards().dashboard().panels.size() >= 6);
    QVERIFY2(script.contains(QLatin1String("buyer ROW<")), qPrintable(script));
    QVERIFY2(script.contains(QLatin1String("TO_TIMESTAMP_LTZ(`at`, 3)")), qPrintable(script));
    QTest::qWait(3000);
    window.resize(1440, 900);
    QVERIFY(window.grab().save(QStringLiteral(GUANLAN_BINARY_DIR "/connect-dashboard.png")));
    window.clearRun();
    session.reset();
    QVERIFY(takeBackStream(workspace, undo));
    QCOMPARE(*folder.pipeline(), std::string());
    QVERIFY(folder.dashboards()->empty());
}

void TestConnect::anUnreachableBrokerIsExplained() {
    const WorkspaceFolder folder(m_directory.filePath(QStringLiteral("other")).toStdString());
    QVERIFY(QDir().mkpath(QString::fromStdString(folder.path())));
    WorkspaceModel workspace(folder);
    const SecretAccess secrets;
    ConnectPage page(workspace, secrets);
    page.show();
    auto* servers = find<QLineEdit>(page, "servers");
    QTest::keyClick(servers, Qt::Key_Return);
    auto* result = find<QLabel>(page, "checkResult");
    QVERIFY(result->text().contains(QLatin1String("HOST:PORT")));
    QTest::keyClicks(servers, QStringLiteral("no-such-host.invalid:9092"));
    QTest::keyClick(servers, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(QLatin1String("no-such-host.invalid")), kPatience);
    QVERIFY(!find<QAbstractButton>(page, "connectNext")->isEnabled());
    QCOMPARE(find<QTableView>(page, "checkSteps")->model()->rowCount(), 1);
}

QTEST_MAIN(TestConnect)
#include "tst_connect.moc"
