// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/stage.h"
#include "core/exec/window_content.h"
#include "core/window/pane_layout.h"

namespace guanlan {

/// What the windows have in common that are made of the rows of each key apart. A window's `from` and `to`
/// are its window_start and window_end.
class PartitionedStage : public Stage {
  public:
    void save(StateWriter& writer, const std::string& scope) override;
    Result<void> restore(StateReader& reader, const std::string& scope, Micros watermark) override;

  protected:
    using Slot = StateSlots::Slot;

    /// `zone` is null where the time column has none; `accounting` of the query counts overflows.
    PartitionedStage(std::unique_ptr<WindowContent> content, const WindowSpec& spec, std::size_t timeColumn,
                     SchemaPtr output, const Zone* zone, Accounting& accounting);

    /// The slots have got new numbers.
    virtual void readSlots() = 0;

    /// Evaluates what is needed of the rows; their keys are then at keyOf().
    AggregateInput begin(Chunk& chunk);
    [[nodiscard]] const std::vector<std::uint32_t>& rows() const { return m_rows; }
    [[nodiscard]] std::uint32_t keyOf(std::size_t i) {
        return m_slots.keyNumber(m_keyWords.data() + i * m_slots.codec().width());
    }
    [[nodiscard]] Micros wallTime(const Chunk& chunk, std::uint32_t row) const {
        return m_layout.toWall(chunk.columns[m_timeColumn]->ints()[row]);
    }
    /// The row goes into the window with the next flush().
    void put(std::uint32_t row, Slot slot) {
        m_pendingRows.push_back(row);
        m_pendingSlots.push_back(slot);
    }
    void flush(const AggregateInput& input);
    [[nodiscard]] Chunk results(std::span<const Slot> windows, std::int64_t& overflows) const;
    /// By window_end, window_start and key.
    void sort(std::vector<Slot>& windows) const;
    [[nodiscard]] const PaneLayout& layout() const { return m_layout; }
    [[nodiscard]] StateSlots& slots() { return m_slots; }
    [[nodiscard]] const StateSlots& slots() const { return m_slots; }
    [[nodiscard]] Accounting& accounting() const { return m_accounting; }

  private:
    std::unique_ptr<WindowContent> m_content;
    PaneLayout m_layout;
    std::size_t m_timeColumn;
    SchemaPtr m_output;
    StateSlots m_slots;
    Accounting& m_accounting;
    std::vector<std::uint32_t> m_rows;  // of the present chunk
    std::vector<std::uint64_t> m_keyWords;
    std::vector<std::uint32_t> m_pendingRows;
    std::vector<Slot> m_pendingSlots;
};

}  // namespace guanlan
