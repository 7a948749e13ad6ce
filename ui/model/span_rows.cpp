// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/span_rows.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>
#include <unordered_set>

namespace guanlan {

namespace {

/// Rows of several batches by (batch, row), on the way into one.
struct RowReference {
    Micros time = 0;
    std::uint32_t batch = 0;
    std::uint32_t row = 0;
};

void appendCell(std::string& key, const Column& column, std::size_t row) {
    if (column.isNull(row)) {
        key += "N;";
        return;
    }
    switch (column.type().physical()) {
        case Physical::Int64:
            key += std::to_string(column.ints()[row]);
            break;
        case Physical::Text: {
            const std::string_view text = column.text(row);
            key += std::to_string(text.size()) + ":";
            key += text;
            break;
        }
        case Physical::Double: {
            std::uint64_t bits = 0;
            std::memcpy(&bits, &column.doubles()[row], sizeof bits);
            key += std::to_string(bits);
            break;
        }
        case Physical::Decimal: {
            const Int128 value = column.decimals()[row];
            key.append(reinterpret_cast<const char*>(&value), sizeof value);
            break;
        }
        case Physical::Nested:
            break;
    }
    key += ';';
}

/// What names the row: where nothing does, all it holds.
std::string rowKey(const MetricDefinition& definition, const Batch& rows, std::size_t row, Micros time) {
    std::string key = std::to_string(time) + "|";
    if (definition.keyed) return key + seriesKey(definition, rows, row);
    for (std::size_t column = 0; column < rows.schema().size(); ++column)
        appendCell(key, rows.column(column), row);
    return key;
}

std::vector<RowReference> referencesOf(const MetricDefinition& definition,
                                       const std::vector<BatchPtr>& batches, Micros keepAfter) {
    std::vector<RowReference> references;
    for (std::size_t b = 0; b < batches.size(); ++b) {
        const auto times = batches[b]->column(*definition.timeColumn).ints();
        for (std::size_t row = 0; row < batches[b]->rows(); ++row) {
            if (times[row] > keepAfter) {
                references.push_back(
                    {times[row], static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(row)});
            }
        }
    }
    return references;
}

/// Of rows with the same time and dimensions keeps the one that came last.
void dropReplaced(std::vector<RowReference>& references, const MetricDefinition& definition,
                  const std::vector<BatchPtr>& batches, Micros since) {
    std::unordered_set<std::string> seen;
    std::vector<RowReference> kept;
    kept.reserve(references.size());
    for (auto it = references.rbegin(); it != references.rend(); ++it) {
        const bool mayRepeat = it->time >= since;
        if (mayRepeat && !seen.insert(rowKey(definition, *batches[it->batch], it->row, it->time)).second) {
            continue;
        }
        kept.push_back(*it);
    }
    std::reverse(kept.begin(), kept.end());
    references = std::move(kept);
}

BatchPtr gather(const SchemaPtr& schema, const std::vector<BatchPtr>& batches,
                const std::vector<RowReference>& references) {
    std::vector<ColumnPtr> columns;
    for (std::size_t c = 0; c < schema->size(); ++c) {
        ColumnBuilder builder((*schema)[c].type);
        builder.reserve(references.size());
        for (const RowReference& reference : references)
            builder.appendFrom(batches[reference.batch]->column(c), reference.row);
        columns.push_back(builder.seal());
    }
    return std::make_shared<Batch>(schema, std::move(columns), references.size());
}

bool sameShape(const Schema& a, const Schema& b) {
    return std::equal(a.fields().begin(), a.fields().end(), b.fields().begin(), b.fields().end(),
                      [](const Field& x, const Field& y) {
                          return x.type.physical() == y.type.physical() && x.type.scale == y.type.scale;
                      });
}

}  // namespace

std::string seriesKey(const MetricDefinition& definition, const Batch& rows, std::size_t row) {
    std::string key;
    for (const std::size_t dimension : definition.dimensions)
        appendCell(key, rows.column(dimension), row);
    return key;
}

BatchPtr sliceOf(const BatchPtr& rows, std::size_t begin, std::size_t end) {
    if (begin == 0 && end == rows->rows()) return rows;
    std::vector<RowReference> references(end - begin);
    for (std::size_t i = 0; i < references.size(); ++i)
        references[i].row = static_cast<std::uint32_t>(begin + i);
    return gather(rows->schemaPtr(), {rows}, references);
}

SpanRows::SpanRows(MetricDefinition definition) : m_definition(std::move(definition)) {
    if (!m_definition.schema) m_definition.schema = std::make_shared<Schema>();
    m_rows = gather(m_definition.schema, {}, {});
}

void SpanRows::load(BatchPtr rows, Micros from, Micros to) {
    m_rows = rows && sameShape(rows->schema(), *m_definition.schema) ? std::move(rows)
                                                                     : gather(m_definition.schema, {}, {});
    m_from = from;
    m_to = to;
    m_loaded = true;
    m_cutValid = false;
}

void SpanRows::merge(std::span<const BatchPtr> live, Micros keepAfter) {
    std::vector<BatchPtr> batches{m_rows};
    for (const BatchPtr& batch : live) {
        if (batch && !batch->empty() && sameShape(batch->schema(), m_rows->schema())) {
            batches.push_back(batch);
        }
    }
    if (batches.size() == 1) return;
    m_cutValid = false;
    if (!m_definition.timeColumn) {  // without an axis the order of arrival is all there is
        m_rows = batches.back();
        return;
    }
    Micros firstLive = kMaxTime;
    for (std::size_t b = 1; b < batches.size(); ++b) {
        for (const std::int64_t time : batches[b]->column(*m_definition.timeColumn).ints())
            firstLive = std::min(firstLive, time);
    }
    std::vector<RowReference> references = referencesOf(m_definition, batches, keepAfter);
    dropReplaced(references, m_definition, batches, firstLive);
    const auto earlier = [](const RowReference& a, const RowReference& b) { return a.time < b.time; };
    if (!std::is_sorted(references.begin(), references.end(), earlier)) {
        std::stable_sort(references.begin(), references.end(), earlier);
    }
    m_rows = gather(m_rows->schemaPtr(), batches, references);
    m_from = std::max(m_from, keepAfter);
}

Micros SpanRows::timeAt(std::size_t row) const {
    return m_rows->column(*m_definition.timeColumn).ints()[row];
}

std::size_t SpanRows::firstAfter(Micros time) const {
    std::size_t low = 0;
    std::size_t high = m_rows->rows();
    while (low < high) {
        const std::size_t middle = std::midpoint(low, high);
        if (timeAt(middle) <= time) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

BatchPtr SpanRows::cut(Micros from, Micros to) {
    if (!m_definition.timeColumn || m_rows->schema().size() == 0) return m_rows;
    const std::size_t begin = firstAfter(from);
    const std::size_t end = std::max(begin, firstAfter(to));
    if (m_cutValid && begin == m_cutBegin && end == m_cutEnd) return m_cut;
    m_cut = sliceOf(m_rows, begin, end);
    m_cutBegin = begin;
    m_cutEnd = end;
    m_cutValid = true;
    return m_cut;
}

}  // namespace guanlan
