// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace guanlan {

/// What DuckDB took for the same work on one thread, loading the file included.
struct DuckDbRun {
    std::string version{};
    double cpu = 0;              ///< seconds
    std::vector<double> sums{};  ///< by query, of the last column
};

/// `work` is a name in duckdb_run.py. NotFound when this machine has no DuckDB for Python.
[[nodiscard]] Result<DuckDbRun> runDuckDb(const std::string& work, const std::vector<std::string>& files);

}  // namespace guanlan
