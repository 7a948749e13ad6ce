// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/keyed_decoder.h"

#include "core/decode/key_fields.h"

#include <algorithm>
#include <iterator>

namespace guanlan {

namespace {

/// A column of the table, among those of the key or of the value.
struct Place {
    bool inKey = false;
    std::size_t column = 0;
};

class KeyedDecoder final : public Decoder {
  public:
    KeyedDecoder(SchemaPtr schema, std::vector<Place> places, std::unique_ptr<Decoder> key,
                 std::unique_ptr<Decoder> value)
        : m_schema(std::move(schema)),
          m_places(std::move(places)),
          m_key(std::move(key)),
          m_value(std::move(value)) {}

    Result<void> append(const RawRecord& record) override {
        RawRecord key = record;
        key.value = record.key;
        key.hasValue = record.key.data() != nullptr;
        const std::size_t keys = m_key->rows();
        if (auto done = m_key->append(key); !done || m_key->rows() == keys) return done;
        const std::size_t values = m_value->rows();
        auto done = m_value->append(record);
        m_kept.push_back(m_value->rows() > values);
        return done;
    }
    [[nodiscard]] std::size_t rows() const override { return m_value->rows(); }
    void seal(SourceBatch& out) override {
        SourceBatch keys;
        m_key->seal(keys);
        m_value->seal(out);
        const Batch kept = keptOf(keys.rows);
        std::vector<ColumnPtr> columns;
        for (const Place& place : m_places)
            columns.push_back((place.inKey ? kept : out.rows).columns()[place.column]);
        Batch whole(m_schema, std::move(columns), out.rows.rows());
        whole.runs = std::move(out.rows.runs);
        out.rows = std::move(whole);
        for (BadCount& bad : keys.bad) {
            bad.cause.insert(0, "key.");
            out.bad.push_back(std::move(bad));
        }
        for (BadRecord& sample : keys.samples) {
            sample.cause.insert(0, "key.");
            out.samples.push_back(std::move(sample));
        }
        m_kept.clear();
    }

  private:
    /// The keys whose values were good.
    [[nodiscard]] Batch keptOf(const Batch& keys) const {
        if (std::find(m_kept.begin(), m_kept.end(), false) == m_kept.end()) return keys;
        BatchBuilder kept(keys.schemaPtr());
        for (std::size_t row = 0; row < keys.rows(); ++row) {
            if (m_kept[row]) kept.appendRow(keys, row);
        }
        return kept.seal();
    }

    SchemaPtr m_schema;
    std::vector<Place> m_places;
    std::unique_ptr<Decoder> m_key;
    std::unique_ptr<Decoder> m_value;
    std::vector<bool> m_kept;  // of the rows of the key
};

/// Which columns some query reads, of those that `part` has.
std::vector<bool> neededOf(const std::vector<bool>& needed, const std::vector<std::size_t>& part) {
    std::vector<bool> some;
    for (const std::size_t column : part)
        some.push_back(column >= needed.size() || needed[column]);
    return some;
}

}  // namespace

Result<std::unique_ptr<Decoder>> createKeyedDecoder(const TableDefinition& table,
                                                    const DecoderSettings& settings) {
    auto keys = keyFieldsOf(table);
    if (!keys) return std::move(keys).error();
    std::vector<Field> fields;
    std::vector<Place> places;
    std::vector<std::size_t> inValue;
    std::size_t valueColumns = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto place = std::find(keys->columns.begin(), keys->columns.end(), i);
        const bool inKey = !keys->inValue && place != keys->columns.end();
        if (!inKey) inValue.push_back(i);
        if (table.columns[i].kind == TableColumn::Kind::Computed) continue;
        fields.push_back({table.columns[i].name, table.columns[i].type});
        const auto number = static_cast<std::size_t>(std::distance(keys->columns.begin(), place));
        places.push_back({inKey, inKey ? number : valueColumns++});
    }
    DecoderSettings part = settings;
    part.tap = nullptr;
    part.needed = neededOf(settings.needed, keys->columns);
    auto key = createDecoder(keyTableOf(table, *keys), part);
    if (!key) return key;
    TableDefinition values = withValueOptions(valueTableOf(table, *keys));
    values.options.erase("key.format");  // both have been read
    values.options.erase("key.fields");
    part.needed = neededOf(settings.needed, inValue);
    auto value = createDecoder(values, part);
    if (!value) return value;
    return std::unique_ptr<Decoder>(std::make_unique<KeyedDecoder>(
        std::make_shared<Schema>(std::move(fields)), std::move(places), std::move(*key), std::move(*value)));
}

}  // namespace guanlan
