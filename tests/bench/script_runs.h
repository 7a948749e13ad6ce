// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace guanlan {

/// Seconds on the clock, and of all threads of this process on the processor.
struct Spent {
    double wall = 0;
    double cpu = 0;
};

class Stopwatch {
  public:
    Stopwatch();
    [[nodiscard]] Spent spent() const;

  private:
    Spent m_start;
};

/// What a script printed, and what that took. The rows themselves are not kept: that would be measured too.
struct ScriptRunCost {
    Spent spent{};
    std::int64_t rows = 0;
    std::vector<double> sums{};  ///< by query, of the last field of its rows
};

/// Plans a script and runs it to its end on this thread, as `guanlanctl run` does. One that prints nothing is
/// an error: it would measure nothing.
[[nodiscard]] Result<ScriptRunCost> runScript(const std::string& script);
/// The cheapest of several runs: whatever else the machine does only ever adds.
[[nodiscard]] Result<ScriptRunCost> cheapestRun(const std::string& script, int rounds);

}  // namespace guanlan
