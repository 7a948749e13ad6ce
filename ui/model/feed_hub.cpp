// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/feed_hub.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kPulseMilliseconds = 100;
constexpr Micros kSmallestStep = kSecond;
constexpr int kStepsPerSpan = 600;  // a finer slide would move less than a pixel

bool equal(const PanelDemand& a, const PanelDemand& b) {
    return a.metric == b.metric && a.compareYesterday == b.compareYesterday &&
           a.compareLastWeek == b.compareLastWeek && a.span == b.span && a.sinceMidnight == b.sinceMidnight;
}

}  // namespace

FeedHub::FeedHub(RunView run, QObject* parent)
    : QObject(parent), m_run(std::move(run)), m_history(m_run.historyFolder) {
    m_timer.setInterval(kPulseMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &FeedHub::pulse);
}

std::shared_ptr<MetricFeed> FeedHub::feed(const PanelDemand& demand) {
    std::erase_if(m_feeds, [](const auto& feed) { return feed.expired(); });
    for (const auto& weak : m_feeds) {
        if (auto known = weak.lock(); known && equal(known->demand(), demand)) return known;
    }
    auto made = std::make_shared<MetricFeed>(demand, m_history, m_run.zone);
    m_feeds.push_back(made);
    return made;
}

void FeedHub::refresh(MetricFeed& feed) {
    if (!m_snapshot) return;
    VisibleSpan span = spanOf(feed.demand());
    const VisibleSpan shown{.from = feed.data().from, .to = feed.data().to};
    const Micros length = span.to - span.from;
    const Micros step = std::max(kSmallestStep, length / kStepsPerSpan);
    const bool sameLength = shown.to - shown.from == length || feed.demand().sinceMidnight;
    const bool still = sameLength && span.to >= shown.to && span.to - shown.to < step;
    if (still && !(feed.demand().sinceMidnight && shown.from != span.from)) {
        span.from = shown.from;
        span.to = shown.to;
    }
    feed.update(*m_snapshot, span, m_run.clock->monotonic());
}

void FeedHub::setTime(const TimeChoice& choice) {
    m_time = choice;
    m_lastAnchor = m_run.clock->now();
    m_pausedAt = 0;
    emit timeChanged();
    pulse();
}

void FeedHub::setPaused(bool paused) {
    if (paused == this->paused()) return;
    m_pausedAt = paused ? m_run.clock->now() : 0;
    emit timeChanged();
    pulse();
}

void FeedHub::setWatched(bool watched) {
    if (watched == m_timer.isActive()) return;
    if (watched) {
        m_timer.start();
        pulse();
    } else {
        m_timer.stop();
    }
}

void FeedHub::pulse() {
    if (!m_run.snapshot) return;
    SnapshotPtr newest = m_run.snapshot();
    if (newest && (!m_snapshot || newest != m_snapshot)) {
        m_snapshot = std::move(newest);
        emit snapshotArrived(m_snapshot);
    }
    emit pulsed();
}

Micros FeedHub::endOfTime() const {
    if (m_time.kind == TimeChoice::Kind::Range) return m_time.to;
    if (m_pausedAt != 0) return m_pausedAt;
    return m_time.kind == TimeChoice::Kind::Last ? m_lastAnchor : m_run.clock->now();
}

VisibleSpan FeedHub::spanOf(const PanelDemand& demand) const {
    VisibleSpan span{.to = endOfTime()};
    span.live = m_time.kind == TimeChoice::Kind::Live;
    span.frozen = m_pausedAt != 0;
    if (demand.sinceMidnight) {
        span.from = m_run.zone.toUtc(floorTo(m_run.zone.toLocal(span.to), kDay));
    } else if (demand.span > 0) {
        span.from = span.to - demand.span;
    } else if (m_time.kind == TimeChoice::Kind::Range) {
        span.from = m_time.from;
    } else {
        span.from = span.to - m_time.duration;
    }
    return span;
}

}  // namespace guanlan
