// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/state_buffer.h"

namespace guanlan {

StateBuffer::Entry& StateBuffer::entry(std::string_view scope, std::string_view key) {
    std::string name;
    name.reserve(scope.size() + key.size() + 1);
    name.append(scope).push_back('\0');
    name.append(key);
    const auto [it, added] = m_index.try_emplace(std::move(name), m_entries.size());
    if (added) m_entries.push_back({.scope = std::string(scope), .key = std::string(key)});
    return m_entries[it->second];
}

void StateBuffer::clear(Entry& entry) {
    for (const std::string& segment : entry.segments)
        m_bytes -= segment.size();
    entry.segments.clear();
    entry.replaced = true;
}

void StateBuffer::put(std::string_view scope, std::string_view key, std::string bytes) {
    Entry& target = entry(scope, key);
    clear(target);
    target.erased = false;
    m_bytes += bytes.size();
    target.segments.push_back(std::move(bytes));
}

void StateBuffer::append(std::string_view scope, std::string_view key, std::string bytes) {
    Entry& target = entry(scope, key);
    m_bytes += bytes.size();
    target.segments.push_back(std::move(bytes));
}

void StateBuffer::erase(std::string_view scope, std::string_view key) {
    Entry& target = entry(scope, key);
    clear(target);
    target.erased = true;
}

std::vector<StateOperation> StateBuffer::take() {
    using Kind = StateOperation::Kind;
    std::vector<StateOperation> operations;
    operations.reserve(m_entries.size());
    for (Entry& item : m_entries) {
        if (item.erased) operations.push_back({Kind::Erase, item.scope, item.key});
        bool first = item.replaced && !item.erased;
        for (std::string& segment : item.segments) {
            operations.push_back(
                {first ? Kind::Put : Kind::Append, item.scope, item.key, std::move(segment)});
            first = false;
        }
    }
    m_entries.clear();
    m_index.clear();
    m_bytes = 0;
    return operations;
}

}  // namespace guanlan
