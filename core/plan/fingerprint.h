// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

#include <string>

namespace guanlan {

/// Equal for queries that compute the same from equal tables, however they are written; 32 hex digits.
[[nodiscard]] std::string fingerprint(const Query& query, const Plan& plan);

}  // namespace guanlan
