// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/state_store.h"

#include <map>
#include <string>
#include <vector>

namespace guanlan {

/// State kept in a map, as the store keeps it in a table.
class MapState final : public StateWriter, public StateReader {
  public:
    void put(std::string_view scope, std::string_view key, std::string bytes) override {
        at(scope, key) = {std::move(bytes)};
    }
    void append(std::string_view scope, std::string_view key, std::string bytes) override {
        at(scope, key).push_back(std::move(bytes));
    }
    void erase(std::string_view scope, std::string_view key) override {
        m_entries[std::string(scope)].erase(std::string(key));
    }
    void forEach(std::string_view scope,
                 const std::function<bool(std::string_view, std::string_view)>& visit) override {
        for (const auto& [key, segments] : m_entries[std::string(scope)]) {
            for (const std::string& segment : segments) {
                if (!visit(key, segment)) return;
            }
        }
    }
    /// By scope and key: the segments.
    using Entries = std::map<std::string, std::map<std::string, std::vector<std::string>>>;
    [[nodiscard]] const Entries& entries() const { return m_entries; }
    [[nodiscard]] bool has(std::string_view scope) const { return m_entries.contains(std::string(scope)); }

  private:
    std::vector<std::string>& at(std::string_view scope, std::string_view key) {
        return m_entries[std::string(scope)][std::string(key)];
    }
    Entries m_entries;
};

}  // namespace guanlan
