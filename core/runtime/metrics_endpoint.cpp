// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/metrics_endpoint.h"

#include "core/runtime/prometheus_text.h"
#include "core/source/http/http_listener.h"

#include <chrono>
#include <thread>

namespace guanlan {

namespace {

constexpr const char* kPath = "/metrics";
constexpr Micros kPause = kSecond;  // before a port that is taken is tried again
constexpr Micros kStep = 50 * kMilli;

/// A page in somebody's browser must not read it, not even by a name of its own that leads to this machine.
bool fromThisMachine(const HttpRequest& request) {
    std::string host = request.header("host");
    if (const std::size_t colon = host.rfind(':'); colon != std::string::npos && host.back() != ']')
        host.resize(colon);
    const bool named = host == "127.0.0.1" || host == "localhost" || host.empty();
    return named && request.header("origin").empty();
}

HttpAnswer answerTo(const HttpRequest& request, const SnapshotPtr& snapshot) {
    if (!fromThisMachine(request)) return {.status = 403, .body = "not from elsewhere\n"};
    if (request.path() != kPath) return {.status = 404, .body = "it is at /metrics\n"};
    if (request.method() != "GET") return {.status = 405, .body = "it is read by GET\n", .allow = "GET"};
    return {.status = 200,
            .body = prometheusText(*snapshot),
            .contentType = "text/plain; version=0.0.4; charset=utf-8"};
}

}  // namespace

void MetricsEndpoint::listen(int port) {
    m_port.store(port);
    if (port != 0 && !m_worker.running())
        m_worker.start("guanlan-metrics", [this](const std::atomic<bool>& stopping) { run(stopping); });
}

void MetricsEndpoint::run(const std::atomic<bool>& stopping) {
    while (!stopping.load()) {
        const int port = m_port.load();
        const auto changed = [this, port, &stopping] { return stopping.load() || m_port.load() != port; };
        const Result<void> served = port == 0 ? Result<void>() : serveOn(port, changed);
        note(served ? std::optional<Error>() : served.error());
        for (Micros waited = 0; waited < kPause && !changed(); waited += kStep)
            std::this_thread::sleep_for(std::chrono::microseconds(kStep));
    }
}

Result<void> MetricsEndpoint::serveOn(int port, const std::function<bool()>& mustStop) {
    const HttpListener listener{
        .port = static_cast<std::uint16_t>(port),
        .answer = [this](const HttpRequest& request) { return answerTo(request, m_snapshot()); },
        .listening = [this] { note({}); },
        .mustStop = mustStop};
    return listener.serve();
}

std::optional<Error> MetricsEndpoint::problem() const {
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

void MetricsEndpoint::note(std::optional<Error> problem) {
    const std::lock_guard lock(m_mutex);
    m_problem = std::move(problem);
}

}  // namespace guanlan
