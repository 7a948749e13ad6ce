// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/http/http_body.h"
#include "core/source/receiving_source.h"

#include <string>

namespace guanlan {

struct HttpPushPlan {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::string path = "/";
    std::size_t mostBody = 1024 * 1024;
    BodyShape body{};
};

/// A small HTTP/1.1 server that takes POSTed records: 204 when all of them wait for the engine, 429 while it
/// is behind (nothing of the request was taken), 413 for a body past the limit, 400 for one that is no rows.
[[nodiscard]] std::unique_ptr<Receiver> createHttpPush(HttpPushPlan plan);

}  // namespace guanlan
