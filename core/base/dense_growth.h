// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace guanlan {

/// Makes room for so many in smaller steps than a vector takes by itself: of what is large a quarter is
/// spare at most, not a half.
template <typename T>
void makeRoom(std::vector<T>& values, std::size_t size) {
    constexpr std::size_t kFewest = 16;
    if (size <= values.capacity()) return;
    values.reserve(std::max({size, kFewest, values.capacity() + values.capacity() / 3}));
}

}  // namespace guanlan
