// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/commit_draft.h"

#include <iterator>

namespace guanlan {

namespace {

constexpr std::size_t kMostCells = 16'000'000;  // some 128 MB of numbers
constexpr std::size_t kMostSamples = 10'000;

template <typename T>
void moveInto(std::vector<T>& target, std::vector<T>&& source) {
    target.insert(target.end(), std::make_move_iterator(source.begin()),
                  std::make_move_iterator(source.end()));
}

}  // namespace

void CommitDraft::addRows(const std::string& metric, BatchPtr rows, std::vector<SourceReach> reach) {
    m_rowCells += rows->rows() * rows->schema().size();
    m_commit.rows.push_back({metric, std::move(rows), std::move(reach)});
    m_dirty = true;
}

void CommitDraft::addProgress(const std::string& source, const std::string& identity,
                              const SourceBatch& batch) {
    if (!batch.progress.empty()) {
        Commit::Offsets& offsets = m_offsets[source];
        if (offsets.identity != identity) offsets = {source, identity};
        for (const PartitionProgress& partition : batch.progress) {
            offsets.next[partition.partition] = partition.nextOffset;
        }
        m_dirty = true;
    }
    for (const BadRecord& sample : batch.samples) {
        if (m_commit.quarantine.size() >= kMostSamples) break;
        m_commit.quarantine.emplace_back(source, sample);
        m_dirty = true;
    }
}

void CommitDraft::addAlarms(std::vector<AlarmTransition> transitions, std::vector<AlarmState> states,
                            std::vector<OutboxMessage> messages) {
    m_dirty = m_dirty || !states.empty() || !transitions.empty();
    moveInto(m_commit.transitions, std::move(transitions));
    moveInto(m_commit.alarmStates, std::move(states));
    moveInto(m_commit.outbox, std::move(messages));
}

bool CommitDraft::tooLarge() const {
    return m_rowCells > kMostCells;
}

Commit CommitDraft::take(Micros wallClock) {
    Commit commit = std::move(m_commit);
    commit.at = wallClock;
    for (auto& [source, offsets] : m_offsets)
        commit.offsets.push_back(std::move(offsets));
    commit.state = m_state.take();
    m_commit = {};
    m_offsets.clear();
    m_rowCells = 0;
    m_dirty = false;
    return commit;
}

}  // namespace guanlan
