// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/key_fields.h"

#include "core/decode/option_values.h"
#include "core/sql/nearest_name.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::string_view kPrefix = "key.";

/// `a;b`
std::vector<std::string> namesIn(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        if (end > 0) names.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return names;
}

Result<std::size_t> columnOf(const TableDefinition& table, const std::string& name) {
    std::vector<std::string> physical;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].kind != TableColumn::Kind::Physical) continue;
        if (table.columns[i].name == name) return i;
        physical.push_back(table.columns[i].name);
    }
    const std::string meant = sql::didYouMean(name, physical);
    return wrongOptionValue(table, "key.fields",
                            "There is no column '" + name + "'" + (meant.empty() ? "" : "; " + meant));
}

/// What 'key.fields-prefix' and 'value.fields-include' say of keys whose columns are known.
Result<KeyFields> withPlaces(const TableDefinition& table, KeyFields keys) {
    const std::string include = table.option("value.fields-include", "ALL");
    if (include != "ALL" && include != "EXCEPT_KEY")
        return wrongOptionValue(table, "value.fields-include", "Use ALL or EXCEPT_KEY");
    keys.inValue = include == "ALL";
    keys.prefix = table.option("key.fields-prefix");
    if (keys.prefix.empty() || keys.columns.empty()) return keys;
    for (const std::size_t column : keys.columns) {
        const std::string& name = table.columns[column].name;
        if (!name.starts_with(keys.prefix) || name.size() == keys.prefix.size())
            return wrongOptionValue(table, "key.fields-prefix",
                                    "Column '" + name + "' of the key does not begin with it");
    }
    if (keys.inValue)
        return wrongOptionValue(table, "key.fields-prefix", "It needs 'value.fields-include' = 'EXCEPT_KEY'");
    return keys;
}

}  // namespace

bool KeyFields::contain(std::size_t column) const {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
}

Result<KeyFields> keyFieldsOf(const TableDefinition& table) {
    KeyFields keys;
    for (const std::string& name : namesIn(table.option("key.fields"))) {
        auto column = columnOf(table, name);
        if (!column) return std::move(column).error();
        if (!keys.contain(*column)) keys.columns.push_back(*column);
    }
    if (keys.columns.empty() == table.options.contains("key.format"))
        return wrongOptionValue(table, "key.fields", "'key.format' and 'key.fields' need each other");
    return withPlaces(table, std::move(keys));
}

Result<KeyFields> primaryKeyFieldsOf(const TableDefinition& table) {
    return withPlaces(table, {.columns = table.primaryKey});
}

TableDefinition keyTableOf(const TableDefinition& table, const KeyFields& keys) {
    TableDefinition made{.name = table.name, .position = table.position};
    for (const std::size_t column : keys.columns) {
        made.columns.push_back(table.columns[column]);
        made.columns.back().name.erase(0, keys.prefix.size());
    }
    for (const auto& [option, value] : table.options) {
        if (option.starts_with(kPrefix)) made.options[option.substr(kPrefix.size())] = value;
    }
    return made;
}

TableDefinition valueTableOf(const TableDefinition& table, const KeyFields& keys) {
    TableDefinition made{.name = table.name, .options = table.options, .position = table.position};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (keys.inValue || !keys.contain(i)) made.columns.push_back(table.columns[i]);
    }
    return made;
}

}  // namespace guanlan
