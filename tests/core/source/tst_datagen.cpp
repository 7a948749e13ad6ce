// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/event_generator.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <map>
#include <set>

using namespace guanlan;

namespace {

constexpr Micros kSpanStart = 1'700'000'040 * kSecond / kIncidentSpan * kIncidentSpan;

EventModel model(std::uint64_t seed = 1) {
    return EventModel({.seed = seed, .eventsPerSecond = 800, .zone = Zone("Asia/Shanghai", 8 * kHour)});
}

std::vector<Event> eventsBetween(const EventModel& model, Micros from, Micros to) {
    EventGenerator generator(model);
    std::vector<Event> events;
    for (Micros second = from; second < to; second += kSecond)
        generator.second(second, events);
    return events;
}

/// The counted number lies within five standard deviations of the expected one.
void compareCounts(double counted, double expected) {
    QVERIFY2(std::abs(counted - expected) <= 5 * std::sqrt(expected) + 1,
             qPrintable(QString("%1 counted, %2 expected").arg(counted).arg(expected)));
}

}  // namespace

class TestDatagen : public QObject {
    Q_OBJECT
  private slots:
    void aSecondDependsOnSeedAndTimeOnly() {
        const EventModel one = model();
        const auto whole = eventsBetween(one, kSpanStart, kSpanStart + 3 * kSecond);
        const auto part = eventsBetween(one, kSpanStart + 2 * kSecond, kSpanStart + 3 * kSecond);
        std::string tail;
        std::string alone;
        for (std::size_t i = whole.size() - part.size(); i < whole.size(); ++i)
            appendJson(whole[i], tail);
        for (const Event& event : part)
            appendJson(event, alone);
        QCOMPARE(tail, alone);
        std::string other;
        const EventModel two = model(2);
        for (const Event& event : eventsBetween(two, kSpanStart + 2 * kSecond, kSpanStart + 3 * kSecond))
            appendJson(event, other);
        QVERIFY(other != alone);
    }
    void countsFollowTheModelAlsoDuringIncidents() {
        const EventModel events = model();
        // Four spans hold every kind of incident.
        for (Micros span = kSpanStart; span < kSpanStart + 4 * kIncidentSpan; span += kIncidentSpan) {
            const Micros minute = span + kMinute;  // at full strength
            const EventModel::Shares shares = events.shares(minute);
            std::map<EventKind, double> byKind;
            std::map<std::pair<EventKind, std::uint32_t>, double> byRegion;
            std::map<std::pair<EventKind, std::uint32_t>, double> byType;
            for (const Event& event : eventsBetween(events, minute, minute + kMinute)) {
                ++byKind[event.kind];
                ++byRegion[{event.kind, event.region}];
                ++byType[{event.kind, event.type}];
            }
            const auto expected = [&](EventKind kind, const EventScope& scope) {
                double sum = 0;
                for (Micros second = minute; second < minute + kMinute; second += kSecond)
                    sum += events.rate(kind, scope, second + kSecond / 2, shares);
                return sum;
            };
            for (std::size_t i = 0; i < kEventKinds; ++i) {
                const auto kind = static_cast<EventKind>(i);
                compareCounts(byKind[kind], expected(kind, {}));
                for (std::uint32_t region = 0; region < regions().size(); ++region)
                    compareCounts(byRegion[{kind, region}], expected(kind, {.region = region}));
                for (std::uint32_t type = 0; type < videoTypes().size(); ++type)
                    compareCounts(byType[{kind, type}], expected(kind, {.type = type}));
            }
        }
    }
    void aCdnFailureIsSeenInItsRegionOnly() {
        const EventModel events = model();
        Micros span = kSpanStart;
        while (events.incident(span).kind != Incident::Kind::CdnFailure)
            span += kIncidentSpan;
        const Micros minute = span + kMinute;
        const std::uint32_t region = *events.incident(span).region;
        std::map<bool, double> plays;
        std::map<bool, double> errors;
        std::map<bool, double> response;
        for (const Event& event : eventsBetween(events, minute, minute + kMinute)) {
            const bool hit = event.region == region;
            if (event.kind == EventKind::Play) ++plays[hit], response[hit] += event.responseMs;
            if (event.kind == EventKind::Error) ++errors[hit];
        }
        QVERIFY(errors[true] / plays[true] > 0.05);
        QVERIFY(errors[false] / plays[false] < 0.008);
        const double mean = events.meanResponse(region, minute + kMinute / 2, events.shares(minute));
        QVERIFY(std::abs(response[true] / plays[true] / mean - 1) < 0.1);
        QVERIFY(response[false] / plays[false] < mean / 2);
    }
    void theUsersOfAMinuteComeFromThoseOnline() {
        const EventModel events = model();
        std::set<std::uint32_t> users;
        double heartbeats = 0;
        for (const Event& event : eventsBetween(events, kSpanStart, kSpanStart + kMinute)) {
            if (event.kind != EventKind::Heartbeat) continue;
            users.insert(event.user);
            ++heartbeats;
        }
        const double online = heartbeats / EventModel::kHeartbeatsPerMinute;
        const double expected = online * (1 - std::exp(-EventModel::kHeartbeatsPerMinute));
        QVERIFY(std::abs(static_cast<double>(users.size()) / expected - 1) < 0.02);
    }
    void dayAndWeekHaveARhythm() {
        const EventModel events = model();
        const auto plays = [&events](const char* local) {
            return events.plainRate(EventKind::Play, parseTimestamp(local)->wallTime - 8 * kHour);
        };
        QVERIFY(plays("2026-03-11 21:30:00") > 6 * plays("2026-03-11 05:00:00"));
        QVERIFY(plays("2026-03-14 15:00:00") > 1.05 * plays("2026-03-11 15:00:00"));
        double sum = 0;
        const Micros week = parseTimestamp("2026-03-09")->wallTime;
        for (Micros hour = week; hour < week + 7 * kDay; hour += kHour) {
            for (std::size_t kind = 0; kind < kEventKinds; ++kind)
                sum += events.plainRate(static_cast<EventKind>(kind), hour);
        }
        const double mean = sum / (7 * 24);
        QVERIFY2(mean > 700 && mean < 900, qPrintable(QString::number(mean)));
    }
    void eventsAreJsonAndArriveBeforeTheWatermarkPasses() {
        const EventModel events = model();
        std::set<QString> kinds;
        for (const Event& event : eventsBetween(events, kSpanStart, kSpanStart + 20 * kSecond)) {
            QVERIFY(event.arrival >= event.time && event.arrival < event.time + 3 * kSecond);
            std::string text;
            appendJson(event, text);
            const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
            QCOMPARE(static_cast<Micros>(json.value("ts").toDouble()) * kMilli, floorTo(event.time, kMilli));
            QVERIFY(json.value("user_id").toDouble() >= 0);
            QVERIFY(json.value("video_id").toString().startsWith("BV1"));
            QVERIFY(!json.value("region").toString().isEmpty());
            kinds.insert(json.value("event").toString());
        }
        QCOMPARE(kinds.size(), kEventKinds);
    }
};

QTEST_APPLESS_MAIN(TestDatagen)
#include "tst_datagen.moc"
