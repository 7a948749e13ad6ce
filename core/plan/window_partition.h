// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/relation.h"

#include <vector>

namespace guanlan::planning {

/// Windows that are made of the rows of each key apart: SESSION and COUNT_WINDOW.
[[nodiscard]] inline bool isPartitioned(const WindowSpec& spec) {
    return spec.kind == WindowKind::Session || spec.kind == WindowKind::Count;
}

/// The watermark closes the window, so its rows have an event time again: window_time.
[[nodiscard]] inline bool keepsEventTime(const WindowSpec& spec) {
    return spec.kind != WindowKind::Count && !spec.proctime;
}

/// One tumbling window over window_time for each end that the windows of `spec` have.
[[nodiscard]] WindowSpec windowPerEnd(const WindowSpec& spec);

/// What GROUP BY names beside the window must be what PARTITION BY names: otherwise it is not said of which
/// rows a session or a count is made.
[[nodiscard]] Result<void> checkPartition(const Relation& input, const std::vector<Expression>& keys,
                                          TextPosition position);

}  // namespace guanlan::planning
