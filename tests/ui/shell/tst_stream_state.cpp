// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/stream_state.h"

#include <QtTest>

using namespace guanlan;

namespace {

constexpr Micros kNow = 1'772'713'820 * kSecond;  // 12:30:20 UTC
using Level = StreamState::Level;

Snapshot healthy() {
    Snapshot snapshot;
    snapshot.watermark = kNow - 3 * kSecond;
    SourceLive source{.name = "events", .recordsPerSecond = 1000};
    source.health.state = SourceHealth::State::CaughtUp;
    source.view.partitions.resize(2);
    snapshot.sources = {source};
    return snapshot;
}

StreamState stateOf(const Snapshot& snapshot) {
    return streamStateOf(&snapshot, kNow, Zone());
}

}  // namespace

class TestStreamState : public QObject {
    Q_OBJECT
  private slots:
    void startingWithoutASnapshot() { QCOMPARE(streamStateOf(nullptr, kNow, Zone()).level, Level::Starting); }
    void allIsWell() {
        const StreamState state = stateOf(healthy());
        QCOMPARE(state.level, Level::Good);
        QCOMPARE(state.word, QStringLiteral("Live"));
        QCOMPARE(state.lines.size(), std::size_t{3});
        QVERIFY(state.notices.empty());
        QVERIFY2(state.lines[1].answer.contains(QLatin1String("12:30:17")),
                 qPrintable(state.lines[1].answer));
    }
    void aBrokerThatIsAwayIsNamed() {
        Snapshot snapshot = healthy();
        snapshot.sources[0].health = {
            .state = SourceHealth::State::Failing,
            .problem = Error{.what = "cannot reach 10.0.0.7:9092", .cause = "connection refused"},
            .since = kNow - 20 * kSecond};
        const StreamState state = stateOf(snapshot);
        QCOMPARE(state.level, Level::Bad);
        QCOMPARE(state.notices.size(), std::size_t{1});
        const QString text = state.notices[0].text;
        QVERIFY2(text.contains(QLatin1String("10.0.0.7:9092")) &&
                     text.contains(QLatin1String("onnection refused")) &&
                     text.contains(QLatin1String("12:30:00")),
                 qPrintable(text));
    }
    void unsavedHistoryIsSaid() {
        Snapshot snapshot = healthy();
        snapshot.store = {
            .saving = false, .problem = Error{.what = "the disk is full"}, .notSavedSince = kNow - kMinute};
        const StreamState state = stateOf(snapshot);
        QCOMPARE(state.level, Level::Bad);
        QVERIFY(state.notices[0].text.contains(QLatin1String("12:29:20")));
        QVERIFY(state.notices[0].text.contains(QLatin1String("he disk is full")));
    }
    void beingBehindIsSaidInTheWord() {
        Snapshot snapshot = healthy();
        snapshot.watermark = kNow - 90 * kSecond;
        const StreamState state = stateOf(snapshot);
        QCOMPARE(state.level, Level::Attention);
        QCOMPARE(state.word, QStringLiteral("90 s behind"));
    }
    void catchingUpSaysHowFarHowFastAndHowLong() {
        Snapshot snapshot = healthy();
        snapshot.watermark = kNow - 90 * kSecond;
        snapshot.sources[0].lag = 60'000;
        snapshot.sources[0].catchUpPerSecond = 500;
        QVERIFY2(stateOf(snapshot).lines[1].answer.contains(
                     QLatin1String("60,000 records to catch up at 500 a second, about 2 min left")),
                 qPrintable(stateOf(snapshot).lines[1].answer));
        snapshot.sources[0].catchUpPerSecond = -3;
        QVERIFY(stateOf(snapshot).lines[1].answer.endsWith(
            QLatin1String("60,000 records to catch up, and they do not get fewer")));
        snapshot.watermark = kNow - 2 * kSecond;  // what is read at once is no gap
        QVERIFY(!stateOf(snapshot).lines[1].answer.contains(QLatin1String("catch up")));
    }
    void firingAlarmsAreCounted() {
        Snapshot snapshot = healthy();
        snapshot.alarms = {{.ruleId = "a", .phase = AlarmState::Phase::Firing},
                           {.ruleId = "b", .phase = AlarmState::Phase::Pending}};
        const StreamState state = stateOf(snapshot);
        QCOMPARE(state.firing, 1);
        QCOMPARE(state.level, Level::Attention);
    }
    void lostRecordsIdlePartitionsAndBadRecordsAreSaid() {
        Snapshot snapshot = healthy();
        snapshot.sources[0].view.bad = 8;
        snapshot.sources[0].view.partitions[0].lost = 1234;
        snapshot.sources[0].view.partitions[1].idle = true;
        const StreamState state = stateOf(snapshot);
        QVERIFY(state.lines[1].answer.contains(QLatin1String("1 partition")));
        QVERIFY(state.lines[1].answer.contains(QLatin1String("234 records lost")));
        QVERIFY(state.lines[2].answer.contains(QLatin1String("8 unreadable")));
    }
    void aRunThatEndedWithAnErrorSaysWhy() {
        Snapshot snapshot = healthy();
        snapshot.stopped = Error{.what = "record 17 of partition 2 is not JSON"};
        const StreamState state = stateOf(snapshot);
        QCOMPARE(state.word, QStringLiteral("Stopped"));
        QVERIFY(state.notices[0].text.contains(QLatin1String("partition 2")));
    }
};

QTEST_GUILESS_MAIN(TestStreamState)
#include "tst_stream_state.moc"
