// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/nearest_name.h"

#include "core/sql/token.h"

#include <algorithm>
#include <vector>

namespace guanlan::sql {

namespace {

/// Longer names cannot be typing mistakes of each other, and would cost quadratic time.
constexpr std::size_t kLongestName = 200;

}  // namespace

std::size_t editDistance(std::string_view first, std::string_view second) {
    const std::string a = upperCase(first);
    const std::string b = upperCase(second);
    std::vector<std::size_t> beforeLast(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = a[i - 1] == b[j - 1];
            current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                current[j] = std::min(current[j], beforeLast[j - 2] + 1);
            }
        }
        std::swap(beforeLast, last);
        std::swap(last, current);
    }
    return last[b.size()];
}

std::optional<std::string> nearestName(std::string_view name, std::span<const std::string> candidates) {
    if (name.size() > kLongestName) return std::nullopt;
    const std::string* best = nullptr;
    std::size_t bestDistance = (name.size() < 2 ? 0 : std::max<std::size_t>(1, name.size() / 3)) + 1;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > kLongestName) continue;
        const std::size_t distance = editDistance(name, candidate);
        if (distance < bestDistance) {
            best = &candidate;
            bestDistance = distance;
        }
    }
    if (best == nullptr) return std::nullopt;
    return *best;
}

std::string didYouMean(std::string_view name, std::span<const std::string> candidates) {
    const auto nearest = nearestName(name, candidates);
    return nearest ? "did you mean '" + *nearest + "'?" : std::string();
}

}  // namespace guanlan::sql
