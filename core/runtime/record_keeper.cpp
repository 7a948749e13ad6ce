// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/record_keeper.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::size_t kMostBytes = 64 * 1024;  // of one record

bool isRow(const SourceBatch& batch, std::uint32_t partition, std::int64_t offset) {
    return std::any_of(batch.rows.runs.begin(), batch.rows.runs.end(), [&](const RowRun& run) {
        return run.partition == partition && offset >= run.firstOffset && offset < run.firstOffset + run.rows;
    });
}

}  // namespace

void RecordKeeper::hear(const RawRecord& record) {
    KeptRecord kept{.bytes = std::string(record.value.substr(0, kMostBytes)),
                    .size = static_cast<std::int64_t>(record.value.size())};
    if (record.file != nullptr) {
        kept.file = record.file->path;
        kept.line = record.offset - record.file->firstOffset + 1;
    }
    m_first.try_emplace(record.partition, record.offset);
    Records& waiting = m_waiting[record.partition];
    waiting.insert_or_assign(waiting.end(), record.offset, std::move(kept));
}

std::vector<RowTrace::Record> RecordKeeper::undecoded(const SourceBatch& batch) const {
    std::vector<RowTrace::Record> undecoded;
    if (batch.bad.empty()) return undecoded;
    for (const PartitionProgress& progress : batch.progress) {
        const auto waiting = m_waiting.find(progress.partition);
        if (waiting == m_waiting.end()) continue;
        for (const auto& [offset, record] : waiting->second) {
            if (offset >= progress.nextOffset) break;
            if (!isRow(batch, progress.partition, offset))
                undecoded.push_back({m_source, progress.partition, offset});
        }
    }
    return undecoded;
}

const KeptRecord* RecordKeeper::find(const RowTrace::Record& record) const {
    const auto waiting = m_waiting.find(record.partition);
    if (waiting == m_waiting.end()) return nullptr;
    const auto kept = waiting->second.find(record.offset);
    return kept == waiting->second.end() ? nullptr : &kept->second;
}

void RecordKeeper::forget(const SourceBatch& batch) {
    for (const PartitionProgress& progress : batch.progress) {
        const auto waiting = m_waiting.find(progress.partition);
        if (waiting == m_waiting.end()) continue;
        Records& records = waiting->second;
        records.erase(records.begin(), records.lower_bound(progress.nextOffset));
    }
}

}  // namespace guanlan
