// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// A DDSketch: counts values in buckets that grow by 2%, so that every quantile is within 1% of a value that
/// has this rank. Merging loses nothing.
class QuantileSketch {
  public:
    /// NaN is left out.
    void add(double value);
    void combine(const QuantileSketch& other);
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    /// For a count above 0 and 0 <= fraction <= 1.
    [[nodiscard]] double quantile(double fraction) const;

    void save(std::string& out) const;
    /// Replaces what is here.
    [[nodiscard]] bool restore(std::string_view& in);
    [[nodiscard]] std::size_t bytes() const;

  private:
    /// Counts by bucket, from bucket `first` on. Beyond kMostBuckets the least sizes share one.
    struct Buckets {
        std::int32_t first = 0;
        std::vector<std::uint64_t> counts;

        [[nodiscard]] std::int32_t end() const { return first + static_cast<std::int32_t>(counts.size()); }
        void addOne(std::int32_t bucket);
        void add(std::int32_t bucket, std::uint64_t count);
        void combine(const Buckets& other);
        void save(std::string& out) const;
        [[nodiscard]] bool restore(std::string_view& in, std::uint64_t& total);
    };

    Buckets m_positive;
    Buckets m_negative;  // by size
    std::uint64_t m_zeros = 0;
    std::uint64_t m_count = 0;
};

}  // namespace guanlan
