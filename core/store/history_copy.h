// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace guanlan {

/// Gets the share done, 0 to 1; false gives the work up (Cancelled).
using ShareDone = std::function<bool(double)>;

struct HistoryCheck {
    std::int64_t blocks = 0;
    std::int64_t rows = 0;
    std::vector<std::string> findings{};  ///< empty: the file is sound
};

/// Reads all of the history in `folder`: the structure of the file, and every row with its checksum. Beside
/// a running writer or without one.
[[nodiscard]] Result<HistoryCheck> checkHistory(const std::string& folder, const ShareDone& progress = {});

/// Writes the history in `folder` as it is at this moment into ONE new file, also while it is written. A
/// file of that name is refused, and what was half written is removed.
[[nodiscard]] Result<void> backUpHistory(const std::string& folder, const std::string& file,
                                         const ShareDone& progress = {});

/// Whether the file is a sound backup that this version can put back; changes nothing.
[[nodiscard]] Result<void> checkBackup(const std::string& file, const ShareDone& progress = {});

/// Puts a checked copy of the backup `file` in the place of the history in `folder`, which nobody may be
/// using. What was there stays beside it; the answer is its new path, empty where there was none.
[[nodiscard]] Result<std::string> restoreHistory(const std::string& folder, const std::string& file,
                                                 Micros now, const ShareDone& progress = {});

}  // namespace guanlan
