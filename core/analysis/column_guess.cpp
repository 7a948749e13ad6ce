// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/column_guess.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

namespace guanlan {

namespace {

using Words = std::vector<std::string>;

constexpr double kNearlyAll = 0.98;
constexpr std::size_t kFewValues = 200;    ///< as many can be told apart on a panel, if need be
constexpr std::size_t kLongText = 60;      ///< bytes of an average text that is no name
constexpr std::size_t kEnoughToTell = 30;  ///< records

bool contains(const Words& words, std::initializer_list<std::string_view> wanted) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
    });
}

bool soundsLikeTime(const Words& words) {
    return contains(words, {"time",  "ts",      "timestamp", "date",    "datetime", "at",     "when",
                            "day",   "created", "updated",   "pubdate", "ctime",    "mtime",  "clock",
                            "epoch", "utc",     "started",   "ended",   "rowtime",  "logged", "occurred"});
}

bool soundsLikeLength(const Words& words) {
    return contains(words, {"duration", "elapsed", "latency", "response", "took", "cost", "timeout", "watch",
                            "spent", "age", "ttl", "uptime"});
}

/// "user_id", "uid", "bvid", "session": it names one thing among many.
bool soundsLikeId(const Words& words) {
    if (words.empty()) return false;
    if (contains(words, {"id",     "ids",   "uuid",     "guid",     "key",     "token",  "hash",  "session",
                         "user",   "seq",   "sequence", "serial",   "imei",    "mac",    "ip",    "clientip",
                         "trace",  "span",  "cookie",   "openid",   "account", "offset", "email", "phone",
                         "mobile", "ident", "auth",     "username", "uname"}))
        return true;
    const std::string& last = words.back();
    return last.size() <= 8 && last.size() > 2 && last.ends_with("id") &&
           !contains(words, {"paid", "valid", "grid", "bid", "void", "android", "liquid", "solid", "covid"});
}

bool namesPeople(const Words& words) {
    return contains(words, {"user", "uid", "mid", "session", "device", "account", "visitor", "member", "ip",
                            "clientip", "order", "trace", "customer", "buyer", "uuid", "guid", "openid"});
}

bool soundsLikeKind(const Words& words) {
    return contains(words, {"type",     "kind",     "status",  "state",    "code",  "level",  "class",
                            "category", "gender",   "sex",     "version",  "port",  "flag",   "channel",
                            "platform", "mode",     "group",   "method",   "color", "colour", "font",
                            "priority", "severity", "source",  "protocol", "os",    "stage",  "zone",
                            "year",     "month",    "weekday", "hour",     "is",    "has",    "partition",
                            "grade",    "tag",      "rack",    "shard",    "vip",   "tier",   "cluster"});
}

bool soundsLikeMeasure(const Words& words) {
    return contains(words,
                    {"price",    "amount", "total",  "sum",   "count", "cnt",    "num",     "qty",
                     "quantity", "value",  "score",  "rate",  "ratio", "rating", "bytes",   "size",
                     "length",   "len",    "ms",     "cpu",   "load",  "usage",  "percent", "temperature",
                     "speed",    "weight", "height", "fee",   "money", "gmv",    "income",  "balance",
                     "view",     "views",  "like",   "likes", "rank",  "reply",  "share",   "coin"});
}

bool soundsLikeRegion(const Words& words) {
    return contains(words, {"region", "province", "city", "country", "location", "area", "district", "state",
                            "county", "geo", "prov", "nation"});
}

/// The "id" inside "user" is that of a user.
Words wordsOfField(const std::vector<std::string>& path) {
    if (path.empty()) return {};
    Words words = wordsOf(path.back());
    if (path.size() > 1 && words.size() == 1 && words.front() == "id") {
        const Words outer = wordsOf(path[path.size() - 2]);
        words.insert(words.begin(), outer.begin(), outer.end());
    }
    return words;
}

TimeFormat formatOfMost(const FieldTally& field) {
    const auto most = std::max_element(field.times.begin() + 1, field.times.end());
    const std::size_t values = field.integers + field.reals + field.texts - field.empties;
    if (values == 0 || static_cast<double>(*most) < kNearlyAll * static_cast<double>(values))
        return TimeFormat::None;
    return static_cast<TimeFormat>(most - field.times.begin());
}

/// Seconds, being ten digits, are believed by name only; the larger units also by themselves.
bool isTime(const FieldTally& field, TimeFormat format, const Words& words) {
    if (format == TimeFormat::None || soundsLikeLength(words)) return false;
    if (!isEpoch(format)) return format != TimeFormat::Digits || soundsLikeTime(words);
    if (soundsLikeTime(words)) return true;
    if (soundsLikeId(words) || soundsLikeMeasure(words)) return false;
    const bool narrow = field.most - field.least < field.most / 10;
    return format != TimeFormat::EpochSeconds && format != TimeFormat::EpochFraction && narrow &&
           field.integers + field.texts >= 1;
}

std::string arrayType(const FieldTally& field) {
    const auto& [whole, real, text] = field.arrayScalars;
    if (whole + real + text == 0) return "ARRAY<STRING>";
    if (text > 0) return "ARRAY<STRING>";
    return real > 0 ? "ARRAY<DOUBLE>" : "ARRAY<BIGINT>";
}

bool textsAreNumbers(const FieldTally& field) {
    const std::size_t filled = field.texts - field.empties;
    return filled > 0 && field.numericTexts == filled;
}

std::string numberType(const FieldTally& field) {
    if (field.huge > 0) return "DECIMAL(20, 0)";
    if (field.reals > 0) return "DOUBLE";
    if (field.decimalTexts == 0)
        return std::max(-field.least, field.most) < 9e18 ? "BIGINT" : "DECIMAL(38, 0)";
    if (field.longestFraction > 6 || field.most > 1e12) return "DOUBLE";
    return "DECIMAL(18, " + std::to_string(std::max<std::size_t>(2, field.longestFraction)) + ")";
}

std::string scalarType(const FieldTally& field, TimeFormat time) {
    const std::size_t numbers = field.integers + field.reals;
    if (field.booleans > 0) return numbers + field.texts == 0 ? "BOOLEAN" : "STRING";
    if (time == TimeFormat::Zoned) return "TIMESTAMP_LTZ(3)";
    if (time == TimeFormat::Local) return "TIMESTAMP(3)";
    if (!patternOf(time).empty()) return "STRING";
    if (isEpoch(time)) return time == TimeFormat::EpochFraction ? "DOUBLE" : "BIGINT";
    if (field.texts == field.empties && numbers > 0 && field.empties == 0) return numberType(field);
    if (numbers == 0 && !textsAreNumbers(field)) return "STRING";
    return field.texts == 0 || (textsAreNumbers(field) && field.empties == 0) ? numberType(field) : "STRING";
}

/// Letters and digits without spaces that look drawn by lot: hashes, numbers, addresses.
bool looksLikeKeys(const FieldTally& field) {
    if (field.texts == 0 || field.spaced > 0) return false;
    const std::size_t length = field.letters / field.texts;
    return length >= 6 && std::all_of(field.examples.begin(), field.examples.end(), [&](const auto& example) {
               const bool digit = std::any_of(example.begin(), example.end(),
                                              [](unsigned char c) { return std::isdigit(c) != 0; });
               return digit && example.size() <= 64 && example.find('/') == std::string::npos;
           });
}

ColumnRole textRole(const FieldTally& field, const Words& words, std::size_t distinct) {
    const std::size_t filled = field.texts - field.empties;
    if (filled > 0 && field.provinces * 10 >= filled * 5) return ColumnRole::Region;
    const bool few = distinct <= kFewValues && distinct * 5 <= std::max<std::size_t>(filled, kEnoughToTell);
    if (soundsLikeRegion(words) && distinct <= FieldTally::kMostDistinct / 2 && !soundsLikeId(words))
        return few && contains(words, {"state"}) ? ColumnRole::Dimension : ColumnRole::Region;
    const std::size_t average = field.texts == 0 ? 0 : field.letters / field.texts;
    if (soundsLikeId(words) && !(few && !namesPeople(words))) return ColumnRole::Id;
    if (few) return average > kLongText * 2 ? ColumnRole::Text : ColumnRole::Dimension;
    if (looksLikeKeys(field) && distinct * 2 > filled) return ColumnRole::Id;
    if (average > kLongText || distinct * 2 > filled) return ColumnRole::Text;
    return field.spaced * 2 > filled && average > 30 ? ColumnRole::Text : ColumnRole::Dimension;
}

ColumnRole numberRole(const FieldTally& field, const Words& words, std::size_t distinct) {
    if (field.reals > 0 || field.decimalTexts > 0)
        return soundsLikeId(words) && !soundsLikeMeasure(words) ? ColumnRole::Id : ColumnRole::Measure;
    const bool few = distinct <= kFewValues && distinct * 10 <= field.values();
    if (soundsLikeId(words)) {
        const bool kinds = few && !namesPeople(words) && !contains(words, {"seq", "sequence"});
        return kinds ? ColumnRole::Dimension : ColumnRole::Id;
    }
    if (soundsLikeKind(words)) return ColumnRole::Dimension;
    if (soundsLikeMeasure(words)) return ColumnRole::Measure;
    const bool httpStatus = few && field.least >= 100 && field.most < 600 && distinct <= 20;
    if (httpStatus && contains(words, {"response", "http", "result", "reply", "rc"}))
        return ColumnRole::Dimension;
    const bool yesOrNo = field.least == 0 && field.most == 1 && field.values() >= kEnoughToTell;
    return yesOrNo ? ColumnRole::Dimension : ColumnRole::Measure;
}

}  // namespace

std::vector<std::string> wordsOf(std::string_view name) {
    Words words;
    bool wasLower = false;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = byte >= 0x80 || std::isalnum(byte) != 0;
        const bool upper = byte < 0x80 && std::isupper(byte) != 0;
        if (!letter) {
            wasLower = false;
            words.emplace_back();
            continue;
        }
        if (words.empty() || (upper && wasLower)) words.emplace_back();
        words.back() += upper ? static_cast<char>(std::tolower(byte)) : c;
        wasLower = !upper;
    }
    words.erase(std::remove_if(words.begin(), words.end(), [](const auto& word) { return word.empty(); }),
                words.end());
    return words;
}

ColumnProposal guessColumn(const FieldTally& field, std::size_t records) {
    ColumnProposal column{.path = field.path};
    column.seen = field.values();
    column.distinct = field.distinct.size();
    column.examples = field.examples;
    const Words words = wordsOfField(field.path);
    column.used = column.seen > 0 || records == 0;
    if (field.arrays > 0) {
        column.type = arrayType(field);
        return column;
    }
    if (field.scalars() == 0) {
        column.type = "STRING";
        return column;
    }
    const TimeFormat format = formatOfMost(field);
    if (isTime(field, format, words)) {
        column.time = format;
        column.role = ColumnRole::Time;
        column.type = scalarType(field, format);
        return column;
    }
    column.type = scalarType(field, TimeFormat::None);
    column.shared = column.distinct * 10 <= column.seen * 9;
    if (column.type == "BOOLEAN") {
        column.role = ColumnRole::Dimension;
    } else if (column.type == "STRING") {
        column.role = textRole(field, words, column.distinct);
    } else {
        column.role = numberRole(field, words, column.distinct);
    }
    // A quoted number that names a thing stays a text, as it was written.
    if (column.role == ColumnRole::Id && field.texts > 0) column.type = "STRING";
    return column;
}

ColumnRole guessRole(std::string_view name, std::string_view type) {
    const Words words = wordsOf(name);
    if (type.starts_with("TIMESTAMP") || type.starts_with("DATE")) return ColumnRole::Time;
    if (type.starts_with("BOOLEAN")) return ColumnRole::Dimension;
    if (type.starts_with("ARRAY") || type.starts_with("ROW") || type.starts_with("MAP"))
        return ColumnRole::Text;
    const bool text = type.find("CHAR") != std::string_view::npos || type.starts_with("STRING");
    if (text && soundsLikeRegion(words)) return ColumnRole::Region;
    if (soundsLikeId(words)) return ColumnRole::Id;
    if (text || soundsLikeKind(words)) return ColumnRole::Dimension;
    return soundsLikeTime(words) && !soundsLikeLength(words) ? ColumnRole::Time : ColumnRole::Measure;
}

bool addsUp(std::string_view name) {
    const Words words = wordsOf(name);
    if (contains(words, {"avg", "average", "mean", "rate", "ratio", "percent", "unit"})) return false;
    return contains(
        words, {"price", "amount", "total", "sum", "count", "cnt", "num", "qty", "quantity", "bytes", "fee",
                "money", "gmv", "income", "likes", "clicks", "requests", "errors"});
}

}  // namespace guanlan
