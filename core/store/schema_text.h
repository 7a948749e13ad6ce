// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/type.h"

#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

/// Names and types as JSON, exact in both directions: [{"name": "plays", "type": {"kind": "BIGINT"}}].
[[nodiscard]] std::string schemaToText(const Schema& schema);
/// Empty when the text is not one of ours.
[[nodiscard]] std::optional<Schema> schemaFromText(std::string_view text);

}  // namespace guanlan
