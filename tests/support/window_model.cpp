// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/window_model.h"

#include <array>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <tuple>

namespace guanlan {

namespace {

SchemaPtr recordSchema() {
    static const auto schema = std::make_shared<Schema>(std::vector<Field>{{"k", DataType::string()},
                                                                           {"n", DataType::bigint()},
                                                                           {"x", DataType::real()},
                                                                           {"amount", DataType::string()},
                                                                           {"ts", DataType::timestamp()}});
    return schema;
}

/// Every window [start, end) that holds the time.
std::vector<std::pair<Micros, Micros>> windowsOf(const WindowSpec& spec, Micros time) {
    std::vector<std::pair<Micros, Micros>> windows;
    const Micros whole = floorTo(time, spec.kind == WindowKind::Hop ? spec.step : spec.size, spec.offset);
    if (spec.kind == WindowKind::Tumble) windows.emplace_back(whole, whole + spec.size);
    if (spec.kind == WindowKind::Hop) {
        for (Micros start = whole; start > time - spec.size; start -= spec.step)
            windows.emplace_back(start, start + spec.size);
    }
    if (spec.kind == WindowKind::Cumulate) {
        for (Micros end = whole + spec.step; end <= whole + spec.size; end += spec.step) {
            if (end > time) windows.emplace_back(whole, end);
        }
    }
    return windows;
}

class Model {
  public:
    explicit Model(const WindowSpec& spec) : m_spec(spec) {}

    ModelOutcome run(const std::vector<ModelRecord>& records) {
        for (const ModelRecord& record : records)
            take(record);
        for (const Session& session : m_sessions) {
            for (const ModelRecord& member : session.members)
                m_windows[{session.end, session.start, session.key}].add(member);
        }
        for (const auto& [key, values] : m_windows)
            write(key, values);
        return {m_out.str(), m_account};
    }

  private:
    struct Values {
        std::int64_t count = 0;
        std::set<std::int64_t> n;
        std::set<std::string> amounts;
        std::optional<std::int64_t> sum;

        void add(const ModelRecord& record) {
            ++count;
            n.insert(record.n);
            amounts.insert(record.amount);
            if (record.n < 20) sum = sum.value_or(0) + std::stoll(record.amount);
        }
    };
    struct Session {
        Micros start = 0;
        Micros end = 0;
        std::optional<std::string> key;
        std::vector<ModelRecord> members;
    };
    // By end, start, then key with NULL first: std::optional and std::string order so.
    using Key = std::tuple<Micros, Micros, std::optional<std::string>>;

    void take(const ModelRecord& record) {
        ++m_account.read;
        if (!record.time) return bad("rowtime.null");
        const Micros before = watermark();
        auto& own = m_partitions[record.partition];
        own = std::max(own.value_or(kMinTime), *record.time - kModelDelay);
        if (record.n < 3) {
            ++m_account.filtered;
            return;
        }
        if (record.amount == "n/a") return bad("cast");
        if (m_spec.kind == WindowKind::Session) return takeIntoSession(record, before);
        if (m_spec.kind == WindowKind::Count) return count(record);
        bool used = false;
        for (const auto& [start, end] : windowsOf(m_spec, *record.time)) {
            if (before >= end - kMilli) continue;
            used = true;
            m_windows[{end, start, record.key}].add(record);
        }
        ++(used ? m_account.used : m_account.late);
    }
    void takeIntoSession(const ModelRecord& record, Micros before) {
        Micros start = *record.time;
        Micros end = start + m_spec.size;
        std::vector<ModelRecord> members{record};
        std::erase_if(m_sessions, [&](const Session& session) {
            const bool open = before < session.end - kMilli;
            if (!open || session.key != record.key || session.start > end || session.end < start)
                return false;
            members.insert(members.end(), session.members.begin(), session.members.end());
            return true;
        });
        for (const ModelRecord& member : members) {
            start = std::min(start, *member.time);
            end = std::max(end, *member.time + m_spec.size);
        }
        if (before >= end - kMilli) {
            ++m_account.late;
            return;
        }
        ++m_account.used;
        m_sessions.push_back({start, end, record.key, std::move(members)});
    }
    /// Every `step` records of a key, the last `size` of them.
    void count(const ModelRecord& record) {
        ++m_account.used;
        auto& members = m_counted[record.key];
        members.push_back(record);
        if (members.size() % static_cast<std::size_t>(m_spec.step) != 0) return;
        const std::size_t size = std::min(members.size(), static_cast<std::size_t>(m_spec.size));
        Values values;
        Micros start = kMaxTime;
        Micros end = kMinTime;
        for (std::size_t i = members.size() - size; i < members.size(); ++i) {
            values.add(members[i]);
            start = std::min(start, *members[i].time);
            end = std::max(end, *members[i].time + kMilli);
        }
        write({end, start, record.key}, values);
    }
    void bad(const char* cause) {
        ++m_account.bad;
        ++m_account.badByCause[cause];
    }
    [[nodiscard]] Micros watermark() const {
        Micros least = kMaxTime;
        for (const auto& own : m_partitions)
            least = std::min(least, own.value_or(kMinTime));
        return least;
    }
    void write(const Key& key, const Values& values) {
        const auto& [end, start, name] = key;
        m_out << formatTimestamp(start) << " | " << formatTimestamp(end) << " | " << name.value_or("NULL")
              << " | " << values.count << " | " << values.n.size() << " | " << values.amounts.size() << " | "
              << (values.sum ? std::to_string(*values.sum) : "NULL") << " | " << *values.n.rbegin() << '\n';
    }

    WindowSpec m_spec;
    std::array<std::optional<Micros>, 3> m_partitions{};
    std::map<Key, Values> m_windows;
    std::vector<Session> m_sessions;
    std::map<std::optional<std::string>, std::vector<ModelRecord>> m_counted;
    std::ostringstream m_out;
    Accounting m_account;
};

}  // namespace

std::vector<ModelRecord> randomRecords(unsigned seed, std::size_t count) {
    std::mt19937 random(seed);
    const char* const keys[] = {"广东", "北京", "", "b", "a"};
    std::vector<ModelRecord> records;
    std::int64_t offsets[3] = {0, 0, 0};
    Micros clock = parseTimestamp("2026-02-28 23:58:00")->wallTime;
    for (std::size_t i = 0; i < count; ++i) {
        ModelRecord record;
        record.partition = static_cast<std::uint32_t>(random() % 3);
        record.offset = offsets[record.partition]++;
        if (random() % 9 != 0) record.key = keys[random() % 5];
        record.n = static_cast<std::int64_t>(random() % 40);
        record.x = static_cast<double>(random() % 1000) / 7;
        record.amount = random() % 30 == 0 ? "n/a" : std::to_string(random() % 100);
        clock += random() % 200 * kMilli;
        if (random() % 400 == 0) clock += 45 * kSecond;  // silence
        auto disorder = static_cast<Micros>(random() % 4000) * kMilli;
        if (random() % 60 == 0) disorder += static_cast<Micros>(random() % 30) * kSecond;
        if (random() % 50 != 0) record.time = clock - disorder - record.partition * kSecond;
        records.push_back(std::move(record));
    }
    return records;
}

SourceBatch batchOf(std::span<const ModelRecord> records) {
    BatchBuilder builder(recordSchema());
    SourceBatch batch;
    std::vector<RowRun> runs;
    for (const ModelRecord& record : records) {
        record.key ? builder[0].appendText(*record.key) : builder[0].appendNull();
        builder[1].appendInt(record.n);
        builder[2].appendDouble(record.x);
        builder[3].appendText(record.amount);
        record.time ? builder[4].appendInt(*record.time) : builder[4].appendNull();
        const auto row = static_cast<std::uint32_t>(builder.rows() - 1);
        if (runs.empty() || runs.back().partition != record.partition) {
            runs.push_back({record.partition, row, 0, record.offset});
        }
        ++runs.back().rows;
    }
    batch.rows = builder.seal();
    batch.rows.runs = std::move(runs);
    for (std::uint32_t partition = 0; partition < 3; ++partition)
        batch.progress.push_back({.partition = partition});
    return batch;
}

ModelOutcome modelOutcome(const WindowSpec& spec, const std::vector<ModelRecord>& records) {
    return Model(spec).run(records);
}

}  // namespace guanlan
