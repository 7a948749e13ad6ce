// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/kafka/kafka_row_sink.h"

#include "core/sink/kafka/kafka_producer.h"
#include "core/source/kafka/kafka_login.h"

namespace guanlan {

namespace {

/// Some of the columns, shared with the whole, their names without the first `prefix` characters.
Batch projected(const Batch& rows, const std::vector<std::size_t>& columns, std::size_t prefix = 0) {
    std::vector<Field> fields;
    std::vector<ColumnPtr> kept;
    for (const std::size_t column : columns) {
        fields.push_back(rows.schema()[column]);
        fields.back().name.erase(0, prefix);
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
        const Batch keys = projected(rows, m_plan.keyColumns, m_plan.keyPrefix);
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

/// Whether rows for the table have the column.
bool isWritten(const TableColumn& column) {
    const bool metadata = column.kind == TableColumn::Kind::Metadata && !column.isVirtual;
    return column.kind == TableColumn::Kind::Physical || metadata;
}

/// Which columns of the rows are in the key, which in the value.
void placeColumns(KafkaRowPlan& plan, const TableDefinition& table, const KeyFields& keys) {
    std::vector<std::size_t> written(table.columns.size());  // by column of the table
    std::size_t count = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (!isWritten(table.columns[i])) continue;
        written[i] = count++;
        if (keys.inValue || !keys.contain(i)) plan.valueColumns.push_back(written[i]);
    }
    for (const std::size_t column : keys.columns)
        plan.keyColumns.push_back(written[column]);
    plan.keyPrefix = keys.prefix.size();
}

}  // namespace

Result<KafkaRowPlan> kafkaRowPlanOf(const TableDefinition& table, const KeyFields& keys,
                                    const SinkSettings& settings) {
    KafkaRowPlan plan{.topic = table.option("topic")};
    auto properties = kafkaPropertiesWithLogin(table, KafkaRole::Producer, settings.secrets);
    if (!properties) return std::move(properties).error();
    plan.properties = std::move(*properties);
    placeColumns(plan, table, keys);
    if (!keys.columns.empty()) {
        auto key = RowWriter::create(keyTableOf(table, keys), settings.zone);
        if (!key) return std::move(key).error();
        plan.key = std::move(*key);
    }
    auto value = RowWriter::create(valueTableOf(table, keys), settings.zone);
    if (!value) return std::move(value).error();
    plan.value = std::move(*value);
    return plan;
}

std::unique_ptr<Sink> createKafkaRowSink(KafkaRowPlan plan) {
    return std::make_unique<KafkaRowSink>(std::move(plan));
}

}  // namespace guanlan
