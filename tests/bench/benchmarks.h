// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/benchmark.h"

#include <vector>

namespace guanlan {

/// All benchmarks in the order they run. A new one: a function below and a line in benchmarks.cpp.
const std::vector<Benchmark>& benchmarks();

// bench_panels.cpp, or no_bench_panels.cpp in a build without the UI: then NotFound
Figures measurePanels();

// bench_decode.cpp
Figures measureDecoding();

// bench_batch.cpp
Figures measureDictionary();
Figures measureBatchBuilding();

// bench_engine.cpp: a file of events through SQL to result rows
Figures measureTaobao();
Figures measureHop();
Figures measureTenMetrics();
Figures measureScale();

// bench_memory.cpp
Figures measureMemory();

// bench_history.cpp
Figures measureHistoryWriting();
Figures measureHistoryReading();

// bench_pipeline.cpp
Figures measureKafka();
Figures measureLatency();
Figures measurePipeline();

}  // namespace guanlan
