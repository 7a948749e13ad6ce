// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/source.h"

namespace guanlan {

/// A datagen table without a profile: one column after the other, as Flink's options say.
[[nodiscard]] Result<std::unique_ptr<Source>> createFieldSource(const TableDefinition& table,
                                                                const SourceSettings& settings);

}  // namespace guanlan
