// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/batch.h"

#include <string>
#include <string_view>

namespace guanlan {

/// A batch from a text table, for tests that read like examples:
///     region STRING | plays BIGINT | at TIMESTAMP(3)
///     广东          | 3            | 2026-03-01 08:00:00
///     NULL          | 4            | 2026-03-01 08:00:01
/// Types: BOOLEAN, INT, BIGINT, DOUBLE, STRING, DECIMAL(p,s), TIMESTAMP(3), TIMESTAMP_LTZ(3) (written as
/// UTC). A mistake in the table aborts the test.
[[nodiscard]] Batch batchFromText(std::string_view table);

/// The same the other way, columns joined by " | ", rows by newlines, no header; nulls are NULL. Where rows
/// change others each begins with what it does: +I, -U, +U, -D.
[[nodiscard]] std::string textOf(const Batch& batch);

}  // namespace guanlan
