// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/partitioned_stage.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::size_t kWindowColumns = 3;  // window_start, window_end, window_time

}  // namespace

PartitionedStage::PartitionedStage(std::unique_ptr<WindowContent> content, const WindowSpec& spec,
                                   std::size_t timeColumn, SchemaPtr output, const Zone* zone,
                                   Accounting& accounting)
    : m_content(std::move(content)),
      m_layout(spec, zone),
      m_timeColumn(timeColumn),
      m_output(std::move(output)),
      m_slots([this] { return m_content->makeStates(); }, m_content->keyTypes()),
      m_accounting(accounting) {}

AggregateInput PartitionedStage::begin(Chunk& chunk) {
    if (m_slots.sparse()) {
        m_slots.compact();
        readSlots();
    }
    AggregateInput input = m_content->evaluate(chunk, counts());
    m_rows.clear();
    for (std::size_t i = 0; i < chunk.rows(); ++i)
        m_rows.push_back(chunk.row(i));
    m_slots.codec().encode(input.keys, m_rows, m_keyWords);
    return input;
}

void PartitionedStage::flush(const AggregateInput& input) {
    m_slots.update(input, m_pendingRows, m_pendingSlots);
    m_pendingRows.clear();
    m_pendingSlots.clear();
}

Chunk PartitionedStage::results(std::span<const Slot> windows, std::int64_t& overflows) const {
    std::vector<ColumnBuilder> builders;
    for (const Field& field : m_output->fields())
        builders.emplace_back(field.type);
    const std::size_t plain = builders.size() - kWindowColumns;
    for (const Slot slot : windows) {
        const std::size_t rows =
            m_content->appendRows(m_slots, slot, std::span(builders).first(plain), overflows);
        const StateSlots::Window& window = m_slots.at(slot);
        for (std::size_t row = 0; row < rows; ++row) {
            builders[plain].appendInt(window.from);
            builders[plain + 1].appendInt(window.to);
            builders[plain + 2].appendInt(m_layout.toTime(window.to) - kMilli);
        }
    }
    return chunkOf(builders);
}

void PartitionedStage::sort(std::vector<Slot>& windows) const {
    std::sort(windows.begin(), windows.end(), [this](Slot a, Slot b) {
        const StateSlots::Window& left = m_slots.at(a);
        const StateSlots::Window& right = m_slots.at(b);
        if (left.to != right.to) return left.to < right.to;
        if (left.from != right.from) return left.from < right.from;
        if (left.key != right.key) return m_slots.codec().less(m_slots.key(a), m_slots.key(b));
        return left.serial < right.serial;
    });
}

void PartitionedStage::save(StateWriter& writer, const std::string& scope) {
    m_slots.save(writer, scope);
}

Result<void> PartitionedStage::restore(StateReader& reader, const std::string& scope, Micros /*watermark*/) {
    if (!m_slots.restore(reader, scope)) return damagedState("a window");
    readSlots();
    return {};
}

}  // namespace guanlan
