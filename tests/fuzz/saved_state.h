// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/map_state.h"
#include "tests/support/operator_scripts.h"
#include "tests/support/plan_ingredients.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace guanlan {

/// The plan of a script with the state that a run of it saved, and that state as bytes for a fuzzer to
/// damage.
struct SavedScript {
    std::string name;
    Plan plan;
    std::vector<std::string> scopes;
    MapState state;
    PlanIngredients ingredients;
};

/// One for each operator script.
[[nodiscard]] const std::vector<SavedScript>& savedScripts();

/// The number of the script (two bytes), then entry by entry: the number of the scope (one byte), the key and
/// the segment (two bytes of size before each), without its seal: the fuzzer looks behind it.
[[nodiscard]] std::string bytesOf(std::size_t script);

/// The other way; reads whatever bytes there are.
[[nodiscard]] std::size_t scriptIn(std::span<const std::uint8_t> bytes);
[[nodiscard]] MapState stateIn(std::span<const std::uint8_t> bytes);

}  // namespace guanlan
