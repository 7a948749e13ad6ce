// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/http/http_poll.h"

#include "core/decode/number_text.h"
#include "core/source/back_off.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace guanlan {

namespace {

constexpr std::size_t kMostBody = 64 * 1024 * 1024;
constexpr Micros kLongestBackOff = 5 * kMinute;

struct CurlDestroy {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// One answer as it comes in.
struct Answer {
    std::string body{};
    std::string etag{};
    std::string modified{};
    std::optional<Micros> retryAfter{};
    bool tooLarge = false;
    const std::atomic<bool>* stopping = nullptr;
};

std::size_t takeBody(char* data, std::size_t, std::size_t size, void* to) {
    Answer& answer = *static_cast<Answer*>(to);
    answer.tooLarge = answer.body.size() + size > kMostBody;
    if (answer.tooLarge) return 0;
    answer.body.append(data, size);
    return size;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

std::size_t takeHeader(char* data, std::size_t, std::size_t size, void* to) {
    Answer& answer = *static_cast<Answer*>(to);
    const std::string_view line(data, size);
    const std::size_t colon = std::min(line.find(':'), line.size());
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const std::string_view value = trimmed(line.substr(std::min(colon + 1, line.size())));
    if (name == "etag") answer.etag = value;
    if (name == "last-modified") answer.modified = value;
    if (name == "retry-after") {
        if (const auto seconds = parseInteger(value); seconds && *seconds >= 0)
            answer.retryAfter = std::min(*seconds * kSecond, kLongestBackOff);
    }
    return size;
}

int stopTransfer(void* from, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const Answer*>(from)->stopping->load() ? 1 : 0;
}

class HttpPoll final : public Receiver {
  public:
    explicit HttpPoll(HttpPollPlan plan) : m_plan(std::move(plan)) {}

    [[nodiscard]] std::string identity() const override { return "http:" + m_plan.url; }

    void run(const std::atomic<bool>& stopping, ArrivalQueue& queue, HealthNote& health) override {
        BackOff backOff(std::min(kSecond, m_plan.interval), std::max(m_plan.interval, kLongestBackOff));
        const std::unique_ptr<CURL, CurlDestroy> handle(curl_easy_init());
        while (!stopping.load() && !queue.closed()) {
            Answer answer{.stopping = &stopping};
            Arrival arrival;
            auto trouble = ask(handle.get(), answer, arrival);
            if (stopping.load()) return;
            if (trouble) {
                const Micros wait = std::max(backOff.failed(), answer.retryAfter.value_or(0));
                health.set(SourceHealth::State::Failing, std::move(trouble));
                sleepUnless(stopping, wait);
                continue;
            }
            backOff.succeeded();
            health.set(SourceHealth::State::CaughtUp);
            if (!arrival.records.empty() && !queue.push(std::move(arrival))) return;
            sleepUnless(stopping, m_plan.interval);
        }
    }

  private:
    /// What went wrong, or nothing.
    std::optional<Error> ask(CURL* handle, Answer& answer, Arrival& arrival) {
        const auto headers = prepare(handle, answer);
        const CURLcode code = curl_easy_perform(handle);
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        if (answer.tooLarge) return away("the answer is larger than 64 MB");
        if (code != CURLE_OK) return away(curl_easy_strerror(code));
        if (status == 304) return std::nullopt;  // as it was
        if (status < 200 || status > 299) return away("it answered " + std::to_string(status));
        auto records = recordsOfBody(answer.body, m_plan.body);
        if (!records) {
            Error error = std::move(records).error();
            error.what = m_plan.url + ": " + error.what;
            return error;
        }
        arrival.records = std::move(*records);
        m_etag = answer.etag;
        m_modified = answer.modified;
        return std::nullopt;
    }

    std::unique_ptr<curl_slist, CurlDestroy> prepare(CURL* handle, Answer& answer) const {
        constexpr long kMostRedirects = 5;
        curl_easy_reset(handle);
        curl_easy_setopt(handle, CURLOPT_URL, m_plan.url.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
        curl_easy_setopt(handle, CURLOPT_MAXREDIRS, kMostRedirects);
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");  // gzip and what else libcurl knows
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(m_plan.timeout / kMilli));
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, takeBody);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer);
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, takeHeader);
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, &answer);
        curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, stopTransfer);
        curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &answer);
        curl_slist* list = nullptr;
        for (const std::string& header : m_plan.headers)
            list = curl_slist_append(list, header.c_str());
        if (!m_etag.empty()) list = curl_slist_append(list, ("If-None-Match: " + m_etag).c_str());
        if (!m_modified.empty()) list = curl_slist_append(list, ("If-Modified-Since: " + m_modified).c_str());
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
        return std::unique_ptr<curl_slist, CurlDestroy>(list);
    }

    [[nodiscard]] Error away(std::string cause) const {
        return Error{.code = ErrorCode::Unavailable,
                     .id = "http.away",
                     .what = "no records from " + m_plan.url,
                     .cause = std::move(cause),
                     .next = "It is asked again",
                     .arguments = {m_plan.url}};
    }

    HttpPollPlan m_plan;
    std::string m_etag;
    std::string m_modified;
};

}  // namespace

std::unique_ptr<Receiver> createHttpPoll(HttpPollPlan plan) {
    return std::make_unique<HttpPoll>(std::move(plan));
}

}  // namespace guanlan
