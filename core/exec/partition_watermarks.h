// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/job.h"
#include "core/exec/state_bytes.h"

#include <cstdint>
#include <map>
#include <vector>

namespace guanlan {

/// The watermark of one source: per partition the largest event time minus the delay, over all the least of
/// those that are not idle. A known partition without a record holds it back; it never goes back.
class PartitionWatermarks {
  public:
    explicit PartitionWatermarks(Micros delay) : m_delay(delay) {}

    void noteProgress(const PartitionProgress& progress);
    void noteIdle(std::uint32_t partition);
    void noteRead(std::uint32_t partition, std::int64_t records);
    void noteBad(std::uint32_t partition, std::int64_t records) {
        m_partitions[partition].view.bad += records;
    }

    /// One row after the other of a run of one partition.
    class Run {
      public:
        /// The watermark before the row, which then advances it.
        Micros before(Micros eventTime) {
            const Micros now = m_watermark;
            if (eventTime > m_largest) {
                m_largest = eventTime;
                m_watermark = std::max(m_watermark, std::min(m_others, eventTime - m_delay));
            }
            return now;
        }
        /// The watermark before a row that does not advance it.
        [[nodiscard]] Micros current() const { return m_watermark; }

      private:
        friend class PartitionWatermarks;
        Micros m_largest = kMinTime;
        Micros m_watermark = kMinTime;
        Micros m_others = kMaxTime;
        Micros m_delay = 0;
    };
    [[nodiscard]] Run begin(std::uint32_t partition);
    void end(std::uint32_t partition, const Run& run);

    [[nodiscard]] Micros watermark() const { return m_watermark; }
    [[nodiscard]] std::vector<PartitionView> views() const;

    void save(StateBytes& out) const;
    [[nodiscard]] bool restore(StateView& in);

  private:
    struct Partition {
        PartitionView view{};
        Micros largest = kMinTime;
    };
    [[nodiscard]] Micros watermarkOf(const Partition& partition) const {
        return partition.largest == kMinTime ? kMinTime : partition.largest - m_delay;
    }
    void recompute();

    Micros m_delay;
    Micros m_watermark = kMinTime;
    std::map<std::uint32_t, Partition> m_partitions;
};

}  // namespace guanlan
