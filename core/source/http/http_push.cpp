// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/http/http_push.h"

#include "core/source/back_off.h"
#include "core/source/http/http_listener.h"

#include <memory>

namespace guanlan {

namespace {

class HttpPush final : public Receiver {
  public:
    explicit HttpPush(HttpPushPlan plan) : m_plan(std::move(plan)) {}

    [[nodiscard]] std::string identity() const override { return "http-push:" + listener().place(); }

    void run(const std::atomic<bool>& stopping, ArrivalQueue& queue, HealthNote& health) override {
        HttpListener here = listener();
        here.mostBody = m_plan.mostBody;
        here.answer = [&](const HttpRequest& request) { return take(request, queue); };
        here.listening = [&] { health.set(SourceHealth::State::CaughtUp); };
        here.mustStop = [&] { return stopping.load() || queue.closed(); };
        BackOff backOff(500 * kMilli, 5 * kSecond);
        while (!stopping.load()) {
            const Result<void> served = here.serve();
            if (served) return;
            health.set(SourceHealth::State::Failing, served.error());
            sleepUnless(stopping, backOff.failed());
        }
    }

  private:
    [[nodiscard]] HttpListener listener() const { return {.address = m_plan.address, .port = m_plan.port}; }

    [[nodiscard]] HttpAnswer take(const HttpRequest& request, ArrivalQueue& queue) const {
        // A page in somebody's browser must not feed a listener on the loopback.
        if (!request.header("origin").empty()) return {403, "not from a web page\n"};
        if (request.path() != m_plan.path) return {404, "records are taken at " + m_plan.path + "\n"};
        if (request.method() != "POST")
            return {.status = 405, .body = "records are taken by POST\n", .allow = "POST"};
        auto records = recordsOfBody(request.body(), m_plan.body);
        if (!records) return {400, records.error().sentence() + "\n"};
        if (records->empty()) return {204, {}};
        Arrival arrival{.records = std::move(*records)};
        if (queue.tryPush(arrival)) return {204, {}};
        if (queue.closed()) return {503, "not reading any more\n"};
        return {429, "behind; nothing of this was taken, send it again\n"};
    }

    HttpPushPlan m_plan;
};

}  // namespace

std::unique_ptr<Receiver> createHttpPush(HttpPushPlan plan) {
    return std::make_unique<HttpPush>(std::move(plan));
}

}  // namespace guanlan
