// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lookup/lookup.h"

#include <string_view>

namespace guanlan {

/// A table of a SQLite file: one query a key, answers remembered as the options say.
[[nodiscard]] Result<std::unique_ptr<LookupTable>> createSqliteLookup(const LookupRequest& request,
                                                                      const LookupSettings& settings,
                                                                      std::string_view file);

}  // namespace guanlan
