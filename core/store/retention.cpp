// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/retention.h"

#include "core/store/database.h"
#include "core/store/store.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

namespace guanlan {

namespace {

constexpr Micros kGrowthSpan = 7 * kDay;       // growth is what the blocks of so long weigh
constexpr Micros kLeastGrowthSpan = kHour;     // less says nothing
constexpr Micros kEndOfTheEarth = 14 * kHour;  // wall times are at most so far from UTC
constexpr std::int64_t kRoomShare = 20;        // a full history makes room of a 20th at once
constexpr std::int64_t kSparePages = 256;      // the journal comes and goes in so many
constexpr std::int64_t kSpareShare = 16;
constexpr std::int64_t kPagesAtOnce = 2048;  // moving pages holds the next commit up

// Rows of these metrics have a time of their own, or are never replaced.
constexpr const char* kAgeing = "(time_column IS NOT NULL OR keyed = 0)";

std::int64_t pragma(Database& database, const char* sql) {
    SqlStatement query(database, sql);
    return query.next() ? query.integer(0) : 0;
}

Error sizeUnknown(const Database& database, const std::error_code& failure) {
    return Error{.code = ErrorCode::Unavailable,
                 .id = "history.size",
                 .what = "cannot read the size of the history",
                 .cause = failure.message(),
                 .file = database.path()};
}

std::int64_t bytesUsed(Database& database) {
    const std::int64_t pages = pragma(database, "PRAGMA page_count");
    return (pages - pragma(database, "PRAGMA freelist_count")) * pragma(database, "PRAGMA page_size");
}

// The newest time of each metric that ages, by the ids of all its shapes.
std::vector<std::pair<std::int64_t, Micros>> newestTimes(Database& database) {
    std::vector<std::pair<std::int64_t, Micros>> newest;
    const std::string sql =
        std::string(
            "SELECT m.id, (SELECT max(b.last) FROM block b JOIN metric s ON s.id = b.metric "
            "WHERE s.name = m.name) FROM metric m WHERE ") +
        kAgeing;
    SqlStatement query(database, sql.c_str());
    while (query.next()) {
        if (!query.isNull(1) && query.integer(1) > kMinTime)
            newest.emplace_back(query.integer(0), query.integer(1));
    }
    return newest;
}

void forgetByAge(Database& database, Micros age, Micros now) {
    for (const auto& [metric, newest] : newestTimes(database)) {
        const Micros end = std::min(newest, now + kEndOfTheEarth);
        SqlStatement(database, "DELETE FROM block WHERE metric = ? AND last < ? AND first > ?", metric,
                     end - age, kMinTime)
            .run();
    }
    SqlStatement(database, "DELETE FROM outbox WHERE phase IN (?, ?, ?) AND created < ?",
                 static_cast<int>(OutboxMessage::Phase::Sent), static_cast<int>(OutboxMessage::Phase::Failed),
                 static_cast<int>(OutboxMessage::Phase::Joined), now - age)
        .run();
}

void forgetBySize(Database& database, std::int64_t limit) {
    const std::int64_t used = bytesUsed(database);
    if (used <= limit) return;
    const std::int64_t wanted = used - limit + limit / kRoomShare;
    std::vector<std::int64_t> oldest;
    {
        const std::string sql =
            std::string("SELECT b.id, length(b.bytes) FROM block b JOIN metric m ON m.id = b.metric WHERE ") +
            kAgeing + " ORDER BY b.last, b.first, b.id";
        SqlStatement query(database, sql.c_str());
        for (std::int64_t found = 0; found < wanted && query.next(); found += query.integer(1))
            oldest.push_back(query.integer(0));
    }
    for (const std::int64_t id : oldest)
        SqlStatement(database, "DELETE FROM block WHERE id = ?", id).run();
}

double bytesPerDay(Database& database, Micros oldest, Micros newest) {
    const Micros from = std::max(oldest, newest - kGrowthSpan);
    if (newest - from < kLeastGrowthSpan) return 0;
    double bytes = 0;
    SqlStatement query(database, "SELECT first, last, length(bytes) FROM block WHERE last > ?", from);
    while (query.next()) {
        const auto span = static_cast<double>(std::max<Micros>(1, query.integer(1) - query.integer(0)));
        const auto within = static_cast<double>(query.integer(1) - std::max(from, query.integer(0)));
        bytes += static_cast<double>(query.integer(2)) * std::clamp(within / span, 0.0, 1.0);
    }
    return bytes / static_cast<double>(newest - from) * static_cast<double>(kDay);
}

}  // namespace

HistoryForecast forecastOf(const HistoryUsage& usage, const Retention& retention) {
    HistoryForecast forecast;
    if (usage.bytesPerDay <= 0 || !usage.oldest || !usage.newest) return forecast;
    const auto used = static_cast<double>(usage.bytesUsed);
    const auto kept = static_cast<double>(*usage.newest - *usage.oldest);
    const double daysToCome = std::max(0.0, (static_cast<double>(retention.age) - kept) / kDay);
    const double disk = used + static_cast<double>(usage.bytesFree);
    forecast.diskIsTheLimit = retention.bytes == 0 || static_cast<double>(retention.bytes) > disk;
    const double limit = forecast.diskIsTheLimit ? disk : static_cast<double>(retention.bytes);
    const double wanted = used + daysToCome * usage.bytesPerDay;
    if (retention.age > 0) forecast.bytes = static_cast<std::int64_t>(std::min(wanted, limit));
    if (retention.age == 0 || wanted > limit)
        forecast.daysLeft = std::max(0.0, (limit - used) / usage.bytesPerDay);
    return forecast;
}

void forgetOldRows(Database& database, const Retention& retention, Micros now) {
    if (retention.age > 0) forgetByAge(database, retention.age, now);
    if (retention.bytes > 0) forgetBySize(database, retention.bytes);
}

void giveFreePagesBack(Database& database) {
    const std::int64_t free = pragma(database, "PRAGMA freelist_count");
    const std::int64_t spare = std::max(kSparePages, pragma(database, "PRAGMA page_count") / kSpareShare);
    if (free <= spare) return;
    database.run("PRAGMA incremental_vacuum(" + std::to_string(std::min(free - spare, kPagesAtOnce)) + ")");
}

Result<std::int64_t> bytesOnDisk(const Database& database) {
    std::int64_t bytes = 0;
    for (const char* ending : {"", "-wal"}) {
        std::error_code failure;
        const auto size =
            std::filesystem::file_size(std::filesystem::u8path(database.path() + ending), failure);
        if (!failure) bytes += static_cast<std::int64_t>(size);
        if (failure && failure != std::errc::no_such_file_or_directory) return sizeUnknown(database, failure);
    }
    return bytes;
}

Result<std::int64_t> bytesFree(const Database& database) {
    std::error_code failure;
    const auto disk = std::filesystem::space(std::filesystem::u8path(database.path()), failure);
    if (failure) return sizeUnknown(database, failure);
    return static_cast<std::int64_t>(disk.available);
}

HistoryUsage readUsage(Database& database) {
    HistoryUsage usage{.bytesUsed = bytesUsed(database)};
    {
        const std::string sql =
            std::string(
                "SELECT min(first), max(last), sum(row_count) FROM block WHERE first > ? AND "
                "metric IN (SELECT id FROM metric WHERE ") +
            kAgeing + ")";
        SqlStatement query(database, sql.c_str(), kMinTime);
        if (query.next() && !query.isNull(0)) {
            usage.oldest = query.integer(0);
            usage.newest = query.integer(1);
            usage.rows = query.integer(2);
        }
    }
    if (usage.oldest) usage.bytesPerDay = bytesPerDay(database, *usage.oldest, *usage.newest);
    return usage;
}

}  // namespace guanlan
