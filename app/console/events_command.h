// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/row_question.h"

#include <cstddef>
#include <string>

namespace guanlan::console {

struct EventsOptions {
    std::string path;  ///< of a script or a workspace
    RowText row{};
    std::size_t most = 1000;
};
/// `guanlanctl events`: the events behind one result row.
[[nodiscard]] int events(const EventsOptions& options);

}  // namespace guanlan::console
