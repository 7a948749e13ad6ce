// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/partitioned_stage.h"
#include "core/window/session_windows.h"

namespace guanlan {

/// Sessions: the rows of a key between which no gap is as long as the window's. A row that comes late is
/// taken as long as it joins a session that is open. With an allowed lateness finished sessions stay that
/// much longer: what a late row changes is taken back and told anew, or is open again. Window::count is 1
/// while the rows of a session stand told.
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
    /// The watermark at which to look after a session. It may have changed since: then it is looked after
    /// again.
    struct Due {
        Micros watermark = 0;
        Slot slot = 0;
        bool operator<(const Due& other) const {
            return watermark > other.watermark;
        }  // the top is the earliest
    };
    void readSlots() override;
    [[nodiscard]] bool told(Slot slot) const { return slots().at(slot).count != 0; }
    [[nodiscard]] Micros dueOf(Slot slot) const;
    void lookAfter(Slot slot);
    /// The session of the row; none when it is late.
    [[nodiscard]] std::optional<Slot> place(std::uint32_t key, Micros time, Micros watermark,
                                            const AggregateInput& input);
    [[nodiscard]] std::optional<Slot> openSession(std::uint32_t key, Micros time, Micros watermark);
    /// Takes the told rows of the sessions back that the row will change.
    void takeBack(std::span<const Slot> touching, Micros time, Micros watermark, const AggregateInput& input);
    /// Tells the session of the last row, if it has ended.
    void tellIfEnded(Slot slot, Micros watermark, const AggregateInput& input);
    void hand(std::span<const Slot> sessions, RowKind kind, Micros watermark, std::int64_t& overflows);
    void join(std::uint32_t key, std::span<const Slot> parts, const AggregateInput& input);
    void closeUntil(Micros watermark);
    void findNextClose();

    SessionWindows m_sessions;
    std::vector<Due> m_due;              // a heap with an entry for every session, not later than dueOf()
    bool m_tookBack = false;             // for the last row
    RowKind m_toldAs = RowKind::Insert;  // what its session is told as then
    std::vector<std::uint32_t> m_late;   // of the present chunk
    Micros m_nextCloses = kMaxTime;
    Micros m_watermark = kMinTime;
};

}  // namespace guanlan
