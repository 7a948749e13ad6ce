// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/http/http_source.h"

#include "core/decode/option_values.h"
#include "core/source/http/http_poll.h"
#include "core/source/http/http_push.h"

#include <QHostAddress>
#include <QUrl>

namespace guanlan {

namespace {

constexpr std::string_view kHeaderPrefix = "headers.";

Error contradiction(const TableDefinition& table) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "http.option",
                 .what = "table '" + table.name + "': an http table has either 'url' or 'listen'",
                 .next = "'url' is asked for records, to 'listen' they are sent",
                 .arguments = {table.name},
                 .position = table.position};
}

BodyShape bodyShapeOf(const TableDefinition& table) {
    return {.json = table.option("format") == "json", .pointer = table.option("rows")};
}

Result<std::unique_ptr<Receiver>> pollOf(const TableDefinition& table) {
    HttpPollPlan plan{.url = table.option("url"), .body = bodyShapeOf(table)};
    const QUrl url(QString::fromStdString(plan.url));
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http" && url.scheme() != "https"))
        return wrongOptionValue(table, "url", "An address is written https://host/path");
    auto interval = durationOption(table, "interval", plan.interval);
    if (!interval) return std::move(interval).error();
    plan.interval = std::max(*interval, 10 * kMilli);
    auto timeout = durationOption(table, "timeout", plan.timeout);
    if (!timeout) return std::move(timeout).error();
    plan.timeout = *timeout;
    if (!plan.body.pointer.empty() && !plan.body.pointer.starts_with('/'))
        return wrongOptionValue(table, "rows", "A JSON pointer begins with a slash: /data/list");
    for (const auto& [option, value] : table.options) {
        if (!option.starts_with(kHeaderPrefix)) continue;
        const std::string header = option.substr(kHeaderPrefix.size()) + ": " + value;
        if (header.find_first_of("\r\n") != std::string::npos)
            return wrongOptionValue(table, option, "A header is one line");
        plan.headers.push_back(header);
    }
    return createHttpPoll(std::move(plan));
}

/// `8080`, `0.0.0.0:8080`, `[::1]:8080`.
Result<std::unique_ptr<Receiver>> pushOf(const TableDefinition& table) {
    HttpPushPlan plan{.path = table.option("path", "/"), .body = bodyShapeOf(table)};
    std::string listen = table.option("listen");
    if (const std::size_t colon = listen.rfind(':'); colon != std::string::npos) {
        plan.address = listen.substr(0, colon);
        if (plan.address.starts_with('[') && plan.address.ends_with(']'))
            plan.address = plan.address.substr(1, plan.address.size() - 2);
        listen.erase(0, colon + 1);
    }
    bool number = false;
    plan.port = QString::fromStdString(listen).toUShort(&number);
    if (!number || plan.port == 0 || QHostAddress(QString::fromStdString(plan.address)).isNull())
        return wrongOptionValue(table, "listen", "Use a port, or address:port (127.0.0.1:8080)");
    auto most = countOption(table, "body-limit", static_cast<std::int64_t>(plan.mostBody), 1);
    if (!most) return std::move(most).error();
    plan.mostBody = static_cast<std::size_t>(*most);
    if (!plan.path.starts_with('/')) return wrongOptionValue(table, "path", "A path begins with a slash");
    return createHttpPush(std::move(plan));
}

Result<std::unique_ptr<Source>> create(const TableDefinition& table, const SourceSettings& settings) {
    const bool polls = table.options.contains("url");
    if (polls == table.options.contains("listen")) return contradiction(table);
    auto idle = durationOption(table, "scan.watermark.idle-timeout", settings.idleTimeout);
    if (!idle) return std::move(idle).error();
    auto receiver = polls ? pollOf(table) : pushOf(table);
    if (!receiver) return std::move(receiver).error();
    auto decoder =
        createDecoder(table, {.zone = settings.zone, .needed = settings.needed, .tap = settings.tap});
    if (!decoder) return std::move(decoder).error();
    return std::unique_ptr<Source>(
        std::make_unique<ReceivingSource>(settings, std::move(*receiver), std::move(*decoder), *idle));
}

}  // namespace

const SourceKind kHttpSource{.component = {.name = "http",
                                           .source = true,
                                           .options = {"url", "interval", "timeout", "headers.*", "rows",
                                                       "listen", "path", "body-limit", "format"},
                                           .required = {"format"}},
                             .create = create};

}  // namespace guanlan
