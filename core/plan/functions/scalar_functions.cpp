// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/function_lists.h"
#include "core/plan/scalar_function.h"

#include <algorithm>

namespace guanlan {

namespace {

std::vector<const ScalarFunction*> joined() {
    std::vector<const ScalarFunction*> all;
    for (const auto list :
         {arithmeticFunctions(),    arrayFunctions(),      castFunctions(),        characterFunctions(),
          clockFunctions(),         comparisonFunctions(), conditionalFunctions(), digestFunctions(),
          jsonFunctions(),          jsonMakingFunctions(), logicFunctions(),       mathFunctions(),
          nestedFunctions(),        patternFunctions(),    roundingFunctions(),    similarFunctions(),
          splitFunctions(),         temporalFunctions(),   textFunctions(),        timeTextFunctions(),
          trigonometricFunctions(), urlFunctions()}) {
        for (const ScalarFunction& function : list)
            all.push_back(&function);
    }
    std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
    return all;
}

}  // namespace

std::span<const ScalarFunction* const> scalarFunctions() {
    static const std::vector<const ScalarFunction*> all = joined();
    return all;
}

const ScalarFunction* findScalarFunction(std::string_view name) {
    const auto all = scalarFunctions();
    const auto it = std::lower_bound(all.begin(), all.end(), name, [](const auto* function, auto wanted) {
        return function->name < wanted;
    });
    return it != all.end() && (*it)->name == name ? *it : nullptr;
}

}  // namespace guanlan
