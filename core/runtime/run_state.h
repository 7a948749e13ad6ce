// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/exec/job.h"
#include "core/runtime/commit_draft.h"
#include "core/source/source.h"
#include "core/store/store.h"

#include <memory>
#include <string>
#include <vector>

namespace guanlan {

/// What a script run keeps in a folder, so that the next one goes on from there: how far its sources were
/// read and the state of its operators, saved together. One thread.
class RunState {
  public:
    /// Conflict while another run uses the folder.
    static Result<std::unique_ptr<RunState>> open(const std::string& folder, const Clock& clock);

    /// Gives the job what was kept for these queries; the state of others is forgotten.
    Result<void> restore(const Plan& plan, Job& job);
    [[nodiscard]] Result<std::vector<SourcePosition>> positions(const std::string& table);

    /// The job has consumed the batch.
    void note(const std::string& table, const std::string& identity, const SourceBatch& batch);
    Result<void> saveIfDue(Job& job);
    Result<void> save(Job& job);

  private:
    RunState(std::unique_ptr<Store> store, const Clock& clock) : m_store(std::move(store)), m_clock(clock) {}

    std::unique_ptr<Store> m_store;
    const Clock& m_clock;
    CommitDraft m_draft;
    Micros m_nextSave = 0;
};

}  // namespace guanlan
