// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

namespace guanlan {

/// A saved number of rows; false for what no run can have counted.
[[nodiscard]] inline bool readRowCount(std::string_view& in, std::int64_t& count) {
    constexpr std::int64_t kMost = std::int64_t{1} << 56;
    return readNumber(in, count) && count > -kMost && count < kMost;
}

}  // namespace guanlan
