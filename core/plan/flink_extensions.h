// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

#include <string_view>
#include <vector>

namespace guanlan {

/// Every use of something in a script that Flink 1.20 does not have, in the order of the script.
[[nodiscard]] std::vector<Notice> flinkExtensions(std::string_view script);

}  // namespace guanlan
