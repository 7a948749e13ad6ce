// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/kafka/kafka_row_sink.h"

#include "core/decode/option_values.h"
#include "core/sink/kafka/kafka_producer.h"

#include <algorithm>

namespace guanlan {

namespace {

/// Some of the columns, shared with the whole.
Batch projected(const Batch& rows, const std::vector<std::size_t>& columns) {
    std::vector<Field> fields;
    std::vector<ColumnPtr> kept;
    for (const std::size_t column : columns) {
        fields.push_back(rows.schema()[column]);
        kept.push_back(rows.columns()[column]);
    }
    return {std::make_shared<Schema>(std::move(fields)), std::move(kept), rows.rows()};
}

bool takesRowBack(const Batch& rows, std::size_t row) {
    return !rows.kinds.empty() && rows.kinds[row] == RowKind::Delete;
}

class KafkaRowSink final : public Sink {
  public:
    explicit KafkaRowSink(KafkaRowPlan plan) : m_plan(std::move(plan)) {}

    Result<void> write(const Batch& rows) override {
        if (auto connected = connectOnce(); !connected) return connected;
        const Batch keys = projected(rows, m_plan.keyColumns);
        const Batch values = projected(rows, m_plan.valueColumns);
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            const bool tombstone = m_plan.tombstones && takesRowBack(rows, row);
            if (!addsRow(rows, row) && !tombstone) continue;
            m_key.clear();
            m_value.clear();
            if (m_plan.key) m_plan.key->append(m_key, keys, row);
            if (!tombstone) m_plan.value->append(m_value, values, row);
            KafkaProducer::Record record;
            if (m_plan.key) record.key = m_key;
            if (!tombstone) record.value = m_value;
            if (auto sent = m_producer->send(record); !sent) return sent;
        }
        return m_producer->serve();
    }
    Result<void> flush() override { return m_producer ? m_producer->flush() : Result<void>(); }

  private:
    Result<void> connectOnce() {
        if (m_producer) return {};
        auto producer = KafkaProducer::create(m_plan.properties, m_plan.topic);
        if (!producer) return std::move(producer).error();
        m_producer = std::move(*producer);
        return {};
    }

    KafkaRowPlan m_plan;
    std::unique_ptr<KafkaProducer> m_producer;
    std::string m_key;
    std::string m_value;
};

/// The columns that rows for this table have.
std::vector<std::string> writtenColumns(const TableDefinition& table) {
    std::vector<std::string> names;
    for (const TableColumn& column : table.columns) {
        const bool metadata = column.kind == TableColumn::Kind::Metadata && !column.isVirtual;
        if (column.kind == TableColumn::Kind::Physical || metadata) names.push_back(column.name);
    }
    return names;
}

/// The columns of the key as a table, with 'key.format' and 'key.json.…' as its format.
TableDefinition keyTableOf(const TableDefinition& table, const std::vector<std::string>& keyFields) {
    constexpr std::string_view kPrefix = "key.";
    TableDefinition keys = table;
    keys.options.clear();
    keys.columns.clear();
    for (const std::string& field : keyFields) {
        const auto it = std::find_if(table.columns.begin(), table.columns.end(),
                                     [&field](const TableColumn& column) { return column.name == field; });
        if (it != table.columns.end()) keys.columns.push_back(*it);
    }
    for (const auto& [option, value] : table.options) {
        if (option.starts_with(kPrefix)) keys.options[option.substr(kPrefix.size())] = value;
    }
    return keys;
}

Result<void> addKey(KafkaRowPlan& plan, const TableDefinition& table,
                    const std::vector<std::string>& keyFields, const Zone& zone) {
    const std::vector<std::string> names = writtenColumns(table);
    for (const std::string& field : keyFields) {
        const auto it = std::find(names.begin(), names.end(), field);
        if (it == names.end())
            return wrongOptionValue(table, "key.fields", "There is no column '" + field + "'");
        plan.keyColumns.push_back(static_cast<std::size_t>(it - names.begin()));
    }
    auto key = RowWriter::create(keyTableOf(table, keyFields), zone);
    if (!key) return std::move(key).error();
    plan.key = std::move(*key);
    return {};
}

}  // namespace

Result<KafkaRowPlan> kafkaRowPlanOf(const TableDefinition& table, const std::vector<std::string>& keyFields,
                                    const Zone& zone) {
    KafkaRowPlan plan{.topic = table.option("topic")};
    auto properties = kafkaProperties(table, KafkaRole::Producer);
    if (!properties) return std::move(properties).error();
    plan.properties = std::move(*properties);
    if (!keyFields.empty()) {
        if (auto added = addKey(plan, table, keyFields, zone); !added) return std::move(added).error();
    }
    const std::string include = table.option("value.fields-include", "ALL");
    if (include != "ALL" && include != "EXCEPT_KEY")
        return wrongOptionValue(table, "value.fields-include", "Use ALL or EXCEPT_KEY");
    const std::size_t columns = writtenColumns(table).size();
    for (std::size_t column = 0; column < columns; ++column) {
        const bool isKey =
            std::find(plan.keyColumns.begin(), plan.keyColumns.end(), column) != plan.keyColumns.end();
        if (include == "ALL" || !isKey) plan.valueColumns.push_back(column);
    }
    auto value = RowWriter::create(table, zone);
    if (!value) return std::move(value).error();
    plan.value = std::move(*value);
    return plan;
}

std::unique_ptr<Sink> createKafkaRowSink(KafkaRowPlan plan) {
    return std::make_unique<KafkaRowSink>(std::move(plan));
}

}  // namespace guanlan
