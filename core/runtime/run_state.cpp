// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/run_state.h"

#include "core/exec/sealed_state.h"

namespace guanlan {

namespace {

constexpr Micros kSaveEvery = kSecond;

}  // namespace

Result<std::unique_ptr<RunState>> RunState::open(const std::string& folder, const Clock& clock) {
    auto store = Store::open(folder);
    if (!store) return std::move(store).error();
    return std::unique_ptr<RunState>(new RunState(std::move(*store), clock));
}

Result<void> RunState::restore(const Plan& plan, Job& job) {
    std::vector<std::string> owners;
    for (const TableDefinition& source : plan.sources)
        owners.push_back(sourceScope(source.name));
    for (const Query& query : plan.queries)
        owners.push_back(query.fingerprint);
    if (auto forgot = m_store->forgetStateExcept(owners); !forgot) return forgot;
    const auto state = m_store->state();
    return job.restoreState(*state);
}

Result<std::vector<SourcePosition>> RunState::positions(const std::string& table) {
    auto stored = m_store->offsets(table);
    if (!stored) return std::move(stored).error();
    std::vector<SourcePosition> known;
    for (Commit::Offsets& offsets : *stored)
        known.push_back({offsets.identity, std::move(offsets.next)});
    return known;
}

void RunState::note(const std::string& table, const std::string& identity, const SourceBatch& batch) {
    m_draft.addProgress(table, identity, batch);
}

Result<void> RunState::saveIfDue(Job& job) {
    if (m_clock.monotonic() < m_nextSave) return {};
    return save(job);
}

Result<void> RunState::save(Job& job) {
    m_nextSave = m_clock.monotonic() + kSaveEvery;
    if (!m_draft.dirty()) return {};
    job.saveState(m_draft.state());
    return m_store->commit(m_draft.take(m_clock.now()));
}

}  // namespace guanlan
