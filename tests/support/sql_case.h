// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/job.h"
#include "core/plan/planner.h"

#include <map>
#include <string>
#include <vector>

namespace guanlan {

/// One case of a text file: a script, records of its table, and the rows that must come out.
///     == name
///     CREATE TABLE t (...) WITH ('connector' = 'test'); SELECT ...
///     >>> events 0          (partition; records in the order they arrive, partitions in the order written;
///                            `0 1`: partition 0 of the script's second source)
///     a BIGINT | ts TIMESTAMP(3)
///     ...
///     >>> rows 0            (of query 0)
///     1 | 2
///     >>> accounting read=3 used=2 late=1
struct SqlCase {
    struct Arrival {
        std::uint32_t partition = 0;
        std::size_t source = 0;
        Batch rows{};
    };
    std::string name;
    std::string script;
    std::vector<Arrival> arrivals{};
    std::map<std::size_t, std::string> rows{};
    std::string accounting{};
    int line = 0;
};

/// Aborts the test on a file that is not as above.
[[nodiscard]] std::vector<SqlCase> readSqlCases(const std::string& path);

/// What the planner has to know for scripts of such cases: a connector 'test' that takes any option.
[[nodiscard]] PlannerOptions sqlCaseOptions(const std::string& file);

/// The records of a case one by one, as batches of any cut: from record `from` to `to`, as the source would
/// hand them over. A cut ends where the partition changes.
[[nodiscard]] std::vector<SourceBatch> batchesOf(const SqlCase& item, std::size_t from, std::size_t to);
[[nodiscard]] std::size_t recordsOf(const SqlCase& item);

}  // namespace guanlan
