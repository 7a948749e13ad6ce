// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <string>

namespace guanlan {

/// What became of the records of one source on their way into one query. At every moment
/// read = used + filtered + duplicate + late + bad.
struct Accounting {
    std::int64_t read = 0;
    std::int64_t used = 0;
    std::int64_t filtered = 0;
    std::int64_t duplicate = 0;
    std::int64_t late = 0;
    std::int64_t bad = 0;
    std::int64_t latePairs = 0;  ///< (record, window) pairs that found the window closed; beside the equation
    std::int64_t rows = 0;       ///< result rows emitted
    std::int64_t overflows = 0;  ///< result values that did not fit their type and are null
    std::map<std::string, std::int64_t> badByCause{};

    [[nodiscard]] bool balanced() const { return read == used + filtered + duplicate + late + bad; }
    bool operator==(const Accounting&) const = default;
};

}  // namespace guanlan
