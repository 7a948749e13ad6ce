// SPDX-License-Identifier: GPL-3.0-or-later
// Making and changing a metric in the window, with mouse and keys alone, over files.
#include "core/base/clock.h"
#include "core/runtime/live_session.h"
#include "tests/support/written_file.h"
#include "ui/metric/metric_editor.h"
#include "ui/metric/pipeline_strip.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/sqleditor/sql_editor.h"
#include "ui/sqleditor/sql_text.h"
#include "ui/widget/text_table.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr int kPatience = 20'000;

const char* const kScript = R"(-- The orders of a shop.
CREATE TABLE orders (
  id BIGINT,
  province STRING,
  amount DOUBLE,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');

CREATE MATERIALIZED TABLE by_province AS
SELECT window_end, province, COUNT(*) AS orders
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, province;

CREATE MATERIALIZED TABLE top AS
SELECT province, n FROM (SELECT province, COUNT(*) AS n FROM orders GROUP BY province) ORDER BY n DESC LIMIT 3;
)";

QByteArray orders() {
    QByteArray lines;
    const char* provinces[] = {"广东", "浙江", "四川"};
    for (int i = 0; i < 600; ++i) {
        lines +=
            QStringLiteral("{\"id\":%1,\"province\":\"%2\",\"amount\":%3,\"ts\":\"2026-03-01 08:%4:%5\"}\n")
                .arg(i)
                .arg(QString::fromUtf8(provinces[i % 3]))
                .arg(i % 10)
                .arg(i / 60, 2, 10, QLatin1Char('0'))
                .arg(i % 60, 2, 10, QLatin1Char('0'))
                .toUtf8();
    }
    return lines + "not json\n";
}

}  // namespace

class TestMetricEditor : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void init();
    void cleanup();
    void aNewMetricIsProposedPreviewedAndSaved();
    void theFormIsShownInSql();
    void theSqlIsShownInTheForm();
    void whatTheFormCannotSayIsOnlyInSql();
    void aWrongConditionIsMarkedInTheSql();
    void editsAreNotLostByOneEscape();
    void aScriptChangedElsewhereIsNotOverwritten();
    void theSavedMetricRunsAndShowsItsSteps();

  private:
    template <typename T>
    T* find(const char* name) {
        const auto all = m_window->findChildren<T*>(QLatin1String(name));
        for (T* found : all) {
            if (found->isVisible()) return found;
        }
        qFatal("no %s", name);
    }
    void click(const char* name) { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }
    void openMetric(const QString& metric);
    SqlEditor& sql() { return *m_window->findChild<SqlEditor*>(); }
    [[nodiscard]] QString text() { return sql().text().simplified(); }
    void waitForRows(int count) {
        QTRY_COMPARE_WITH_TIMEOUT(find<TextTable>("previewRows")->table().rowCount(), count, kPatience);
    }
    void typeInto(const char* name, const QString& words) {
        auto* line = find<QLineEdit>(name);
        line->setFocus();
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, words);
    }

    std::unique_ptr<QTemporaryDir> m_directory{};
    std::unique_ptr<WorkspaceModel> m_workspace{};
    SecretAccess m_secrets{};
    std::unique_ptr<MainWindow> m_window{};
    MetricEdit m_saved{};
};

void TestMetricEditor::initTestCase() {
    QCoreApplication::setOrganizationName(QStringLiteral("guanlan-test"));
    Appearance appearance(*qApp);
    appearance.setLanguage(QStringLiteral("en"));
    appearance.setTheme(QStringLiteral("dark"));
    qRegisterMetaType<MetricEdit>();
}

void TestMetricEditor::init() {
    m_directory = std::make_unique<QTemporaryDir>();
    writeFile(m_directory->filePath(QStringLiteral("pipeline.sql")), kScript);
    writeFile(m_directory->filePath(QStringLiteral("orders.json")), orders());
    m_workspace = std::make_unique<WorkspaceModel>(WorkspaceFolder(m_directory->path().toStdString()));
    QVERIFY(m_workspace->folder().save(WorkspaceSettings{}).ok());
    QVERIFY(m_workspace->load().ok());
    m_window = std::make_unique<MainWindow>(*m_workspace, m_secrets);
    m_saved = {};
    connect(m_window.get(), &MainWindow::metricSaved, this,
            [this](const MetricEdit& edit) { m_saved = edit; });
    m_window->resize(1400, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
}

void TestMetricEditor::cleanup() {
    m_window.reset();
    m_workspace.reset();
}

/// As the list does when the metric is chosen there: nothing runs in this test that would fill it.
void TestMetricEditor::openMetric(const QString& metric) {
    auto* list = find<TextTable>("metrics");
    list->table().setRows({{.cells = {metric}, .key = metric}});
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(0, 0)).center());
    click("editMetric");
}

void TestMetricEditor::aNewMetricIsProposedPreviewedAndSaved() {
    click("newMetric");
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(QLatin1String("new_metric")), kPatience);
    waitForRows(10);
    const QString account = find<QLabel>("previewAccount")->text();
    QVERIFY2(account.contains(QLatin1String("601 records read")), qPrintable(account));
    QVERIFY2(account.contains(QLatin1String("600 used")), qPrintable(account));
    QVERIFY2(account.contains(QLatin1String("1 unreadable")), qPrintable(account));
    typeInto("metricName", QStringLiteral("per_minute"));
    QVERIFY(text().startsWith(QLatin1String("CREATE MATERIALIZED TABLE per_minute ")));
    QVERIFY(!find<QAbstractButton>("metricSave")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>("metricSave")->isEnabled(), kPatience);
    QTest::keyClick(find<QLineEdit>("metricName"), Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(m_saved.metric, std::string("per_minute"));
    QCOMPARE(m_saved.before, std::string(kScript));
    QVERIFY(m_saved.script.starts_with(kScript));
    QVERIFY(m_saved.script.find("CREATE MATERIALIZED TABLE per_minute") != std::string::npos);
}

void TestMetricEditor::theFormIsShownInSql() {
    openMetric(QStringLiteral("by_province"));
    QTRY_COMPARE_WITH_TIMEOUT(find<QComboBox>("metricSource")->currentText(), QStringLiteral("orders"),
                              kPatience);
    typeInto("metricFilter", QStringLiteral("amount >= 5"));
    QVERIFY(text().contains(QLatin1String("WHERE amount >= 5 GROUP BY")));
    auto* window = find<QComboBox>("metricWindow");
    window->setFocus();
    QTest::keyClick(window, Qt::Key_Down);
    QVERIFY2(text().contains(QLatin1String("TABLE(HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE, "
                                           "INTERVAL '1' MINUTE))")),
             qPrintable(text()));
    QTest::keyClick(window, Qt::Key_Up);
    auto* groups = find<QListWidget>("metricGroups");
    QCOMPARE(groups->item(0)->text(), QStringLiteral("province"));
    QCOMPARE(groups->item(0)->checkState(), Qt::Checked);
    groups->setFocus();
    groups->setCurrentRow(0);
    QTest::keyClick(groups, Qt::Key_Space);
    QVERIFY(!text().contains(QLatin1String("province,")));
    click("addMeasure");
    QTRY_VERIFY(m_window->findChildren<QComboBox*>(QStringLiteral("measureFunction")).size() == 2);
    QVERIFY2(text().contains(QLatin1String("COUNT(*) AS orders, COUNT(*)")), qPrintable(text()));
    waitForRows(10);
    QVERIFY(find<QLabel>("previewAccount")->text().contains(QLatin1String("300 filtered")));
}

void TestMetricEditor::theSqlIsShownInTheForm() {
    openMetric(QStringLiteral("by_province"));
    QTRY_VERIFY_WITH_TIMEOUT(!sql().declarations().empty(), kPatience);
    SqlText& input = sql().input();
    input.setFocus();
    QTest::keyClick(&input, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&input,
                     QStringLiteral("CREATE MATERIALIZED TABLE spent AS SELECT window_end, SUM(amount) "
                                    "AS spent FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), "
                                    "INTERVAL '2' MINUTE)) WHERE id > 7 GROUP BY window_start, "
                                    "window_end; "));
    QTRY_COMPARE_WITH_TIMEOUT(find<QLineEdit>("metricName")->text(), QStringLiteral("spent"), kPatience);
    QCOMPARE(find<QLineEdit>("metricFilter")->text(), QStringLiteral("id > 7"));
    QCOMPARE(find<QComboBox>("measureFunction")->currentText(), QStringLiteral("SUM"));
    QCOMPARE(find<QComboBox>("measureArgument")->currentText(), QStringLiteral("amount"));
    waitForRows(5);
}

void TestMetricEditor::whatTheFormCannotSayIsOnlyInSql() {
    openMetric(QStringLiteral("top"));
    QVERIFY(find<QLabel>("onlyInSql")->isVisible());
    QVERIFY(!m_window->findChild<QLineEdit*>(QStringLiteral("metricName"))->isVisible());
    QVERIFY(sql().input().hasFocus());
    waitForRows(3);
    QVERIFY(find<QAbstractButton>("metricSave")->isEnabled());
}

void TestMetricEditor::aWrongConditionIsMarkedInTheSql() {
    openMetric(QStringLiteral("by_province"));
    typeInto("metricFilter", QStringLiteral("amout > 5"));
    QTRY_COMPARE_WITH_TIMEOUT(sql().input().marks().size(), std::size_t{1}, kPatience);
    const QString words = find<QLabel>("sqlResult")->text();
    QVERIFY2(words.contains(QLatin1String("amount")), qPrintable(words));
    QVERIFY(!find<QAbstractButton>("metricSave")->isEnabled());
    QTest::keyClick(find<QLineEdit>("metricFilter"), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(m_saved.script.empty());
}

void TestMetricEditor::editsAreNotLostByOneEscape() {
    openMetric(QStringLiteral("by_province"));
    typeInto("metricName", QStringLiteral("x"));
    QTest::keyClick(find<QLineEdit>("metricName"), Qt::Key_Escape);
    QVERIFY(!find<QLabel>("metricTrouble")->text().isEmpty());
    QVERIFY(m_window->findChild<MetricEditor*>()->isVisible());
    QTest::keyClick(find<QLineEdit>("metricName"), Qt::Key_Escape);
    QVERIFY(find<TextTable>("metrics")->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<MetricEditor*>() == nullptr, kPatience);
    QCOMPARE(*m_workspace->folder().pipeline(), std::string(kScript));
}

void TestMetricEditor::aScriptChangedElsewhereIsNotOverwritten() {
    openMetric(QStringLiteral("by_province"));
    typeInto("metricName", QStringLiteral("renamed"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>("metricSave")->isEnabled(), kPatience);
    const std::string changed = "-- by somebody else\n" + std::string(kScript);
    QVERIFY(m_workspace->folder().savePipeline(changed).ok());
    click("metricSave");
    QVERIFY(m_saved.script.empty());
    QVERIFY(!find<QLabel>("metricTrouble")->text().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>("metricSave")->isEnabled(), kPatience);
    click("metricSave");
    QVERIFY(m_saved.script.starts_with("-- by somebody else\n"));
    QVERIFY(m_saved.script.find("TABLE renamed") != std::string::npos);
    QVERIFY(m_saved.script.find("by_province") == std::string::npos);
}

void TestMetricEditor::theSavedMetricRunsAndShowsItsSteps() {
    const SystemClock clock;
    std::unique_ptr<LiveSession> session;
    connect(m_window.get(), &MainWindow::metricSaved, m_window.get(), [&](const MetricEdit& edit) {
        QVERIFY(m_workspace->folder().savePipeline(edit.script).ok());
        auto started = LiveSession::start(m_workspace->folder(), {.clock = &clock});
        QVERIFY2(started.ok(), started ? "" : started.error().sentence().c_str());
        session = std::move(*started);
        m_window->showMetrics();
        m_window->setRun({.snapshot = [&session] { return session->snapshot(); },
                          .metrics = session->metrics(),
                          .historyFolder = m_workspace->folder().stateFolder(),
                          .clock = &clock,
                          .zone = session->zone()});
    });
    openMetric(QStringLiteral("by_province"));
    typeInto("metricFilter", QStringLiteral("amount >= 5"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>("metricSave")->isEnabled(), kPatience);
    click("metricSave");
    QVERIFY(session != nullptr);
    auto* list = find<TextTable>("metrics");
    QTRY_COMPARE_WITH_TIMEOUT(list->table().rowCount(), 2, kPatience);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home, Qt::ControlModifier);
    auto* strip = m_window->findChild<PipelineStrip*>();
    const auto steps = [&] { return strip->accessibleDescription(); };
    QTRY_VERIFY2_WITH_TIMEOUT(steps().contains(QLatin1String("300 filtered")), qPrintable(steps()),
                              kPatience);
    QVERIFY2(steps().startsWith(QLatin1String("Read orders:")), qPrintable(steps()));
    QVERIFY2(steps().contains(QLatin1String("Kept:")), qPrintable(steps()));
    QTRY_VERIFY2_WITH_TIMEOUT(steps().contains(QLatin1String("/s")), qPrintable(steps()), kPatience);
    QVERIFY(strip->isVisible());
    m_window->clearRun();
    QTRY_VERIFY(m_window->hub() == nullptr);
}

QTEST_MAIN(TestMetricEditor)
#include "tst_metric_editor.moc"
