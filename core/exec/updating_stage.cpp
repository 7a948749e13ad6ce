// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/updating_stage.h"

namespace guanlan {

namespace {

constexpr char kStateKey[] = "groups";
constexpr std::size_t kSmallDelta = 1024 * 1024;

}  // namespace

UpdatingStage::UpdatingStage(const AggregateNode& node, SchemaPtr output,
                             const ExpressionEvaluator& evaluator, Accounting& accounting)
    : m_calls(node.calls),
      m_inputs(node.keys, m_calls, evaluator),
      m_output(std::move(output)),
      m_codec(m_inputs.keyTypes()),
      m_accounting(accounting),
      m_groups(m_calls, m_codec.width()) {}

void UpdatingStage::push(Chunk chunk) {
    const AggregateInput input = m_inputs.evaluate(chunk);
    m_rows.clear();
    for (std::size_t i = 0; i < chunk.rows(); ++i)
        m_rows.push_back(chunk.row(i));
    if (chunk.accounting != nullptr) chunk.accounting->used += static_cast<std::int64_t>(m_rows.size());
    m_codec.encode(input.keys, m_rows, m_keyWords);
    m_groups.update(input, m_rows, m_keyWords);
}

Chunk UpdatingStage::results(std::int64_t& overflows) const {
    std::vector<ColumnBuilder> builders;
    for (const Field& field : m_output->fields())
        builders.emplace_back(field.type);
    std::vector<ColumnBuilder*> columns;
    for (ColumnBuilder& builder : builders)
        columns.push_back(&builder);
    for (const std::uint32_t group : m_groups.ordered(m_codec)) {
        if (m_groups.finish(group, m_codec, columns, m_inputs.keyTypes().size())) ++overflows;
    }
    Chunk chunk;
    for (ColumnBuilder& builder : builders)
        chunk.columns.push_back(builder.seal());
    chunk.columnRows = m_groups.groups();
    return chunk;
}

std::optional<Chunk> UpdatingStage::open() const {
    std::int64_t ignored = 0;
    return results(ignored);
}

void UpdatingStage::finish() {
    Chunk chunk = results(m_accounting.overflows);
    if (chunk.rows() > 0) next().push(std::move(chunk));
}

void UpdatingStage::save(StateWriter& writer, const std::string& scope) {
    const bool whole = !m_saved || m_groups.deltaBytes > 2 * m_groups.fullBytes + kSmallDelta;
    std::string bytes = m_groups.save(m_codec, whole);
    if (bytes.empty()) return;
    if (whole) {
        m_groups.fullBytes = bytes.size();
        m_groups.deltaBytes = 0;
        writer.put(scope, kStateKey, std::move(bytes));
    } else {
        m_groups.deltaBytes += bytes.size();
        writer.append(scope, kStateKey, std::move(bytes));
    }
    m_saved = true;
}

Result<void> UpdatingStage::restore(StateReader& reader, const std::string& scope, Micros /*watermark*/) {
    bool damaged = false;
    reader.forEach(scope, [&](std::string_view /*key*/, std::string_view segment) {
        m_saved = true;
        m_groups.deltaBytes += segment.size();
        damaged = !m_groups.restore(segment, m_codec);
        return !damaged;
    });
    if (damaged) return damagedState("a continuous aggregate");
    return {};
}

}  // namespace guanlan
