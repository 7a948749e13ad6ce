// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchmarks.h"

namespace guanlan {

Figures measurePanels() {
    return Error{
        .code = ErrorCode::NotFound, .id = "bench.no-ui", .what = "This build has no user interface."};
}

}  // namespace guanlan
