// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/metric_shape.h"
#include "core/analysis/sql_completion.h"
#include "core/runtime/components.h"
#include "tests/support/thread_time.h"

#include <QFile>
#include <QtTest>

using namespace guanlan;

namespace {

// Under a sanitizer the same takes ten times as long.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kMostMilliseconds = 800;
#else
constexpr double kMostMilliseconds = 80;
#endif

const std::string kTable =
    "CREATE TABLE orders (\n  id BIGINT,\n  province STRING,\n  amount DOUBLE,\n  ts TIMESTAMP(3),\n"
    "  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND\n) WITH ('connector' = 'datagen');\n";

std::string template_(const char* name) {
    QFile file(
        QStringLiteral(GUANLAN_SOURCE_DIR "/resources/workspaces/%1/pipeline.sql").arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::string typed(const std::string& before) {
    std::string found;
    const std::string script = kTable + before;
    for (const SqlCompletion& item :
         completionsAt(script, script.size(), declarationsOf(kTable, plannerOptions({}))).items)
        found += item.text + " ";
    return found;
}

}  // namespace

class TestMetricShape : public QObject {
    Q_OBJECT
  private slots:
    void everyPartIsSaid();
    void whatItGivesIsReadBack_data();
    void whatItGivesIsReadBack();
    void whatItCannotSayIsNoShape_data();
    void whatItCannotSayIsNoShape();
    void aMistakeInATextStays();
    void theTemplatesCanMostlyBeShown();
    void theStatementIsCutOut();
    void completion_data();
    void completion();
    void completionIsFastInALongScript();
};

void TestMetricShape::everyPartIsSaid() {
    const auto shape = shapeOf(
        "CREATE MATERIALIZED TABLE m COMMENT 'it''s' AS SELECT window_start, window_end, province, "
        "COUNT(*) AS n, SUM(amount) FILTER (WHERE amount > 1) AS s, COUNT(DISTINCT id) AS u, "
        "SUM(amount) / COUNT(*) AS mean "
        "FROM TABLE(HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE)) "
        "WHERE province <> 'x' GROUP BY window_start, window_end, province HAVING COUNT(*) > 2");
    QVERIFY(shape.has_value());
    QCOMPARE(shape->name, std::string("m"));
    QCOMPARE(shape->comment, std::string("it's"));
    QCOMPARE(shape->source, std::string("orders"));
    QCOMPARE(shape->filter, std::string("province <> 'x'"));
    QCOMPARE(shape->window, MetricShape::Window::Hop);
    QCOMPARE(shape->time, std::string("ts"));
    QCOMPARE(shape->size.count, 5);
    QCOMPARE(shape->step.unit, std::string("MINUTE"));
    QCOMPARE(shape->windowColumns, (std::vector<std::string>{"window_start", "window_end"}));
    QCOMPARE(shape->groups, std::vector<std::string>{"province"});
    QCOMPARE(shape->having, std::string("COUNT(*) > 2"));
    const std::vector<MetricMeasure> measures{
        {.function = "COUNT", .argument = "*", .name = "n"},
        {.function = "SUM", .argument = "amount", .filter = "amount > 1", .name = "s"},
        {.function = "COUNT", .distinct = true, .argument = "id", .name = "u"},
        {.argument = "SUM(amount) / COUNT(*)", .name = "mean"}};
    QVERIFY(shape->measures == measures);
}

void TestMetricShape::whatItGivesIsReadBack_data() {
    QTest::addColumn<int>("window");
    for (int window = 0; window < 5; ++window)
        QTest::addRow("%d", window) << window;
}

void TestMetricShape::whatItGivesIsReadBack() {
    QFETCH(int, window);
    MetricShape shape{.name = "select",
                      .source = "my orders",
                      .window = MetricShape::Window(window),
                      .time = "ts",
                      .size = {.count = 120, .unit = "SECOND"},
                      .step = {.count = 30, .unit = "SECOND"},
                      .groups = {"province"},
                      .measures = {{.function = "AVG", .argument = "amount", .name = "order"}}};
    const bool stepped =
        shape.window == MetricShape::Window::Hop || shape.window == MetricShape::Window::Cumulate;
    if (!stepped) shape.step = {};
    if (shape.window == MetricShape::Window::None) {
        shape.time.clear();
        shape.size = {};
        shape.windowColumns.clear();
    }
    const auto back = shapeOf(statementOf(shape));
    QVERIFY2(back.has_value(), statementOf(shape).c_str());
    QVERIFY2(*back == shape, statementOf(*back).c_str());
}

void TestMetricShape::whatItCannotSayIsNoShape_data() {
    QTest::addColumn<QString>("query");
    QTest::addRow("join")
        << "SELECT a.id FROM orders AS a JOIN d FOR SYSTEM_TIME AS OF a.p AS b ON a.id = b.id";
    QTest::addRow("union") << "SELECT COUNT(*) AS n FROM orders UNION ALL SELECT COUNT(*) AS n FROM more";
    QTest::addRow("sub-query") << "SELECT n FROM (SELECT COUNT(*) AS n FROM orders)";
    QTest::addRow("order of columns") << "SELECT COUNT(*) AS n, province FROM orders GROUP BY province";
    QTest::addRow("comment") << "SELECT COUNT(*) AS n /* all */ FROM orders";
    QTest::addRow("top") << "SELECT COUNT(*) AS n FROM orders LIMIT 3";
    QTest::addRow("mistake") << "SELECT COUNT(* AS n FROM orders";
    QTest::addRow("offset") << "SELECT window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE orders, "
                               "DESCRIPTOR(ts), INTERVAL '1' DAY, INTERVAL '8' HOUR)) GROUP BY "
                               "window_start, window_end";
}

void TestMetricShape::whatItCannotSayIsNoShape() {
    QFETCH(QString, query);
    QVERIFY(!shapeOf("CREATE MATERIALIZED TABLE m AS " + query.toStdString()).has_value());
}

void TestMetricShape::aMistakeInATextStays() {
    const MetricShape shape{.name = "m",
                            .source = "orders",
                            .filter = "amount >",
                            .time = "ts",
                            .measures = {{.function = "COUNT", .argument = "*"}}};
    const std::string statement = statementOf(shape);
    QVERIFY(statement.find("WHERE amount >\nGROUP BY") != std::string::npos);
    QVERIFY(!shapeOf(statement).has_value());
}

void TestMetricShape::theTemplatesCanMostlyBeShown() {
    const std::pair<const char*, std::vector<const char*>> workspaces[] = {
        {"bilibili", {"traffic", "audience", "plays_by_type", "plays_by_region", "quality_by_region"}},
        {"taobao", {"actions", "hourly", "visitors_today"}},
        {"weblogs", {"status_classes", "hourly"}}};
    for (const auto& [workspace, metrics] : workspaces) {
        for (const char* metric : metrics) {
            const auto part = partOf(template_(workspace), metric);
            QVERIFY2(part.has_value(), metric);
            QVERIFY2(shapeOf(part->statement).has_value(), metric);
        }
    }
}

void TestMetricShape::theStatementIsCutOut() {
    const std::string script =
        "-- one\n" + kTable +
        "\n-- ';' in words\nCREATE MATERIALIZED TABLE a AS SELECT ';' AS x FROM orders;"
        "  CREATE MATERIALIZED TABLE b AS SELECT id FROM orders";
    const auto part = partOf(script, "a");
    QVERIFY(part.has_value());
    QCOMPARE(part->statement, std::string("CREATE MATERIALIZED TABLE a AS SELECT ';' AS x FROM orders;"));
    QCOMPARE(part->before + part->statement + part->after, script);
    QVERIFY(part->before.ends_with("in words\n"));
    QCOMPARE(partOf(script, "b")->after, std::string());
    QVERIFY(!partOf(script, "c").has_value());
    QCOMPARE(metricNameOf(part->statement), std::optional<std::string>("a"));
    QVERIFY(partAtEnd(script).before.ends_with("FROM orders\n;\n\n"));
    QCOMPARE(partAtEnd("").before, std::string());
}

void TestMetricShape::completion_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("unexpected");
    QTest::addRow("column") << "SELECT 1 FROM orders WHERE pro"
                            << "province PROCTIME "
                            << "SELECT";
    QTest::addRow("table") << "SELECT * FROM o"
                           << "orders "
                           << "ORDER";
    QTest::addRow("all tables") << "SELECT * FROM "
                                << "orders TABLE "
                                << "COUNT";
    QTest::addRow("member") << "SELECT 1 FROM orders AS t WHERE t."
                            << "id province amount ts "
                            << "COUNT";
    QTest::addRow("member, begun") << "SELECT 1 FROM orders t WHERE t.am"
                                   << "amount "
                                   << "province";
    QTest::addRow("function") << "SELECT COUN"
                              << "COUNT "
                              << "province";
    QTest::addRow("keyword") << "SEL"
                             << "SELECT "
                             << "orders";
    QTest::addRow("window")
        << "SELECT 1 FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) "
           "GROUP BY window_"
        << "window_start window_end window_time "
        << "province";
    QTest::addRow("string") << "SELECT 'pro"
                            << ""
                            << "province";
    QTest::addRow("comment") << "SELECT 1 -- pro"
                             << ""
                             << "province";
}

void TestMetricShape::completion() {
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QFETCH(QString, unexpected);
    const QString found = QString::fromStdString(typed(text.toStdString()));
    QVERIFY2(expected.isEmpty() ? found.isEmpty() : found.startsWith(expected), qPrintable(found));
    QVERIFY2(!found.contains(unexpected), qPrintable(found));
}

void TestMetricShape::completionIsFastInALongScript() {
    std::string script = kTable;
    for (int i = 0; i < 1000; ++i)
        script +=
            "CREATE MATERIALIZED TABLE m" + std::to_string(i) + " AS SELECT COUNT(*) AS n FROM orders;\n";
    const auto declared = declarationsOf(kTable, plannerOptions({}));
    const double before = threadMilliseconds();
    QVERIFY(!completionsAt(script + "SEL", script.size() + 3, declared).items.empty());
    const double spent = threadMilliseconds() - before;
    QVERIFY2(spent < kMostMilliseconds, qPrintable(QString::number(spent)));
}

QTEST_GUILESS_MAIN(TestMetricShape)
#include "tst_metric_shape.moc"
