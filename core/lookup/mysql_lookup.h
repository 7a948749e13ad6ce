// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lookup/lookup.h"

namespace guanlan {

/// Whether Qt's driver is installed; the error names the package.
[[nodiscard]] Result<void> mysqlDriver();

/// A table of a MySQL or MariaDB server, through Qt's QMYSQL driver where it is installed. Answers are
/// remembered as the options say; the keys of a batch that are not known are asked for together, on a thread
/// of the table's own, and for at most 'connection.max-retry-timeout' (5 s).
[[nodiscard]] Result<std::unique_ptr<LookupTable>> createMysqlLookup(const LookupRequest& request,
                                                                     const LookupSettings& settings);

}  // namespace guanlan
