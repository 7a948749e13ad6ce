// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstdint>
#include <optional>

namespace guanlan {

class Database;

/// How much history is kept.
struct Retention {
    Micros age = 0;          ///< the newest stretch of each metric; 0: all of it
    std::int64_t bytes = 0;  ///< of rows, states and messages together; 0: as the disk allows
    bool operator==(const Retention&) const = default;
};

/// What history takes up, and how fast it grows.
struct HistoryUsage {
    std::int64_t bytesOnDisk = 0;  ///< the file and its write-ahead log
    std::int64_t bytesUsed = 0;    ///< of the file, without pages that are free again
    std::int64_t bytesFree = 0;    ///< of the disk
    std::int64_t rows = 0;         ///< in blocks; those of the last minutes are not counted yet
    std::optional<Micros> oldest{};
    std::optional<Micros> newest{};
    double bytesPerDay = 0;  ///< of the last week's rows; 0: not known yet
};

/// What history will take up when it is as old as it may get.
struct HistoryForecast {
    std::int64_t bytes = 0;            ///< with all it may keep; 0: not known, or without an end
    std::optional<double> daysLeft{};  ///< until the limit of bytes is reached, or the disk is full
    bool diskIsTheLimit = false;       ///< rather than the limit of bytes
};
[[nodiscard]] HistoryForecast forecastOf(const HistoryUsage& usage, const Retention& retention);

/// Removes blocks of rows that have left the retention, and messages that are done, inside the caller's
/// transaction. A metric's age counts from its newest row, so that a stream that has stopped, or one of long
/// ago, keeps what it had. Results without a time axis are kept: their rows are what they are now.
void forgetOldRows(Database& database, const Retention& retention, Micros now);

/// Gives pages back to the disk where far more are free than the next commits will use. A bounded number at
/// a time; files made before this existed keep theirs and use them again.
void giveFreePagesBack(Database& database);

/// Of the file and its write-ahead log.
[[nodiscard]] Result<std::int64_t> bytesOnDisk(const Database& database);
/// Of the disk that holds it.
[[nodiscard]] Result<std::int64_t> bytesFree(const Database& database);

/// Rows, time and growth as the blocks tell them. Problems stay with the database.
[[nodiscard]] HistoryUsage readUsage(Database& database);

}  // namespace guanlan
