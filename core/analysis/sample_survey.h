// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/sample_message.h"
#include "core/analysis/time_format.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace guanlan {

/// What the sampled records hold at one place.
struct FieldTally {
    std::vector<std::string> path{};  ///< keys from the outside in
    std::size_t present = 0;          ///< records that have it, nulls included
    std::size_t nulls = 0;
    std::size_t booleans = 0;
    std::size_t integers = 0;
    std::size_t reals = 0;
    std::size_t texts = 0;
    std::size_t objects = 0;
    std::size_t arrays = 0;
    std::size_t arrayScalars[3] = {0, 0, 0};  ///< elements: whole numbers, other numbers, texts
    std::size_t huge = 0;                     ///< integers beyond 64 bits
    // Of the texts:
    std::size_t numericTexts = 0;  ///< without leading zeros
    std::size_t decimalTexts = 0;  ///< of those with a point
    std::size_t longestFraction = 0;
    std::size_t empties = 0;
    std::size_t provinces = 0;
    std::size_t spaced = 0;
    std::size_t letters = 0;  ///< bytes of all texts
    /// Of texts and numbers together.
    std::array<std::size_t, kTimeFormats> times{};
    double least = 0;
    double most = 0;
    static constexpr std::size_t kMostDistinct = 2000;
    std::unordered_set<std::string> distinct{};  ///< stops growing at kMostDistinct
    std::vector<std::string> examples{};         ///< the first three that differ
    std::size_t order = 0;                       ///< in which it was first seen

    [[nodiscard]] std::size_t values() const { return present - nulls; }
    [[nodiscard]] std::size_t scalars() const { return booleans + integers + reals + texts; }
    [[nodiscard]] std::string joined(std::string_view separator) const;
};

/// Reads sampled records and counts what they hold. Bounded: whatever a topic holds, it keeps at most
/// kMostFields places.
class SampleSurvey {
  public:
    static constexpr std::size_t kMostFields = 20'000;
    static constexpr std::size_t kMostDepth = 4;

    SampleSurvey();
    ~SampleSurvey();
    SampleSurvey(const SampleSurvey&) = delete;
    SampleSurvey& operator=(const SampleSurvey&) = delete;

    void add(const SampleMessage& message);

    [[nodiscard]] std::size_t records() const { return m_records; }
    [[nodiscard]] std::size_t objects() const { return m_objects; }
    [[nodiscard]] std::size_t broken() const { return m_broken; }        ///< no JSON
    [[nodiscard]] std::size_t otherJson() const { return m_otherJson; }  ///< JSON, but no object
    [[nodiscard]] std::size_t cut() const { return m_cut; }              ///< too large to be read whole
    [[nodiscard]] std::size_t withoutValue() const { return m_withoutValue; }
    [[nodiscard]] bool tooManyFields() const { return m_tooManyFields; }
    /// In the order in which they were first seen.
    [[nodiscard]] std::vector<const FieldTally*> fields() const;

  private:
    struct Reader;
    std::unique_ptr<Reader> m_reader;
    std::map<std::string, FieldTally> m_fields{};  // by the path with '\0' between keys
    std::size_t m_records = 0;
    std::size_t m_objects = 0;
    std::size_t m_broken = 0;
    std::size_t m_otherJson = 0;
    std::size_t m_cut = 0;
    std::size_t m_withoutValue = 0;
    bool m_tooManyFields = false;
};

/// The text of a scalar at a place of a JSON object; empty where there is none.
class FieldFinder {
  public:
    FieldFinder();
    ~FieldFinder();
    FieldFinder(const FieldFinder&) = delete;
    FieldFinder& operator=(const FieldFinder&) = delete;
    [[nodiscard]] std::optional<std::string> find(const std::string& json,
                                                  const std::vector<std::string>& path);

  private:
    struct Reader;
    std::unique_ptr<Reader> m_reader;
};

}  // namespace guanlan
