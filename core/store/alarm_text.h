// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"

#include <string>
#include <string_view>

namespace guanlan {

/// A transition as one line of JSON, exact in both directions.
[[nodiscard]] std::string transitionToText(const AlarmTransition& transition);
/// Fields that are missing keep their defaults, so that rows of older versions stay readable.
[[nodiscard]] AlarmTransition transitionFromText(std::string_view text);

}  // namespace guanlan
