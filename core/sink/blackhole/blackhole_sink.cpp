// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/blackhole/blackhole_sink.h"

namespace guanlan {

namespace {

class BlackholeSink final : public Sink {
  public:
    Result<void> write(const Batch&) override { return {}; }
    Result<void> flush() override { return {}; }
};

Result<std::unique_ptr<Sink>> create(const TableDefinition&, const SinkSettings&) {
    return std::unique_ptr<Sink>(std::make_unique<BlackholeSink>());
}

}  // namespace

const SinkKind kBlackholeSink{.component = {.name = "blackhole", .sink = true}, .create = create};

}  // namespace guanlan
