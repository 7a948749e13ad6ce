// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>

namespace guanlan {

/// Stops at once, as a finding, when something does not hold.
inline void must(bool holds, const char* otherwise) {
    if (holds) return;
    std::fprintf(stderr, "finding: %s\n", otherwise);
    std::abort();
}

}  // namespace guanlan
