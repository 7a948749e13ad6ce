// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/stream_proposal.h"

#include <QString>

namespace guanlan {

/// A remark of a proposal in words, with what to do about it.
[[nodiscard]] QString remarkText(const ProposalRemark& remark);
/// Whether a person should look before going on.
[[nodiscard]] bool isWarning(const ProposalRemark& remark);
[[nodiscard]] QString roleText(ColumnRole role);
[[nodiscard]] QString timeFormatText(TimeFormat format);

}  // namespace guanlan
