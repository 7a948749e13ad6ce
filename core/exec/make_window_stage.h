// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/make_stage.h"

namespace guanlan {

/// The stage of an AggregateNode with a window, or of a WindowNode. NotYet, with its position, for what
/// cannot be run.
[[nodiscard]] Result<std::unique_ptr<Stage>> makeWindowStage(const Node& node, const StageContext& context);

}  // namespace guanlan
