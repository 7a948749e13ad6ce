// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_blocks.h"

#include <algorithm>

namespace guanlan {

namespace {

struct BlockRange {
    std::int64_t id = 0;
    Micros first = 0;
    Micros last = 0;
    std::int64_t rows = 0;
};

// Blocks that are rewritten together, and the fresh rows [from, to) that belong to them. More than one block
// only where a single time fills several.
struct Rewrite {
    std::vector<BlockRange> blocks{};
    std::size_t from = 0;
    std::size_t to = 0;
};

// The blocks that overlap [first, last], and the one before them; in order of time.
std::vector<BlockRange> blocksAround(Database& database, std::int64_t metric, Micros first, Micros last) {
    std::vector<BlockRange> blocks;
    {
        SqlStatement before(database,
                            "SELECT id, first, last, row_count FROM block WHERE metric = ? AND last < ? "
                            "ORDER BY last DESC, first DESC, id DESC LIMIT 1",
                            metric, first);
        if (before.next())
            blocks.push_back({before.integer(0), before.integer(1), before.integer(2), before.integer(3)});
    }
    SqlStatement overlapping(
        database,
        "SELECT id, first, last, row_count FROM block WHERE metric = ? AND last >= ? AND "
        "first <= ? ORDER BY last, first, id",
        metric, first, last);
    while (overlapping.next())
        blocks.push_back(
            {overlapping.integer(0), overlapping.integer(1), overlapping.integer(2), overlapping.integer(3)});
    return blocks;
}

// Groups of blocks that share a time at their border.
std::vector<std::vector<BlockRange>> groupsOf(const std::vector<BlockRange>& blocks) {
    std::vector<std::vector<BlockRange>> groups;
    for (const BlockRange& block : blocks) {
        if (groups.empty() || groups.back().back().last < block.first) groups.emplace_back();
        groups.back().push_back(block);
    }
    return groups;
}

// How many rows a block of this metric aims at.
std::size_t blockAim(const RowMerge& rows) {
    std::size_t times = 1;
    for (std::size_t row = 1; row < rows.rows(); ++row)
        times += rows.time(row) != rows.time(row - 1) ? 1 : 0;
    return std::clamp(rows.rows() / times * kBlockTimes, kBlockRows, kMostBlockRows);
}

std::vector<Rewrite> planRewrites(const std::vector<std::vector<BlockRange>>& groups, const RowMerge& fresh,
                                  std::size_t aim) {
    std::vector<Rewrite> rewrites;
    std::size_t row = 0;
    const auto firstAt = [&fresh](std::size_t from, auto&& beyond) {
        std::size_t to = from;
        while (to < fresh.rows() && !beyond(fresh.time(to)))
            ++to;
        return to;
    };
    const auto take = [&rewrites](std::vector<BlockRange> blocks, std::size_t from, std::size_t to) {
        if (from < to) rewrites.push_back({std::move(blocks), from, to});
    };
    if (groups.empty()) {
        take({}, 0, fresh.rows());
        return rewrites;
    }
    const Micros begin = groups.front().front().first;
    row = firstAt(0, [begin](Micros time) { return time >= begin; });
    take({}, 0, row);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Micros last = groups[i].back().last;
        const bool newest = i + 1 == groups.size();
        const bool small = groups[i].back().rows < static_cast<std::int64_t>(aim);
        const std::size_t covered = firstAt(row, [last](Micros time) { return time > last; });
        const std::size_t gap = newest ? fresh.rows() : firstAt(covered, [&groups, i](Micros time) {
            return time >= groups[i + 1].front().first;
        });
        const std::size_t own = small ? gap : covered;
        take(groups[i], row, own);
        take({}, own, gap);
        row = gap;
    }
    return rewrites;
}

// The end of the block that begins at `from`, `end` at most: as near to the aim as a change of time allows.
std::size_t blockEnd(const RowMerge& rows, std::size_t from, std::size_t end, std::size_t aim) {
    std::size_t to = std::min(end, from + aim);
    if (to == end || rows.time(to) != rows.time(to - 1)) return to;
    const Micros cut = rows.time(to);
    if (rows.time(from) != cut) {
        while (rows.time(to - 1) == cut)
            --to;
        return to;
    }
    while (to < end && rows.time(to) == cut && to - from < kMostBlockRows)
        ++to;
    return to;
}

void writeBlocks(Database& database, std::int64_t metric, const RowCodec& codec, const RowMerge& rows,
                 std::size_t from, std::size_t end, std::size_t aim) {
    while (from < end && !database.failed()) {
        const std::size_t to = blockEnd(rows, from, end, aim);
        Result<TimedRows> block = rows.build(from, to);
        if (!block) return database.fail(std::move(block).error());
        const std::string bytes = codec.encode(*block);
        SqlStatement(database,
                     "INSERT INTO block(metric, first, last, row_count, bytes) VALUES(?, ?, ?, ?, ?)", metric,
                     rows.time(from), rows.time(to - 1), static_cast<std::int64_t>(to - from), Blob{bytes})
            .run();
        from = to;
    }
}

// Adds the rows of a stored block, and deletes it.
void takeBlock(Database& database, const StoredMetric& metric, RowCodec& codec, std::int64_t id,
               RowMerge& merged) {
    {
        SqlStatement query(database, "SELECT bytes FROM block WHERE id = ?", id);
        if (!query.next()) return;
        std::optional<TimedRows> old = codec.decode(query.bytes(0));
        if (!old) return database.fail(damagedRows(database, metric.definition.name));
        merged.add(std::move(*old));
    }
    SqlStatement(database, "DELETE FROM block WHERE id = ?", id).run();
}

}  // namespace

Error damagedRows(const Database& database, const std::string& metric) {
    return {.code = ErrorCode::Corrupt,
            .id = "store.damagedRows",
            .what = "some rows of '" + metric + "' in the history are damaged",
            .cause = "their checksum is wrong",
            .next = "the file was left as it is: put a copy back in its place",
            .arguments = {metric, database.path()},
            .file = database.path()};
}

void mergeIntoBlocks(Database& database, const StoredMetric& metric, const RowMerge& fresh) {
    if (fresh.rows() == 0) return;
    RowCodec codec(metric.definition.schema, metric.definition.timeColumn);
    const auto groups =
        groupsOf(blocksAround(database, metric.id, fresh.time(0), fresh.time(fresh.rows() - 1)));
    const std::size_t aim = blockAim(fresh);
    for (const Rewrite& rewrite : planRewrites(groups, fresh, aim)) {
        if (database.failed()) return;
        if (rewrite.blocks.empty()) {
            writeBlocks(database, metric.id, codec, fresh, rewrite.from, rewrite.to, aim);
            continue;
        }
        RowMerge merged(metric.definition);
        for (const BlockRange& block : rewrite.blocks)
            takeBlock(database, metric, codec, block.id, merged);
        for (std::size_t from = rewrite.from; from < rewrite.to; from += kMostBlockRows) {
            Result<TimedRows> rows = fresh.build(from, std::min(rewrite.to, from + kMostBlockRows));
            if (!rows) return database.fail(std::move(rows).error());
            merged.add(std::move(*rows));
        }
        merged.order();
        writeBlocks(database, metric.id, codec, merged, 0, merged.rows(), aim);
    }
}

}  // namespace guanlan
