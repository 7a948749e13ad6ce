// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/batch/row_values.h"
#include "core/exec/stage.h"
#include "core/plan/plan.h"

#include <map>
#include <memory>
#include <set>

namespace guanlan {

struct RankMode {
    bool changes = false;          ///< hands on every change, not only the last state at the end
    bool retracts = false;         ///< its input takes rows back: every row is kept
    Micros ttl = 0;                ///< partitions that no row has met for so long are forgotten; 0: never
    const Clock* clock = nullptr;  ///< what that is measured by; null: the watermark
    bool deduplicates = false;     ///< one row is kept, by its time: a row that meets one is its duplicate
};

/// Top-N and deduplication: of every partition the rows at some places of an order. In windows they come out
/// when the window closes, else the result updates.
class RankStage final : public Stage {
  public:
    RankStage(RankNode node, RankMode mode, SchemaPtr output);

    void push(Chunk chunk) override;
    void advance(Micros watermark) override;
    [[nodiscard]] std::optional<Chunk> open() const override;
    void finish() override;
    void save(StateWriter& writer, const std::string& scope) override;
    Result<void> restore(StateReader& reader, const std::string& scope, Micros watermark) override;

  private:
    struct Entry {
        std::shared_ptr<const RowValues> row;
        std::uint64_t came = 0;
    };
    struct Partition {
        std::vector<Entry> entries;  // in order
        Micros met = kMinTime;
    };
    /// Keys of the partition; in windows the window_time stands before them.
    using Partitions = std::map<RowValues, Partition, RowValuesLess>;
    /// Rows on their way out.
    struct Out {
        std::vector<ColumnBuilder> columns{};
        Chunk chunk{};
        std::vector<Micros> watermarks{};
    };

    [[nodiscard]] RowValues partitionOf(const Chunk& chunk, std::uint32_t row) const;
    [[nodiscard]] std::vector<DataType> partitionTypes() const;
    [[nodiscard]] bool isLate(const Chunk& chunk, std::uint32_t row) const;
    [[nodiscard]] bool before(const Entry& left, const Entry& right) const;
    void apply(Partition& partition, const Chunk& chunk, std::uint32_t row);
    void follow(const Chunk& chunk, Out& out, std::size_t& i);
    [[nodiscard]] std::vector<Entry> shown(const Partition& partition) const;
    void tellPlaces(const std::vector<Entry>& was, const std::vector<Entry>& is, Micros watermark, Out& out);
    void tellRows(const std::vector<Entry>& was, const std::vector<Entry>& is, Micros watermark, Out& out);
    [[nodiscard]] Out makeOut() const;
    void append(Out& out, const RowValues& row, std::size_t place) const;
    void tell(Out& out, RowKind kind, const RowValues& row, std::size_t place, Micros watermark) const;
    void send(Out& out, Micros watermark);
    void forgetOld(Micros now);
    [[nodiscard]] bool isOld(const Partition& partition, Micros now) const {
        return m_mode.ttl > 0 && partition.met != kMinTime && partition.met + m_mode.ttl <= now;
    }

    RankNode m_node;
    RankMode m_mode;
    SchemaPtr m_output;
    bool m_pairs;  // a row that takes the place of another is an update, not a deletion and an insertion
    Partitions m_partitions;
    std::vector<std::uint32_t> m_late;             // of the present chunk
    std::vector<std::uint32_t> m_duplicates;       // of the present chunk
    std::set<RowValues, RowValuesLess> m_changed;  // since the last save
    std::uint64_t m_next = 0;
    Micros m_now = kMinTime;
};

}  // namespace guanlan
