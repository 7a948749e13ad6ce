// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/plan/plan.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace guanlan {

/// The values of a table's options, checked: an option that is not set has the fallback, a value of the wrong
/// kind is InvalidInput with the table's position.

/// "true" or "false".
[[nodiscard]] Result<bool> flagOption(const TableDefinition& table, std::string_view option,
                                      bool fallback = false);
/// `30 s`; never negative.
[[nodiscard]] Result<Micros> durationOption(const TableDefinition& table, std::string_view option,
                                            Micros fallback);
/// A whole number of at least `least`.
[[nodiscard]] Result<std::int64_t> countOption(const TableDefinition& table, std::string_view option,
                                               std::int64_t fallback, std::int64_t least = 0);
/// `128 MB`, `64kb`, `512`: bytes.
[[nodiscard]] Result<std::int64_t> sizeOption(const TableDefinition& table, std::string_view option,
                                              std::int64_t fallback);
/// A TCP port, which must be given.
[[nodiscard]] Result<std::uint16_t> portOption(const TableDefinition& table, std::string_view option);
/// A number between `least` and `most`.
[[nodiscard]] Result<double> numberOption(const TableDefinition& table, std::string_view option,
                                          double fallback, double least, double most);
/// The error of an option whose value cannot be.
[[nodiscard]] Error wrongOptionValue(const TableDefinition& table, std::string_view option, std::string next);

}  // namespace guanlan
