// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/planner.h"

#include "core/plan/answers.h"
#include "core/plan/catalog.h"
#include "core/plan/remarks.h"
#include "core/plan/result_planner.h"
#include "core/plan/setting_check.h"
#include "core/sql/nearest_name.h"
#include "core/sql/parser.h"

#include <algorithm>

namespace guanlan {

namespace planning {

namespace {

/// Works through the statements of one script in order.
class ScriptPlanner {
  public:
    ScriptPlanner(const PlannerOptions& options, PlanOutcome& outcome)
        : m_outcome(outcome), m_catalog{.options = options, .plan = outcome.plan} {}

    void run(const sql::ParsedScript& script) {
        m_catalog.broken.insert(script.broken.begin(), script.broken.end());
        for (const sql::Statement& statement : script.statements) {
            auto done = std::visit([this](const auto& body) { return plan(body); }, statement.body);
            if (!done) report(std::move(done).error(), statement.place);
        }
    }

    [[nodiscard]] std::vector<Declaration> declarations() {
        std::vector<Declaration> all;
        for (const auto& [name, table] : m_catalog.tables) {
            all.push_back({.kind = Declaration::Kind::Table, .name = name});
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                all.back().columns.push_back({.name = table.columns[i].name,
                                              .type = table.columns[i].type.sql(),
                                              .isTime = table.rowtime == i || table.proctime == i});
            }
        }
        for (const auto& [name, query] : m_catalog.queries) {
            all.push_back({.kind = query->isMetric ? Declaration::Kind::Metric : Declaration::Kind::View,
                           .name = name});
            auto relation = planNamedQuery(*query, m_catalog, {});
            if (!relation) continue;
            for (const RelationColumn& column : relation->columns)
                all.back().columns.push_back({.name = column.name,
                                              .type = column.type.sql(),
                                              .isTime = column.rowtime || column.proctime});
        }
        std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
        return all;
    }

  private:
    void report(Error error, TextPosition statement) {
        if (isConsequence(error)) return;
        if (error.position.line == 0) error.position = statement;
        m_outcome.errors.push_back(std::move(error));
    }

    Result<void> checkFree(const sql::Name& name) {
        if (!m_catalog.contains(name.text)) return {};
        return mistake(name.place, "there is a table '" + name.text + "' already",
                       "DROP it first, or choose another name");
    }

    Result<void> plan(const sql::CreateTable& statement) {
        if (statement.ifNotExists && m_catalog.contains(statement.name.text)) return {};
        if (auto free = checkFree(statement.name); !free) return free;
        auto table = bindTable(statement, m_catalog);
        if (!table) {
            m_catalog.broken.insert(statement.name.text);
            return std::move(table).error();
        }
        m_catalog.tables.emplace(statement.name.text, *std::move(table));
        m_catalog.created.insert_or_assign(statement.name.text, statement);
        return {};
    }

    Result<void> plan(const sql::CreateTableLike& statement) {
        auto table = resolveLike(statement, m_catalog);
        if (table) return plan(*table);
        m_catalog.broken.insert(statement.table.name.text);
        return std::move(table).error();
    }

    Result<void> plan(const sql::CreateTableAs& statement) {
        const sql::Name& name = statement.table.name;
        if (statement.table.ifNotExists && m_catalog.contains(name.text)) return {};
        if (auto free = checkFree(name); !free) return free;
        auto table = tableOfQuery(statement, m_catalog);
        if (!table) {
            m_catalog.broken.insert(name.text);
            return std::move(table).error();
        }
        m_catalog.tables.emplace(name.text, *std::move(table));
        return plan(sql::Insert{.table = name, .query = statement.query});
    }

    Result<void> plan(const sql::Ask& statement) { return keep(answer(statement, m_catalog)); }
    Result<void> plan(const sql::Explain& statement) { return keep(explain(statement, m_catalog)); }

    Result<void> keep(Result<Answer> answer) {
        if (!answer) return std::move(answer).error();
        m_outcome.plan.answers.push_back(*std::move(answer));
        return {};
    }

    Result<void> plan(const sql::CreateView& statement) {
        if (statement.ifNotExists && m_catalog.contains(statement.name.text)) return {};
        if (auto free = checkFree(statement.name); !free) return free;
        // Planned now for its mistakes only: what it reads is read when somebody selects from it.
        const std::size_t sources = m_catalog.plan.sources.size();
        const std::size_t lookups = m_catalog.plan.lookups.size();
        NamedQuery view{.name = statement.name.text, .columns = statement.columns, .query = statement.query};
        auto relation = planNamedQuery(view, m_catalog, statement.name.place);
        m_catalog.plan.sources.resize(sources);
        m_catalog.plan.lookups.resize(lookups);
        if (!relation) {
            m_catalog.broken.insert(statement.name.text);
            return std::move(relation).error();
        }
        declare(std::move(view));
        return {};
    }

    Result<void> plan(const sql::CreateMaterializedTable& statement) {
        if (statement.ifNotExists && m_catalog.contains(statement.name.text)) return {};
        if (auto free = checkFree(statement.name); !free) return free;
        auto query = planMetric(statement, m_catalog);
        if (!query) {
            m_catalog.broken.insert(statement.name.text);
            return std::move(query).error();
        }
        m_catalog.plan.queries.push_back(*std::move(query));
        declare({.name = statement.name.text, .query = statement.query, .isMetric = true});
        return {};
    }

    Result<void> plan(const sql::Insert& statement) {
        auto query = planInsert(statement, m_catalog);
        if (!query) return std::move(query).error();
        m_catalog.plan.queries.push_back(*std::move(query));
        return {};
    }

    Result<void> plan(const sql::StatementSet& statement) {
        for (const sql::Insert& insert : statement.inserts) {
            if (auto done = plan(insert); !done) report(std::move(done).error(), insert.table.place);
        }
        return {};
    }

    Result<void> plan(const sql::SelectStatement& statement) {
        auto query = planPlainSelect(statement.query, m_catalog);
        if (!query) return std::move(query).error();
        m_catalog.plan.queries.push_back(*std::move(query));
        return {};
    }

    Result<void> plan(const sql::SetOption& statement) {
        if (auto checked = checkSetting(statement, m_catalog); !checked) return checked;
        if (statement.value) {
            m_catalog.plan.settings[statement.key.text] = statement.value->text;
        } else {
            m_catalog.plan.settings.erase(statement.key.text);
        }
        return {};
    }

    Result<void> plan(const sql::Drop& statement) {
        const std::string& name = statement.name.text;
        const auto query = m_catalog.queries.find(name);
        if (query != m_catalog.queries.end() && query->second->isMetric) {
            return mistake(statement.name.place,
                           "the metric '" + name + "' cannot be dropped by the script that declares it",
                           "leave its CREATE out");
        }
        const bool isView = query != m_catalog.queries.end();
        const bool isTable = m_catalog.tables.contains(name);
        if (isView && statement.kind == "VIEW") {
            m_catalog.queries.erase(query);
        } else if (isTable && statement.kind == "TABLE") {
            m_catalog.tables.erase(name);
            m_catalog.created.erase(name);
        } else if (isView || isTable) {
            return mistake(statement.name.place, "'" + name + "' is a " + (isView ? "view" : "table"),
                           isView ? "write DROP VIEW" : "write DROP TABLE");
        } else if (!statement.ifExists) {
            return unknownTable(m_catalog, statement.name, {});
        }
        return {};
    }

    void declare(NamedQuery query) {
        const std::string name = query.name;
        m_catalog.queries[name] = std::make_shared<const NamedQuery>(std::move(query));
    }

    PlanOutcome& m_outcome;
    Catalog m_catalog;
};

/// Equal queries of one script keep state of their own.
void tellApart(std::vector<Query>& queries) {
    std::map<std::string, int> seen;
    for (Query& query : queries) {
        if (const int times = ++seen[query.fingerprint]; times > 1)
            query.fingerprint += "-" + std::to_string(times);
    }
}

}  // namespace

}  // namespace planning

std::vector<Declaration> declarationsOf(std::string_view script, const PlannerOptions& options) {
    PlanOutcome outcome;
    planning::ScriptPlanner planner(options, outcome);
    planner.run(sql::parseScript(script));
    return planner.declarations();
}

PlanOutcome planScript(std::string_view script, const PlannerOptions& options) {
    PlanOutcome outcome;
    sql::ParsedScript parsed = sql::parseScript(script);
    planning::ScriptPlanner(options, outcome).run(parsed);
    planning::tellApart(outcome.plan.queries);
    planning::addRemarks(outcome.plan);
    for (Error& error : parsed.errors)
        outcome.errors.push_back(std::move(error));
    std::stable_sort(outcome.errors.begin(), outcome.errors.end(), [](const Error& a, const Error& b) {
        return std::pair(a.position.line, a.position.column) < std::pair(b.position.line, b.position.column);
    });
    for (Error& error : outcome.errors)
        error.file = options.file;
    if (!outcome.ok()) outcome.plan = {};
    return outcome;
}

}  // namespace guanlan
