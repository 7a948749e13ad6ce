// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchmarks.h"

namespace guanlan {

const std::vector<Benchmark>& benchmarks() {
    static const std::vector<Benchmark> list = {
        {"batch.dictionary", measureDictionary},
        {"batch.build", measureBatchBuilding},
        {"decode", measureDecoding},
        {"engine.taobao3", measureTaobao},
        {"engine.hop", measureHop},
        {"engine.metric", measureTenMetrics},
        {"engine.bytes_per engine.distinct1m_mb engine.memory", measureMemory},
        {"engine.scale", measureScale},
        {"history.flush5000 history.bytes", measureHistoryWriting},
        {"history.m4_1m history.year_open", measureHistoryReading},
        {"kafka.taobao3 kafka.alone", measureKafka},
        {"kafka.latency", measureLatency},
        {"pipeline", measurePipeline},
        {"ui.paint ui.repaint", measurePanels},
    };
    return list;
}

}  // namespace guanlan
