// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/stream_proposal.h"

#include "core/analysis/column_guess.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

namespace guanlan {

namespace {

using Kind = ProposalRemark::Kind;

constexpr std::size_t kMostColumns = 120;
constexpr Micros kSameInstant = 10 * kMinute;  ///< an event and its record in Kafka, mostly
constexpr std::array kDelays{5 * kSecond, 10 * kSecond, 15 * kSecond, 30 * kSecond, kMinute,
                             2 * kMinute, 5 * kMinute,  10 * kMinute, 15 * kMinute, 30 * kMinute,
                             kHour,       2 * kHour,    6 * kHour,    12 * kHour,   kDay};

std::string uniqueName(const std::string& name, std::set<std::string>& taken) {
    std::string candidate = name;
    for (int number = 2; !taken.insert(candidate).second; ++number)
        candidate = name + "_" + std::to_string(number);
    return candidate;
}

/// Scalars and arrays become columns; objects are opened, but those with ever new keys.
std::vector<ColumnProposal> columnsOf(const SampleSurvey& survey) {
    std::vector<ColumnProposal> columns;
    std::set<std::string> taken;
    for (const FieldTally* field : survey.fields()) {
        if (field->objects > 0 && field->scalars() == 0) continue;
        ColumnProposal column = guessColumn(*field, survey.objects());
        // A field of the record keeps its name, quoted where SQL demands it.
        column.name = field->path.size() == 1 ? field->path.front() : sqlNameOf(field->joined("_"));
        column.name = uniqueName(column.name, taken);
        columns.push_back(std::move(column));
    }
    return columns;
}

/// So many columns can be read by a person: those that are mostly filled come first.
void keepSome(StreamProposal& proposal) {
    std::vector<ColumnProposal>& columns = proposal.columns;
    const auto used = static_cast<std::size_t>(
        std::count_if(columns.begin(), columns.end(), [](const auto& column) { return column.used; }));
    if (used <= kMostColumns) return;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].used && i != proposal.time) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return columns[a].seen > columns[b].seen; });
    for (std::size_t i = kMostColumns; i < order.size(); ++i)
        columns[order[i]].used = false;
    proposal.remarks.push_back({.kind = Kind::ManyFields, .numbers = {columns.size(), kMostColumns}});
}

int timeScore(const ColumnProposal& column, std::size_t records) {
    if (column.role != ColumnRole::Time || column.seen * 10 < records * 9) return -1;
    int score = 10 - 3 * static_cast<int>(column.path.size());
    const auto words = wordsOf(column.path.back());
    const auto has = [&](std::initializer_list<std::string_view> wanted) {
        return std::any_of(wanted.begin(), wanted.end(), [&](std::string_view word) {
            return std::find(words.begin(), words.end(), word) != words.end();
        });
    };
    if (has({"ts", "timestamp", "time", "event", "at", "occurred", "rowtime"})) score += 5;
    if (has({"created", "updated", "pubdate", "birth", "expire", "end", "start", "publish", "register"}))
        score -= 4;
    if (column.distinct <= 1 && records > 1) score -= 6;
    return score;
}

struct TimedRecord {
    const SampleMessage* message;
    ReadTime time;
};

std::vector<TimedRecord> timesOf(const ColumnProposal& column, const std::vector<SampleMessage>& sample) {
    std::vector<TimedRecord> times;
    FieldFinder finder;
    for (const SampleMessage& message : sample) {
        if (!message.hasValue || !message.whole()) continue;
        const auto text = finder.find(message.value, column.path);
        const auto time = text ? readTime(*text, column.time) : std::nullopt;
        if (time) times.push_back({&message, *time});
    }
    std::sort(times.begin(), times.end(), [](const TimedRecord& a, const TimedRecord& b) {
        return std::pair(a.message->partition, a.message->offset) <
               std::pair(b.message->partition, b.message->offset);
    });
    return times;
}

/// Of a fixed list of delays the least that is twice what nearly all records need, each partition for itself.
void learnDelay(StreamProposal& proposal, const std::vector<TimedRecord>& times) {
    std::map<std::int32_t, Micros> newest;
    std::vector<Micros> behind;
    for (const TimedRecord& record : times) {
        const auto [at, first] = newest.try_emplace(record.message->partition, record.time.time);
        behind.push_back(std::max<Micros>(0, at->second - record.time.time));
        at->second = std::max(at->second, record.time.time);
    }
    if (behind.empty()) return;
    std::sort(behind.begin(), behind.end());
    const std::size_t rare = behind.size() / 1000;
    const Micros needed = behind[behind.size() - 1 - rare];
    for (const Micros delay : kDelays) {
        proposal.delay = delay;
        if (delay >= 2 * needed) break;  // a sample has not seen the worst
    }
    const auto late = static_cast<std::size_t>(
        behind.end() - std::upper_bound(behind.begin(), behind.end(), proposal.delay));
    if (late * 100 >= behind.size())
        proposal.remarks.push_back({.kind = Kind::ManyLate, .numbers = {late * 100 / behind.size()}});
}

/// Texts without a zone lie beside Kafka's own time, which has one: the difference is mostly the zone.
void learnZone(StreamProposal& proposal, TimeFormat format, const std::vector<TimedRecord>& times) {
    if (format == TimeFormat::LogDate) return;
    if (times.empty() || !times.front().time.local) return;
    std::map<Micros, std::size_t> votes;
    std::size_t stamped = 0;
    for (const TimedRecord& record : times) {
        if (!record.message->timestamp) continue;
        ++stamped;
        const Micros ahead = record.time.time - *record.message->timestamp;
        const Micros offset = floorTo(ahead + 15 * kMinute, 30 * kMinute);
        if (std::abs(ahead - offset) <= kSameInstant && std::abs(offset) <= 14 * kHour) ++votes[offset];
    }
    const auto most = std::max_element(votes.begin(), votes.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == votes.end() || most->second * 10 < stamped * 9) {
        proposal.remarks.push_back({.kind = Kind::ZoneUnknown});
        return;
    }
    proposal.zoneOffset = most->first;
    proposal.remarks.push_back({.kind = Kind::ZoneLearned, .minutes = most->first / kMinute});
}

/// As small as can be with some records in most windows.
void chooseWindow(StreamProposal& proposal, std::size_t records) {
    if (!proposal.oldest || records < 2) return;
    const Micros span = std::max<Micros>(1, *proposal.newest - *proposal.oldest);
    for (const Micros window : {kMinute, kHour, kDay}) {
        proposal.window = window;
        if (static_cast<double>(records) * static_cast<double>(window) / static_cast<double>(span) >= 5)
            return;
    }
}

void learnTime(StreamProposal& proposal, const std::vector<SampleMessage>& sample, std::size_t records) {
    int best = -1;
    for (std::size_t i = 0; i < proposal.columns.size(); ++i) {
        const int score = timeScore(proposal.columns[i], records);
        if (score <= best) continue;
        best = score;
        proposal.time = i;
    }
    std::vector<TimedRecord> times;
    if (proposal.time) {
        const ColumnProposal& column = proposal.columns[*proposal.time];
        times = timesOf(column, sample);
        learnZone(proposal, column.time, times);
        if (column.time == TimeFormat::LogDate) proposal.zoneOffset = 0;
        learnDelay(proposal, times);
    } else {
        if (proposal.json && records > 0) proposal.remarks.push_back({.kind = Kind::NoTime});
        for (const SampleMessage& message : sample) {
            if (message.timestamp) times.push_back({&message, {*message.timestamp}});
        }
    }
    for (const TimedRecord& record : times) {
        const Micros shift = record.time.local ? proposal.zoneOffset.value_or(0) : 0;
        const Micros time = record.time.time - shift;
        proposal.oldest = std::min(proposal.oldest.value_or(time), time);
        proposal.newest = std::max(proposal.newest.value_or(time), time);
    }
    chooseWindow(proposal, times.size());
}

void proposeLines(StreamProposal& proposal, const std::vector<SampleMessage>& sample) {
    proposal.json = false;
    proposal.remarks.push_back({.kind = Kind::NotJson});
    ColumnProposal line{.name = "line", .type = "STRING", .role = ColumnRole::Text};
    for (const SampleMessage& message : sample) {
        if (!message.hasValue) continue;
        ++line.seen;
        if (line.examples.size() < 3) line.examples.push_back(message.value.substr(0, 120));
    }
    proposal.columns.push_back(std::move(line));
}

}  // namespace

std::string_view nameOf(ColumnRole role) {
    constexpr std::array<std::string_view, 6> kNames{"time", "id", "dimension", "measure", "region", "text"};
    return kNames.at(static_cast<std::size_t>(role));
}

std::string sqlNameOf(std::string_view text) {
    std::string name;
    for (const char c : text) {
        const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
        if (letter)
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (name.ends_with('_'))
        name.pop_back();
    if (name.empty() || std::isdigit(static_cast<unsigned char>(name.front())) != 0) name = "t_" + name;
    while (name.ends_with('_'))
        name.pop_back();
    return name;
}

StreamProposal proposeStream(const std::string& topic, const std::vector<SampleMessage>& sample) {
    SampleSurvey survey;
    for (const SampleMessage& message : sample)
        survey.add(message);
    StreamProposal proposal{.table = sqlNameOf(topic)};
    if (survey.records() == survey.withoutValue()) proposal.remarks.push_back({.kind = Kind::Empty});
    if (survey.cut() > 0) proposal.remarks.push_back({.kind = Kind::TooLarge, .numbers = {survey.cut()}});
    const std::size_t noObjects = survey.broken() + survey.otherJson();
    if (survey.objects() * 2 < noObjects) {
        proposeLines(proposal, sample);
    } else {
        proposal.columns = columnsOf(survey);
        if (noObjects > 0)
            proposal.remarks.push_back({.kind = Kind::SomeBroken, .numbers = {noObjects, survey.records()}});
    }
    learnTime(proposal, sample, survey.objects());
    keepSome(proposal);
    return proposal;
}

}  // namespace guanlan
