// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/distinct_states.h"

#include "core/aggregate/distinct_set.h"
#include "core/aggregate/value_keys.h"
#include "core/base/bytes.h"
#include "core/base/dense_growth.h"

#include <vector>

namespace guanlan {

namespace {

class DistinctStates final : public AggregateStates {
  public:
    DistinctStates(std::unique_ptr<AggregateStates> inner, const DataType& argument, bool keepsOrder)
        : m_inner(std::move(inner)), m_keys(argument), m_keepsOrder(keepsOrder) {}

    void resize(std::size_t groups) override {
        makeRoom(m_groups, groups);
        m_groups.resize(groups);
        m_inner->resize(groups);
    }

    void update(std::span<const ColumnPtr> arguments, std::span<const std::uint32_t> rows,
                std::span<const std::uint32_t> groups) override {
        const Column& argument = *arguments[0];
        m_freshRows.resize(rows.size());
        m_freshGroups.resize(rows.size());
        std::size_t fresh = 0;
        const auto meet = [&](std::size_t i, std::int64_t key) {
            m_freshRows[fresh] = rows[i];
            m_freshGroups[fresh] = groups[i];
            fresh += insert(groups[i], key) ? 1 : 0;
        };
        if (argument.type().physical() == Physical::Int64 && !argument.hasNulls()) {
            const auto values = argument.ints();
            for (std::size_t i = 0; i < rows.size(); ++i)
                meet(i, values[rows[i]]);
        } else {
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (!argument.isNull(rows[i])) meet(i, m_keys.keyOf(argument, rows[i]));
            }
        }
        m_inner->update(arguments, std::span(m_freshRows).first(fresh),
                        std::span(m_freshGroups).first(fresh));
    }

    void reset(std::size_t group) override {
        m_groups[group] = {};
        m_inner->reset(group);
    }

    void combine(const AggregateStates& other, std::span<const std::uint32_t> groups) override {
        const auto& from = static_cast<const DistinctStates&>(other);  // same function: see the contract
        ColumnBuilder theirs(m_keys.type());
        std::vector<std::uint32_t> valueGroups;
        for (std::size_t i = 0; i < groups.size(); ++i) {
            from.forEachKey(i, [&](std::int64_t key) {
                from.m_keys.appendValue(key, theirs);
                valueGroups.push_back(groups[i]);
            });
        }
        // By value, since numbers given to texts differ from one instance to the other.
        const ColumnPtr column = theirs.seal();
        std::vector<std::uint32_t> rows(valueGroups.size());
        for (std::uint32_t row = 0; row < rows.size(); ++row)
            rows[row] = row;
        update({&column, 1}, rows, valueGroups);
    }

    bool finish(std::size_t group, ColumnBuilder& out) const override { return m_inner->finish(group, out); }

    void save(std::size_t group, std::string& out, SavePart part) override {
        Group& state = m_groups[group];
        const bool changes = part == SavePart::Changes && state.tracked;
        std::string keys;
        std::uint64_t count = 0;
        const auto add = [&](std::int64_t key) {
            m_keys.saveValue(key, keys);
            ++count;
        };
        if (!changes) {
            forEachKey(group, add);
        } else {
            const std::size_t first = m_keepsOrder ? state.saved : 0;
            for (std::size_t i = first; i < state.log.size(); ++i)
                add(state.log[i]);
        }
        appendNumber(out, static_cast<std::uint8_t>(changes));
        appendCount(out, count);
        out += keys;
        m_inner->save(group, out, part);
        markSaved(state);
    }

    bool restore(std::size_t group, std::string_view& in) override {
        std::uint8_t changes = 0;
        std::uint64_t count = 0;
        if (!readNumber(in, changes) || !readCount(in, count)) return false;
        if (changes == 0) reset(group);  // it was emptied since, or never saved
        for (std::uint64_t i = 0; i < count; ++i) {
            std::int64_t key = 0;
            if (!m_keys.restoreValue(in, key)) return false;
            insert(static_cast<std::uint32_t>(group), key);
        }
        markSaved(m_groups[group]);
        return m_inner->restore(group, in);
    }

    [[nodiscard]] std::size_t bytes() const override {
        std::size_t sum = m_inner->bytes() + m_keys.bytes() + m_groups.capacity() * sizeof(Group);
        for (const Group& group : m_groups)
            sum += group.set.bytes() + group.log.capacity() * sizeof(std::int64_t);
        return sum;
    }

  private:
    struct Group {
        DistinctSet set;
        /// Keys in the order of arrival: all of them where order matters, else those since the last save.
        std::vector<std::int64_t> log;
        std::size_t saved = 0;  ///< how many of an ordered log are saved
        bool tracked = false;   ///< has been saved: from then on what comes is logged
    };

    bool insert(std::uint32_t number, std::int64_t key) {
        Group& group = m_groups[number];
        const bool fresh = group.set.insert(key);
        if ((m_keepsOrder || group.tracked) && fresh) group.log.push_back(key);
        return fresh;
    }

    void markSaved(Group& group) const {
        group.tracked = true;
        if (m_keepsOrder) {
            group.saved = group.log.size();
        } else {
            group.log.clear();
        }
    }

    template <typename Visit>
    void forEachKey(std::size_t number, Visit&& visit) const {
        const Group& group = m_groups[number];
        if (!m_keepsOrder) {
            group.set.forEach(visit);
            return;
        }
        for (const std::int64_t key : group.log)
            visit(key);
    }

    std::unique_ptr<AggregateStates> m_inner;
    ValueKeys m_keys;
    bool m_keepsOrder;
    std::vector<Group> m_groups;
    std::vector<std::uint32_t> m_freshRows;
    std::vector<std::uint32_t> m_freshGroups;
};

}  // namespace

std::unique_ptr<AggregateStates> makeDistinctStates(const AggregateFunction& function,
                                                    std::span<const DataType> arguments,
                                                    const DataType& result) {
    // A sum of doubles, or the first of the values, depends on the order in which they are met: it must be
    // the same after a restart. Variances are computed in doubles of decimals too.
    const std::string_view name = function.name;
    const bool variance = name.starts_with("VAR_") || name.starts_with("STDDEV_");
    const Physical physical = arguments[0].physical();
    const bool sumsDoubles = physical == Physical::Double || (variance && physical == Physical::Decimal);
    const bool keepsOrder = name != "COUNT" && (sumsDoubles || name == "FIRST_VALUE" ||
                                                name == "LAST_VALUE" || name == "LISTAGG");
    return std::make_unique<DistinctStates>(function.create(arguments, result), arguments[0], keepsOrder);
}

}  // namespace guanlan
