// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/exec/lookup_table.h"

#include <list>
#include <map>

namespace guanlan {

/// Answers of lookups by key, as `lookup.partial-cache.*` says. One thread.
class LookupCache {
  public:
    struct Limits {
        std::size_t mostKeys = 0;  ///< 0: nothing is kept
        Micros afterWrite = 0;     ///< 0: for ever
        Micros afterAccess = 0;    ///< 0: for ever
        bool missing = true;       ///< that nothing was found is kept too
    };
    /// Of the options of a table; nothing is kept unless 'lookup.cache' is PARTIAL.
    static Result<Limits> limitsOf(const TableDefinition& table);

    LookupCache(Limits limits, const Clock& clock) : m_limits(limits), m_clock(clock) {}

    /// Null when it is not known, or no longer.
    [[nodiscard]] LookupRows find(const RowValues& key);
    void keep(const RowValues& key, LookupRows rows);
    [[nodiscard]] std::size_t keys() const { return m_entries.size(); }

  private:
    struct Entry {
        LookupRows rows;
        Micros written = 0;
        Micros used = 0;
        std::list<RowValues>::iterator place;
    };
    using Entries = std::map<RowValues, Entry, RowValuesLess>;
    [[nodiscard]] bool isOld(const Entry& entry, Micros now) const;
    void drop(Entries::iterator entry);

    Limits m_limits;
    const Clock& m_clock;
    Entries m_entries;
    std::list<RowValues> m_byUse;  // the one used last stands first
};

}  // namespace guanlan
