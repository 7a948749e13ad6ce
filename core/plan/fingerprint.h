// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

#include <cstdint>
#include <string>

namespace guanlan {

/// Counts up when operators save their state another way: what an older version wrote is then computed anew.
inline constexpr std::int64_t kStateLayout = 3;

/// Equal for queries that compute the same from equal tables, however they are written; 32 hex digits.
[[nodiscard]] std::string fingerprint(const Query& query, const Plan& plan);

}  // namespace guanlan
