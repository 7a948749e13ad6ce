// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/outbox_worker.h"

#include "core/notify/delivery_lane.h"

#include <algorithm>
#include <chrono>

namespace guanlan {

namespace {

constexpr Micros kChannelOffWait = 10 * kMinute;

const ChannelConfig* find(const std::vector<ChannelConfig>& channels, const std::string& id) {
    const auto found =
        std::find_if(channels.begin(), channels.end(), [&id](const ChannelConfig& c) { return c.id == id; });
    return found == channels.end() ? nullptr : &*found;
}

}  // namespace

OutboxWorker::OutboxWorker(OutboxDesk& desk, OutboxSettings settings, std::vector<ChannelConfig> channels)
    : m_desk(desk),
      m_settings(std::move(settings)),
      m_newChannels(channels),
      m_channels(std::move(channels)) {
    m_dispatcher.start("outbox", [this](const std::atomic<bool>& stopping) { run(stopping); });
}

OutboxWorker::~OutboxWorker() {
    stop();
}

void OutboxWorker::setChannels(std::vector<ChannelConfig> channels) {
    const std::lock_guard lock(m_mutex);
    m_newChannels = std::move(channels);
    m_awake = true;
    m_wakeUp.notify_one();
}

void OutboxWorker::retry(const std::string& channel) {
    const std::lock_guard lock(m_mutex);
    m_toRetry.insert(channel);
    m_awake = true;
    m_wakeUp.notify_one();
}

void OutboxWorker::wake() {
    const std::lock_guard lock(m_mutex);
    m_awake = true;
    m_wakeUp.notify_one();
}

void OutboxWorker::stop() {
    m_dispatcher.stop();
    for (const auto& [id, lane] : m_lanes)
        lane->stop();
    m_lanes.clear();
    // What cannot be saved now stays Sending and is sent once more after the next start.
    saveFinished();
}

void OutboxWorker::finished(OutboxMessage message) {
    const std::lock_guard lock(m_mutex);
    m_finished.push_back(std::move(message));
    m_awake = true;
    m_wakeUp.notify_one();
}

void OutboxWorker::run(const std::atomic<bool>& stopping) {
    Micros polled = m_settings.clock->monotonic() - m_settings.poll;
    while (!stopping.load()) {
        {
            std::unique_lock lock(m_mutex);
            m_wakeUp.wait_for(lock, std::chrono::milliseconds(50), [this] { return m_awake; });
            const bool due = m_settings.clock->monotonic() - polled >= m_settings.poll;
            if (!m_awake && !due) continue;
            m_awake = false;
        }
        if (stopping.load()) return;
        polled = m_settings.clock->monotonic();
        retryChanged();
        saveFinished();
        handOut();
    }
}

void OutboxWorker::retryChanged() {
    std::set<std::string> changed;
    {
        const std::lock_guard lock(m_mutex);
        changed.swap(m_toRetry);
        for (const ChannelConfig& channel : m_newChannels) {
            const ChannelConfig* before = find(m_channels, channel.id);
            if (before == nullptr || !(*before == channel)) changed.insert(channel.id);
        }
        m_channels = m_newChannels;
    }
    for (const std::string& channel : changed) {
        if (m_desk.retry(channel, m_settings.clock->now())) continue;
        const std::lock_guard lock(m_mutex);
        m_toRetry.insert(channel);
    }
}

void OutboxWorker::saveFinished() {
    {
        const std::lock_guard lock(m_mutex);
        std::move(m_finished.begin(), m_finished.end(), std::back_inserter(m_unsaved));
        m_finished.clear();
    }
    // A message whose outcome cannot be saved is kept here, so that it is not sent again meanwhile.
    std::erase_if(m_unsaved, [this](const OutboxMessage& message) { return m_desk.update(message).ok(); });
}

void OutboxWorker::handOut() {
    Result<std::vector<OutboxMessage>> due = m_desk.due(m_settings.clock->now(), 1);
    if (!due) return;  // the store says so itself; asked again at the next poll
    for (OutboxMessage& message : *due) {
        const bool unsaved = std::any_of(m_unsaved.begin(), m_unsaved.end(),
                                         [&message](const OutboxMessage& m) { return m.id == message.id; });
        if (!unsaved) handOver(std::move(message));
    }
}

void OutboxWorker::handOver(OutboxMessage message) {
    const ChannelConfig* channel = find(m_channels, message.channel);
    if (channel == nullptr || !channel->enabled) {
        message.phase = channel == nullptr ? OutboxMessage::Phase::Failed : OutboxMessage::Phase::Waiting;
        message.lastAnswer = channel == nullptr ? "there is no channel '" + message.channel + "'"
                                                : "the channel is switched off";
        message.nextAttempt = m_settings.clock->now() + kChannelOffWait;
        m_unsaved.push_back(std::move(message));
        return wake();
    }
    std::unique_ptr<DeliveryLane>& lane = m_lanes[message.channel];
    if (!lane) lane = std::make_unique<DeliveryLane>(*this);
    if (lane->busy()) return;
    message.phase = OutboxMessage::Phase::Sending;
    ++message.attempts;
    // Without this mark a full disk would let one message be sent again and again.
    if (!m_desk.update(message)) return;
    lane->take(std::move(message), *channel);
}

void OutboxWorker::judge(OutboxMessage& message, const DeliveryOutcome& outcome) const {
    using Kind = DeliveryOutcome::Kind;
    message.lastAnswer = outcome.answer + (outcome.hint.empty() ? "" : "\n" + outcome.hint);
    message.delivered = outcome.delivered;
    message.phase = outcome.kind == Kind::Sent ? OutboxMessage::Phase::Sent : OutboxMessage::Phase::Failed;
    const bool again = outcome.kind == Kind::Retry || outcome.kind == Kind::Unknown;
    if (!again || message.attempts >= m_settings.attempts) return;
    const auto step =
        std::min(static_cast<std::size_t>(std::max(message.attempts, 1)), m_settings.waits.size());
    message.phase = OutboxMessage::Phase::Waiting;
    message.nextAttempt = m_settings.clock->now() + (step == 0 ? 0 : m_settings.waits[step - 1]);
}

}  // namespace guanlan
