// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots on their way to a program that looks at a run.
#include "core/runtime/attach/snapshot_wire.h"
#include "tests/support/batch_text.h"

#include <QtTest>

using namespace guanlan;

namespace {

BatchPtr rows(std::uint64_t n) {
    return std::make_shared<const Batch>(
        batchFromText("window_end TIMESTAMP(3) | region STRING | n BIGINT\n"
                      "2026-03-01 08:00:00 | 广东 | " +
                      std::to_string(n) + "\n2026-03-01 08:00:00 | NULL | NULL"));
}

MetricDefinition definition() {
    return {.name = "plays",
            .schema = rows(0)->schemaPtr(),
            .timeColumn = 0,
            .dimensions = {1},
            .fingerprint = "f1"};
}

/// The newest `count` batches of a run, numbered up to `last`.
Snapshot snapshotOf(Micros began, std::uint64_t last, std::uint64_t count) {
    Snapshot snapshot;
    snapshot.began = began;
    snapshot.number = last;
    MetricLive live;
    live.definition = definition();
    live.firstSequence = last - count + 1;
    for (std::uint64_t n = last - count + 1; n <= last; ++n)
        live.recent.push_back(rows(n));
    snapshot.metrics["plays"] = live;
    return snapshot;
}

/// What a reader holds: the number and the first value of every batch.
QString held(const std::optional<Snapshot>& snapshot) {
    if (!snapshot) return QStringLiteral("damaged");
    const auto found = snapshot->metrics.find("plays");
    if (found == snapshot->metrics.end()) return QStringLiteral("nothing");
    QStringList words;
    std::uint64_t number = found->second.firstSequence;
    for (const BatchPtr& batch : found->second.recent)
        words += QStringLiteral("%1=%2").arg(number++).arg(batch->column(2).ints()[0]);
    return words.join(u' ');
}

}  // namespace

class TestSnapshotWire : public QObject {
    Q_OBJECT
  private slots:
    void everythingArrives() {
        Snapshot sent = snapshotOf(7, 2, 2);
        sent.taken = 123;
        sent.watermark = kMaxTime;
        MetricLive& live = sent.metrics["plays"];
        auto changes = Batch(*rows(5));
        changes.kinds = {RowKind::UpdateBefore, RowKind::UpdateAfter};
        live.provisional = std::make_shared<const Batch>(changes);
        live.accounting.read = 10;
        live.accounting.used = 9;
        live.accounting.bad = 1;
        live.accounting.badByCause = {{"json.syntax", 1}};
        live.sources = {{.name = "events", .accounting = live.accounting, .partitions = {{}, {}}}};
        live.sources[0].partitions[1].partition = 4;
        live.sources[0].partitions[1].late = 3;
        live.operators = {{}};
        live.operators[0].name = "TUMBLE";
        live.operators[0].position = {.line = 3, .column = 9};
        SourceLive source{
            .name = "events", .recordsPerSecond = 0.1 + 0.2, .lag = 77, .catchUpPerSecond = -1.5};
        source.health = {
            .state = SourceHealth::State::Failing,
            .problem = Error{.code = ErrorCode::Unavailable, .what = "away", .arguments = {"a", "b"}},
            .since = 9};
        source.view.partitions = {{.partition = 2, .endOffset = 5, .idle = true}};
        sent.sources = {source};
        sent.alarms = {{.ruleId = "r", .phase = AlarmState::Phase::Firing, .value = 0.5}};
        sent.recentAlarms = {
            {.alarmId = "x", .ruleName = "错误 \"率\"", .value = 1e300, .channels = {"mail"}}};
        sent.store = {.saving = false, .problem = Error{.what = "full"}, .notSavedSince = 4, .commits = 3};
        sent.queueDepth = 3;
        sent.stopped = Error{.what = "stopped", .position = {.line = 1, .column = 2}};

        SnapshotSender sender;
        SnapshotReceiver receiver({definition()});
        const auto got = receiver.read(sender.bytesOf(sent));
        QVERIFY(got && got->elsewhere);
        QCOMPARE(got->taken, sent.taken);
        QCOMPARE(got->watermark, kMaxTime);
        const MetricLive& arrived = got->metrics.at("plays");
        QCOMPARE(held(got), QStringLiteral("1=1 2=2"));
        QCOMPARE(textOf(*arrived.recent[1]), textOf(*rows(2)));
        QVERIFY(arrived.provisional->kinds == changes.kinds);
        QVERIFY(arrived.accounting == live.accounting);
        QVERIFY(arrived.sources[0].partitions == live.sources[0].partitions);
        QCOMPARE(arrived.operators[0].name, std::string("TUMBLE"));
        QVERIFY(arrived.operators[0].position == live.operators[0].position);
        QCOMPARE(got->sources[0].recordsPerSecond, 0.1 + 0.2);
        QCOMPARE(got->sources[0].catchUpPerSecond, -1.5);
        QCOMPARE(got->sources[0].health.problem->arguments[1], std::string("b"));
        QVERIFY(got->sources[0].view.partitions[0].idle);
        QVERIFY(got->alarms == sent.alarms);
        QVERIFY(got->recentAlarms == sent.recentAlarms);
        QCOMPARE(got->store.problem->what, std::string("full"));
        QCOMPARE(got->stopped->position.column, 2);
    }
    /// Each batch travels once; what the sender lets go is let go here.
    void eachBatchOnce() {
        SnapshotSender sender;
        SnapshotReceiver receiver({definition()});
        QCOMPARE(held(receiver.read(sender.bytesOf(snapshotOf(7, 3, 3)))), QStringLiteral("1=1 2=2 3=3"));
        const std::string second = sender.bytesOf(snapshotOf(7, 4, 3));
        QCOMPARE(held(receiver.read(second)), QStringLiteral("2=2 3=3 4=4"));
        SnapshotSender whole;
        QVERIFY(second.size() < whole.bytesOf(snapshotOf(7, 4, 3)).size());
        QCOMPARE(held(receiver.read(sender.bytesOf(snapshotOf(7, 4, 3)))), QStringLiteral("2=2 3=3 4=4"));
        // so many at once that some are gone before they were seen: a gap in the numbers
        QCOMPARE(held(receiver.read(sender.bytesOf(snapshotOf(7, 9, 2)))), QStringLiteral("6=8 7=9"));
    }
    /// Another run counts from 1 again; here its batches come behind a gap, so that nobody takes them for
    /// known.
    void anotherRun() {
        SnapshotSender sender;
        SnapshotReceiver receiver({definition()});
        QCOMPARE(held(receiver.read(sender.bytesOf(snapshotOf(7, 2, 2)))), QStringLiteral("1=1 2=2"));
        QCOMPARE(held(receiver.read(sender.bytesOf(snapshotOf(8, 3, 3)))), QStringLiteral("4=1 5=2 6=3"));
        // the numbers would go on by chance
        QCOMPARE(held(receiver.read(sender.bytesOf(snapshotOf(9, 4, 1)))), QStringLiteral("8=4"));
        SnapshotSender afterRestart;
        QCOMPARE(held(receiver.read(afterRestart.bytesOf(snapshotOf(10, 1, 1)))), QStringLiteral("10=1"));
    }
    void metricsOfAnotherShapeAreLeftOut() {
        SnapshotSender sender;
        MetricDefinition other = definition();
        other.fingerprint = "f2";
        SnapshotReceiver receiver({other});
        QCOMPARE(held(receiver.read(sender.bytesOf(snapshotOf(7, 2, 2)))), QStringLiteral("nothing"));
    }
    void damagedBytes() {
        SnapshotSender sender;
        const std::string bytes = sender.bytesOf(snapshotOf(7, 2, 2));
        for (std::size_t size = 0; size < bytes.size(); size += 3) {
            SnapshotReceiver receiver({definition()});
            QVERIFY(!receiver.read(std::string_view(bytes).substr(0, size)));
        }
    }
};

QTEST_APPLESS_MAIN(TestSnapshotWire)
#include "tst_snapshot_wire.moc"
