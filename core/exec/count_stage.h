// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/partitioned_stage.h"

namespace guanlan {

/// Windows of so many rows of a key, in the order in which they arrive; the rows decide alone when one is
/// complete. As in Flink's DataStream, the first windows of a key that slides hold the rows there are, and a
/// window that is not complete at the end of the input gives no row.
class CountStage final : public PartitionedStage {
  public:
    CountStage(std::unique_ptr<WindowContent> content, const WindowSpec& spec, std::size_t timeColumn,
               SchemaPtr output, const Zone* zone, Accounting& accounting)
        : PartitionedStage(std::move(content), spec, timeColumn, std::move(output), zone, accounting) {}

    void push(Chunk chunk) override;
    void advance(Micros watermark) override { next().advance(watermark); }
    [[nodiscard]] std::optional<Chunk> open() const override;

  private:
    void readSlots() override;
    [[nodiscard]] std::vector<Slot>& windowsOf(std::uint32_t key);
    void openWindow(std::uint32_t key, std::int64_t rows);
    void take(std::uint32_t key, std::uint32_t row, Micros time);

    std::vector<std::vector<Slot>> m_open;  // by key, the one that is complete first in front
    std::vector<Slot> m_complete;           // of the present chunk
};

}  // namespace guanlan
