// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/rank_stage.h"

#include "core/base/bytes.h"
#include "core/base/time_range.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::uint64_t kMostRows = std::uint64_t{1} << 56;  // that came, as saved state can say

}  // namespace

RankStage::RankStage(RankNode node, RankMode mode, SchemaPtr output)
    : m_node(std::move(node)), m_mode(mode), m_output(std::move(output)) {
    m_pairs = m_node.number || m_node.last == 1;
    if (!m_node.updates() && !m_mode.retracts) m_mode.changes = true;  // its rows are final
}

RowValues RankStage::partitionOf(const Chunk& chunk, std::uint32_t row) const {
    RowValues key;
    if (m_node.windowTime) key.push_back(chunk.columns[*m_node.windowTime]->value(row));
    for (const std::size_t column : m_node.keys)
        key.push_back(chunk.columns[column]->value(row));
    return key;
}

std::vector<DataType> RankStage::partitionTypes() const {
    std::vector<DataType> types;
    if (m_node.windowTime) types.push_back((*m_output)[*m_node.windowTime].type);
    for (const std::size_t column : m_node.keys)
        types.push_back((*m_output)[column].type);
    return types;
}

bool RankStage::isLate(const Chunk& chunk, std::uint32_t row) const {
    return m_node.windowTime && chunk.columns[*m_node.windowTime]->ints()[row] <= chunk.watermarkAt(row);
}

bool RankStage::before(const Entry& left, const Entry& right) const {
    for (const OrderKey& key : m_node.order) {
        const Value& a = (*left.row)[key.column];
        const Value& b = (*right.row)[key.column];
        if (isNull(a) != isNull(b)) return isNull(a) == key.nullsFirst;
        const int order = compareValues(a, b);
        if (order != 0) return (order < 0) != key.descending;
    }
    const bool latestFirst = m_node.latestOfEqual || m_node.by == RankNode::By::LastCome;
    return latestFirst ? left.came > right.came : left.came < right.came;
}

void RankStage::push(Chunk chunk) {
    Out out = makeOut();
    m_late.clear();
    m_duplicates.clear();
    for (std::size_t i = 0; i < chunk.rows(); ++i) {
        if (isLate(chunk, chunk.row(i))) {
            m_late.push_back(chunk.row(i));
            continue;
        }
        follow(chunk, out, i);
    }
    counts().keep(chunk, m_late);
    counts().count(Fate::Used, chunk, m_duplicates, -1);
    counts().count(Fate::Duplicate, chunk, m_duplicates);
    send(out, chunk.watermark);
}

/// One row, or the two of an update within one partition.
void RankStage::follow(const Chunk& chunk, Out& out, std::size_t& i) {
    const std::uint32_t row = chunk.row(i);
    RowValues key = partitionOf(chunk, row);
    Partition& partition = m_partitions[key];
    const Micros watermark = chunk.watermarkAt(row);
    const Micros now = m_mode.clock != nullptr ? m_mode.clock->now() : watermark;
    if (isOld(partition, now)) partition.entries.clear();
    partition.met = now;
    if (m_mode.deduplicates && !partition.entries.empty()) m_duplicates.push_back(row);
    const bool tells = m_mode.changes && !m_node.windowTime;
    const std::vector<Entry> was = tells ? shown(partition) : std::vector<Entry>();
    apply(partition, chunk, row);
    const bool first =
        chunk.takesBack(row) && i + 1 < chunk.rows() && chunk.kinds[row] == RowKind::UpdateBefore &&
        chunk.kinds[chunk.row(i + 1)] == RowKind::UpdateAfter && partitionOf(chunk, chunk.row(i + 1)) == key;
    if (first) apply(partition, chunk, chunk.row(++i));
    m_changed.insert(key);
    if (tells && m_pairs) tellPlaces(was, shown(partition), watermark, out);
    if (tells && !m_pairs) tellRows(was, shown(partition), watermark, out);
    if (partition.entries.empty()) m_partitions.erase(key);
}

void RankStage::apply(Partition& partition, const Chunk& chunk, std::uint32_t row) {
    auto& entries = partition.entries;
    const auto most = static_cast<std::size_t>(m_node.last);
    Entry entry{std::make_shared<const RowValues>(rowValues(chunk.columns, row)), m_next++};
    if (chunk.takesBack(row)) {
        const auto found = std::find_if(entries.begin(), entries.end(),
                                        [&](const Entry& kept) { return equalRows(*kept.row, *entry.row); });
        if (found != entries.end()) entries.erase(found);
        return;
    }
    if (!m_mode.retracts && entries.size() >= most && !before(entry, entries.back())) return;
    const auto place = std::upper_bound(entries.begin(), entries.end(), entry,
                                        [this](const Entry& a, const Entry& b) { return before(a, b); });
    entries.insert(place, std::move(entry));
    if (!m_mode.retracts && entries.size() > most) entries.pop_back();
}

std::vector<RankStage::Entry> RankStage::shown(const Partition& partition) const {
    const std::size_t size = partition.entries.size();
    const std::size_t from = std::min(size, static_cast<std::size_t>(m_node.first - 1));
    const std::size_t to = std::min(size, static_cast<std::size_t>(m_node.last));
    return {partition.entries.begin() + static_cast<std::ptrdiff_t>(from),
            partition.entries.begin() + static_cast<std::ptrdiff_t>(to)};
}

/// What changed at each place.
void RankStage::tellPlaces(const std::vector<Entry>& was, const std::vector<Entry>& is, Micros watermark,
                           Out& out) {
    for (std::size_t i = 0; i < std::max(was.size(), is.size()); ++i) {
        if (i >= is.size()) {
            tell(out, RowKind::Delete, *was[i].row, i, watermark);
        } else if (i >= was.size()) {
            tell(out, RowKind::Insert, *is[i].row, i, watermark);
        } else if (was[i].came != is[i].came && !equalRows(*was[i].row, *is[i].row)) {
            tell(out, RowKind::UpdateBefore, *was[i].row, i, watermark);
            tell(out, RowKind::UpdateAfter, *is[i].row, i, watermark);
        }
    }
}

/// Which rows went and which came, their places aside.
void RankStage::tellRows(const std::vector<Entry>& was, const std::vector<Entry>& is, Micros watermark,
                         Out& out) {
    const auto isIn = [](const Entry& entry, const std::vector<Entry>& list) {
        return std::any_of(list.begin(), list.end(), [&](const Entry& e) { return e.came == entry.came; });
    };
    for (std::size_t i = 0; i < was.size(); ++i) {
        if (!isIn(was[i], is)) tell(out, RowKind::Delete, *was[i].row, i, watermark);
    }
    for (std::size_t i = 0; i < is.size(); ++i) {
        if (!isIn(is[i], was)) tell(out, RowKind::Insert, *is[i].row, i, watermark);
    }
}

RankStage::Out RankStage::makeOut() const {
    Out out;
    for (const Field& field : m_output->fields())
        out.columns.emplace_back(field.type);
    return out;
}

void RankStage::append(Out& out, const RowValues& row, std::size_t place) const {
    for (std::size_t i = 0; i < row.size(); ++i)
        out.columns[i].append(row[i]);
    if (m_node.number) out.columns.back().appendInt(m_node.first + static_cast<std::int64_t>(place));
    ++out.chunk.columnRows;
}

void RankStage::tell(Out& out, RowKind kind, const RowValues& row, std::size_t place,
                     Micros watermark) const {
    append(out, row, place);
    out.chunk.kinds.push_back(kind);
    out.watermarks.push_back(watermark);
}

void RankStage::send(Out& out, Micros watermark) {
    if (out.chunk.columnRows == 0) return;
    for (ColumnBuilder& builder : out.columns)
        out.chunk.columns.push_back(builder.seal());
    out.chunk.watermark = watermark;
    out.chunk.watermarkBefore = out.watermarks;
    if (!m_node.updates() && !m_mode.retracts) out.chunk.kinds.clear();  // inserts alone
    next().push(std::move(out.chunk));
}

void RankStage::advance(Micros watermark) {
    if (m_mode.ttl > 0) forgetOld(m_mode.clock != nullptr ? m_mode.clock->now() : watermark);
    if (m_node.windowTime) {
        Out out = makeOut();
        while (!m_partitions.empty() &&
               std::get<std::int64_t>(m_partitions.begin()->first.front()) <= watermark) {
            const std::vector<Entry> rows = shown(m_partitions.begin()->second);
            for (std::size_t i = 0; i < rows.size(); ++i)
                append(out, *rows[i].row, i);
            m_changed.insert(m_partitions.begin()->first);
            m_partitions.erase(m_partitions.begin());
        }
        send(out, m_now);
    }
    if (watermark != kMaxTime) m_now = watermark;
    next().advance(watermark);
}

std::optional<Chunk> RankStage::open() const {
    Out out = makeOut();
    for (const auto& [key, partition] : m_partitions) {
        if (isOld(partition, m_now)) continue;
        const std::vector<Entry> rows = shown(partition);
        for (std::size_t i = 0; i < rows.size(); ++i)
            append(out, *rows[i].row, i);
    }
    for (ColumnBuilder& builder : out.columns)
        out.chunk.columns.push_back(builder.seal());
    return std::move(out.chunk);
}

void RankStage::finish() {
    if (m_mode.changes) return;
    Chunk chunk = *open();
    if (chunk.rows() > 0) next().push(std::move(chunk));
}

void RankStage::forgetOld(Micros now) {
    if (now == kMinTime || now == kMaxTime) return;
    for (auto it = m_partitions.begin(); it != m_partitions.end();) {
        const bool old = !m_node.windowTime && isOld(it->second, now);
        if (old) m_changed.insert(it->first);
        it = old ? m_partitions.erase(it) : std::next(it);
    }
}

void RankStage::save(StateWriter& writer, const std::string& scope) {
    for (const RowValues& key : m_changed) {
        std::string name;
        saveRow(key, name);
        const auto kept = m_partitions.find(key);
        if (kept == m_partitions.end()) {
            writer.erase(scope, name);
            continue;
        }
        std::string bytes;
        appendNumber(bytes, kept->second.met);
        for (const Entry& entry : kept->second.entries) {
            appendNumber(bytes, entry.came);
            saveRow(*entry.row, bytes);
        }
        writer.put(scope, name, std::move(bytes));
    }
    m_changed.clear();
}

Result<void> RankStage::restore(StateReader& reader, const std::string& scope, Micros watermark) {
    bool damaged = false;
    m_now = watermark;
    const std::vector<DataType> rowTypes = cellTypes(*m_output, m_output->size() - (m_node.number ? 1 : 0));
    const std::vector<DataType> keyTypes = partitionTypes();
    reader.forEach(scope, [&](std::string_view name, std::string_view segment) {
        RowValues key;
        Partition partition;
        damaged = !restoreRow(name, keyTypes, key) || !readNumber(segment, partition.met) ||
                  (m_node.windowTime && isNull(key.front())) || !canBeWatermark(partition.met);
        while (!damaged && !segment.empty()) {
            Entry entry;
            RowValues row;
            damaged = !readNumber(segment, entry.came) || entry.came > kMostRows ||
                      !restoreRow(segment, rowTypes, row);
            m_next = std::max(m_next, entry.came + 1);
            entry.row = std::make_shared<const RowValues>(std::move(row));
            partition.entries.push_back(std::move(entry));
        }
        if (!damaged) m_partitions[std::move(key)] = std::move(partition);
        return !damaged;
    });
    if (damaged) return damagedState("a Top-N");
    return {};
}

}  // namespace guanlan
