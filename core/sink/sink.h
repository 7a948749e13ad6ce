// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/batch/batch.h"
#include "core/config/secret_store.h"
#include "core/plan/plan.h"
#include "core/plan/planner.h"

#include <memory>
#include <span>
#include <string>

namespace guanlan {

struct SinkSettings {
    Zone zone{};
    std::string baseFolder{};
    SecretLookup secrets{};  ///< for passwords that tables name
};

/// Writes result rows to one table: at least once. Called by one thread.
class Sink {
  public:
    virtual ~Sink() = default;
    virtual Result<void> write(const Batch& rows) = 0;
    /// Returns when all rows written so far are with the other side.
    virtual Result<void> flush() = 0;
};

/// One kind of sink; the list is in sinks.cpp.
struct SinkKind {
    PlannerOptions::Component component;
    Result<std::unique_ptr<Sink>> (*create)(const TableDefinition& table, const SinkSettings& settings);
};
[[nodiscard]] std::span<const SinkKind* const> sinkKinds();
[[nodiscard]] Result<std::unique_ptr<Sink>> createSink(const TableDefinition& table,
                                                       const SinkSettings& settings);

}  // namespace guanlan
