// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/source/kafka/kafka_properties.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

class KafkaClient;

struct TopicFacts {
    std::string name{};
    int partitions = 0;
    std::int64_t kept = 0;              ///< offsets between the beginnings and the ends
    std::optional<double> perSecond{};  ///< new offsets since the look before; none at the first one
    std::optional<Error> problem{};     ///< no right to read it, no leader
};

/// The topics of a cluster with the speed at which they grow. Joins no group, writes nothing. Used by one
/// thread, which may wait.
class TopicList {
  public:
    static Result<std::unique_ptr<TopicList>> connect(const KafkaProperties& properties, const Clock& clock);
    TopicList(const TopicList&) = delete;
    TopicList& operator=(const TopicList&) = delete;
    ~TopicList();

    /// In order of their names, Kafka's own topics left out.
    [[nodiscard]] Result<std::vector<TopicFacts>> look();

  private:
    TopicList(std::unique_ptr<KafkaClient> client, const Clock& clock);
    using Ends = std::map<std::string, std::int64_t>;
    [[nodiscard]] Ends sumsAt(std::int64_t place, const std::vector<TopicFacts>& topics) const;
    void noteRates(std::vector<TopicFacts>& topics, const Ends& ends);

    std::unique_ptr<KafkaClient> m_client;
    const Clock& m_clock;
    Ends m_before;
    Micros m_beforeAt = 0;  // monotonic
};

}  // namespace guanlan
