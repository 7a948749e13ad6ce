// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/job.h"
#include "tests/support/event_stream.h"

#include <span>
#include <string>
#include <vector>

namespace guanlan {

struct OperatorScript {
    std::string name;
    std::string text;
};

/// Scripts that between them use every operator, window and aggregate function: those of
/// tests/core/exec/operators.txt, and for each aggregate function one in every place where its states are
/// treated differently. They read tables over two streams (event_stream.h) and look names up in names.csv.
[[nodiscard]] std::vector<OperatorScript> operatorScripts();

/// Aborts the test when the script is wrong.
[[nodiscard]] Plan planOperatorScript(const std::string& text);

/// Writes names.csv into a folder.
void writeOperatorFiles(const std::string& folder);

/// What a job of such a plan needs.
[[nodiscard]] JobSettings operatorSettings(const std::string& folder);

/// Feeds events to all tables over their streams.
[[nodiscard]] Result<void> feedOperators(Job& job, const Plan& plan, std::span<const StreamEvent> events);

}  // namespace guanlan
