// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

#include <vector>

namespace guanlan {

inline constexpr int kGridColumns = 24;

/// A cell brought inside the grid's columns and to at least its smallest size.
[[nodiscard]] QRect fitted(const QRect& cell, const QSize& smallest);

/// Where everything lies once the cells `moved` have the places the user gave them: what they cover moves
/// down, and everything moves up as far as it can, so that no holes stay. Cells never overlap in the result.
[[nodiscard]] std::vector<QRect> arranged(std::vector<QRect> cells, const std::vector<std::size_t>& moved);

/// The first free place for a new cell, reading row by row.
[[nodiscard]] QRect freePlace(const std::vector<QRect>& cells, const QSize& size);

[[nodiscard]] int rowsUsed(const std::vector<QRect>& cells);

}  // namespace guanlan
