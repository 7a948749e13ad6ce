// SPDX-License-Identifier: GPL-3.0-or-later
// What a run tells of itself: rows like those of any metric, and a page for Prometheus.
#include "core/runtime/metrics_endpoint.h"
#include "core/runtime/prometheus_text.h"
#include "core/runtime/self_metrics.h"
#include "tests/support/batch_text.h"
#include "tests/support/child_process.h"
#include "tests/support/skip.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr Micros kNoon = 1'772'366'400'000'000;  // 2026-03-01T12:00:00Z

SourceLive source(std::string name, std::int64_t read, std::int64_t bad, Micros watermark) {
    SourceLive live{.name = std::move(name)};
    live.view.read = read;
    live.view.bad = bad;
    live.view.watermark = watermark;
    return live;
}

Snapshot snapshotAt(Micros taken, std::vector<SourceLive> sources) {
    Snapshot snapshot;
    snapshot.taken = taken;
    snapshot.sources = std::move(sources);
    return snapshot;
}

/// The answer to one request on a connection that ends after it.
QString ask(int port, const QByteArray& line, const QByteArray& headers = "Host: 127.0.0.1\r\n") {
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(port));
    if (!socket.waitForConnected(5000)) return {};
    socket.write(line + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
    while (socket.state() != QAbstractSocket::UnconnectedState && socket.waitForReadyRead(5000)) {
    }
    return QString::fromUtf8(socket.readAll());
}

}  // namespace

class TestSelfMetrics : public QObject {
    Q_OBJECT

    SnapshotPtr m_snapshot;

  private slots:
    void init() {
        Snapshot snapshot = snapshotAt(kNoon, {source("plays", 1000, 3, kNoon - 2 * kSecond - 500 * kMilli),
                                               source("say \"hi\\\"\n", 0, 0, kMinTime)});
        snapshot.sources[0].view.partitions = {
            {.partition = 0, .nextOffset = 400, .endOffset = 500, .lost = 30},
            {.partition = 1, .nextOffset = 600, .endOffset = -1}};
        snapshot.sources[1].health.state = SourceHealth::State::Failing;
        MetricLive metric;
        metric.accounting.used = 990;
        metric.accounting.late = 7;
        metric.accounting.bad = 3;
        metric.accounting.rows = 12;
        snapshot.metrics["per_minute"] = metric;
        snapshot.metrics["guanlan_run"] = {};
        snapshot.alarms = {{.ruleId = "quiet", .phase = AlarmState::Phase::Firing},
                           {.ruleId = "quiet", .series = "b", .phase = AlarmState::Phase::Firing},
                           {.ruleId = "slow", .phase = AlarmState::Phase::Pending}};
        snapshot.store.bytesOnDisk = 1'234'567;
        snapshot.store.commits = 17;
        snapshot.queueDepth = 2;
        snapshot.queueCapacity = 8;
        m_snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
    }

    void aRowOfEverySpan() {
        SelfMetrics metrics;
        QVERIFY(metrics.due(snapshotAt(kNoon + kSecond, {source("plays", 100, 1, kNoon)})).empty());
        QVERIFY(metrics.due(snapshotAt(kNoon + 9 * kSecond, {source("plays", 500, 1, kNoon)})).empty());
        const auto rows =
            metrics.due(snapshotAt(kNoon + 11 * kSecond, {source("plays", 2100, 4, kNoon + 8 * kSecond)}));
        QCOMPARE(rows.size(), std::size_t{2});
        // 2,000 records in the 10 seconds since, 3 of them unreadable
        QCOMPARE(QString::fromStdString(textOf(*rows[0])),
                 QStringLiteral("2026-03-01 12:00:10.000 | plays | 200 | 3 | 0 | 3 | 0\n"));
        QVERIFY(metrics.due(snapshotAt(kNoon + 19 * kSecond, {source("plays", 2100, 4, kNoon)})).empty());
    }
    void whatIsNotKnownIsNull() {
        SelfMetrics metrics;
        QVERIFY(metrics.due(snapshotAt(kNoon, {})).empty());
        auto away = source("plays", 0, 0, kMinTime);
        away.health.state = SourceHealth::State::Failing;
        away.lag = 42;
        const auto rows = metrics.due(snapshotAt(kNoon + 10 * kSecond, {away}));
        QCOMPARE(QString::fromStdString(textOf(*rows[0])),
                 QStringLiteral("2026-03-01 12:00:10.000 | plays | 0 | 0 | 42 | NULL | 1\n"));
    }
    void ofTheRun() {
        SelfMetrics metrics;
        Snapshot snapshot = *m_snapshot;
        QVERIFY(metrics.due(snapshot).empty());
        snapshot.taken += 10 * kSecond;
        snapshot.store.saving = false;
        snapshot.store.notSavedSince = snapshot.taken - 4 * kSecond;
        const BatchPtr row = metrics.due(snapshot)[1];
        QCOMPARE(row->find("queue_depth")->ints()[0], std::int64_t{2});
        QCOMPARE(row->find("unsaved_seconds")->doubles()[0], 4.0);
        QCOMPARE(row->find("history_bytes")->ints()[0], std::int64_t{1'234'567});
        QCOMPARE(row->find("alarms")->ints()[0], std::int64_t{2});
        QVERIFY(row->find("memory_bytes")->ints()[0] > 1'000'000);
    }
    /// A clock that is set back makes no rows a second time.
    void clockSetBack() {
        SelfMetrics metrics;
        QVERIFY(metrics.due(snapshotAt(kNoon, {})).empty());
        QCOMPARE(metrics.due(snapshotAt(kNoon + 10 * kSecond, {})).size(), std::size_t{2});
        QVERIFY(metrics.due(snapshotAt(kNoon, {})).empty());
        QCOMPARE(metrics.due(snapshotAt(kNoon + 10 * kSecond, {})).size(), std::size_t{2});
    }
    void definitionsFitTheRows() {
        SelfMetrics metrics;
        QVERIFY(metrics.due(*m_snapshot).empty());
        Snapshot later = *m_snapshot;
        later.taken += SelfMetrics::kEvery;
        const auto rows = metrics.due(later);
        const auto definitions = SelfMetrics::definitions();
        QCOMPARE(rows.size(), definitions.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QVERIFY(rows[i]->schema() == *definitions[i].schema);
            QVERIFY(isSelfMetric(definitions[i].name));
        }
        QVERIFY(!isSelfMetric("per_minute"));
    }

    void prometheusReadsIt() {
        const QString text = QString::fromStdString(prometheusText(*m_snapshot));
        for (const char* line :
             {"guanlan_source_records_total{source=\"plays\"} 1000", "guanlan_source_up{source=\"plays\"} 1",
              "guanlan_source_up{source=\"say \\\"hi\\\\\\\"\\n\"} 0",
              "guanlan_source_bad_records_total{source=\"plays\"} 3",
              "guanlan_source_watermark_delay_seconds{source=\"plays\"} 2.5",
              "guanlan_partition_lag_records{source=\"plays\",partition=\"0\"} 100",
              "guanlan_partition_lost_records_total{source=\"plays\",partition=\"0\"} 30",
              "guanlan_metric_records_total{metric=\"per_minute\",fate=\"late\"} 7",
              "guanlan_metric_rows_total{metric=\"per_minute\"} 12", "guanlan_queue_batches 2",
              "guanlan_queue_capacity_batches 8", "guanlan_history_saving 1", "guanlan_history_bytes 1234567",
              "guanlan_history_commits_total 17", "guanlan_run_stopped 0",
              "guanlan_alarms_firing{rule=\"quiet\"} 2"})
            QVERIFY2(text.contains(QStringLiteral("\n%1\n").arg(QLatin1String(line))), line);
        QVERIFY(!text.contains(QStringLiteral("watermark_delay_seconds{source=\"say")));
        QVERIFY(!text.contains(QStringLiteral("partition=\"1\"} 600")));
        QVERIFY(!text.contains(QStringLiteral("metric=\"guanlan_run\"")));
    }
    /// Prometheus's own reader for Python takes every line of it.
    void itsOwnReaderTakesIt() {
        const auto python = pythonWith("prometheus_client.parser");
        if (!python) GUANLAN_SKIP(QString::fromStdString(python.error().sentence()));
        ChildProcess reader;
        QVERIFY(reader.launch(*python, {QStringLiteral("-c"), QStringLiteral(R"(
import sys
from prometheus_client.parser import text_string_to_metric_families
families = list(text_string_to_metric_families(sys.stdin.read()))
print(len(families), sum(len(family.samples) for family in families))
for sample in families[0].samples:
    print(sample.labels["source"], sample.value)
)")}));
        reader.write(QByteArray::fromStdString(prometheusText(*m_snapshot)));
        reader.closeWriteChannel();
        QVERIFY(reader.waitForFinished(30'000));
        QCOMPARE(reader.exitCode(), 0);
        const QByteArray found = reader.readAllStandardOutput();
        QVERIFY2(found.startsWith("16 24\n"), found);
        QVERIFY2(found.contains("plays 1000.0\nsay \"hi\\\"\n 0.0\n"), found);
    }

    void overHttp() {
        const int port = freePort();
        MetricsEndpoint page([this] { return m_snapshot; });
        page.listen(port);
        QTRY_VERIFY_WITH_TIMEOUT(ask(port, "GET /metrics").startsWith(QStringLiteral("HTTP/1.1 200 OK\r\n")),
                                 10'000);
        const QString answer = ask(port, "GET /metrics");
        QVERIFY(answer.contains(QStringLiteral("text/plain; version=0.0.4")));
        QVERIFY(answer.contains(QStringLiteral("guanlan_history_commits_total 17\n")));
        QVERIFY(ask(port, "GET /").startsWith(QStringLiteral("HTTP/1.1 404")));
        QVERIFY(ask(port, "POST /metrics").startsWith(QStringLiteral("HTTP/1.1 405")));
        QVERIFY(!page.problem());
        page.listen(0);
        QTRY_VERIFY_WITH_TIMEOUT(ask(port, "GET /metrics").isEmpty(), 10'000);
        page.stop();
    }
    /// A page in a browser on this machine gets nothing, by whatever name it calls it.
    void notForWebPages() {
        const int port = freePort();
        MetricsEndpoint page([this] { return m_snapshot; });
        page.listen(port);
        QTRY_VERIFY_WITH_TIMEOUT(!ask(port, "GET /metrics").isEmpty(), 10'000);
        QVERIFY(ask(port, "GET /metrics", "Host: rebound.example:9464\r\n")
                    .startsWith(QStringLiteral("HTTP/1.1 403")));
        QVERIFY(ask(port, "GET /metrics", "Host: localhost:9464\r\nOrigin: http://a.example\r\n")
                    .startsWith(QStringLiteral("HTTP/1.1 403")));
        QVERIFY(
            ask(port, "GET /metrics", "Host: localhost:9464\r\n").startsWith(QStringLiteral("HTTP/1.1 200")));
        page.stop();
    }
    void portThatIsTaken() {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        MetricsEndpoint page([this] { return m_snapshot; });
        page.listen(other.serverPort());
        QTRY_VERIFY_WITH_TIMEOUT(page.problem().has_value(), 10'000);
        QCOMPARE(page.problem()->id, std::string("http.listen"));
        const int port = other.serverPort();
        other.close();
        QTRY_VERIFY_WITH_TIMEOUT(!page.problem(), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(ask(port, "GET /metrics").startsWith(QStringLiteral("HTTP/1.1 200")),
                                 10'000);
        page.stop();
    }
};

QTEST_GUILESS_MAIN(TestSelfMetrics)
#include "tst_self_metrics.moc"
