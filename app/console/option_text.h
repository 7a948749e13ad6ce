// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"

#include <string>
#include <utility>
#include <vector>

namespace guanlan::console {

/// What `option` was given as NAME=VALUE, as often as it was.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> namedValues(
    const std::string& option, const std::vector<std::string>& texts);

struct TimeSpan {
    Micros from = kMinTime;
    Micros to = kMaxTime;
};
/// What --from and --to were given as, in the zone or with an offset of their own: as wall times there or as
/// instants. Empty: no limit.
[[nodiscard]] Result<TimeSpan> spanOption(const std::string& from, const std::string& to, const Zone& zone,
                                          bool wallTime);

[[nodiscard]] Error wrongOption(const std::string& option, const std::string& text, const std::string& next);

/// Says the error on standard error, with its place in `text` where it has one; the exit code it means.
int refuse(const Error& error, const std::string& text = {});

}  // namespace guanlan::console
