// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/store/store.h"

#include <set>
#include <string>
#include <vector>

namespace guanlan {

/// How far the sources had been read when rows were made, by metric and time of the rows: what a list of the
/// events behind a row needs. Rows that are given again have the reach of the last time.
void saveReach(Database& database, const std::string& metric, const std::set<Micros>& times,
               const std::vector<SourceReach>& reach);
/// Empty when it is not, or no longer, known.
[[nodiscard]] std::vector<SourceReach> readReach(Database& database, const std::string& metric, Micros at);
/// Keeps that of the newest rows of every metric.
void forgetOldReach(Database& database);

}  // namespace guanlan
