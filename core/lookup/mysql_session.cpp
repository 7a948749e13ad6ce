// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lookup/mysql_session.h"

#include "core/base/decimal.h"
#include "core/decode/cell_reader.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>
#include <array>
#include <utility>

namespace guanlan {

namespace {

std::string quotedName(const std::string& name) {
    std::string text = "`";
    for (const char c : name)
        text += c == '`' ? std::string("``") : std::string(1, c);
    return text + "`";
}

/// Exact: what is neither a text nor a floating point number travels as text.
std::string selected(const TableColumn& column) {
    const std::string name = quotedName(column.name);
    if (column.type.kind == TypeKind::Boolean) return "ELT((" + name + " <> 0) + 1, 'false', 'true')";
    // A FLOAT alone comes as a text of six digits.
    if (column.type.kind == TypeKind::Float) return name + " + 0e0";
    const bool plain = column.type.isApproximate() || column.type.kind == TypeKind::String ||
                       column.type.kind == TypeKind::Bytes;
    return plain ? name : "CAST(" + name + " AS CHAR)";
}

/// The parameter in the type of its column, so that no index is missed and nothing is compared inexactly.
std::string parameter(const DataType& type) {
    switch (type.kind) {
        case TypeKind::Decimal:
            return "CAST(? AS DECIMAL(" + std::to_string(type.precision) + ", " + std::to_string(type.scale) +
                   "))";
        case TypeKind::Date:
            return "CAST(? AS DATE)";
        case TypeKind::Time:
            return "CAST(? AS TIME(6))";
        case TypeKind::Timestamp:
        case TypeKind::TimestampLtz:
            return "CAST(? AS DATETIME(6))";
        default:
            return "?";
    }
}

QVariant parameterValue(const Value& value, const DataType& type, const Zone& zone) {
    const auto text = [](const std::string& utf8) { return QVariant(QString::fromStdString(utf8)); };
    if (const auto* string = std::get_if<std::string>(&value)) {
        return type.kind == TypeKind::Bytes ? QVariant(QByteArray::fromStdString(*string)) : text(*string);
    }
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* decimal = std::get_if<Int128>(&value)) return text(formatDecimal(*decimal, type.scale));
    const std::int64_t whole = std::get<std::int64_t>(value);
    constexpr int kMicroDigits = 6;
    switch (type.kind) {
        case TypeKind::Date:
            return text(formatTimestamp(whole * kDay, 0).substr(0, 10));
        case TypeKind::Time:
            return text(formatTimestamp(whole, kMicroDigits).substr(11));
        case TypeKind::Timestamp:
            return text(formatTimestamp(whole, kMicroDigits));
        case TypeKind::TimestampLtz:
            return text(formatTimestamp(zone.toLocal(whole), kMicroDigits));
        default:
            return QVariant::fromValue<qlonglong>(whole);
    }
}

/// Fills the declared columns with the rows of an answer, and notes which key each row belongs to.
class AnswerReader {
  public:
    AnswerReader(const TableDefinition& table, const Zone& zone)
        : m_table(table), m_reader(zone, TimestampFormat::Auto) {
        for (const TableColumn& column : table.columns)
            m_columns.emplace_back(column.type);
    }

    Result<void> add(const QSqlQuery& query) {
        m_keys.push_back(query.value(0).toULongLong());
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            if (append(m_columns[i], query.value(static_cast<int>(i) + 1))) continue;
            const TableColumn& column = m_table.columns[i];
            return Error{
                .code = ErrorCode::InvalidInput,
                .id = "lookup.cell",
                .what = "the value " +
                        quoteForMessage(query.value(static_cast<int>(i) + 1).toString().toStdString()) +
                        " in the column '" + column.name + "' of '" + m_table.option("table-name") +
                        "' is no " + column.type.sql(),
                .next = "declare the column as STRING",
                .arguments = {column.name, column.type.sql()},
                .position = m_table.position};
        }
        return {};
    }

    std::vector<LookupRows> rows(std::size_t keys) {
        std::vector<ColumnPtr> columns;
        for (ColumnBuilder& column : m_columns)
            columns.push_back(column.seal());
        std::vector<std::vector<RowValues>> found(keys);
        for (std::size_t row = 0; row < m_keys.size(); ++row)
            found[m_keys[row]].push_back(rowValues(columns, row));
        std::vector<LookupRows> answers;
        for (std::vector<RowValues>& of : found)
            answers.push_back(std::make_shared<const std::vector<RowValues>>(std::move(of)));
        return answers;
    }

  private:
    bool append(ColumnBuilder& column, const QVariant& cell) {
        if (cell.isNull()) {
            column.appendNull();
            return true;
        }
        if (column.type().isApproximate()) {
            column.appendDouble(cell.toDouble());
            return true;
        }
        const bool bytes = cell.typeId() == QMetaType::QByteArray;
        const QByteArray text = bytes ? cell.toByteArray() : cell.toString().toUtf8();
        return m_reader.append(column, {text.constData(), static_cast<std::size_t>(text.size())});
    }

    const TableDefinition& m_table;
    CellReader m_reader;
    std::vector<ColumnBuilder> m_columns;
    std::vector<std::size_t> m_keys;
};

/// What the server says no to whenever it is asked.
struct Refusal {
    int code;
    ErrorCode kind;
    const char* next;
};
constexpr std::array kRefusals{
    Refusal{1044, ErrorCode::Denied, "ask the database's administrator for the right to read it"},
    Refusal{1045, ErrorCode::Denied, "check 'username' and the password"},
    Refusal{1142, ErrorCode::Denied, "ask the database's administrator for the right to read it"},
    Refusal{1698, ErrorCode::Denied, "use an account that logs in with a password"},
    Refusal{1049, ErrorCode::InvalidInput, "check the database in 'url'"},
    Refusal{1146, ErrorCode::InvalidInput, "check 'table-name'"},
    Refusal{1054, ErrorCode::InvalidInput, "name the columns as the database does"},
    Refusal{1064, ErrorCode::InvalidInput, "check 'table-name' and the columns"},
    Refusal{2059, ErrorCode::InvalidInput, "use an account with another way to log in"},
};

}  // namespace

MysqlSession::MysqlSession(LookupRequest request, Settings settings)
    : m_request(std::move(request)), m_settings(std::move(settings)) {}

std::string MysqlSession::queryOf(std::size_t keys) const {
    const TableDefinition& table = m_request.table;
    std::string from;
    for (const TableColumn& column : table.columns)
        from += ", " + selected(column);
    from += " FROM " + quotedName(table.option("table-name"));
    for (std::size_t i = 0; i < m_request.keys.size(); ++i) {
        const TableColumn& key = table.columns[m_request.keys[i]];
        from += (i == 0 ? " WHERE " : " AND ") + quotedName(key.name) + " = " + parameter(key.type);
    }
    // One SELECT a key, each with the key's number: which texts are equal is the server's business.
    std::string sql;
    for (std::size_t i = 0; i < keys; ++i)
        sql += (i == 0 ? "SELECT " : " UNION ALL SELECT ") + std::to_string(i) + from;
    return sql;
}

Result<std::vector<LookupRows>> MysqlSession::ask(std::span<const RowValues> keys) {
    if (auto opened = open(); !opened) return std::move(opened).error();
    QSqlQuery query(*m_database);
    query.setForwardOnly(true);
    bool well = query.prepare(QString::fromStdString(queryOf(keys.size())));
    for (const RowValues& key : keys) {
        for (std::size_t i = 0; i < key.size(); ++i) {
            const DataType& type = m_request.table.columns[m_request.keys[i]].type;
            query.addBindValue(parameterValue(key[i], type, m_settings.zone));
        }
    }
    well = well && query.exec();
    AnswerReader reader(m_request.table, m_settings.zone);
    while (well && query.next()) {
        if (auto added = reader.add(query); !added) return std::move(added).error();
    }
    if (query.lastError().type() == QSqlError::NoError) return reader.rows(keys.size());
    Error error = problem(query.lastError());
    query = QSqlQuery();
    close();  // opened anew next time
    return error;
}

Result<void> MysqlSession::open() {
    if (m_database) return {};
    const MysqlAddress& address = m_settings.address;
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QMYSQL"),
                                           QUuid::createUuid().toString(QUuid::WithoutBraces));
    m_database->setHostName(QString::fromStdString(address.host));
    m_database->setPort(address.port);
    m_database->setDatabaseName(QString::fromStdString(address.database));
    m_database->setUserName(QString::fromStdString(address.user));
    m_database->setPassword(QString::fromStdString(address.password));
    const QString seconds = QString::number(m_settings.wait.count());
    m_database->setConnectOptions(
        QStringLiteral("MYSQL_OPT_CONNECT_TIMEOUT=%1;MYSQL_OPT_READ_TIMEOUT=%1;MYSQL_OPT_WRITE_TIMEOUT=%1%2")
            .arg(seconds, address.tls ? QStringLiteral(";CLIENT_SSL=1") : QString()));
    if (m_database->open()) return {};
    Error error = problem(m_database->lastError());
    close();
    return error;
}

void MysqlSession::close() {
    if (!m_database) return;
    const QString name = m_database->connectionName();
    m_database.reset();
    QSqlDatabase::removeDatabase(name);
}

Error MysqlSession::problem(const QSqlError& error) const {
    const int code = error.nativeErrorCode().toInt();
    const auto* const refusal = std::find_if(kRefusals.begin(), kRefusals.end(),
                                             [code](const Refusal& known) { return known.code == code; });
    const bool refused = refusal != kRefusals.end();
    const std::string server = m_settings.address.server();
    return Error{.code = refused ? refusal->kind : ErrorCode::Unavailable,
                 .id = refused ? "lookup.mysql-refused" : "lookup.mysql-away",
                 .what = "rows of '" + m_request.table.name + "' cannot be looked up in MySQL at " + server,
                 .cause = error.databaseText().toStdString(),
                 .next = refused ? refusal->next : "see that the server runs and can be reached",
                 .arguments = {m_request.table.name, server, error.databaseText().toStdString()},
                 .position = m_request.table.position};
}

}  // namespace guanlan
