// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/state_table.h"

namespace guanlan {

namespace {

std::int64_t scopeId(Database& database, std::string_view scope) {
    {
        SqlStatement known(database, "SELECT id FROM scope WHERE name = ?", Blob{scope});
        if (known.next()) return known.integer(0);
    }
    SqlStatement(database, "INSERT INTO scope(name) VALUES(?)", Blob{scope}).run();
    return database.lastInsertId();
}

}  // namespace

void saveState(Database& database, const std::vector<StateOperation>& operations) {
    const std::string* scope = nullptr;
    std::int64_t id = 0;
    for (const StateOperation& operation : operations) {
        if (scope == nullptr || *scope != operation.scope) {
            scope = &operation.scope;
            id = scopeId(database, *scope);
        }
        if (operation.kind != StateOperation::Kind::Append) {
            SqlStatement(database, "DELETE FROM state WHERE scope = ? AND key = ?", id, Blob{operation.key})
                .run();
        }
        if (operation.kind != StateOperation::Kind::Erase) {
            SqlStatement(database, "INSERT INTO state(scope, key, bytes) VALUES(?, ?, ?)", id,
                         Blob{operation.key}, Blob{operation.bytes})
                .run();
        }
    }
}

void StateTableReader::forEach(
    std::string_view scope,
    const std::function<bool(std::string_view key, std::string_view segment)>& visit) {
    {
        SqlStatement query(m_database,
                           "SELECT key, bytes FROM state WHERE scope = (SELECT id FROM scope WHERE name = ?) "
                           "ORDER BY key, id",
                           Blob{scope});
        while (query.next()) {
            if (!visit(query.bytes(0), query.bytes(1))) break;
        }
    }
    if (Result<void> read = m_database.takeProblem(); !read && !m_problem) m_problem = read.error();
}

}  // namespace guanlan
