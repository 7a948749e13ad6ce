// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/proposal_script.h"

#include "core/analysis/column_guess.h"
#include "core/sql/formatter.h"
#include "core/sql/parser.h"

#include <algorithm>
#include <map>

namespace guanlan {

namespace {

/// The fields of the record as a tree: what lies inside an object is part of its ROW.
struct RecordField {
    std::string key{};
    std::string type{};  ///< of a leaf
    std::vector<RecordField> inner{};
};

void addPath(std::vector<RecordField>& fields, const ColumnProposal& column, std::size_t depth) {
    const std::string& key = column.path[depth];
    auto found =
        std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.key == key; });
    if (found == fields.end()) found = fields.insert(fields.end(), RecordField{.key = key});
    if (depth + 1 == column.path.size())
        found->type = column.type;
    else
        addPath(found->inner, column, depth + 1);
}

std::string typeOf(const RecordField& field) {
    if (field.inner.empty()) return field.type;
    std::string type = "ROW<";
    for (const RecordField& inner : field.inner)
        type += (type.size() == 4 ? "" : ", ") + sql::formatName(inner.key) + " " + typeOf(inner);
    return type + ">";
}

std::string pathText(const std::vector<std::string>& path) {
    std::string text;
    for (const std::string& key : path)
        text += (text.empty() ? "" : ".") + sql::formatName(key);
    return text;
}

std::string shifted(std::string expression, const StreamProposal& proposal, Micros zoneOffset) {
    const Micros shift = zoneOffset - proposal.zoneOffset.value_or(zoneOffset);
    if (shift == 0) return expression;
    expression += shift < 0 ? " - INTERVAL '" : " + INTERVAL '";
    return expression + std::to_string(std::abs(shift) / kMinute) + "' MINUTE(4)";
}

/// The event time as an expression over the record's fields; empty when the column is one by itself.
std::string timeExpression(const StreamProposal& proposal, const ColumnProposal& column, Micros zoneOffset) {
    const std::string field = pathText(column.path);
    switch (column.time) {
        case TimeFormat::EpochSeconds:
            return "TO_TIMESTAMP_LTZ(" + field + ", 0)";
        case TimeFormat::EpochMillis:
            return "TO_TIMESTAMP_LTZ(" + field + ", 3)";
        case TimeFormat::EpochMicros:
            return "TO_TIMESTAMP_LTZ(" + field + " / 1000, 3)";
        case TimeFormat::EpochNanos:
            return "TO_TIMESTAMP_LTZ(" + field + " / 1000000, 3)";
        case TimeFormat::EpochFraction:
            return "TO_TIMESTAMP_LTZ(CAST(" + field + " * 1000 AS BIGINT), 3)";
        case TimeFormat::LogDate:
            return shifted("TO_TIMESTAMP(SUBSTRING(" + field + ", 1, 20), 'dd/MMM/yyyy:HH:mm:ss')", proposal,
                           zoneOffset);
        case TimeFormat::SlashDate:
        case TimeFormat::Digits:
            return shifted("TO_TIMESTAMP(" + field + ", " + sql::formatText(patternOf(column.time)) + ")",
                           proposal, zoneOffset);
        case TimeFormat::Local:
            return shifted("CAST(" + field + " AS TIMESTAMP(3))", proposal, zoneOffset);
        default:
            return column.path.size() > 1 ? field : std::string();
    }
}

std::string secondsText(Micros delay) {
    const Micros seconds = std::max<Micros>(1, delay / kSecond);
    if (seconds < 60) return "INTERVAL '" + std::to_string(seconds) + "' SECOND";
    if (seconds % 3600 == 0 && seconds / 3600 < 100)
        return "INTERVAL '" + std::to_string(seconds / 3600) + "' HOUR";
    if (seconds % 60 == 0 && seconds / 60 < 100)
        return "INTERVAL '" + std::to_string(seconds / 60) + "' MINUTE";
    return "INTERVAL '" + std::to_string(seconds) + "' SECOND(6)";
}

class TableText {
  public:
    TableText(const StreamProposal& proposal, Micros zoneOffset)
        : m_proposal(proposal), m_zoneOffset(zoneOffset) {}

    std::string text(const TableOptions& options) {
        addFields();
        addComputed();
        addTime();
        std::string script =
            "CREATE TABLE " + sql::formatName(m_proposal.table) + " (" + m_columns + ") WITH (";
        bool first = true;
        for (const auto& [key, value] : options) {
            script += (first ? "" : ", ") + sql::formatText(key) + " = " + sql::formatText(value);
            first = false;
        }
        return script + ");";
    }

  private:
    [[nodiscard]] bool wanted(std::size_t index) const {
        return m_proposal.columns[index].used || m_proposal.time == index;
    }
    void add(const std::string& column) { m_columns += (m_columns.empty() ? "" : ", ") + column; }

    void addFields() {
        std::vector<RecordField> fields;
        for (std::size_t i = 0; i < m_proposal.columns.size(); ++i) {
            const ColumnProposal& column = m_proposal.columns[i];
            if (!wanted(i)) continue;
            if (column.path.empty())
                add(sql::formatName(column.name) + " " + column.type);
            else
                addPath(fields, column, 0);
        }
        for (const RecordField& field : fields)
            add(sql::formatName(field.key) + " " + typeOf(field));
    }
    void addComputed() {
        for (std::size_t i = 0; i < m_proposal.columns.size(); ++i) {
            const ColumnProposal& column = m_proposal.columns[i];
            if (column.used && column.path.size() > 1)
                add(sql::formatName(column.name) + " AS " + pathText(column.path));
        }
    }
    void addTime() {
        std::string name = "rt";
        if (!m_proposal.time) {
            add("rt TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL");
        } else {
            const ColumnProposal& column = m_proposal.columns[*m_proposal.time];
            const std::string expression = timeExpression(m_proposal, column, m_zoneOffset);
            if (expression.empty())
                name = column.name;
            else
                add("rt AS " + expression);
        }
        add("WATERMARK FOR " + sql::formatName(name) + " AS " + sql::formatName(name) + " - " +
            secondsText(m_proposal.delay));
    }

    const StreamProposal& m_proposal;
    Micros m_zoneOffset;
    std::string m_columns;
};

ColumnProposal columnOf(const sql::ColumnClause& clause) {
    ColumnProposal column{.name = clause.name.text, .type = clause.type.sql()};
    if (clause.kind == sql::ColumnClause::Kind::Computed)
        column.type = "TIMESTAMP_LTZ(3)";
    else
        column.path = {clause.name.text};
    column.role = guessRole(column.name, column.type);
    return column;
}

}  // namespace

Result<std::string> tableScript(const StreamProposal& proposal, const TableOptions& options,
                                Micros zoneOffset) {
    return sql::formatScript(TableText(proposal, zoneOffset).text(options));
}

Result<std::string> metricScript(const std::vector<MetricProposal>& metrics) {
    std::string script;
    for (const MetricProposal& metric : metrics) {
        if (!metric.used) continue;
        script += "CREATE MATERIALIZED TABLE " + sql::formatName(metric.name) + " AS " + metric.query + ";\n";
    }
    return sql::formatScript(script);
}

Result<PastedTable> readPastedTable(const std::string& script) {
    const sql::ParsedScript parsed = sql::parseScript(script);
    if (!parsed.errors.empty()) return parsed.errors.front();
    for (const sql::Statement& statement : parsed.statements) {
        const auto* table = std::get_if<sql::CreateTable>(&statement.body);
        if (table == nullptr) continue;
        PastedTable pasted{.script = sql::format(statement) + ";\n"};
        pasted.proposal.table = table->name.text;
        for (const auto& [key, value] : table->options)
            pasted.options.emplace_back(key.text, value.text);
        for (const sql::ColumnClause& clause : table->columns) {
            ColumnProposal column = columnOf(clause);
            if (table->watermark && table->watermark->column.text == column.name) {
                column.role = ColumnRole::Time;
                pasted.proposal.time = pasted.proposal.columns.size();
            }
            pasted.proposal.columns.push_back(std::move(column));
        }
        return pasted;
    }
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "connect.no-table",
                 .what = "the text holds no CREATE TABLE",
                 .next = "Paste the declaration of the source, from CREATE TABLE to its WITH (…)"};
}

}  // namespace guanlan
