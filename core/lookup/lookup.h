// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/zone.h"
#include "core/config/secret_store.h"
#include "core/exec/lookup_table.h"
#include "core/plan/planner.h"

#include <memory>
#include <span>
#include <string>

namespace guanlan {

struct LookupSettings {
    const Clock* clock = nullptr;  ///< outlives the table
    Zone zone{};                   ///< for time texts without one
    std::string baseFolder{};      ///< relative paths start here
    SecretLookup secrets{};        ///< for passwords that tables name
};

/// One kind of table to look rows up in; the list is in lookups.cpp.
struct LookupKind {
    PlannerOptions::Component component;
    Result<std::unique_ptr<LookupTable>> (*create)(const LookupRequest& request,
                                                   const LookupSettings& settings);
};
[[nodiscard]] std::span<const LookupKind* const> lookupKinds();
[[nodiscard]] LookupMaker lookupMaker(LookupSettings settings);

}  // namespace guanlan
