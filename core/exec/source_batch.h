// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/batch/batch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace guanlan {

/// A record that could not be used, kept for the quarantine. Only a sample is kept; counts are exact.
struct BadRecord {
    std::uint32_t partition = 0;
    std::int64_t offset = 0;
    std::string cause;      ///< stable short code: "json.syntax", "cast", "rowtime.null", "rowtime.future"
    std::string detail;     ///< in words
    std::string bytes;      ///< at most 4 KiB of it
    std::int64_t size = 0;  ///< its real size
};

struct BadCount {
    std::uint32_t partition = 0;
    std::string cause;
    std::int64_t records = 0;
};

/// How far a partition has been read once this batch is processed.
struct PartitionProgress {
    std::uint32_t partition = 0;
    std::int64_t nextOffset = 0;
    std::int64_t endOffset = -1;    ///< newest known end of the partition, -1 when unknown
    std::int64_t beginOffset = -1;  ///< oldest record that it still had when it was opened, -1 when unknown
    std::int64_t lostRecords = 0;   ///< skipped since the last batch because the broker no longer has them
};

/// What a source hands to the engine: decoded rows, with the physical and metadata columns of its table in
/// declared order (computed columns are added by the engine), and what happened beside them.
struct SourceBatch {
    std::size_t source = 0;  ///< index into Plan::sources
    Batch rows{};
    std::vector<Micros> recordTimes{};  ///< per row, the broker's timestamp; empty where there is none
    std::vector<BadCount> bad{};
    std::vector<BadRecord> samples{};
    std::vector<PartitionProgress> progress{};
    std::vector<std::uint32_t> idle{};  ///< partitions that became idle before this batch's rows
    Micros received = 0;                ///< monotonic, when the first of its records arrived
    bool endOfInput = false;            ///< nothing follows from this source
};

}  // namespace guanlan
