// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace guanlan::sql {

/// How many single changes (insert, delete, replace, swap of neighbours) make `a` out of `b`; case is
/// ignored.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

/// The candidate a person most likely meant by `name`; none when all are too far away.
[[nodiscard]] std::optional<std::string> nearestName(std::string_view name,
                                                     std::span<const std::string> candidates);

/// "did you mean 'x'?", or nothing.
[[nodiscard]] std::string didYouMean(std::string_view name, std::span<const std::string> candidates);

}  // namespace guanlan::sql
