// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/column.h"

#include <string>

namespace guanlan {

/// The column that a key of a JSON object fills.
struct JsonTarget {
    std::string key;
    ColumnBuilder* column = nullptr;
    bool required = false;  ///< a missing key is a fault
    bool left = false;      ///< its texts are checked, but left null
};

}  // namespace guanlan
