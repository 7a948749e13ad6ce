// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/store/metric_table.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

namespace guanlan {

/// Rows of one commit, encoded per metric, that go into the journal as ONE blob.
class JournalEntry {
  public:
    void add(const StoredMetric& metric, const RowCodec& codec, const TimedRows& rows);
    /// Writes the blob inside the caller's transaction; nothing when there are no rows.
    void save(Database& database);

  private:
    ByteWriter m_bytes;
};

/// Calls back for the rows of every metric in every entry, oldest first; RowCodec decodes them.
void forEachInJournal(Database& database,
                      const std::function<void(std::int64_t metric, std::string_view rows)>& visit);

/// Moves all rows from the journal into blocks, inside the caller's transaction.
void compactJournal(Database& database);

}  // namespace guanlan
