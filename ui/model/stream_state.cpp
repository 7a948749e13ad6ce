// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/stream_state.h"

#include "ui/widget/error_text.h"

#include <QLocale>

#include <algorithm>

namespace guanlan {

namespace {

using Level = StreamState::Level;

/// Behind by more than this counts as "not complete": windows then close visibly late.
constexpr Micros kBehind = 30 * kSecond;
constexpr double kNotWorthSaying = 30.0 * 24 * 3600;  // seconds until a gap is closed

Level worse(Level a, Level b) {
    return std::max(a, b);
}

struct Totals {
    double perSecond = 0;
    std::int64_t lag = 0;
    double catchUp = 0;
    std::int64_t bad = 0;
    std::int64_t lost = 0;
    int idle = 0;
    const SourceLive* failing = nullptr;
    bool connecting = false;
    bool allEnded = true;
};

Totals totalsOf(const Snapshot& snapshot) {
    Totals totals;
    totals.allEnded = !snapshot.sources.empty();
    for (const SourceLive& source : snapshot.sources) {
        totals.perSecond += source.recordsPerSecond;
        totals.lag += source.lag;
        totals.catchUp += source.catchUpPerSecond;
        totals.bad += source.view.bad;
        for (const PartitionView& partition : source.view.partitions) {
            totals.lost += partition.lost;
            totals.idle += partition.idle ? 1 : 0;
        }
        if (source.health.state == SourceHealth::State::Failing) totals.failing = &source;
        if (source.health.state == SourceHealth::State::Connecting) totals.connecting = true;
        if (source.health.state != SourceHealth::State::Ended) totals.allEnded = false;
    }
    return totals;
}

QString failureText(const SourceLive& source, Micros now, const Zone& zone) {
    const QString since = clockText(source.health.since, now, zone);
    const QString name = QString::fromStdString(source.name);
    if (!source.health.problem) return StreamState::tr("%1 is away since %2").arg(name, since);
    return StreamState::tr("%1 is away since %2: %3").arg(name, since, errorSentence(*source.health.problem));
}

StreamState::Line liveLine(const Snapshot& snapshot, const Totals& totals, Micros now, const Zone& zone) {
    StreamState::Line line{.question = StreamState::tr("Is it live?")};
    if (snapshot.stopped) {
        line.level = Level::Bad;
        line.answer = StreamState::tr("No, the run has stopped: %1").arg(errorSentence(*snapshot.stopped));
    } else if (totals.failing != nullptr) {
        line.level = Level::Bad;
        line.answer = failureText(*totals.failing, now, zone);
    } else if (totals.connecting) {
        line.level = Level::Starting;
        line.answer = StreamState::tr("Connecting to the sources");
    } else if (totals.allEnded) {
        line.answer = StreamState::tr("All input has been read to its end");
    } else {
        line.answer =
            StreamState::tr("Yes, %1 records a second").arg(QLocale().toString(totals.perSecond, 'f', 0));
        if (snapshot.elsewhere) line.answer += StreamState::tr("; run by another program on this machine");
    }
    return line;
}

/// How far, how fast, how long.
QString catchUpText(const Totals& totals) {
    QString waiting =
        StreamState::tr("; %1 records to catch up").arg(QLocale().toString(qlonglong(totals.lag)));
    if (totals.catchUp <= 0) return waiting + StreamState::tr(", and they do not get fewer");
    const double seconds = static_cast<double>(totals.lag) / totals.catchUp;
    if (seconds > kNotWorthSaying) return waiting;
    return waiting + StreamState::tr(" at %1 a second, about %2 left")
                         .arg(QLocale().toString(totals.catchUp, 'f', 0),
                              spanText(static_cast<Micros>(seconds * static_cast<double>(kSecond))));
}

StreamState::Line completeLine(const Snapshot& snapshot, const Totals& totals, Micros now, const Zone& zone) {
    StreamState::Line line{.question = StreamState::tr("Is it complete?")};
    if (snapshot.watermark == kMinTime) {
        line.level = Level::Starting;
        line.answer = StreamState::tr("No event time yet");
        return line;
    }
    if (snapshot.watermark == kMaxTime) {
        line.answer = StreamState::tr("Yes, every window is closed");
        return line;
    }
    const Micros behind = std::max<Micros>(0, now - snapshot.watermark);
    line.answer = StreamState::tr("Up to %1, %2 behind the clock")
                      .arg(clockText(snapshot.watermark, now, zone), spanText(behind));
    if (behind > kBehind) line.level = Level::Attention;
    if (behind > kBehind && totals.lag > 0) line.answer += catchUpText(totals);
    if (totals.idle > 0) line.answer += StreamState::tr("; %n partition(s) idle", nullptr, totals.idle);
    if (totals.lost > 0) {
        line.level = Level::Attention;
        line.answer += StreamState::tr("; %1 records lost before they could be read")
                           .arg(QLocale().toString(qlonglong(totals.lost)));
    }
    return line;
}

StreamState::Line wrongLine(const Snapshot& snapshot, const Totals& totals, int firing, Micros now,
                            const Zone& zone) {
    StreamState::Line line{.question = StreamState::tr("Is anything wrong?")};
    QStringList answers;
    if (!snapshot.store.saving) {
        line.level = Level::Bad;
        answers += StreamState::tr("history not saved since %1")
                       .arg(clockText(snapshot.store.notSavedSince, now, zone));
    }
    if (firing > 0) {
        line.level = worse(line.level, Level::Attention);
        answers += StreamState::tr("%n alarm(s) firing", nullptr, firing);
    }
    if (totals.bad > 0) {
        line.level = worse(line.level, Level::Attention);
        answers += StreamState::tr("%1 unreadable records in quarantine")
                       .arg(QLocale().toString(qlonglong(totals.bad)));
    }
    line.answer = answers.isEmpty() ? StreamState::tr("No") : answers.join(StreamState::tr("; "));
    return line;
}

std::vector<StreamState::Notice> noticesOf(const Snapshot& snapshot, const Totals& totals, Micros now,
                                           const Zone& zone) {
    std::vector<StreamState::Notice> notices;
    if (snapshot.stopped) {
        notices.push_back(
            {Level::Bad, StreamState::tr("The run has stopped: %1").arg(errorSentence(*snapshot.stopped))});
    }
    if (!snapshot.store.saving) {
        QString text =
            StreamState::tr(
                "History not saved since %1. The charts go on; what was read is kept and saved later.")
                .arg(clockText(snapshot.store.notSavedSince, now, zone));
        if (snapshot.store.problem) text += QLatin1Char(' ') + errorSentence(*snapshot.store.problem);
        notices.push_back({Level::Bad, text});
    }
    if (totals.failing != nullptr) {
        notices.push_back({Level::Attention, failureText(*totals.failing, now, zone) + QLatin1Char(' ') +
                                                 StreamState::tr("The last values stay.")});
    }
    return notices;
}

}  // namespace

QString sourceStateText(SourceHealth::State state) {
    switch (state) {
        case SourceHealth::State::Connecting:
            return StreamState::tr("connecting");
        case SourceHealth::State::Reading:
            return StreamState::tr("reading");
        case SourceHealth::State::CaughtUp:
            return StreamState::tr("up to date");
        case SourceHealth::State::Failing:
            return StreamState::tr("away");
        case SourceHealth::State::Ended:
            return StreamState::tr("ended");
    }
    return {};
}

QString spanText(Micros span) {
    if (span < 2 * kMinute) return StreamState::tr("%1 s").arg(span / kSecond);
    if (span < 2 * kHour) return StreamState::tr("%1 min").arg(span / kMinute);
    if (span < 2 * kDay) return StreamState::tr("%1 h").arg(span / kHour);
    return StreamState::tr("%1 days").arg(span / kDay);
}

QString clockText(Micros utc, Micros now, const Zone& zone) {
    const Micros local = zone.toLocal(utc);
    const QString text = QString::fromStdString(formatTimestamp(local, 0));
    const bool today = floorTo(local, kDay) == floorTo(zone.toLocal(now), kDay);
    return today ? text.mid(11) : text;
}

StreamState streamStateOf(const Snapshot* snapshot, Micros now, const Zone& zone) {
    StreamState state;
    if (snapshot == nullptr) {
        state.word = StreamState::tr("Starting");
        return state;
    }
    const Totals totals = totalsOf(*snapshot);
    state.firing = static_cast<int>(
        std::count_if(snapshot->alarms.begin(), snapshot->alarms.end(),
                      [](const AlarmState& alarm) { return alarm.phase == AlarmState::Phase::Firing; }));
    state.lines = {liveLine(*snapshot, totals, now, zone), completeLine(*snapshot, totals, now, zone),
                   wrongLine(*snapshot, totals, state.firing, now, zone)};
    state.notices = noticesOf(*snapshot, totals, now, zone);
    const auto levelAt = [&](std::size_t i) { return state.lines[i].level; };
    state.level = worse(worse(levelAt(0), levelAt(1)), levelAt(2));
    if (levelAt(0) == Level::Starting) state.level = Level::Starting;
    if (snapshot->stopped) {
        state.word = StreamState::tr("Stopped");
    } else if (totals.failing != nullptr) {
        state.word = StreamState::tr("No connection");
    } else if (totals.connecting) {
        state.word = StreamState::tr("Connecting");
    } else if (!snapshot->store.saving) {
        state.word = StreamState::tr("Not saving");
    } else if (levelAt(1) == Level::Attention) {
        state.word =
            StreamState::tr("%1 behind").arg(spanText(std::max<Micros>(0, now - snapshot->watermark)));
    } else if (state.firing > 0) {
        state.word = StreamState::tr("%n alarm(s)", nullptr, state.firing);
    } else {
        state.word = totals.allEnded ? StreamState::tr("Ended") : StreamState::tr("Live");
    }
    return state;
}

}  // namespace guanlan
