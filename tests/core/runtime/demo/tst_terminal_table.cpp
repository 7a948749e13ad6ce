// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/demo/terminal_table.h"
#include "tests/support/batch_text.h"

#include <QtTest>

using namespace guanlan;

namespace {

const Zone kZone("Asia/Shanghai", 8 * kHour);

MetricLive liveMetric(const std::string& name, std::vector<std::size_t> dimensions, std::string_view table) {
    auto rows = std::make_shared<Batch>(batchFromText(table));
    MetricLive live;
    live.definition = {
        .name = name, .schema = rows->schemaPtr(), .timeColumn = 0, .dimensions = std::move(dimensions)};
    live.recent = {rows};
    return live;
}

Snapshot sample() {
    Snapshot snapshot;
    snapshot.taken = parseTimestamp("2026-03-11 12:31:07")->wallTime;
    snapshot.metrics["traffic"] = liveMetric("traffic", {}, R"(
        window_end TIMESTAMP(3) | plays BIGINT | rate DOUBLE
        2026-03-11 20:30:00     | 15000        | 0.0041
        2026-03-11 20:31:00     | 15213        | NULL)");
    snapshot.metrics["by_region"] = liveMetric("by_region", {1}, R"(
        window_end TIMESTAMP(3) | region STRING | plays BIGINT
        2026-03-11 20:25:00     | 上海          | 99999
        2026-03-11 20:30:00     | 四川          | 500
        2026-03-11 20:30:00     | 广东          | 1000)");
    snapshot.recentAlarms = {{.ruleName = "错误率过高",
                              .column = "error_rate",
                              .series = "region=广东",
                              .level = AlarmLevel::Critical,
                              .at = snapshot.taken,
                              .value = 0.0971,
                              .threshold = 0.03}};
    SourceLive source{.name = "events"};
    source.recordsPerSecond = 1003;
    source.view.read = 61234;
    snapshot.sources = {source};
    return snapshot;
}

std::vector<MetricDefinition> order(const Snapshot& snapshot) {
    return {snapshot.metrics.at("traffic").definition, snapshot.metrics.at("by_region").definition};
}

}  // namespace

class TestTerminalTable : public QObject {
    Q_OBJECT
  private slots:
    void plainTextShowsTheNewestWindow() {
        const Snapshot snapshot = sample();
        const std::string expected =
            "Guanlan  2026-03-11 20:31:07  read 61,234  1,003/s  lag 0  bad 0  commits 0\n"
            "traffic              20:31  plays 15,213  rate NULL  \n"
            "by_region            20:30  广东 1,000 ████████ 四川 500 ████     \n"
            "20:31:07  critical 错误率过高           region=广东    error_rate 0.0971 > 0.03\n"
            "\n";
        QCOMPARE(QString::fromStdString(TerminalTable(kZone, false).render(snapshot, order(snapshot))),
                 QString::fromStdString(expected));
    }
    void aTerminalIsRedrawnInPlace() {
        const Snapshot snapshot = sample();
        TerminalTable table(kZone, true);
        QVERIFY(table.render(snapshot, order(snapshot)).starts_with("\033[2J\033[H"));
        const std::string second = table.render(snapshot, order(snapshot));
        QVERIFY(second.starts_with("\033[H"));
        QVERIFY(second.ends_with("\033[K\n\033[J"));
    }
    void nothingYetIsShownAsSuch() {
        Snapshot snapshot = sample();
        snapshot.metrics.at("traffic").recent.clear();
        const std::string text = TerminalTable(kZone, false).render(snapshot, order(snapshot));
        QVERIFY(text.find("traffic              -\n") != std::string::npos);
        QVERIFY(!TerminalTable(kZone, false).render(Snapshot{}, {}).empty());
    }
    void problemsAreSaid() {
        Snapshot snapshot = sample();
        snapshot.sources.front().health.problem = Error{.what = "127.0.0.1:9 is away"};
        snapshot.store.problem = Error{.what = "Disk full"};
        const std::string text = TerminalTable(kZone, false).render(snapshot, order(snapshot));
        QVERIFY(text.find("events: 127.0.0.1:9 is away\n") != std::string::npos);
        QVERIFY(text.find("Disk full\n") != std::string::npos);
    }
    void chineseIsTwiceAsWide() {
        QCOMPARE(terminalWidth("广东"), std::size_t{4});
        QCOMPARE(terminalWidth("a█é"), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(TestTerminalTable)
#include "tst_terminal_table.moc"
