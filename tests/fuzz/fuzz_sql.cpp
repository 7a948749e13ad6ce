// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a script: it is planned, or every mistake can be shown. What the formatter makes of it is read
// back the same, and formats to itself.
#include "core/plan/plan_printer.h"
#include "core/plan/planner.h"
#include "core/runtime/components.h"
#include "core/sql/formatter.h"
#include "tests/fuzz/must.h"
#include "tests/support/sql_case.h"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace guanlan;

namespace {

PlannerOptions world() {
    PlannerOptions options = sqlCaseOptions("fuzz.sql");
    for (PlannerOptions::Component& component : knownComponents())
        options.components.push_back(std::move(component));
    return options;
}

void show(const PlanOutcome& outcome, const std::string& script) {
    for (const Error& error : outcome.errors)
        must(!renderError(error, script).empty(), "an error without words");
    if (outcome.ok()) (void)printPlan(outcome.plan);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const PlannerOptions options = world();
    const std::string script(reinterpret_cast<const char*>(data), size);  // NOLINT: bytes as text
    const PlanOutcome outcome = planScript(script, options);
    show(outcome, script);
    const auto formatted = sql::formatScript(script);
    if (!formatted) return 0;
    const auto again = sql::formatScript(*formatted);
    must(again && *again == *formatted, "formatting twice differs");
    const PlanOutcome same = planScript(*formatted, options);
    must(same.ok() == outcome.ok(), "the formatted script is not as right or wrong as the script");
    must(same.plan.queries.size() == outcome.plan.queries.size(), "the formatted script has other queries");
    for (std::size_t i = 0; i < same.plan.queries.size(); ++i) {
        must(same.plan.queries[i].fingerprint == outcome.plan.queries[i].fingerprint,
             "the formatted script computes something else");
    }
    return 0;
}
