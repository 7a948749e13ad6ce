// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/retractable_states.h"

#include "core/base/bytes.h"
#include "core/batch/row_values.h"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>
#include <vector>

namespace guanlan {

namespace {

class RetractableStates final : public AggregateStates {
  public:
    RetractableStates(const AggregateFunction& function, bool distinct, std::vector<DataType> arguments,
                      DataType result)
        : m_function(function),
          m_distinct(distinct),
          m_arguments(std::move(arguments)),
          m_result(std::move(result)) {}

    void resize(std::size_t groups) override { m_groups.resize(groups); }

    void update(std::span<const ColumnPtr> arguments, std::span<const std::uint32_t> rows,
                std::span<const std::uint32_t> groups) override {
        forEachKept(arguments, rows, groups, [](Group& group, RowValues row) { group.add(std::move(row)); });
    }
    [[nodiscard]] bool retracts() const override { return true; }
    void retract(std::span<const ColumnPtr> arguments, std::span<const std::uint32_t> rows,
                 std::span<const std::uint32_t> groups) override {
        forEachKept(arguments, rows, groups, [](Group& group, RowValues row) { group.take(std::move(row)); });
    }
    void reset(std::size_t group) override { m_groups[group] = {}; }

    void combine(const AggregateStates& other, std::span<const std::uint32_t> groups) override {
        const auto& from = static_cast<const RetractableStates&>(other);  // same function: see the contract
        for (std::size_t i = 0; i < groups.size(); ++i) {
            for (const RowValues& row : from.m_groups[i].inOrder(false))
                m_groups[groups[i]].add(row);
        }
    }

    bool finish(std::size_t number, ColumnBuilder& out) const override {
        const Group& group = m_groups[number];
        if (m_function.name == "MIN" || m_function.name == "MAX") {
            const auto& rows = group.rows;
            out.append(
                rows.empty()
                    ? Value{}
                    : (m_function.name == "MIN" ? rows.begin() : std::prev(rows.end()))->first.front());
            return false;
        }
        if (m_distinct && m_function.name == "COUNT") {
            out.appendInt(static_cast<std::int64_t>(group.rows.size()));
            return false;
        }
        return computeAnew(group, out);
    }

    void save(std::size_t number, std::string& out, SavePart part) override {
        Group& group = m_groups[number];
        const bool changes = part == SavePart::Changes && group.tracked;
        std::vector<Change> whole;
        if (!changes) {
            for (RowValues& row : group.inOrder(false))
                whole.push_back({false, std::move(row)});
        }
        const std::vector<Change>& written = changes ? group.changes : whole;
        appendNumber(out, static_cast<std::uint8_t>(changes));
        appendCount(out, written.size());
        for (const Change& change : written) {
            appendNumber(out, static_cast<std::uint8_t>(change.taken));
            saveRow(change.row, out);
        }
        group.tracked = true;
        group.changes.clear();
    }

    bool restore(std::size_t number, std::string_view& in) override {
        Group& group = m_groups[number];
        std::uint8_t adds = 0;
        std::uint64_t changes = 0;
        if (!readNumber(in, adds) || !readCount(in, changes)) return false;
        if (adds == 0) group = {};  // it was emptied since, or never saved
        for (; changes > 0; --changes) {
            if (!restoreChange(group, in)) return false;
        }
        group.tracked = true;
        group.changes.clear();
        return true;
    }

    [[nodiscard]] std::size_t bytes() const override {
        std::size_t sum = m_groups.capacity() * sizeof(Group);
        for (const Group& group : m_groups)
            sum += group.rows.size() * (sizeof(RowValues) + 64);
        return sum;
    }

  private:
    struct Change {
        bool taken = false;
        RowValues row;
    };
    struct Group {
        std::map<RowValues, std::deque<std::uint64_t>, RowValuesLess> rows;  // with when each came
        std::uint64_t next = 0;
        std::vector<Change> changes;  // since the last save
        bool tracked = false;         // has been saved: from then on changes are noted

        void add(RowValues row) {
            if (tracked) changes.push_back({false, row});
            rows[std::move(row)].push_back(next++);
        }
        /// Of equal rows the one that came first goes; a row that is not there is none of ours.
        void take(RowValues row) {
            const auto found = rows.find(row);
            if (found == rows.end()) return;
            found->second.pop_front();
            if (found->second.empty()) rows.erase(found);
            if (tracked) changes.push_back({true, std::move(row)});
        }
        [[nodiscard]] std::vector<RowValues> inOrder(bool distinct) const {
            std::vector<std::pair<std::uint64_t, const RowValues*>> order;
            for (const auto& [row, came] : rows) {
                for (const std::uint64_t when : came) {
                    order.emplace_back(when, &row);
                    if (distinct) break;
                }
            }
            std::sort(order.begin(), order.end());
            std::vector<RowValues> result;
            for (const auto& [when, row] : order)
                result.push_back(*row);
            return result;
        }
    };

    bool restoreChange(Group& group, std::string_view& in) const {
        std::uint8_t taken = 0;
        RowValues row;
        if (!readNumber(in, taken) || !restoreRow(in, m_arguments, row)) return false;
        if (taken != 0) {
            group.take(std::move(row));
        } else {
            group.add(std::move(row));
        }
        return true;
    }

    template <typename Visit>
    void forEachKept(std::span<const ColumnPtr> arguments, std::span<const std::uint32_t> rows,
                     std::span<const std::uint32_t> groups, Visit&& visit) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (arguments.size() == 1 && arguments[0]->isNull(rows[i])) continue;
            visit(m_groups[groups[i]], rowValues(arguments, rows[i]));
        }
    }

    bool computeAnew(const Group& group, ColumnBuilder& out) const {
        std::vector<ColumnBuilder> builders;
        for (const DataType& type : m_arguments)
            builders.emplace_back(type);
        const std::vector<RowValues> kept = group.inOrder(m_distinct);
        for (const RowValues& row : kept) {
            for (std::size_t i = 0; i < row.size(); ++i)
                builders[i].append(row[i]);
        }
        std::vector<ColumnPtr> columns;
        for (ColumnBuilder& builder : builders)
            columns.push_back(builder.seal());
        std::vector<std::uint32_t> rows(kept.size());
        std::iota(rows.begin(), rows.end(), 0U);
        const auto states = m_function.create(m_arguments, m_result);
        states->resize(1);
        states->update(columns, rows, std::vector<std::uint32_t>(kept.size(), 0));
        return states->finish(0, out);
    }

    const AggregateFunction& m_function;
    bool m_distinct;
    std::vector<DataType> m_arguments;
    DataType m_result;
    std::vector<Group> m_groups;
};

}  // namespace

std::unique_ptr<AggregateStates> makeRetractableStates(const AggregateFunction& function, bool distinct,
                                                       std::span<const DataType> arguments,
                                                       const DataType& result) {
    return std::make_unique<RetractableStates>(function, distinct,
                                               std::vector(arguments.begin(), arguments.end()), result);
}

}  // namespace guanlan
