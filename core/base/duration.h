// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <optional>
#include <string_view>

namespace guanlan {

/// A duration option as Flink writes it: a whole number and a unit (`1 d`, `30 min`, `500ms`, `1 day`); a
/// bare number is milliseconds. Empty for anything else.
[[nodiscard]] std::optional<Micros> parseDuration(std::string_view text);

}  // namespace guanlan
