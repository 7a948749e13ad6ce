// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/quantile_sketch.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace guanlan {

namespace {

constexpr double kAccuracy = 0.01;
constexpr double kGamma = (1 + kAccuracy) / (1 - kAccuracy);
constexpr std::size_t kMostBuckets = 4096;
constexpr std::int32_t kFarthestBucket = 40'000;  // beyond the range of doubles

std::int32_t bucketOf(double size) {
    static const double perLog = 1 / std::log(kGamma);
    const double bounded = std::min(size, std::numeric_limits<double>::max());
    return static_cast<std::int32_t>(std::ceil(std::log(bounded) * perLog));
}

/// The value whose distance from both ends of the bucket is the same share.
double valueOf(std::int32_t bucket) {
    return 2 * std::pow(kGamma, bucket) / (kGamma + 1);
}

}  // namespace

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
    // From the largest on, so that room is made once.
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
        m_positive.add(bucketOf(value), 1);
    } else {
        m_negative.add(bucketOf(-value), 1);
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
