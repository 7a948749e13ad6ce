// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/journal.h"

#include "core/store/metric_blocks.h"

#include <memory>

namespace guanlan {

namespace {

// What the journal holds of one metric.
struct Gathered {
    explicit Gathered(const StoredMetric& stored)
        : metric(&stored),
          codec(stored.definition.schema, stored.definition.timeColumn),
          rows(stored.definition) {}
    const StoredMetric* metric;
    RowCodec codec;
    RowMerge rows;
};

}  // namespace

void JournalEntry::add(const StoredMetric& metric, const RowCodec& codec, const TimedRows& rows) {
    m_bytes.varint(static_cast<std::uint64_t>(metric.id));
    m_bytes.text(codec.encode(rows));
}

void JournalEntry::save(Database& database) {
    if (m_bytes.bytes().empty()) return;
    SqlStatement(database, "INSERT INTO journal(bytes) VALUES(?)", Blob{m_bytes.bytes()}).run();
}

void forEachInJournal(Database& database,
                      const std::function<void(std::int64_t metric, std::string_view rows)>& visit) {
    SqlStatement query(database, "SELECT bytes FROM journal ORDER BY id");
    while (query.next()) {
        ByteReader from(query.bytes(0));
        while (from.left() > 0 && !database.failed()) {
            const auto metric = static_cast<std::int64_t>(from.varint());
            const std::string_view rows = from.text();
            if (!from.bad()) visit(metric, rows);
        }
        if (from.bad()) database.fail(damagedRows(database, "journal"));
    }
}

void compactJournal(Database& database) {
    const std::vector<StoredMetric> metrics = readMetrics(database);
    std::map<std::int64_t, std::unique_ptr<Gathered>> gathered;
    for (const StoredMetric& metric : metrics)
        gathered.emplace(metric.id, std::make_unique<Gathered>(metric));
    forEachInJournal(database, [&](std::int64_t metric, std::string_view bytes) {
        const auto found = gathered.find(metric);
        if (found == gathered.end()) return database.fail(damagedRows(database, "journal"));
        std::optional<TimedRows> rows = found->second->codec.decode(bytes);
        if (!rows) return database.fail(damagedRows(database, found->second->metric->definition.name));
        found->second->rows.add(std::move(*rows));
    });
    for (const auto& [id, entry] : gathered) {
        if (database.failed()) return;
        entry->rows.order();
        mergeIntoBlocks(database, *entry->metric, entry->rows);
    }
    SqlStatement(database, "DELETE FROM journal").run();
}

}  // namespace guanlan
