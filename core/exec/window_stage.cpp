// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/window_stage.h"

#include <algorithm>
#include <set>

namespace guanlan {

namespace {

/// So many panes a window are not added one by one.
constexpr std::int64_t kManyPanes = 4;

}  // namespace

WindowStage::WindowStage(const Node& node, const Zone* zone, const ExpressionEvaluator& evaluator,
                         Accounting& accounting)
    : m_calls(std::get<AggregateNode>(node.op).calls),
      m_inputs(std::get<AggregateNode>(node.op).keys, m_calls, evaluator),
      m_timeColumn(std::get<AggregateNode>(node.op).timeColumn),
      m_takesBack(node.updating),
      m_layout(*std::get<AggregateNode>(node.op).window, zone),
      m_output(node.output),
      m_codec(m_inputs.keyTypes()),
      m_accounting(accounting) {
    const WindowSpec& spec = m_layout.spec();
    if (spec.kind == WindowKind::Hop && spec.size >= kManyPanes * spec.step)
        m_sums.emplace(m_calls, m_codec.width(), spec);
}

void WindowStage::push(Chunk chunk) {
    const AggregateInput input = m_inputs.evaluate(chunk, counts());
    sortIntoBuckets(chunk, input);
    flush(input);
}

void WindowStage::sortIntoBuckets(const Chunk& chunk, const AggregateInput& input) {
    const auto times = chunk.columns[m_timeColumn]->ints();
    const std::size_t rows = chunk.rows();
    m_late.clear();
    std::int64_t latePairs = 0;
    for (std::size_t i = 0; i < rows;) {
        const std::uint32_t row = chunk.row(i++);
        const Micros watermark = chunk.watermarkAt(row);
        if (watermark >= m_nextCloses) {
            flush(input);
            fireUntil(watermark);
        }
        const Micros time = times[row];
        if (time < m_memo.from || time >= m_memo.to) lookUp(time);
        if (watermark >= m_memo.firstCloses) {
            latePairs += m_layout.closedWindows(m_memo.pane, watermark - m_layout.spec().lateness);
            if (watermark >= m_memo.lastCloses) {
                m_late.push_back(row);
                continue;
            }
        }
        if (watermark >= m_memo.firstCloses && m_layout.spec().lateness > 0) {
            correct(row, watermark, input);
        } else {
            intoBucket(row, watermark);
            i = takeMore(chunk, times, i);
        }
    }
    counts().keep(chunk, m_late);
    if (chunk.ledger != nullptr) chunk.ledger->addLatePairs(latePairs);
}

std::size_t WindowStage::takeMore(const Chunk& chunk, std::span<const Micros> times, std::size_t from) {
    const Micros limit = std::min(m_nextCloses, m_memo.firstCloses);
    std::vector<std::uint32_t>& taken = m_buckets[m_bucket].rows;
    const std::size_t rows = chunk.rows();
    const PaneMemo memo = m_memo;  // a copy stays in registers
    const std::size_t first = from;
    for (; from < rows; ++from) {
        const std::uint32_t row = chunk.row(from);
        const bool same = times[row] >= memo.from && times[row] < memo.to;
        if (!same || chunk.watermarkAt(row) >= limit) break;
    }
    if (chunk.all) {
        while (m_allRows.size() < from)
            m_allRows.push_back(static_cast<std::uint32_t>(m_allRows.size()));
    }
    const std::uint32_t* const selected = chunk.all ? m_allRows.data() : chunk.selected.data();
    taken.insert(taken.end(), selected + first, selected + from);
    return from;
}

void WindowStage::lookUp(Micros time) {
    const Micros start = m_layout.paneStart(m_layout.toWall(time));
    const Micros end = m_layout.paneEnd(start);
    m_memo.pane = start;
    m_memo.firstCloses = m_layout.closingWatermark(m_layout.firstEnd(start));
    m_memo.lastCloses = m_layout.closingWatermark(m_layout.lastEnd(start)) + m_layout.spec().lateness;
    const bool whole = m_layout.contiguous(start, end);
    m_memo.from = whole ? m_layout.toTime(start) : time;
    m_memo.to = whole ? m_layout.toTime(end) : time + 1;
}

void WindowStage::intoBucket(std::uint32_t row, Micros watermark) {
    if (m_bucket < m_buckets.size() && m_buckets[m_bucket].pane == m_memo.pane) {
        m_buckets[m_bucket].rows.push_back(row);
        return;
    }
    const auto known = std::find_if(m_buckets.begin(), m_buckets.end(),
                                    [this](const Bucket& bucket) { return bucket.pane == m_memo.pane; });
    m_bucket = static_cast<std::size_t>(known - m_buckets.begin());
    if (known == m_buckets.end()) {
        m_buckets.push_back({m_memo.pane});
        if (!m_emptied.empty()) {
            m_buckets.back().rows.swap(m_emptied.back());
            m_emptied.pop_back();
        }
        const auto made = m_panes.try_emplace(m_memo.pane).first;
        Entry& entry = made->second;
        if (!entry.pane) {
            entry.pane = std::make_unique<AggregatePane>(m_calls, m_codec.width());
            if (made != m_panes.begin()) entry.pane->expectKeysOf(*std::prev(made)->second.pane);
            const Micros last = m_layout.lastEnd(m_memo.pane);
            const auto open = m_layout.firstOpenEnd(m_memo.pane, watermark);
            entry.nextEnd = open.value_or(last + 1);  // none: only corrections are still possible
            entry.moved = true;
            if (open && (!m_nextEnd || *open < *m_nextEnd)) {
                m_nextEnd = *open;
                m_nextCloses = m_layout.closingWatermark(*open);
            }
        }
    }
    m_buckets[m_bucket].rows.push_back(row);
}

void WindowStage::flush(const AggregateInput& input) {
    for (Bucket& bucket : m_buckets) {
        m_codec.encode(input.keys, bucket.rows, m_keyWords);
        m_panes.at(bucket.pane).pane->update(input, bucket.rows, m_keyWords);
        if (m_sums) m_sums->forget(bucket.pane);
        bucket.rows.clear();
        m_emptied.push_back(std::move(bucket.rows));
    }
    m_buckets.clear();
}

void WindowStage::advance(Micros watermark) {
    fireUntil(watermark);
    m_watermark = std::max(m_watermark, watermark);
    next().advance(watermark);
}

void WindowStage::fireUntil(Micros watermark) {
    while (m_nextEnd && watermark >= m_nextCloses)
        fire(*m_nextEnd, watermark);
    if (m_layout.spec().lateness > 0) dropOver(watermark);
    m_watermark = std::max(m_watermark, watermark);
}

void WindowStage::fire(Micros end, Micros watermark) {
    const Micros start = m_layout.windowStart(end);
    // A late row needs the panes as they were.
    if (m_layout.spec().kind == WindowKind::Cumulate && m_layout.spec().lateness == 0) mergePanes(start, end);
    const auto first = m_panes.lower_bound(start);
    const auto last = m_panes.lower_bound(end);
    Chunk chunk;
    if (std::next(first) == last) {
        chunk = results({{end, first->second.pane.get()}}, m_accounting.overflows);
    } else {
        const auto sum = combined(start, end);
        chunk = results({{end, sum.get()}}, m_accounting.overflows);
    }
    chunk.watermark = m_watermark;
    chunk.closedBy = watermark;
    passEnd(end);
    findNextEnd();
    next().push(std::move(chunk));
}

void WindowStage::mergePanes(Micros start, Micros end) {
    const auto base = m_panes.lower_bound(start);
    for (auto it = std::next(base); it != m_panes.end() && it->first < end;) {
        base->second.pane->combine(*it->second.pane);
        base->second.moved = true;
        erase(it);
    }
}

void WindowStage::passEnd(Micros end) {
    for (auto it = m_panes.begin(); it != m_panes.end();) {
        Entry& entry = it->second;
        if (entry.nextEnd <= end) {
            entry.nextEnd += std::max<Micros>(m_layout.endStep(), 1);
            entry.moved = true;
        }
        if (m_layout.spec().lateness == 0 && entry.nextEnd > m_layout.lastEnd(it->first)) {
            erase(it);
        } else {
            ++it;
        }
    }
}

void WindowStage::findNextEnd() {
    m_nextEnd.reset();
    m_nextCloses = kMaxTime;
    for (const auto& [start, entry] : m_panes) {
        if (m_layout.spec().lateness > 0 && entry.nextEnd > m_layout.lastEnd(start)) continue;
        if (!m_nextEnd || entry.nextEnd < *m_nextEnd) m_nextEnd = entry.nextEnd;
    }
    if (m_nextEnd) m_nextCloses = m_layout.closingWatermark(*m_nextEnd);
}

std::unique_ptr<AggregatePane> WindowStage::combined(Micros start, Micros end) {
    if (!m_sums) return combinedOneByOne(start, end);
    auto sum = std::make_unique<AggregatePane>(m_calls, m_codec.width());
    m_sums->addTo(*sum, start, end, [this](Micros pane) {
        const auto known = m_panes.find(pane);
        return known == m_panes.end() ? nullptr : known->second.pane.get();
    });
    return sum;
}

std::unique_ptr<AggregatePane> WindowStage::combinedOneByOne(Micros start, Micros end) const {
    auto sum = std::make_unique<AggregatePane>(m_calls, m_codec.width());
    for (auto it = m_panes.lower_bound(start); it != m_panes.end() && it->first < end; ++it) {
        sum->combine(*it->second.pane);
    }
    return sum;
}

std::vector<ColumnBuilder> WindowStage::builders() const {
    std::vector<ColumnBuilder> builders;
    for (const Field& field : m_output->fields())
        builders.emplace_back(field.type);
    return builders;
}

Chunk WindowStage::results(const Windows& windows, std::int64_t& overflows) const {
    std::vector<ColumnBuilder> columns = builders();
    for (const auto& [end, pane] : windows)
        overflows += appendWindow(*pane, end, pane->ordered(m_codec), columns);
    return chunkOf(columns);
}

std::int64_t WindowStage::appendWindow(const AggregatePane& pane, Micros end,
                                       std::span<const std::uint32_t> groups,
                                       std::vector<ColumnBuilder>& out) const {
    const std::size_t plain = out.size() - 3;
    std::vector<ColumnBuilder*> columns;
    for (std::size_t i = 0; i < plain; ++i)
        columns.push_back(&out[i]);
    for (ColumnBuilder& column : out) {
        if (column.size() == 0) column.reserve(groups.size());
    }
    const Micros start = m_layout.windowStart(end);
    std::int64_t overflows = 0;
    for (const std::uint32_t group : groups) {
        if (pane.finish(group, m_codec, columns, m_inputs.keyTypes().size())) ++overflows;
        out[plain].appendInt(start);
        out[plain + 1].appendInt(end);
        out[plain + 2].appendInt(m_layout.toTime(end) - kMilli);
    }
    return overflows;
}

std::optional<Chunk> WindowStage::open() const {
    std::int64_t ignored = 0;  // counted when the windows close
    if (m_panes.empty()) return results({}, ignored);
    const Micros newestEnd = m_layout.paneEnd(m_panes.rbegin()->first);
    std::set<Micros> ends;
    for (const auto& [start, entry] : m_panes) {
        if (m_layout.spec().kind == WindowKind::Tumble) {
            if (entry.nextEnd == m_layout.lastEnd(start)) ends.insert(entry.nextEnd);
            continue;
        }
        const Micros last = std::min(m_layout.lastEnd(start), newestEnd);
        for (Micros end = entry.nextEnd; end <= last; end += m_layout.endStep())
            ends.insert(end);
    }
    std::vector<std::unique_ptr<AggregatePane>> sums;
    Windows windows;
    for (const Micros end : ends) {
        sums.push_back(combinedOneByOne(m_layout.windowStart(end), end));
        windows.emplace_back(end, sums.back().get());
    }
    return results(windows, ignored);
}

}  // namespace guanlan
