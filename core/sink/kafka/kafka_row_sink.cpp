// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/kafka/kafka_row_sink.h"

#include "core/decode/option_values.h"
#include "core/source/kafka/kafka_client.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kFlushPatienceMs = 30'000;
constexpr int kRoomPatienceMs = 100;

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
            if (auto sent = send(tombstone); !sent) return sent;
        }
        m_client->serve();
        return failure();
    }
    Result<void> flush() override {
        if (!m_client) return {};
        const auto code = rd_kafka_flush(m_client->handle(), kFlushPatienceMs);
        if (auto failed = failure(); !failed) return failed;
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
        auto closer = m_client->takeTrouble();
        return closer ? std::move(*closer) : kafkaTrouble(code, rd_kafka_err2str(code));
    }

  private:
    Result<void> connectOnce() {
        if (m_client) return {};
        auto client = KafkaClient::create(m_plan.properties, KafkaRole::Producer);
        if (!client) return std::move(client).error();
        m_client = std::move(*client);
        m_handle.reset(rd_kafka_topic_new(m_client->handle(), m_plan.topic.c_str(), nullptr));
        return {};
    }
    /// Waits for room in the producer's queue: back-pressure.
    Result<void> send(bool tombstone) {
        while (true) {
            const int refused =
                rd_kafka_produce(m_handle.get(), RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY,
                                 tombstone ? nullptr : m_value.data(), tombstone ? 0 : m_value.size(),
                                 m_plan.key ? m_key.data() : nullptr, m_plan.key ? m_key.size() : 0, nullptr);
            const auto code = refused == 0 ? RD_KAFKA_RESP_ERR_NO_ERROR : rd_kafka_last_error();
            if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
            if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL) return kafkaTrouble(code, rd_kafka_err2str(code));
            rd_kafka_poll(m_client->handle(), kRoomPatienceMs);
            if (auto failed = failure(); !failed) return failed;
        }
    }
    Result<void> failure() {
        auto failed = m_client->takeFailedDelivery();
        return failed ? Result<void>(std::move(*failed)) : Result<void>();
    }

    KafkaRowPlan m_plan;
    std::unique_ptr<KafkaClient> m_client;
    KafkaOwned<rd_kafka_topic_t> m_handle;  // of that client
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
