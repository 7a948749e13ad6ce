// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/state_table.h"

#include <algorithm>

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

bool ownedByAny(std::string_view scope, const std::vector<std::string>& owners) {
    return std::any_of(owners.begin(), owners.end(), [scope](const std::string& owner) {
        return scope == owner || (scope.starts_with(owner) && scope[owner.size()] == '/');
    });
}

std::vector<std::int64_t> scopesOfOthers(Database& database, const std::vector<std::string>& owners) {
    std::vector<std::int64_t> others;
    SqlStatement scopes(database, "SELECT id, name FROM scope");
    while (scopes.next()) {
        if (!ownedByAny(scopes.bytes(1), owners)) others.push_back(scopes.integer(0));
    }
    return others;
}

}  // namespace

void forgetState(Database& database, const std::vector<std::string>& owners) {
    for (const std::int64_t scope : scopesOfOthers(database, owners)) {
        SqlStatement(database, "DELETE FROM state WHERE scope = ?", scope).run();
        SqlStatement(database, "DELETE FROM scope WHERE id = ?", scope).run();
    }
}

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
