// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/exec/accounting.h"
#include "core/exec/job.h"
#include "core/source/source.h"
#include "core/store/store.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

/// The records of one source on their way into one metric; the partitions add up to the whole.
struct PipelineSource {
    std::string name;
    Accounting accounting{};
    std::vector<PartitionAccounting> partitions{};
};

/// The live part of one metric. `recent` are the newest final batches in order; the first of them has the
/// sequence number `firstSequence`, so that a reader who saw up to N takes those after N, and reloads from
/// history when N + 1 < firstSequence.
struct MetricLive {
    MetricDefinition definition{};
    std::uint64_t firstSequence = 1;
    std::vector<BatchPtr> recent{};
    BatchPtr provisional{};   ///< rows of the open windows as of now; replaces the previous provisional rows
    Accounting accounting{};  ///< of the records of all its sources
    std::vector<PipelineSource> sources{};
    std::vector<OperatorAccounting> operators{};  ///< from the sources to the result
};

struct SourceLive {
    std::string name;
    SourceHealth health{};
    SourceView view{};
    double recordsPerSecond = 0;
    std::int64_t lag = 0;         ///< records between read position and end, 0 when unknown
    double catchUpPerSecond = 0;  ///< by how much the lag gets less; negative: more
};

struct StoreLive {
    bool saving = true;
    std::optional<Error> problem{};
    Micros notSavedSince = 0;  ///< wall clock, while `saving` is false
    std::int64_t commits = 0;
    std::int64_t bytesOnDisk = 0;
};

/// Everything the screens show of a running workspace, at one moment. Immutable; replaced, never queued.
struct Snapshot {
    Micros began = 0;  ///< wall clock, of the run; runs that follow one another differ
    std::uint64_t number = 0;
    Micros taken = 0;             ///< wall clock
    Micros watermark = kMinTime;  ///< least over all sources
    std::map<std::string, MetricLive> metrics{};
    std::vector<SourceLive> sources{};
    std::vector<AlarmState> alarms{};             ///< those not Normal
    std::vector<AlarmTransition> recentAlarms{};  ///< newest last, bounded
    StoreLive store{};
    std::size_t queueDepth = 0;
    std::size_t queueCapacity = 0;
    bool elsewhere = false;                  ///< the run is that of another program
    std::optional<Error> endpointProblem{};  ///< why a Prometheus cannot read it
    std::optional<Error> stopped{};          ///< the run has ended with this error
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

}  // namespace guanlan
