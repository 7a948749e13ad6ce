// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/run_statistics.h"

#include "core/sink/cell_text.h"

#include <algorithm>

namespace guanlan {

namespace {

void appendCount(std::string& out, const char* name, std::int64_t value) {
    out += std::string(",\"") + name + "\":" + std::to_string(value);
}

/// The six numbers of the equation.
void appendFates(std::string& out, const Fates& fates) {
    out += "\"read\":" + std::to_string(fates.read);
    appendCount(out, "used", fates.used);
    appendCount(out, "filtered", fates.filtered);
    appendCount(out, "duplicate", fates.duplicate);
    appendCount(out, "late", fates.late);
    appendCount(out, "bad", fates.bad);
}

/// With the causes.
void appendAccounting(std::string& out, const Accounting& accounting) {
    appendFates(out, accounting);
    out += ",\"bad_by_cause\":{";
    bool first = true;
    for (const auto& [cause, records] : accounting.badByCause) {
        if (!first) out += ',';
        first = false;
        appendJsonString(out, cause);
        out += ':' + std::to_string(records);
    }
    out += '}';
}

void appendWatermark(std::string& out, const TableDefinition& table, Micros watermark, const Zone& zone) {
    out += ",\"watermark\":";
    if (!table.rowtime || watermark == kMinTime || watermark == kMaxTime) {
        out += "null";
        return;
    }
    const bool instant = table.columns[*table.rowtime].type.kind == TypeKind::TimestampLtz;
    appendJsonString(out, formatTimestamp(instant ? zone.toLocal(watermark) : watermark));
}

void appendPartitions(std::string& out, std::vector<PartitionAccounting> partitions) {
    std::sort(partitions.begin(), partitions.end(),
              [](const auto& a, const auto& b) { return a.partition < b.partition; });
    out += ",\"partitions\":[";
    for (const PartitionAccounting& partition : partitions) {
        out += &partition == partitions.data() ? "{" : ",{";
        out += "\"partition\":" + std::to_string(partition.partition) + ',';
        appendFates(out, partition);
        out += '}';
    }
    out += ']';
}

void appendOperators(std::string& out, const std::vector<OperatorAccounting>& operators) {
    out += ",\"operators\":[";
    for (const OperatorAccounting& one : operators) {
        out += &one == operators.data() ? "{\"operator\":" : ",{\"operator\":";
        appendJsonString(out, one.name);
        out += ',';
        appendFates(out, one);
        appendCount(out, "records", one.records);
        appendCount(out, "rows", one.handedOn);
        out += '}';
    }
    out += ']';
}

void appendSource(std::string& out, const Plan& plan, Job& job, std::size_t source, const Zone& zone) {
    Accounting shown;
    std::size_t speaker = 0;
    for (std::size_t query = 0; query < plan.queries.size(); ++query) {
        if (!readsSource(*plan.queries[query].root, source)) continue;
        const Accounting each = job.accounting(source, query);
        if (shown.read != 0 && each.used <= shown.used) continue;
        shown = each;
        speaker = query;
    }
    appendJsonString(out, plan.sources[source].name);
    out += ":{";
    appendAccounting(out, shown);
    appendWatermark(out, plan.sources[source], job.watermark(source), zone);
    if (!plan.queries.empty()) appendPartitions(out, job.partitions(source, speaker));
    out += '}';
}

void appendQuery(std::string& out, const Plan& plan, const Job& job, std::size_t query, std::size_t source) {
    out += "{\"query\":" + std::to_string(query + 1) + ",\"name\":";
    appendJsonString(out, plan.queries[query].name);
    out += ",\"source\":";
    appendJsonString(out, plan.sources[source].name);
    out += ',';
    const Accounting accounting = job.accounting(source, query);
    appendAccounting(out, accounting);
    appendCount(out, "late_pairs", accounting.latePairs);
    appendCount(out, "rows", accounting.rows);
    appendCount(out, "overflows", accounting.overflows);
    appendPartitions(out, job.partitions(source, query));
    appendOperators(out, job.operators(query));
    out += '}';
}

}  // namespace

// NOLINTNEXTLINE(misc-no-recursion): as deep as the query
bool readsSource(const Node& node, std::size_t source) {
    if (const auto* scan = std::get_if<ScanNode>(&node.op)) return scan->source == source;
    return std::any_of(node.inputs.begin(), node.inputs.end(),
                       [source](const NodePtr& input) { return readsSource(*input, source); });
}

std::string runStatistics(const Plan& plan, Job& job, const Zone& zone) {
    std::string out = "{\"sources\":{";
    for (std::size_t source = 0; source < plan.sources.size(); ++source) {
        if (source > 0) out += ',';
        appendSource(out, plan, job, source, zone);
    }
    out += "},\"queries\":[";
    bool first = true;
    for (std::size_t query = 0; query < plan.queries.size(); ++query) {
        for (std::size_t source = 0; source < plan.sources.size(); ++source) {
            if (!readsSource(*plan.queries[query].root, source)) continue;
            if (!first) out += ',';
            first = false;
            appendQuery(out, plan, job, query, source);
        }
    }
    return out + "]}";
}

}  // namespace guanlan
