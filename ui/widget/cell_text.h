// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/batch/batch.h"

#include <QString>

namespace guanlan {

/// One cell as people read it: exact, times in `zone`, a dash for null.
[[nodiscard]] QString cellText(const Column& column, std::size_t row, const Zone& zone);

}  // namespace guanlan
