// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/grid_arrangement.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace guanlan {

namespace {

bool free(const std::vector<QRect>& placed, const QRect& cell) {
    return std::none_of(placed.begin(), placed.end(),
                        [&](const QRect& other) { return other.intersects(cell); });
}

}  // namespace

QRect fitted(const QRect& cell, const QSize& smallest) {
    const int width = std::clamp(cell.width(), std::min(smallest.width(), kGridColumns), kGridColumns);
    const int height = std::max(cell.height(), smallest.height());
    const int left = std::clamp(cell.x(), 0, kGridColumns - width);
    return {left, std::max(cell.y(), 0), width, height};
}

std::vector<QRect> arranged(std::vector<QRect> cells, const std::vector<std::size_t>& moved) {
    const auto isMoved = [&moved](std::size_t i) {
        return std::find(moved.begin(), moved.end(), i) != moved.end();
    };
    int top = std::numeric_limits<int>::max();
    for (const std::size_t i : moved)
        top = std::min(top, cells[i].y());
    std::vector<std::size_t> order(cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (cells[a].y() != cells[b].y()) return cells[a].y() < cells[b].y();
        if (isMoved(a) != isMoved(b)) return isMoved(a);
        return cells[a].x() < cells[b].x();
    });
    // Cells whose middle the moved ones have passed keep their place above; all others they cover go below.
    if (!moved.empty()) {
        const auto rest = std::stable_partition(order.begin(), order.end(), [&](std::size_t i) {
            return !isMoved(i) && 2 * cells[i].y() + cells[i].height() <= 2 * top;
        });
        std::stable_partition(rest, order.end(), isMoved);
    }
    std::vector<QRect> placed;
    for (const std::size_t i : order) {
        QRect cell = cells[i];
        while (!free(placed, cell))
            cell.translate(0, 1);
        while (cell.y() > 0 && free(placed, cell.translated(0, -1)))
            cell.translate(0, -1);
        cells[i] = cell;
        placed.push_back(cell);
    }
    return cells;
}

QRect freePlace(const std::vector<QRect>& cells, const QSize& size) {
    for (int row = 0;; ++row) {
        for (int column = 0; column + size.width() <= kGridColumns; ++column) {
            const QRect cell(QPoint(column, row), size);
            if (free(cells, cell)) return cell;
        }
    }
}

int rowsUsed(const std::vector<QRect>& cells) {
    int rows = 0;
    for (const QRect& cell : cells)
        rows = std::max(rows, cell.y() + cell.height());
    return rows;
}

}  // namespace guanlan
