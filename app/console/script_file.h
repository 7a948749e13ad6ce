// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/plan/plan.h"

#include <optional>
#include <string>

namespace guanlan::console {

/// Exit codes of every command.
constexpr int kDone = 0;
constexpr int kFailed = 1;       ///< it could not be done
constexpr int kWrongScript = 2;  ///< or the command line is wrong; nothing was started

/// Of what could not be started: a wrong script, or a machine that lacks something.
[[nodiscard]] int exitCodeOf(const Error& error);

/// A script as read from its file.
struct Script {
    std::string path;
    std::string folder;  ///< relative paths inside start here
    std::string text;
};
/// Says on standard error why the file cannot be read.
[[nodiscard]] std::optional<Script> readScript(const std::string& path);

/// Plans the script; says every mistake on standard error, and the notices.
[[nodiscard]] std::optional<Plan> planOf(const Script& script);
/// The zone of SET 'table.local-time-zone', else the system's.
[[nodiscard]] Result<Zone> zoneOf(const Plan& plan);

/// On standard error, with the line and a caret where there is a position.
void report(const Error& error, const Script& script);

}  // namespace guanlan::console
