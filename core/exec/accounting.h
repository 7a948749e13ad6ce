// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <string>

namespace guanlan {

/// What becomes of a record, or of a row that comes into an operator.
enum class Fate : std::uint8_t { Used, Filtered, Duplicate, Late, Bad };

/// Every one that was read has one fate. At every moment read = used + filtered + duplicate + late + bad.
struct Fates {
    std::int64_t read = 0;
    std::int64_t used = 0;
    std::int64_t filtered = 0;
    std::int64_t duplicate = 0;
    std::int64_t late = 0;
    std::int64_t bad = 0;

    [[nodiscard]] bool balanced() const { return read == used + filtered + duplicate + late + bad; }
    void add(Fate fate, std::int64_t count);
    Fates& operator+=(const Fates& other);
    bool operator==(const Fates&) const = default;
};

/// What became of the records of one source on their way into one query.
struct Accounting : Fates {
    std::int64_t latePairs = 0;  ///< (record, window) pairs that found the window closed; beside the equation
    std::int64_t rows = 0;       ///< result rows emitted
    std::int64_t overflows = 0;  ///< result values that did not fit their type and are null
    std::map<std::string, std::int64_t> badByCause{};

    bool operator==(const Accounting&) const = default;
};
/// Adds the records of another source of the query; its results are the same ones.
void addRecords(Accounting& sum, const Accounting& part);

/// The same of the records of one partition.
struct PartitionAccounting : Fates {
    std::uint32_t partition = 0;
    bool operator==(const PartitionAccounting&) const = default;
};

/// What became of that which came into one operator of a query: records of the sources or, behind an
/// aggregate, rows of the operator below. What it keeps or passes on is used.
struct OperatorAccounting : Fates {
    std::string name{};         ///< as in EXPLAIN
    TextPosition position{};    ///< in the script
    std::int64_t records = 0;   ///< of those read, how many are records of a source
    std::int64_t handedOn = 0;  ///< rows given to the next operator, or as results
};

}  // namespace guanlan
