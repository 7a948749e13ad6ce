// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lookup/mysql_lookup.h"

#include "core/base/bounded_queue.h"
#include "core/base/worker.h"
#include "core/decode/option_values.h"
#include "core/lookup/lookup_cache.h"
#include "core/lookup/mysql_session.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <map>

namespace guanlan {

namespace {

constexpr std::size_t kKeysTogether = 128;  // of one query
constexpr Micros kLongestWait = 5 * kSecond;
constexpr std::int64_t kRetries = 3;
constexpr auto kLookEvery = std::chrono::milliseconds(50);

using Answer = Result<std::vector<LookupRows>>;

struct Limits {
    Micros wait = kLongestWait;  ///< for one answer, all retries together
    std::int64_t retries = kRetries;
};

/// The thread that owns the connection. What it is asked and the answer may outlive the one who asked.
class MysqlDesk {
  public:
    MysqlDesk(LookupRequest request, MysqlSession::Settings settings, Limits limits)
        : m_limits(limits), m_questions(kMostQuestions) {
        m_worker.start("guanlan-mysql", [this, request = std::move(request),
                                         settings = std::move(settings)](const std::atomic<bool>& stopping) {
            MysqlSession session(request, settings);
            while (!stopping.load()) {
                if (auto question = m_questions.popFor(kLookEvery))
                    question->answer.set_value(answer(session, question->keys, stopping));
            }
        });
    }

    /// Empty when no answer came in time.
    std::optional<Answer> ask(std::vector<RowValues> keys) {
        Question question{std::move(keys), {}};
        std::future<Answer> answer = question.answer.get_future();
        if (!m_questions.tryPush(question)) return std::nullopt;  // it still hangs in earlier ones
        if (answer.wait_for(std::chrono::microseconds(m_limits.wait)) != std::future_status::ready)
            return std::nullopt;
        return answer.get();
    }

  private:
    struct Question {
        std::vector<RowValues> keys;
        std::promise<Answer> answer;
    };
    static constexpr std::size_t kMostQuestions = 2;

    Answer answer(MysqlSession& session, const std::vector<RowValues>& keys,
                  const std::atomic<bool>& stopping) const {
        const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(m_limits.wait);
        Answer rows = session.ask(keys);
        for (std::int64_t tries = 0; tries < m_limits.retries && !rows && rows.error().retryable(); ++tries) {
            if (stopping.load() || std::chrono::steady_clock::now() >= until) break;
            rows = session.ask(keys);
        }
        return rows;
    }

    Limits m_limits;
    BoundedQueue<Question> m_questions;
    Worker m_worker;
};

class MysqlLookup final : public LookupTable {
  public:
    MysqlLookup(const LookupRequest& request, MysqlSession::Settings settings, LookupCache cache,
                Limits limits)
        : m_table(request.table.name),
          m_server(settings.address.server()),
          m_position(request.table.position),
          m_cache(std::move(cache)),
          m_desk(request, std::move(settings), limits) {}

    Result<std::vector<LookupRows>> find(std::span<const RowValues> keys) override {
        std::vector<LookupRows> answers;
        answers.reserve(keys.size());
        Unknown unknown;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            answers.push_back(m_cache.find(keys[i]));
            if (!answers.back()) unknown[keys[i]].push_back(i);
        }
        for (auto next = unknown.begin(); next != unknown.end();) {
            if (auto asked = askForSome(next, unknown.end(), answers); !asked)
                return std::move(asked).error();
        }
        return answers;
    }

  private:
    /// Keys and where their answers belong.
    using Unknown = std::map<RowValues, std::vector<std::size_t>, RowValuesLess>;

    Result<void> askForSome(Unknown::iterator& next, Unknown::iterator end,
                            std::vector<LookupRows>& answers) {
        const auto first = next;
        std::vector<RowValues> keys;
        for (; next != end && keys.size() < kKeysTogether; ++next)
            keys.push_back(next->first);
        const auto asked = m_desk.ask(std::move(keys));
        if (!asked) return silent();
        if (!*asked) return asked->error();
        auto rows = (*asked)->begin();
        for (auto key = first; key != next; ++key, ++rows) {
            for (const std::size_t place : key->second)
                answers[place] = *rows;
            m_cache.keep(key->first, *rows);
        }
        return {};
    }

    [[nodiscard]] Error silent() const {
        return {.code = ErrorCode::Unavailable,
                .id = "lookup.mysql-away",
                .what = "rows of '" + m_table + "' cannot be looked up in MySQL at " + m_server,
                .cause = "no answer in time",
                .next = "see that the server runs and can be reached, and that the key has an index",
                .arguments = {m_table, m_server, "no answer in time"},
                .position = m_position};
    }

    std::string m_table;
    std::string m_server;
    TextPosition m_position;
    LookupCache m_cache;
    MysqlDesk m_desk;
};

Result<MysqlAddress> addressOf(const TableDefinition& table, const LookupSettings& settings) {
    auto address = parseMysqlUrl(table.option("url"));
    if (!address) return std::move(address).error();
    if (table.options.contains("username")) address->user = table.option("username");
    if (table.options.contains("password")) address->password = table.option("password");
    const std::string secret = table.option("guanlan.password-secret");
    if (secret.empty()) return address;
    if (table.options.contains("password"))
        return wrongOptionValue(table, "guanlan.password-secret", "leave out 'password'");
    if (!settings.secrets)
        return wrongOptionValue(table, "guanlan.password-secret", "there is no keychain here");
    auto password = settings.secrets(secret);
    if (!password) return std::move(password).error();
    address->password = std::move(*password);
    return address;
}

}  // namespace

Result<void> mysqlDriver() {
    if (QSqlDatabase::isDriverAvailable(QStringLiteral("QMYSQL"))) return {};
    return Error{.code = ErrorCode::NotFound,
                 .id = "lookup.mysql-driver",
                 .what = "rows cannot be looked up in MySQL here: Qt's driver for it is not installed",
                 .next = "install the package libqt6sql6-mysql (elsewhere: Qt's plugin QMYSQL)"};
}

Result<std::unique_ptr<LookupTable>> createMysqlLookup(const LookupRequest& request,
                                                       const LookupSettings& settings) {
    const auto placed = [&request](Error error) {
        if (error.position.line == 0) error.position = request.table.position;
        return error;
    };
    if (auto installed = mysqlDriver(); !installed) return placed(std::move(installed).error());
    auto address = addressOf(request.table, settings);
    if (!address) return placed(std::move(address).error());
    auto cache = LookupCache::limitsOf(request.table);
    if (!cache) return std::move(cache).error();
    auto wait = durationOption(request.table, "connection.max-retry-timeout", kLongestWait);
    if (!wait) return std::move(wait).error();
    auto retries = countOption(request.table, "lookup.max-retries", kRetries);
    if (!retries) return std::move(retries).error();
    const auto seconds =
        std::chrono::ceil<std::chrono::seconds>(std::chrono::microseconds(std::max(*wait, kSecond)));
    return std::unique_ptr<LookupTable>(std::make_unique<MysqlLookup>(
        request, MysqlSession::Settings{*std::move(address), settings.zone, seconds},
        LookupCache(*cache, *settings.clock), Limits{std::max(*wait, kSecond), *retries}));
}

}  // namespace guanlan
