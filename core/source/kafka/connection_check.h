// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/source/kafka/kafka_properties.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

/// One step on the way to the records of a topic, and what came of it.
struct CheckStep {
    enum class Kind : std::uint8_t { Dns, Tcp, Tls, Sasl, Listeners, Topic, Acl, Clock };
    enum class Outcome : std::uint8_t { Passed, Warned, Failed, Skipped };
    Kind kind = Kind::Dns;
    Outcome outcome = Outcome::Passed;
    std::string subject{};           ///< what was looked at: an address, a topic
    std::string fact{};              ///< what was found, in English
    std::optional<Error> problem{};  ///< of Warned and Failed
};
/// "DNS", "TCP", … as the console and JSON name it.
[[nodiscard]] std::string_view nameOf(CheckStep::Kind kind);
/// "passed", "warned", "failed", "skipped".
[[nodiscard]] std::string_view nameOf(CheckStep::Outcome outcome);

struct ConnectionCheckRequest {
    KafkaProperties properties{};              ///< a consumer's, with bootstrap.servers
    std::string topic{};                       ///< empty: only the way to the cluster is checked
    std::chrono::milliseconds patience{5000};  ///< with every single answer
    const Clock* clock = nullptr;
};

/// Goes the way from name to newest record step by step and tells each; a step that cannot be taken ends it.
/// Writes nothing to the cluster and joins no group. Blocks: for a thread that may wait. Returns whether
/// nothing failed.
bool checkConnection(const ConnectionCheckRequest& request,
                     const std::function<void(const CheckStep&)>& tell);

}  // namespace guanlan
