// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/partitioned_stage.h"
#include "core/window/session_windows.h"

namespace guanlan {

/// Sessions: the rows of a key between which no gap is as long as the window's. A row that comes late is
/// taken as long as it joins a session that is open.
class SessionStage final : public PartitionedStage {
  public:
    SessionStage(std::unique_ptr<WindowContent> content, const WindowSpec& spec, std::size_t timeColumn,
                 SchemaPtr output, const Zone* zone, Accounting& accounting)
        : PartitionedStage(std::move(content), spec, timeColumn, std::move(output), zone, accounting),
          m_sessions(spec.size) {}

    void push(Chunk chunk) override;
    void advance(Micros watermark) override;
    [[nodiscard]] std::optional<Chunk> open() const override;
    Result<void> restore(StateReader& reader, const std::string& scope, Micros watermark) override;

  private:
    /// When to look after a session. It may have grown since: then it is looked after again.
    struct Due {
        Micros end = 0;
        Slot slot = 0;
        bool operator<(const Due& other) const { return end > other.end; }  // the heap's top is the earliest
    };
    void readSlots() override;
    void lookAfter(const Due& due);
    /// The session of the row; none when it is late.
    [[nodiscard]] std::optional<Slot> place(std::uint32_t key, Micros time, Micros watermark,
                                            const AggregateInput& input);
    void join(std::uint32_t key, std::span<const Slot> parts, const AggregateInput& input);
    void closeUntil(Micros watermark);
    void findNextClose();

    SessionWindows m_sessions;
    std::vector<Due> m_due;             // a heap with one entry for every open session
    std::vector<std::uint32_t> m_late;  // of the present chunk
    Micros m_nextCloses = kMaxTime;
    Micros m_watermark = kMinTime;
};

}  // namespace guanlan
