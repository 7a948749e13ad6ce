// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

namespace guanlan {

/// A well-mixed number that depends on all its parts; for decisions that must come out the same on every run.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31);
}
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    return mixed(mixed(a) ^ b);
}

/// SplitMix64: small, fast, the same on every machine (the standard distributions are not).
class Random {
  public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() {
        const std::uint64_t value = mixed(m_state);
        m_state += 0x9E3779B97F4A7C15U;
        return value;
    }
    /// In [0, 1).
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    std::uint32_t below(std::uint32_t limit) {
        return static_cast<std::uint32_t>(((next() >> 32) * limit) >> 32);
    }
    double normal() {
        const double radius = std::sqrt(-2 * std::log(1 - unit()));
        return radius * std::cos(2 * std::numbers::pi * unit());
    }
    std::int64_t poisson(double mean) {
        if (mean > 30) return std::max<std::int64_t>(0, std::llround(mean + std::sqrt(mean) * normal()));
        const double limit = std::exp(-mean);
        std::int64_t count = 0;
        for (double product = unit(); product > limit; product *= unit())
            ++count;
        return count;
    }

  private:
    std::uint64_t m_state;
};

/// Picks indexes in proportion to weights, in constant time (Walker's alias method).
class WeightedPick {
  public:
    WeightedPick() = default;
    explicit WeightedPick(std::span<const double> weights);
    std::uint32_t operator()(Random& random) const {
        const std::uint32_t slot = random.below(static_cast<std::uint32_t>(m_keep.size()));
        return random.unit() < m_keep[slot] ? slot : m_alias[slot];
    }

  private:
    std::vector<double> m_keep;
    std::vector<std::uint32_t> m_alias;
};

}  // namespace guanlan
