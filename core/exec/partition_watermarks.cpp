// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/partition_watermarks.h"

#include <algorithm>

namespace guanlan {

void PartitionWatermarks::noteProgress(const PartitionProgress& progress) {
    PartitionView& view = m_partitions[progress.partition].view;
    view.partition = progress.partition;
    view.nextOffset = progress.nextOffset;
    view.endOffset = progress.endOffset;
    view.lost += progress.lostRecords;
}

void PartitionWatermarks::noteIdle(std::uint32_t partition) {
    PartitionView& view = m_partitions[partition].view;
    view.partition = partition;
    view.idle = true;
    recompute();
}

void PartitionWatermarks::noteRead(std::uint32_t partition, std::int64_t records) {
    PartitionView& view = m_partitions[partition].view;
    view.partition = partition;
    view.read += records;
}

PartitionWatermarks::Run PartitionWatermarks::begin(std::uint32_t partition) {
    Partition& own = m_partitions[partition];
    own.view.partition = partition;
    own.view.idle = false;
    Run run;
    run.m_delay = m_delay;
    run.m_largest = own.largest;
    run.m_watermark = m_watermark;
    for (const auto& [number, other] : m_partitions) {
        if (number != partition && !other.view.idle)
            run.m_others = std::min(run.m_others, watermarkOf(other));
    }
    return run;
}

void PartitionWatermarks::end(std::uint32_t partition, const Run& run) {
    m_partitions[partition].largest = run.m_largest;
    m_watermark = std::max(m_watermark, run.m_watermark);
}

void PartitionWatermarks::recompute() {
    Micros least = kMaxTime;
    bool any = false;
    for (const auto& [number, partition] : m_partitions) {
        if (partition.view.idle) continue;
        any = true;
        least = std::min(least, watermarkOf(partition));
    }
    if (any) m_watermark = std::max(m_watermark, least);
}

std::vector<PartitionView> PartitionWatermarks::views() const {
    std::vector<PartitionView> views;
    for (const auto& [number, partition] : m_partitions) {
        views.push_back(partition.view);
        views.back().watermark = watermarkOf(partition);
    }
    return views;
}

void PartitionWatermarks::save(StateBytes& out) const {
    out.integer(m_watermark);
    out.number(m_partitions.size());
    for (const auto& [number, partition] : m_partitions) {
        out.number(number);
        out.integer(partition.largest);
        out.integer(partition.view.nextOffset);
        out.integer(partition.view.read);
        out.integer(partition.view.bad);
        out.integer(partition.view.lost);
        out.number(partition.view.idle ? 1 : 0);
    }
}

bool PartitionWatermarks::restore(StateView& in) {
    m_watermark = in.integer();
    bool right = canBeWatermark(m_watermark);
    for (std::uint64_t left = in.number(); left > 0 && !in.damaged(); --left) {
        const auto number = static_cast<std::uint32_t>(in.number());
        Partition& partition = m_partitions[number];
        partition.view.partition = number;
        partition.largest = in.integer();
        right = right && canBeWatermark(partition.largest) && partition.largest != kMaxTime;
        partition.view.nextOffset = in.integer();
        partition.view.read = in.integer();
        partition.view.bad = in.integer();
        partition.view.lost = in.integer();
        partition.view.idle = in.number() != 0;
    }
    return right && !in.damaged();
}

}  // namespace guanlan
