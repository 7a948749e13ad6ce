// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/http/http_body.h"
#include "core/source/receiving_source.h"

#include <string>
#include <vector>

namespace guanlan {

struct HttpPollPlan {
    std::string url{};
    std::vector<std::string> headers{};  ///< "Name: value"
    Micros interval = kMinute;
    Micros timeout = 30 * kSecond;
    BodyShape body{};
};

/// Asks an address again and again. An answer that has not changed (ETag, Last-Modified) has no records;
/// while the other side is away it is asked less often.
[[nodiscard]] std::unique_ptr<Receiver> createHttpPoll(HttpPollPlan plan);

}  // namespace guanlan
