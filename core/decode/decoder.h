// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/exec/source_batch.h"
#include "core/plan/plan.h"
#include "core/plan/planner.h"

#include <memory>
#include <span>
#include <string_view>

namespace guanlan {

/// The file that a record was read from.
struct FileFacts {
    std::string path;
    std::string name;
    std::int64_t size = 0;
    Micros modified = 0;
    std::int64_t firstOffset = 0;  ///< of its first record
};

/// One record as it came: the views live until append() returns.
struct RawRecord {
    std::uint32_t partition = 0;
    std::int64_t offset = 0;
    std::optional<std::int32_t> topicPartition{};  ///< where it differs from `partition`: several topics
    std::string_view value{};
    std::string_view key{};
    bool hasValue = true;  ///< false for a Kafka tombstone
    std::optional<Micros> timestamp{};
    std::string_view timestampType{};  ///< "CreateTime", "LogAppendTime", "NoTimestampType"
    std::span<const std::pair<std::string_view, std::string_view>> headers{};
    std::string_view topic{};
    const FileFacts* file = nullptr;
};

/// Turns records of one format into columns. Used by one thread. A record that cannot be decoded is counted
/// and sampled in the batch, never half-written into it. After an error the run ends (ignore-parse-errors =
/// false).
class Decoder {
  public:
    virtual ~Decoder() = default;
    virtual Result<void> append(const RawRecord& record) = 0;
    [[nodiscard]] virtual std::size_t rows() const = 0;
    /// Moves rows, runs, recordTimes, bad counts and samples into `out` and starts anew.
    virtual void seal(SourceBatch& out) = 0;
};

/// Hears every record as it came, before it is decoded.
class RecordTap {
  public:
    virtual ~RecordTap() = default;
    virtual void hear(const RawRecord& record) = 0;
};

struct DecoderSettings {
    Zone zone{};
    /// By index into the table's columns; empty: all. Texts of the others are left null.
    std::vector<bool> needed{};
    RecordTap* tap = nullptr;  ///< outlives the decoder
};

/// One format; the list is in decoders.cpp.
struct DecoderKind {
    PlannerOptions::Component component;
    Result<std::unique_ptr<Decoder>> (*create)(const TableDefinition& table, const DecoderSettings& settings);
};
[[nodiscard]] std::span<const DecoderKind* const> decoderKinds();
/// The table with 'value.format' and 'value.json.…' also under the names without "value.".
[[nodiscard]] TableDefinition withValueOptions(TableDefinition table);
[[nodiscard]] Result<std::unique_ptr<Decoder>> createDecoder(const TableDefinition& table,
                                                             const DecoderSettings& settings);

}  // namespace guanlan
