// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_module.h"

#include "core/decode/number_text.h"
#include "core/sink/cell_text.h"

#include <sqlite3.h>

#include <algorithm>
#include <new>

namespace guanlan {

namespace {

constexpr double kCostOfAll = 1e6;
constexpr double kShareOfRange = 0.1;
constexpr double kShareOfText = 0.2;

struct MetricTable : sqlite3_vtab {
    MetricTables* all = nullptr;
    const MetricDefinition* metric = nullptr;
};

struct MetricCursor : sqlite3_vtab_cursor {
    Batch rows{};
    std::size_t row = 0;
    std::string text{};
};

const char* affinityOf(const DataType& type) {
    switch (type.kind) {
        case TypeKind::Date:
        case TypeKind::Time:
        case TypeKind::Timestamp:
        case TypeKind::TimestampLtz:
            return "TEXT";
        default:
            break;
    }
    switch (type.physical()) {
        case Physical::Int64:
            return "INTEGER";
        case Physical::Double:
        case Physical::Decimal:
            return "REAL";
        default:
            return "TEXT";
    }
}

std::string declarationOf(const MetricDefinition& metric) {
    std::string sql = "CREATE TABLE metric (";
    for (const Field& field : metric.schema->fields()) {
        if (sql.back() != '(') sql += ", ";
        sql += '"';
        for (const char c : field.name)
            sql += c == '"' ? "\"\"" : std::string(1, c);
        sql += std::string("\" ") + affinityOf(field.type);
    }
    return sql + ")";
}

int connectTable(sqlite3* connection, void* all, int /*count*/, const char* const* arguments,
                 sqlite3_vtab** made, char** /*message*/) {
    auto* tables = static_cast<MetricTables*>(all);
    const auto metric = tables->metrics.find(arguments[2]);
    if (metric == tables->metrics.end()) return SQLITE_ERROR;
    const int code = sqlite3_declare_vtab(connection, declarationOf(metric->second).c_str());
    if (code != SQLITE_OK) return code;
    auto* table = new (std::nothrow) MetricTable{};
    if (table == nullptr) return SQLITE_NOMEM;
    table->all = tables;
    table->metric = &metric->second;
    *made = table;
    return SQLITE_OK;
}

int disconnectTable(sqlite3_vtab* table) {
    delete static_cast<MetricTable*>(table);
    return SQLITE_OK;
}

/// What a condition may ask of the blocks: a bound of the time, or the text of a column.
std::optional<char> useOf(const MetricDefinition& metric,
                          const sqlite3_index_info::sqlite3_index_constraint& on) {
    if (on.usable == 0 || on.iColumn < 0) return std::nullopt;
    const auto column = static_cast<std::size_t>(on.iColumn);
    if (metric.timeColumn == column) {
        if (on.op == SQLITE_INDEX_CONSTRAINT_GT || on.op == SQLITE_INDEX_CONSTRAINT_GE) return 'f';
        if (on.op == SQLITE_INDEX_CONSTRAINT_LT || on.op == SQLITE_INDEX_CONSTRAINT_LE) return 't';
        if (on.op == SQLITE_INDEX_CONSTRAINT_EQ) return 'e';
        return std::nullopt;
    }
    const bool text = (*metric.schema)[column].type.physical() == Physical::Text;
    if (text && on.op == SQLITE_INDEX_CONSTRAINT_EQ) return 'w';
    return std::nullopt;
}

/// Hands the conditions that help to filterRows() as "f2,w0,": SQLite checks them again on each row.
int chooseIndex(sqlite3_vtab* table, sqlite3_index_info* info) {
    const MetricDefinition& metric = *static_cast<MetricTable*>(table)->metric;
    std::string uses;
    int arguments = 0;
    info->estimatedCost = kCostOfAll;
    for (int i = 0; i < info->nConstraint; ++i) {
        const auto use = useOf(metric, info->aConstraint[i]);
        if (!use) continue;
        uses += *use + std::to_string(info->aConstraint[i].iColumn) + ",";
        info->aConstraintUsage[i].argvIndex = ++arguments;
        info->estimatedCost *= *use == 'w' ? kShareOfText : kShareOfRange;
    }
    info->idxStr = sqlite3_mprintf("%s", uses.c_str());
    info->needToFreeIdxStr = 1;
    return info->idxStr == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

int openCursor(sqlite3_vtab* /*table*/, sqlite3_vtab_cursor** made) {
    *made = new (std::nothrow) MetricCursor{};
    return *made == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

int closeCursor(sqlite3_vtab_cursor* cursor) {
    delete static_cast<MetricCursor*>(cursor);
    return SQLITE_OK;
}

/// Only texts in the form in which times are shown: those are compared alike as texts and as times.
std::optional<Micros> timeOf(std::string_view text) {
    constexpr std::string_view kForm = "0000-00-00 00:00:00.000";
    if (text.size() < kForm.find(' ') || text.size() > kForm.size()) return std::nullopt;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (kForm[i] == '0' ? !digit : text[i] != kForm[i]) return std::nullopt;
    }
    const auto parsed = parseTimestamp(text);
    return parsed ? std::optional(parsed->wallTime) : std::nullopt;
}

/// The bounds may be wider than asked for, never narrower.
void narrow(HistoryQuery& query, char use, Micros local, const Zone& zone, bool instant) {
    const Micros around = instant && !zone.fixed() ? kDay : 0;  // texts of an hour that comes twice
    const Micros from = (instant ? zone.toUtc(local) : local) - around;
    const Micros to = (instant ? zone.toLatestUtc(local) : local) + around + kMilli;
    if (use != 't') query.from = std::max(query.from, from);
    if (use != 'f') query.to = std::min(query.to, to);
}

std::string_view textOf(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text == nullptr ? std::string_view()
                           : std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

HistoryQuery queryFor(const MetricTable& table, std::string_view uses, sqlite3_value** arguments) {
    HistoryQuery query{.metric = table.metric->name};
    for (int i = 0; !uses.empty(); ++i) {
        const std::size_t end = uses.find(',');
        const char use = uses.front();
        const auto column = static_cast<std::size_t>(parseInteger(uses.substr(1, end - 1)).value_or(0));
        uses.remove_prefix(end + 1);
        if (sqlite3_value_type(arguments[i]) != SQLITE_TEXT) continue;
        const Field& field = (*table.metric->schema)[column];
        if (use == 'w') {
            query.where[field.name] = textOf(arguments[i]);
        } else if (const auto time = timeOf(textOf(arguments[i]))) {
            narrow(query, use, *time, table.all->zone, field.type.kind == TypeKind::TimestampLtz);
        }
    }
    return query;
}

int filterRows(sqlite3_vtab_cursor* base, int /*number*/, const char* uses, int /*count*/,
               sqlite3_value** arguments) {
    auto* cursor = static_cast<MetricCursor*>(base);
    const auto* table = static_cast<const MetricTable*>(base->pVtab);
    Result<Batch> rows = table->all->history.rows(queryFor(*table, uses, arguments));
    if (!rows) {
        table->all->problem = std::move(rows).error();
        return SQLITE_IOERR;
    }
    cursor->rows = std::move(*rows);
    cursor->row = 0;
    return SQLITE_OK;
}

int nextRow(sqlite3_vtab_cursor* cursor) {
    ++static_cast<MetricCursor*>(cursor)->row;
    return SQLITE_OK;
}

int atEnd(sqlite3_vtab_cursor* base) {
    const auto* cursor = static_cast<const MetricCursor*>(base);
    return cursor->row >= cursor->rows.rows() ? 1 : 0;
}

int giveCell(sqlite3_vtab_cursor* base, sqlite3_context* context, int number) {
    auto* cursor = static_cast<MetricCursor*>(base);
    const Column& column = cursor->rows.column(static_cast<std::size_t>(number));
    if (column.isNull(cursor->row)) return SQLITE_OK;  // NULL unless something is given
    const std::string_view affinity = affinityOf(column.type());
    if (affinity == "INTEGER") {
        sqlite3_result_int64(context, column.ints()[cursor->row]);
    } else if (column.type().physical() == Physical::Double) {
        sqlite3_result_double(context, column.doubles()[cursor->row]);
    } else {
        const Zone& zone = static_cast<const MetricTable*>(base->pVtab)->all->zone;
        cursor->text.clear();
        appendCellText(cursor->text, column, cursor->row, zone);
        if (affinity == "REAL") {
            sqlite3_result_double(context, std::strtod(cursor->text.c_str(), nullptr));
        } else {
            sqlite3_result_text64(context, cursor->text.data(), cursor->text.size(), SQLITE_TRANSIENT,
                                  SQLITE_UTF8);
        }
    }
    return SQLITE_OK;
}

int giveRowNumber(sqlite3_vtab_cursor* base, sqlite3_int64* number) {
    *number = static_cast<sqlite3_int64>(static_cast<const MetricCursor*>(base)->row);
    return SQLITE_OK;
}

sqlite3_module moduleOfMetrics() {
    sqlite3_module module{};
    module.xCreate = connectTable;
    module.xConnect = connectTable;
    module.xBestIndex = chooseIndex;
    module.xDisconnect = disconnectTable;
    module.xDestroy = disconnectTable;
    module.xOpen = openCursor;
    module.xClose = closeCursor;
    module.xFilter = filterRows;
    module.xNext = nextRow;
    module.xEof = atEnd;
    module.xColumn = giveCell;
    module.xRowid = giveRowNumber;
    return module;
}

}  // namespace

int registerMetricModule(sqlite3* connection, MetricTables& tables) {
    static const sqlite3_module module = moduleOfMetrics();
    return sqlite3_create_module_v2(connection, "metric", &module, &tables, nullptr);
}

}  // namespace guanlan
