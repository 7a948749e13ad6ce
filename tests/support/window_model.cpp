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
        return {text(), m_account};
    }

  private:
    struct Values {
        std::int64_t count = 0;
        std::set<std::int64_t> n;
        std::set<std::string> amounts;
        std::optional<std::int64_t> sum;
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
        bool used = false;
        for (const auto& [start, end] : windowsOf(m_spec, *record.time)) {
            if (before >= end - kMilli) continue;
            used = true;
            Values& values = m_windows[{end, start, record.key}];
            ++values.count;
            values.n.insert(record.n);
            values.amounts.insert(record.amount);
            if (record.n < 20) values.sum = values.sum.value_or(0) + std::stoll(record.amount);
        }
        ++(used ? m_account.used : m_account.late);
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
    [[nodiscard]] std::string text() const {
        std::ostringstream out;
        for (const auto& [key, values] : m_windows) {
            const auto& [end, start, name] = key;
            out << formatTimestamp(start) << " | " << formatTimestamp(end) << " | " << name.value_or("NULL")
                << " | " << values.count << " | " << values.n.size() << " | " << values.amounts.size()
                << " | " << (values.sum ? std::to_string(*values.sum) : "NULL") << " | " << *values.n.rbegin()
                << '\n';
        }
        return out.str();
    }

    WindowSpec m_spec;
    std::array<std::optional<Micros>, 3> m_partitions{};
    std::map<Key, Values> m_windows;
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
