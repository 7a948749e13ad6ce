// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/delivery_lane.h"

#include <chrono>

namespace guanlan {

DeliveryLane::DeliveryLane(OutboxWorker& owner) : m_owner(owner) {
    m_worker.start("notify", [this](const std::atomic<bool>& stopping) { run(stopping); });
}

bool DeliveryLane::busy() const {
    const std::lock_guard lock(m_mutex);
    return m_busy;
}

void DeliveryLane::take(OutboxMessage message, ChannelConfig config) {
    const std::lock_guard lock(m_mutex);
    m_busy = true;
    m_job = Job{std::move(message), std::move(config)};
    m_hasJob.notify_one();
}

void DeliveryLane::stop() {
    m_worker.requestStop();
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        if (m_channel) m_channel->cancel();
        m_hasJob.notify_one();
    }
    m_worker.stop();
}

void DeliveryLane::run(const std::atomic<bool>& stopping) {
    while (!stopping.load()) {
        std::optional<Job> job;
        {
            std::unique_lock lock(m_mutex);
            m_hasJob.wait_for(lock, std::chrono::milliseconds(100),
                              [&] { return m_job.has_value() || stopping.load(); });
            if (stopping.load()) return;
            job.swap(m_job);
        }
        if (!job) continue;
        const DeliveryOutcome outcome = attempt(*job);
        m_owner.judge(job->message, outcome);
        {
            const std::lock_guard lock(m_mutex);
            m_channel.reset();
            m_busy = false;
        }
        m_owner.finished(std::move(job->message));
    }
}

DeliveryOutcome DeliveryLane::attempt(const Job& job) {
    // Made anew for every message: settings and secrets may have changed since the last one.
    Result<std::unique_ptr<Channel>> made = createChannel(job.config, m_owner.m_settings.secrets);
    if (!made) {
        return {
            .kind = made.error().retryable() ? DeliveryOutcome::Kind::Retry : DeliveryOutcome::Kind::Rejected,
            .answer = made.error().sentence(),
            .hintId = made.error().id,
            .delivered = job.message.delivered};
    }
    const std::shared_ptr<Channel> channel = std::move(*made);
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped) return {.answer = "stopped before the attempt", .delivered = job.message.delivered};
        m_channel = channel;
    }
    return channel->send(m_owner.m_settings.word(job.message));
}

}  // namespace guanlan
