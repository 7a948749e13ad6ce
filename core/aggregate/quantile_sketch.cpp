// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/quantile_sketch.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace guanlan {

namespace {

constexpr double kAccuracy = 0.01;
constexpr double kGamma = (1 + kAccuracy) / (1 - kAccuracy);
constexpr std::size_t kMostBuckets = 4096;
constexpr std::int32_t kFarthestBucket = 40'000;  // beyond the range of doubles

std::int32_t computeBucket(double size) {
    static const double perLog = 1 / std::log(kGamma);
    const double bounded = std::min(size, std::numeric_limits<double>::max());
    return static_cast<std::int32_t>(std::ceil(std::log(bounded) * perLog));
}

/// Buckets without a logarithm, for sizes that are neither tiny nor huge: by the exponent and the first bits
/// of the fraction, which leave two buckets at most.
class BucketTable {
  public:
    BucketTable() {
        for (std::uint64_t i = 0; i < kCells; ++i)
            m_cells[i] = cellFrom((kFirst + i) << kShift, (kFirst + i + 1) << kShift);
    }
    [[nodiscard]] std::int32_t bucketOf(double size) const {
        const std::uint64_t cell = (std::bit_cast<std::uint64_t>(size) >> kShift) - kFirst;
        if (cell >= kCells) return computeBucket(size);
        return m_cells[cell].bucket + (size >= m_cells[cell].next ? 1 : 0);
    }

  private:
    struct Cell {
        double next = std::numeric_limits<double>::infinity();  ///< from where on it is the bucket after it
        std::int32_t bucket = 0;
    };
    static constexpr unsigned kFractionBits = 6;
    static constexpr unsigned kShift = 52 - kFractionBits;
    static constexpr std::uint64_t kFirst = std::uint64_t{1023 - 4} << kFractionBits;  // 1/16
    static constexpr std::uint64_t kCells = std::uint64_t{4 + 36} << kFractionBits;    // to 2^36
    static_assert(1.0 / (1U << kFractionBits) < kGamma - 1);

    static Cell cellFrom(std::uint64_t begin, std::uint64_t end) {
        Cell cell{.bucket = computeBucket(std::bit_cast<double>(begin))};
        if (computeBucket(std::bit_cast<double>(end - 1)) == cell.bucket) return cell;
        --end;  // lies in the next bucket, as `begin` does in this one
        while (end - begin > 1) {
            const std::uint64_t middle = begin + (end - begin) / 2;
            (computeBucket(std::bit_cast<double>(middle)) == cell.bucket ? begin : end) = middle;
        }
        cell.next = std::bit_cast<double>(end);
        return cell;
    }

    std::array<Cell, kCells> m_cells;
};

std::int32_t bucketOf(double size) {
    static const BucketTable table;
    return table.bucketOf(size);
}

/// The value whose distance from both ends of the bucket is the same share.
double valueOf(std::int32_t bucket) {
    return 2 * std::pow(kGamma, bucket) / (kGamma + 1);
}

}  // namespace

void QuantileSketch::Buckets::addOne(std::int32_t bucket) {
    const auto at = static_cast<std::size_t>(std::int64_t{bucket} - first);  // huge when it lies before
    if (at < counts.size()) {
        ++counts[at];
    } else {
        add(bucket, 1);
    }
}

void QuantileSketch::Buckets::add(std::int32_t bucket, std::uint64_t count) {
    if (counts.empty()) first = bucket;
    if (bucket < first) {
        const auto room = static_cast<std::int32_t>(kMostBuckets - counts.size());
        const std::int32_t more = std::min(first - bucket, room);
        counts.insert(counts.begin(), static_cast<std::size_t>(more), 0);
        first -= more;
        bucket = std::max(bucket, first);
    }
    auto at = static_cast<std::size_t>(bucket - first);
    if (at >= counts.size()) counts.resize(at + 1);
    counts[at] += count;
    if (counts.size() <= kMostBuckets) return;
    const std::size_t surplus = counts.size() - kMostBuckets;
    for (std::size_t i = 0; i < surplus; ++i)
        counts[surplus] += counts[i];
    counts.erase(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(surplus));
    first += static_cast<std::int32_t>(surplus);
}

void QuantileSketch::Buckets::combine(const Buckets& other) {
    if (other.counts.empty()) return;
    if (counts.empty()) {
        *this = other;
        return;
    }
    const std::int32_t from = std::min(first, other.first);
    const auto size = static_cast<std::size_t>(std::max(end(), other.end()) - from);
    if (size <= kMostBuckets) {
        counts.insert(counts.begin(), static_cast<std::size_t>(first - from), 0);
        first = from;
        if (counts.size() < size) counts.resize(size);
        std::uint64_t* into = counts.data() + (other.first - from);
        for (std::size_t i = 0; i < other.counts.size(); ++i)
            into[i] += other.counts[i];
        return;
    }
    // From the largest on, so that it is the least that share a bucket.
    for (std::size_t i = other.counts.size(); i-- > 0;) {
        if (other.counts[i] > 0) add(other.first + static_cast<std::int32_t>(i), other.counts[i]);
    }
}

void QuantileSketch::Buckets::save(std::string& out) const {
    appendNumber(out, first);
    appendCount(out, counts.size());
    for (const std::uint64_t count : counts)
        appendCount(out, count);
}

bool QuantileSketch::Buckets::restore(std::string_view& in, std::uint64_t& total) {
    std::uint64_t size = 0;
    if (!readNumber(in, first) || !readCount(in, size) || size > kMostBuckets) return false;
    if (first < -kFarthestBucket || first > kFarthestBucket) return false;
    counts.assign(size, 0);
    for (std::uint64_t& count : counts) {
        if (!readCount(in, count)) return false;
        total += count;
    }
    return true;
}

void QuantileSketch::add(double value) {
    if (std::isnan(value)) return;
    ++m_count;
    if (value == 0) {
        ++m_zeros;
    } else if (value > 0) {
        m_positive.addOne(bucketOf(value));
    } else {
        m_negative.addOne(bucketOf(-value));
    }
}

void QuantileSketch::combine(const QuantileSketch& other) {
    m_positive.combine(other.m_positive);
    m_negative.combine(other.m_negative);
    m_zeros += other.m_zeros;
    m_count += other.m_count;
}

double QuantileSketch::quantile(double fraction) const {
    auto rank = static_cast<std::uint64_t>(fraction * static_cast<double>(m_count - 1));
    for (std::size_t i = m_negative.counts.size(); i-- > 0;) {
        if (rank < m_negative.counts[i]) return -valueOf(m_negative.first + static_cast<std::int32_t>(i));
        rank -= m_negative.counts[i];
    }
    if (rank < m_zeros) return 0;
    rank -= m_zeros;
    std::int32_t bucket = m_positive.first;
    for (const std::uint64_t count : m_positive.counts) {
        if (rank < count) break;
        rank -= count;
        ++bucket;
    }
    return valueOf(bucket);
}

void QuantileSketch::save(std::string& out) const {
    appendCount(out, m_zeros);
    m_positive.save(out);
    m_negative.save(out);
}

bool QuantileSketch::restore(std::string_view& in) {
    if (!readCount(in, m_zeros)) return false;
    m_count = m_zeros;
    return m_positive.restore(in, m_count) && m_negative.restore(in, m_count);
}

std::size_t QuantileSketch::bytes() const {
    return (m_positive.counts.capacity() + m_negative.counts.capacity()) * sizeof(std::uint64_t);
}

}  // namespace guanlan
