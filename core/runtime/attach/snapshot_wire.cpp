// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/attach/snapshot_wire.h"

#include "core/exec/state_bytes.h"
#include "core/store/alarm_text.h"
#include "core/store/row_codec.h"

#include <bit>
#include <concepts>
#include <type_traits>
#include <utility>

namespace guanlan {

namespace {

template <typename T>
concept Whole = std::integral<T> || std::is_enum_v<T>;

class Writer;
class Reader;

// One description of each struct for both directions.
template <typename Wire>
void describe(Wire& wire, TextPosition& value) {
    wire(value.line, value.column);
}
template <typename Wire>
void describe(Wire& wire, Error& value) {
    wire(value.code, value.id, value.what, value.cause, value.next, value.arguments, value.file,
         value.position);
}
template <typename Wire>
void describe(Wire& wire, Fates& value) {
    wire(value.read, value.used, value.filtered, value.duplicate, value.late, value.bad);
}
template <typename Wire>
void describe(Wire& wire, Accounting& value) {
    describe(wire, static_cast<Fates&>(value));
    wire(value.latePairs, value.rows, value.overflows, value.badByCause);
}
template <typename Wire>
void describe(Wire& wire, PartitionAccounting& value) {
    describe(wire, static_cast<Fates&>(value));
    wire(value.partition);
}
template <typename Wire>
void describe(Wire& wire, OperatorAccounting& value) {
    describe(wire, static_cast<Fates&>(value));
    wire(value.name, value.position, value.records, value.handedOn);
}
template <typename Wire>
void describe(Wire& wire, PipelineSource& value) {
    wire(value.name, value.accounting, value.partitions);
}
template <typename Wire>
void describe(Wire& wire, PartitionView& value) {
    wire(value.partition, value.nextOffset, value.endOffset, value.read, value.bad, value.lost,
         value.watermark, value.idle);
}
template <typename Wire>
void describe(Wire& wire, SourceLive& value) {
    wire(value.name, value.health.state, value.health.problem, value.health.since, value.view.read,
         value.view.bad, value.view.watermark, value.view.partitions, value.recordsPerSecond, value.lag,
         value.catchUpPerSecond);
}
template <typename Wire>
void describe(Wire& wire, AlarmState& value) {
    wire(value.ruleId, value.series, value.phase, value.breaches, value.since, value.lastWindow, value.value,
         value.alarmId, value.meaning);
}
template <typename Wire>
void describe(Wire& wire, StoreLive& value) {
    wire(value.saving, value.problem, value.notSavedSince, value.commits, value.bytesOnDisk);
}
/// All but the metrics, whose batches need their schema.
template <typename Wire>
void describe(Wire& wire, Snapshot& value) {
    wire(value.began, value.number, value.taken, value.watermark, value.sources, value.alarms,
         value.recentAlarms, value.store, value.queueDepth, value.queueCapacity, value.endpointProblem,
         value.stopped);
}

class Writer {
  public:
    explicit Writer(std::string& bytes) : m_bytes(bytes) {}
    template <typename... Values>
    void operator()(Values&... values) {
        (put(values), ...);
    }
    template <Whole T>
    void put(T& value) {
        m_bytes.integer(static_cast<std::int64_t>(value));
    }
    void put(double& value) { m_bytes.number(std::bit_cast<std::uint64_t>(value)); }
    void put(std::string& value) { m_bytes.text(value); }
    void put(AlarmTransition& value) { m_bytes.text(transitionToText(value)); }
    template <typename T>
    void put(std::optional<T>& value) {
        m_bytes.number(value ? 1 : 0);
        if (value) put(*value);
    }
    template <typename T>
    void put(std::vector<T>& values) {
        m_bytes.number(values.size());
        for (T& value : values)
            put(value);
    }
    template <typename T>
    void put(std::map<std::string, T>& values) {
        m_bytes.number(values.size());
        for (auto& [key, value] : values) {
            m_bytes.text(key);
            put(value);
        }
    }
    template <typename T>
    requires std::is_class_v<T>
    void put(T& value) { describe(*this, value); }

  private:
    StateBytes m_bytes;
};

class Reader {
  public:
    explicit Reader(std::string_view bytes) : m_bytes(bytes) {}
    template <typename... Values>
    void operator()(Values&... values) {
        (get(values), ...);
    }
    template <Whole T>
    void get(T& value) {
        value = static_cast<T>(m_bytes.integer());
    }
    void get(double& value) { value = std::bit_cast<double>(m_bytes.number()); }
    void get(std::string& value) { value = m_bytes.text(); }
    void get(AlarmTransition& value) { value = transitionFromText(m_bytes.text()); }
    template <typename T>
    void get(std::optional<T>& value) {
        value.reset();
        if (m_bytes.number() != 0) get(value.emplace());
    }
    template <typename T>
    void get(std::vector<T>& values) {
        values.clear();
        for (std::uint64_t left = m_bytes.number(); left > 0 && !m_bytes.damaged(); --left)
            get(values.emplace_back());
    }
    template <typename T>
    void get(std::map<std::string, T>& values) {
        values.clear();
        for (std::uint64_t left = m_bytes.number(); left > 0 && !m_bytes.damaged(); --left) {
            const std::string key(m_bytes.text());
            get(values[key]);
        }
    }
    template <typename T>
    requires std::is_class_v<T>
    void get(T& value) { describe(*this, value); }
    [[nodiscard]] std::string_view text() { return m_bytes.text(); }
    [[nodiscard]] bool whole() const { return !m_bytes.damaged(); }

  private:
    StateView m_bytes;
};

std::string bytesOfRows(const BatchPtr& rows) {
    if (!rows) return {};
    std::string bytes;
    Writer writer(bytes);
    std::string kinds;
    for (const RowKind kind : rows->kinds)
        kinds += static_cast<char>(kind);
    std::string encoded = RowCodec(rows->schemaPtr(), std::nullopt)
                              .encode({.rows = *rows, .times = std::vector<Micros>(rows->rows(), 0)});
    writer(kinds, encoded);
    return bytes;
}

/// Null where there were none, or they are damaged.
BatchPtr rowsOf(std::string_view bytes, const SchemaPtr& schema) {
    if (bytes.empty()) return nullptr;
    Reader reader(bytes);
    std::string kinds;
    reader(kinds);
    auto decoded = RowCodec(schema, std::nullopt).decode(reader.text());
    if (!decoded || !reader.whole()) return nullptr;
    for (const char kind : kinds)
        decoded->rows.kinds.push_back(static_cast<RowKind>(kind));
    return std::make_shared<const Batch>(std::move(decoded->rows));
}

}  // namespace

std::string SnapshotSender::bytesOf(const Snapshot& snapshot) {
    if (snapshot.began != m_began) m_sent.clear();
    m_began = snapshot.began;
    std::string bytes;
    Writer writer(bytes);
    Snapshot told = snapshot;
    writer(told);
    std::uint64_t count = told.metrics.size();
    writer(count);
    for (auto& [name, live] : told.metrics) {
        std::uint64_t& sent = m_sent[name];
        const std::uint64_t end = live.firstSequence + live.recent.size();
        std::uint64_t from = sent >= live.firstSequence && sent <= end ? sent : live.firstSequence;
        std::vector<std::string> batches;
        for (std::uint64_t number = from; number < end; ++number)
            batches.push_back(bytesOfRows(live.recent[number - live.firstSequence]));
        std::string provisional = bytesOfRows(live.provisional);
        std::string named = name;
        writer(named, live.definition.fingerprint, live.firstSequence, from, batches, provisional,
               live.accounting, live.sources, live.operators);
        sent = end;
    }
    return bytes;
}

SnapshotReceiver::SnapshotReceiver(std::vector<MetricDefinition> metrics) {
    for (MetricDefinition& metric : metrics) {
        const std::string name = metric.name;
        m_metrics.emplace(name, std::move(metric));
    }
}

std::optional<Snapshot> SnapshotReceiver::read(std::string_view bytes) {
    Reader reader(bytes);
    Snapshot snapshot;
    std::uint64_t count = 0;
    reader(snapshot, count);
    if (snapshot.began != m_began) {
        for (auto& [name, kept] : m_kept)
            kept.ended = true;
    }
    m_began = snapshot.began;
    for (; count > 0 && reader.whole(); --count) {
        std::string name;
        std::string fingerprint;
        std::uint64_t from = 0;
        std::vector<std::string> batches;
        std::string provisional;
        MetricLive live;
        reader(name, fingerprint, live.firstSequence, from, batches, provisional, live.accounting,
               live.sources, live.operators);
        const auto known = m_metrics.find(name);
        if (known == m_metrics.end() || known->second.fingerprint != fingerprint) continue;
        live.definition = known->second;
        for (const std::string& batch : batches)
            live.recent.push_back(rowsOf(batch, live.definition.schema));
        live.provisional = rowsOf(provisional, live.definition.schema);
        keep(m_kept[name], live, from);
        snapshot.metrics.emplace(std::move(name), std::move(live));
    }
    if (!reader.whole()) return std::nullopt;
    snapshot.elsewhere = true;
    return snapshot;
}

/// Puts what came before in front of what is new, as far as the sender still counts it.
void SnapshotReceiver::keep(Kept& kept, MetricLive& live, std::uint64_t from) {
    if (kept.ended || kept.theirs + kept.batches.size() != from) {
        const bool begins = kept.theirs == 0 && kept.batches.empty() && kept.first == 1;
        kept.first += begins ? 0 : kept.batches.size() + 1;
        kept.ended = false;
        kept.theirs = from;
        kept.batches.clear();
    }
    for (BatchPtr& batch : live.recent)
        kept.batches.push_back(std::move(batch));
    while (kept.theirs < live.firstSequence && !kept.batches.empty()) {
        kept.batches.pop_front();
        ++kept.theirs;
        ++kept.first;
    }
    live.firstSequence = kept.first;
    live.recent.assign(kept.batches.begin(), kept.batches.end());
}

}  // namespace guanlan
