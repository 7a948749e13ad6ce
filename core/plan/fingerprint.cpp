// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/fingerprint.h"

#include "core/plan/plan_printer.h"
#include "core/plan/scalar_function.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <string_view>

namespace guanlan {

namespace {

/// Everything that decides what is computed, without the names that do not. Columns go by number.
class Canonical {
  public:
    explicit Canonical(const Plan& plan) : m_plan(plan) {}

    void add(std::string_view text) {
        m_text += text;
        m_text += '\x1f';  // keeps neighbours apart
    }
    void add(std::int64_t number) { add(std::to_string(number)); }

    void add(const Expression& expression) {
        add(static_cast<std::int64_t>(expression.kind));
        add(expression.type.sql());
        if (expression.kind == Expression::Kind::Column) add(static_cast<std::int64_t>(expression.column));
        if (expression.kind == Expression::Kind::Literal) add(printLiteral(expression));
        if (expression.kind == Expression::Kind::Call) add(expression.function->name);
        addAll(expression.arguments);
    }
    void addAll(const std::vector<Expression>& list) {
        add(static_cast<std::int64_t>(list.size()));
        for (const Expression& one : list)
            add(one);
    }
    void add(const std::optional<Expression>& expression) {
        add(expression ? "some" : "none");
        if (expression) add(*expression);
    }

    void add(const WindowSpec& window) {
        add(static_cast<std::int64_t>(window.kind));
        for (const std::int64_t number : {window.size, window.step, window.offset, window.months})
            add(number);
        if (window.proctime) add("proctime");
        if (window.lateness != 0) add(window.lateness);
    }

    void add(const TableDefinition& table) {
        add(table.name);
        for (const TableColumn& column : table.columns) {
            add(column.name);
            add(column.type.sql());
            add(static_cast<std::int64_t>(column.kind));
            add(column.metadataKey);
            add(column.computation);
        }
        add(table.rowtime ? static_cast<std::int64_t>(*table.rowtime) : -1);
        add(table.watermarkDelay);
        for (const auto& [key, value] : table.options) {
            if (!decidesResult(key)) continue;
            add(key);
            add(value);
        }
    }

    void add(const Node& node) {
        add(static_cast<std::int64_t>(node.op.index()));
        for (const Field& field : node.output->fields())
            add(field.type.sql());
        std::visit([this](const auto& op) { addOperator(op); }, node.op);
        for (const NodePtr& input : node.inputs)
            add(*input);
    }

    [[nodiscard]] const std::string& text() const { return m_text; }

  private:
    /// Where reading starts and who may read do not change what a record means.
    static bool decidesResult(std::string_view option) {
        constexpr std::array<std::string_view, 10> kIndifferent{"scan.startup.",
                                                                "scan.bounded.",
                                                                "properties.sasl.",
                                                                "properties.ssl.",
                                                                "properties.security.",
                                                                "password",
                                                                "username",
                                                                "properties.bootstrap.",
                                                                "guanlan.password-secret",
                                                                "scan.topic-partition-discovery."};
        for (const std::string_view prefix : kIndifferent) {
            if (option.starts_with(prefix)) return false;
        }
        return true;
    }

    void addOperator(const ScanNode& scan) { add(m_plan.sources[scan.source]); }
    void addOperator(const UnionNode& /*unused*/) {}
    void addOperator(const CalcNode& calc) {
        add(calc.filter);
        addAll(calc.projections);
    }
    void addOperator(const WindowNode& window) {
        add(window.window);
        add(static_cast<std::int64_t>(window.timeColumn));
        for (const std::size_t column : window.partition)
            add(static_cast<std::int64_t>(column));
    }
    void addOperator(const RankNode& rank) {
        for (const std::size_t key : rank.keys)
            add(static_cast<std::int64_t>(key));
        for (const OrderKey& key : rank.order) {
            add(static_cast<std::int64_t>(key.column));
            add(key.descending ? "desc" : "asc");
            add(key.nullsFirst ? "first" : "last");
        }
        add(static_cast<std::int64_t>(rank.by));
        add(rank.latestOfEqual ? "latest" : "earliest");
        add(rank.first);
        add(rank.last);
        add(rank.number ? "numbered" : "plain");
        add(rank.windowTime ? static_cast<std::int64_t>(*rank.windowTime) : -1);
    }
    void addOperator(const LookupNode& lookup) {
        add(m_plan.lookups[lookup.table]);
        for (const std::size_t key : lookup.keys)
            add(static_cast<std::int64_t>(key));
        addAll(lookup.values);
        add(lookup.condition);
        add(lookup.keepsUnmatched ? "left" : "inner");
    }
    void addOperator(const AggregateNode& aggregate) {
        add(aggregate.window ? "window" : "none");
        if (aggregate.window) add(*aggregate.window);
        add(static_cast<std::int64_t>(aggregate.timeColumn));
        addAll(aggregate.keys);
        for (const AggregateCall& call : aggregate.calls) {
            add(call.function->name);
            add(call.type.sql());
            add(call.distinct ? "distinct" : "all");
            addAll(call.arguments);
            add(call.filter);
        }
    }

    const Plan& m_plan;
    std::string m_text;
};

/// FNV-1a.
std::uint64_t hashOf(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = seed;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001B3U;
    }
    return hash;
}

}  // namespace

std::string fingerprint(const Query& query, const Plan& plan) {
    Canonical canonical(plan);
    canonical.add(kStateLayout);
    canonical.add(*query.root);
    for (const Field& field : query.root->output->fields())
        canonical.add(field.name);
    constexpr std::uint64_t kFirstSeed = 0xCBF29CE484222325U;
    constexpr std::uint64_t kSecondSeed = 0x9AE16A3B2F90404FU;
    std::array<char, 33> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx",
                  static_cast<unsigned long long>(hashOf(canonical.text(), kFirstSeed)),
                  static_cast<unsigned long long>(hashOf(canonical.text(), kSecondSeed)));
    return digits.data();
}

}  // namespace guanlan
