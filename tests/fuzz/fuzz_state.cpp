// SPDX-License-Identifier: GPL-3.0-or-later
// Damaged bytes as the saved state of any operator: they are refused, or the run goes on with whatever they
// say.
#include "tests/fuzz/must.h"
#include "tests/fuzz/saved_state.h"

using namespace guanlan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto events = randomStreams(9, 60);
    const SavedScript& saved = savedScripts()[scriptIn({data, size})];
    MapState state = stateIn({data, size});
    const auto job = Job::create(saved.plan, operatorSettings("."));
    must(job.ok(), "no job");
    if (const auto restored = (*job)->restoreState(state); !restored) {
        must(!restored.error().sentence().empty(), "an error without words");
        return 0;
    }
    if (!feedOperators(**job, saved.plan, events)) return 0;
    // Equal rows of a union of changing results are told as often as the state counts them: without end, if
    // it says so.
    if (saved.ingredients.has("union of changes")) return 0;
    for (std::size_t query = 0; query < saved.plan.queries.size(); ++query)
        (void)(*job)->provisional(query);
    MapState next;
    (*job)->saveState(next);
    (void)(*job)->finish();
    (void)(*job)->takeEmissions();
    return 0;
}
