// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bounded_queue.h"
#include "core/base/worker.h"
#include "core/decode/decoder.h"
#include "core/source/health_note.h"
#include "core/source/source.h"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

/// Records that arrived together. With `failed` the source cannot go on.
struct Arrival {
    std::vector<std::string> records{};
    std::optional<Error> failed{};
};
using ArrivalQueue = BoundedQueue<Arrival>;

/// The other side of a connection, with a thread of its own. The queue is bounded: whoever finds it full
/// waits, or tells the sender to.
class Receiver {
  public:
    virtual ~Receiver() = default;
    /// Of the place that records come from.
    [[nodiscard]] virtual std::string identity() const = 0;
    /// Until `stopping` is set, which it must look at every 100 ms, or the queue is closed.
    virtual void run(const std::atomic<bool>& stopping, ArrivalQueue& queue, HealthNote& health) = 0;
};

/// A source whose records come once and cannot be asked for again: one partition, numbered as they come.
class ReceivingSource final : public Source {
  public:
    ReceivingSource(const SourceSettings& settings, std::unique_ptr<Receiver> receiver,
                    std::unique_ptr<Decoder> decoder, Micros idleTimeout);
    ~ReceivingSource() override;
    ReceivingSource(const ReceivingSource&) = delete;
    ReceivingSource& operator=(const ReceivingSource&) = delete;

    Result<void> open(const std::vector<SourcePosition>& known) override;
    Result<SourceBatch> next(std::chrono::milliseconds wait) override;
    [[nodiscard]] std::string identity() const override { return m_receiver->identity(); }
    [[nodiscard]] SourceHealth health() const override { return m_health.get(); }
    void stop() override;

  private:
    Result<bool> takeArrivals(std::chrono::milliseconds wait);
    Result<void> decode(const Arrival& arrival);
    void noteIdle(SourceBatch& batch);

    SourceSettings m_settings;
    std::unique_ptr<Receiver> m_receiver;
    std::unique_ptr<Decoder> m_decoder;
    Micros m_idleTimeout;
    HealthNote m_health;
    ArrivalQueue m_queue;
    std::int64_t m_next = 0;
    std::size_t m_inBatch = 0;
    std::optional<Error> m_failed;  // told once what came before is delivered
    Micros m_lastRecord = 0;
    bool m_idle = false;
    Worker m_worker;  // last: it uses the members above
};

}  // namespace guanlan
