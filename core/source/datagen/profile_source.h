// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/source.h"

namespace guanlan {

/// A datagen table with 'guanlan.profile': JSON events of a made-up site, cut into the table's columns by
/// name.
[[nodiscard]] Result<std::unique_ptr<Source>> createProfileSource(const TableDefinition& table,
                                                                  const SourceSettings& settings);

}  // namespace guanlan
