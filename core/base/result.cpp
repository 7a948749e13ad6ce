// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace guanlan {

std::string Error::sentence() const {
    std::string text = what;
    if (!cause.empty()) text += ": " + cause;
    if (!next.empty()) text += ". " + next;
    return text;
}

}  // namespace guanlan
