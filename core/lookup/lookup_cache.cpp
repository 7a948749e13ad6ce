// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lookup/lookup_cache.h"

#include "core/decode/option_values.h"

#include <limits>

namespace guanlan {

namespace {

/// The option's name today, or the older one where only that is given.
std::string spelling(const TableDefinition& table, const std::string& today, const std::string& older) {
    return table.options.contains(older) && !table.options.contains(today) ? older : today;
}

}  // namespace

Result<LookupCache::Limits> LookupCache::limitsOf(const TableDefinition& table) {
    Limits limits;
    const std::string mode =
        table.option("lookup.cache", table.options.contains("lookup.cache.max-rows") ? "PARTIAL" : "NONE");
    if (mode == "NONE") return limits;
    if (mode != "PARTIAL") return wrongOptionValue(table, "lookup.cache", "write NONE or PARTIAL");
    auto most = countOption(table, spelling(table, "lookup.partial-cache.max-rows", "lookup.cache.max-rows"),
                            std::numeric_limits<std::int64_t>::max());
    auto written = durationOption(
        table, spelling(table, "lookup.partial-cache.expire-after-write", "lookup.cache.ttl"), 0);
    auto used = durationOption(table, "lookup.partial-cache.expire-after-access", 0);
    auto missing = flagOption(table, "lookup.partial-cache.cache-missing-key", true);
    if (!most) return std::move(most).error();
    if (!written) return std::move(written).error();
    if (!used) return std::move(used).error();
    if (!missing) return std::move(missing).error();
    limits.mostKeys = static_cast<std::size_t>(*most);
    limits.afterWrite = *written;
    limits.afterAccess = *used;
    limits.missing = *missing;
    return limits;
}

bool LookupCache::isOld(const Entry& entry, Micros now) const {
    return (m_limits.afterWrite > 0 && now >= entry.written + m_limits.afterWrite) ||
           (m_limits.afterAccess > 0 && now >= entry.used + m_limits.afterAccess);
}

LookupRows LookupCache::find(const RowValues& key) {
    const auto found = m_entries.find(key);
    if (found == m_entries.end()) return nullptr;
    const Micros now = m_clock.monotonic();
    if (isOld(found->second, now)) {
        drop(found);
        return nullptr;
    }
    found->second.used = now;
    m_byUse.splice(m_byUse.begin(), m_byUse, found->second.place);
    return found->second.rows;
}

void LookupCache::keep(const RowValues& key, LookupRows rows) {
    if (m_limits.mostKeys == 0 || (rows->empty() && !m_limits.missing)) return;
    while (m_entries.size() >= m_limits.mostKeys)
        drop(m_entries.find(m_byUse.back()));
    const Micros now = m_clock.monotonic();
    m_byUse.push_front(key);
    m_entries[key] = {std::move(rows), now, now, m_byUse.begin()};
}

void LookupCache::drop(Entries::iterator entry) {
    m_byUse.erase(entry->second.place);
    m_entries.erase(entry);
}

}  // namespace guanlan
