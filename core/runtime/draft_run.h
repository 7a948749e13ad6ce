// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/batch/batch.h"
#include "core/config/secret_store.h"
#include "core/exec/accounting.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

namespace guanlan {

struct DraftSettings {
    const Clock* clock = nullptr;
    Zone zone{};  ///< unless the script sets one
    std::string baseFolder{};
    SecretLookup secrets{};
    std::int64_t mostRecords = 100'000;  ///< of every source
    std::size_t mostRows = 200;
    Micros longest = 8 * kSecond;
};

/// What a metric would show.
struct DraftRows {
    std::optional<Batch> rows{};  ///< the newest ones; empty: there were none
    std::int64_t made = 0;        ///< how many there were
    Accounting account{};
    Zone zone{};
};

/// Runs one metric of a script over records that are there: the newest of a Kafka topic, the first of files,
/// of generated events those of the last moments. All windows are closed at the end, so the outermost may
/// lack records. Nothing is kept. Called by a thread that may wait; stopped, it shows what it has.
[[nodiscard]] Result<DraftRows> runDraft(const std::string& script, const std::string& metric,
                                         const DraftSettings& settings, const std::atomic<bool>& stopping);

}  // namespace guanlan
