// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/state_buffer.h"
#include "core/store/store.h"

#include <map>
#include <string>
#include <vector>

namespace guanlan {

/// What will be in the next commit. Engine thread. While the disk is away it keeps growing; tooLarge() then
/// tells the engine to stop reading until something could be saved.
class CommitDraft {
  public:
    void addRows(const std::string& metric, BatchPtr rows, std::vector<SourceReach> reach = {});
    void addProgress(const std::string& source, const std::string& identity, const SourceBatch& batch);
    void addAlarms(std::vector<AlarmTransition> transitions, std::vector<AlarmState> states,
                   std::vector<OutboxMessage> messages);

    [[nodiscard]] bool dirty() const { return m_dirty; }
    [[nodiscard]] bool hasResults() const { return m_rowCells > 0 || !m_commit.transitions.empty(); }
    [[nodiscard]] bool tooLarge() const;
    [[nodiscard]] StateWriter& state() { return m_state; }
    [[nodiscard]] Commit take(Micros wallClock);

  private:
    Commit m_commit;
    std::map<std::string, Commit::Offsets> m_offsets;
    StateBuffer m_state;
    std::size_t m_rowCells = 0;
    bool m_dirty = false;
};

}  // namespace guanlan
