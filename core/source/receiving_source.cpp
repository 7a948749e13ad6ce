// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/receiving_source.h"

namespace guanlan {

namespace {

constexpr std::size_t kMostWaiting = 64;

}  // namespace

ReceivingSource::ReceivingSource(const SourceSettings& settings, std::unique_ptr<Receiver> receiver,
                                 std::unique_ptr<Decoder> decoder, Micros idleTimeout)
    : m_settings(settings),
      m_receiver(std::move(receiver)),
      m_decoder(std::move(decoder)),
      m_idleTimeout(idleTimeout),
      m_health(settings.clock),
      m_queue(kMostWaiting) {}

ReceivingSource::~ReceivingSource() {
    stop();
    m_worker.stop();
}

void ReceivingSource::stop() {
    m_worker.requestStop();
    m_queue.close();
}

Result<void> ReceivingSource::open(const std::vector<SourcePosition>& known) {
    for (const SourcePosition& position : known) {
        const auto at = position.nextOffsets.find(0);
        if (position.identity == identity() && at != position.nextOffsets.end()) m_next = at->second;
    }
    m_lastRecord = m_settings.clock->monotonic();
    m_worker.start("guanlan-receive", [this](const std::atomic<bool>& stopping) {
        m_receiver->run(stopping, m_queue, m_health);
    });
    return {};
}

Result<SourceBatch> ReceivingSource::next(std::chrono::milliseconds wait) {
    if (m_failed) return *m_failed;
    SourceBatch batch;
    batch.source = m_settings.index;
    noteIdle(batch);
    m_inBatch = 0;
    auto some = takeArrivals(batch.idle.empty() ? wait : std::chrono::milliseconds(0));
    if (!some) return std::move(some).error();
    batch.received = m_settings.clock->monotonic();
    m_decoder->seal(batch);
    if (*some) batch.progress.push_back({.partition = 0, .nextOffset = m_next});
    return batch;
}

Result<bool> ReceivingSource::takeArrivals(std::chrono::milliseconds wait) {
    bool some = false;
    while (m_inBatch < m_settings.batchRows && !m_failed) {
        auto arrival = m_queue.popFor(some ? std::chrono::milliseconds(0) : wait);
        if (!arrival) break;
        if (auto decoded = decode(*arrival); !decoded) return std::move(decoded).error();
        some = true;
    }
    return some;
}

Result<void> ReceivingSource::decode(const Arrival& arrival) {
    m_lastRecord = m_settings.clock->monotonic();
    m_idle = false;
    m_failed = arrival.failed;
    for (const std::string& record : arrival.records) {
        ++m_inBatch;
        if (auto appended = m_decoder->append({.partition = 0, .offset = m_next++, .value = record});
            !appended)
            return appended;
    }
    return {};
}

void ReceivingSource::noteIdle(SourceBatch& batch) {
    const Micros quiet = m_settings.clock->monotonic() - m_lastRecord;
    if (m_idleTimeout == 0 || m_idle || quiet < m_idleTimeout || m_queue.size() > 0) return;
    m_idle = true;
    batch.idle.push_back(0);
}

}  // namespace guanlan
