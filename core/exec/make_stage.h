// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/expression_evaluator.h"
#include "core/exec/lookup_table.h"
#include "core/exec/stage.h"
#include "core/plan/plan.h"

#include <memory>

namespace guanlan {

/// What the stages of one query share. Outlives them.
struct StageContext {
    const Plan& plan;
    const ExpressionEvaluator& evaluator;
    const Zone& zone;
    const Clock& clock;
    const LookupMaker& lookups;
    Micros stateTtl = 0;            ///< table.exec.state.ttl; 0: never
    Accounting* results = nullptr;  ///< of the query's results: overflows
};

/// What becomes of a result that updates: every change is handed on, or its last state once at the end.
enum class Changes : std::uint8_t { EachOne, AtTheEnd };

/// The stage of a node with one input. NotYet, with its position, for what cannot be run.
[[nodiscard]] Result<std::unique_ptr<Stage>> makeStage(const Node& node, Changes changes,
                                                       const StageContext& context);
[[nodiscard]] Error cannotRunYet(const std::string& what, TextPosition position);

}  // namespace guanlan
