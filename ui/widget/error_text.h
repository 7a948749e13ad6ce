// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace guanlan {

/// What happened, the likely cause and the next step, in the language of the moment where the error's id is
/// known, else as core words it. Plain text.
[[nodiscard]] QString errorSentence(const Error& error);
/// The first part alone.
[[nodiscard]] QString errorHeadline(const Error& error);

}  // namespace guanlan
