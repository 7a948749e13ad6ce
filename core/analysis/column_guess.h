// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/stream_proposal.h"

namespace guanlan {

/// The parts of a name in lower case: "userId" and "user_id" are user, id.
[[nodiscard]] std::vector<std::string> wordsOf(std::string_view name);
/// Type, role and time format that a field's values and name suggest; names and path are the caller's.
[[nodiscard]] ColumnProposal guessColumn(const FieldTally& field, std::size_t records);
/// The role that a name and a type alone suggest, for columns of a pasted declaration.
[[nodiscard]] ColumnRole guessRole(std::string_view name, std::string_view type);
/// Whether a measure is added up over records (an amount) rather than averaged (a temperature).
[[nodiscard]] bool addsUp(std::string_view name);

}  // namespace guanlan
