// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"
#include "core/exec/row_trace.h"

#include <map>
#include <string>
#include <vector>

namespace guanlan {

/// A record as it came.
struct KeptRecord {
    std::string bytes;      ///< the first part of a long one
    std::int64_t size = 0;  ///< all of it
    std::string file{};     ///< where it is a file's
    std::int64_t line = 0;  ///< in that file, from 1
};

/// Keeps the records of one source from the moment they come until it is known whether they are asked for.
class RecordKeeper final : public RecordTap {
  public:
    explicit RecordKeeper(std::size_t source) : m_source(source) {}

    void hear(const RawRecord& record) override;
    /// Of the records that the batch covers those that are not among its rows.
    [[nodiscard]] std::vector<RowTrace::Record> undecoded(const SourceBatch& batch) const;
    /// Null when it is not, or no longer, kept.
    [[nodiscard]] const KeptRecord* find(const RowTrace::Record& record) const;
    /// What the batch covers is of no more interest.
    void forget(const SourceBatch& batch);
    /// Smallest offset heard, by partition.
    [[nodiscard]] const std::map<std::uint32_t, std::int64_t>& firstOffsets() const { return m_first; }

  private:
    using Records = std::map<std::int64_t, KeptRecord>;  // by offset
    std::size_t m_source;
    std::map<std::uint32_t, Records> m_waiting;
    std::map<std::uint32_t, std::int64_t> m_first;
};

}  // namespace guanlan
