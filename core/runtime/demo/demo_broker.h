// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace guanlan {

/// A Kafka broker inside the process (librdkafka's), with one topic, and a producer for it. It listens on
/// the loopback interface and keeps about 5 MiB a partition. produce() and poll() are for one thread.
class DemoBroker {
  public:
    struct Settings {
        std::string topic;
        int partitions = 4;
        int lingerMs = 5;  ///< below that a consumer falls behind: the broker answers one batch a fetch
    };
    static Result<std::unique_ptr<DemoBroker>> start(const Settings& settings);
    ~DemoBroker();
    DemoBroker(const DemoBroker&) = delete;
    DemoBroker& operator=(const DemoBroker&) = delete;

    /// What clients take as bootstrap servers.
    [[nodiscard]] const std::string& address() const;
    [[nodiscard]] int partitions() const;
    /// False when the producer's queue is full: poll() and try again.
    bool produce(std::int32_t partition, std::string_view value, Micros timestamp);
    void poll(int timeoutMs);
    /// Waits until everything produced is in the broker; false when that took longer.
    bool flush(int timeoutMs);
    [[nodiscard]] std::int64_t failed() const;

  private:
    struct Parts;
    explicit DemoBroker(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace guanlan
