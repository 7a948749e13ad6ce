// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/source/http/http_request.h"

#include <cstdint>
#include <functional>
#include <string>

namespace guanlan {

struct HttpAnswer {
    int status = 204;
    std::string body{};
    std::string contentType = "text/plain; charset=utf-8";
    std::string allow{};  ///< with 405: the methods that are taken
};

/// A small HTTP/1.1 server on the thread that calls serve(), whose work it is until told otherwise.
struct HttpListener {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::size_t mostBody = 0;  ///< a larger one is refused before it is kept
    std::function<HttpAnswer(const HttpRequest& request)> answer{};
    std::function<void()> listening{};  ///< called once it does
    std::function<bool()> mustStop{};   ///< looked at every 50 ms

    [[nodiscard]] std::string place() const { return address + ":" + std::to_string(port); }
    /// Unavailable at once where it cannot listen.
    Result<void> serve() const;
};

}  // namespace guanlan
