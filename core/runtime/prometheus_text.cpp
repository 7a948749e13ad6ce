// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/prometheus_text.h"

#include "core/runtime/self_metrics.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace guanlan {

namespace {

using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// One family after the other: its help and type, then its samples.
class Exposition {
  public:
    void family(std::string_view name, std::string_view type, std::string_view help) {
        m_family = name;
        m_text.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
        m_text.append(name).append(" ").append(type).append("\n");
    }
    void sample(Labels labels, double value) {
        m_text += m_family;
        std::string_view before = "{";
        for (const auto& [name, text] : labels) {
            m_text.append(before).append(name).append("=\"");
            appendEscaped(text);
            m_text += '"';
            before = ",";
        }
        if (labels.size() > 0) m_text += '}';
        std::array<char, 32> digits{};
        const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
        m_text.append(" ").append(digits.data(), written.ptr).append("\n");
    }
    void sample(Labels labels, std::int64_t value) { sample(labels, static_cast<double>(value)); }
    [[nodiscard]] std::string take() { return std::move(m_text); }

  private:
    void appendEscaped(std::string_view text) {
        for (const char c : text) {
            if (c == '\n') {
                m_text += "\\n";
                continue;
            }
            if (c == '\\' || c == '"') m_text += '\\';
            m_text += c;
        }
    }
    std::string m_text;
    std::string_view m_family;
};

void addSources(Exposition& out, const Snapshot& snapshot) {
    out.family("guanlan_source_records_total", "counter", "Records read from a source.");
    for (const SourceLive& source : snapshot.sources)
        out.sample({{"source", source.name}}, source.view.read);
    out.family("guanlan_source_bad_records_total", "counter", "Of those read, the ones that cannot be used.");
    for (const SourceLive& source : snapshot.sources)
        out.sample({{"source", source.name}}, source.view.bad);
    out.family("guanlan_source_up", "gauge", "0 while the other side of a source is away.");
    for (const SourceLive& source : snapshot.sources) {
        const bool away = source.health.state == SourceHealth::State::Failing;
        out.sample({{"source", source.name}}, std::int64_t{away ? 0 : 1});
    }
    out.family("guanlan_source_watermark_delay_seconds", "gauge",
               "How far a source's events are behind the clock.");
    for (const SourceLive& source : snapshot.sources) {
        if (const auto delay = watermarkDelay(source, snapshot.taken))
            out.sample({{"source", source.name}}, *delay);
    }
}

void addPartitions(Exposition& out, const Snapshot& snapshot) {
    out.family("guanlan_partition_lag_records", "gauge", "Records that wait in a partition to be read.");
    for (const SourceLive& source : snapshot.sources) {
        for (const PartitionView& partition : source.view.partitions) {
            if (partition.endOffset < 0) continue;
            out.sample({{"source", source.name}, {"partition", std::to_string(partition.partition)}},
                       std::max<std::int64_t>(0, partition.endOffset - partition.nextOffset));
        }
    }
    out.family("guanlan_partition_lost_records_total", "counter",
               "Records that were gone before they were read.");
    for (const SourceLive& source : snapshot.sources) {
        for (const PartitionView& partition : source.view.partitions)
            out.sample({{"source", source.name}, {"partition", std::to_string(partition.partition)}},
                       partition.lost);
    }
}

void addMetrics(Exposition& out, const Snapshot& snapshot) {
    out.family("guanlan_metric_records_total", "counter",
               "What became of the records on their way into a metric.");
    for (const auto& [name, metric] : snapshot.metrics) {
        if (isSelfMetric(name)) continue;
        const Accounting& account = metric.accounting;
        for (const auto& [fate, count] :
             {std::pair{"used", account.used}, std::pair{"filtered", account.filtered},
              std::pair{"duplicate", account.duplicate}, std::pair{"late", account.late},
              std::pair{"bad", account.bad}})
            out.sample({{"metric", name}, {"fate", fate}}, count);
    }
    out.family("guanlan_metric_rows_total", "counter", "Result rows of a metric.");
    for (const auto& [name, metric] : snapshot.metrics) {
        if (!isSelfMetric(name)) out.sample({{"metric", name}}, metric.accounting.rows);
    }
}

void addRun(Exposition& out, const Snapshot& snapshot) {
    const auto gauge = [&out](std::string_view name, std::string_view help, std::int64_t value) {
        out.family(name, "gauge", help);
        out.sample({}, value);
    };
    gauge("guanlan_queue_batches", "Batches between the sources and the engine.",
          static_cast<std::int64_t>(snapshot.queueDepth));
    gauge("guanlan_queue_capacity_batches", "How many may be there; then the sources wait.",
          static_cast<std::int64_t>(snapshot.queueCapacity));
    gauge("guanlan_history_saving", "0 while results cannot be saved.", snapshot.store.saving ? 1 : 0);
    gauge("guanlan_history_bytes", "What the history takes up on the disk.", snapshot.store.bytesOnDisk);
    gauge("guanlan_run_stopped", "1 when the run has ended with an error.", snapshot.stopped ? 1 : 0);
    out.family("guanlan_history_commits_total", "counter", "Transactions that were saved.");
    out.sample({}, snapshot.store.commits);
    if (const auto bytes = residentBytes())
        gauge("process_resident_memory_bytes", "Resident memory size in bytes.", *bytes);
}

void addAlarms(Exposition& out, const Snapshot& snapshot) {
    out.family("guanlan_alarms_firing", "gauge", "Alarms that fire, by rule.");
    std::map<std::string, std::int64_t> firing;
    for (const AlarmState& alarm : snapshot.alarms) {
        if (alarm.phase == AlarmState::Phase::Firing) ++firing[alarm.ruleId];
    }
    for (const auto& [rule, count] : firing)
        out.sample({{"rule", rule}}, count);
}

}  // namespace

std::string prometheusText(const Snapshot& snapshot) {
    Exposition out;
    addSources(out, snapshot);
    addPartitions(out, snapshot);
    addMetrics(out, snapshot);
    addRun(out, snapshot);
    addAlarms(out, snapshot);
    return out.take();
}

}  // namespace guanlan
