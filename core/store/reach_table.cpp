// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reach_table.h"

#include "core/store/byte_stream.h"

namespace guanlan {

namespace {

constexpr std::int64_t kMostTimes = 200'000;  // of one metric: two days of a window that closes every second

}  // namespace

void saveReach(Database& database, const std::string& metric, const std::set<Micros>& times,
               const std::vector<SourceReach>& reach) {
    ByteWriter bytes;
    for (const SourceReach& partition : reach) {
        bytes.text(partition.source);
        bytes.varint(partition.partition);
        bytes.zigzag(partition.nextOffset);
    }
    for (const Micros at : times) {
        SqlStatement(database, "INSERT OR REPLACE INTO reach(metric, at, bytes) VALUES(?, ?, ?)", metric, at,
                     Blob{bytes.bytes()})
            .run();
    }
}

std::vector<SourceReach> readReach(Database& database, const std::string& metric, Micros at) {
    std::vector<SourceReach> reach;
    // A file that no writer has opened since it is kept does not have the table yet.
    if (!SqlStatement(database, "SELECT 1 FROM sqlite_master WHERE name = 'reach'").next()) return reach;
    SqlStatement query(database, "SELECT bytes FROM reach WHERE metric = ? AND at = ?", metric, at);
    if (!query.next()) return reach;
    ByteReader bytes(query.bytes(0));
    while (bytes.left() > 0 && !bytes.bad()) {
        SourceReach partition;
        partition.source = bytes.text();
        partition.partition = static_cast<std::uint32_t>(bytes.varint());
        partition.nextOffset = bytes.zigzag();
        reach.push_back(std::move(partition));
    }
    if (bytes.bad()) reach.clear();
    return reach;
}

void forgetOldReach(Database& database) {
    std::vector<std::string> metrics;
    {
        SqlStatement query(database, "SELECT DISTINCT name FROM metric");
        while (query.next())
            metrics.push_back(query.text(0));
    }
    for (const std::string& metric : metrics) {
        SqlStatement(database,
                     "DELETE FROM reach WHERE metric = ? AND at < (SELECT at FROM reach WHERE metric = ? "
                     "ORDER BY at DESC LIMIT 1 OFFSET ?)",
                     metric, metric, kMostTimes)
            .run();
    }
}

}  // namespace guanlan
