// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace guanlan {

/// One measured number. With `against`, `ratio` says how many times that one's figure this one is.
struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    std::string against{};
    double ratio = 0;
};

/// A NotFound error means "this machine cannot measure it" and is reported as skipped.
using Figures = Result<std::vector<Figure>>;

/// `names` begins the names of its figures; several are parted by spaces.
struct Benchmark {
    const char* names;
    Figures (*run)();
};

/// Wall-clock nanoseconds of one item: the best of `rounds` runs of `body`, which handles `items` each time.
/// The best, not the mean: whatever else the machine does only ever adds.
template <typename Body>
double nanosecondsAnItem(std::size_t items, Body&& body, int rounds = 5) {
    double best = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        body();
        const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - start;
        best = round == 0 ? spent.count() : std::min(best, spent.count());
    }
    return best / static_cast<double>(items);
}

/// Keeps the optimiser from removing what is measured.
template <typename T>
void keep(const T& value) {
    asm volatile("" : : "g"(&value) : "memory");
}

}  // namespace guanlan
