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
        {"engine.metric10", measureTenMetrics},
        {"engine.memory", measureMemory},
        {"engine.scale", measureScale},
        {"pipeline", measurePipeline},
        {"ui.paint", measurePanels},
    };
    return list;
}

}  // namespace guanlan
