// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/state_store.h"
#include "core/store/store.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace guanlan {

/// Collects what operators write between two commits, so that a key written many times while the disk is
/// away costs its newest bytes only. One thread.
class StateBuffer final : public StateWriter {
  public:
    void put(std::string_view scope, std::string_view key, std::string bytes) override;
    void append(std::string_view scope, std::string_view key, std::string bytes) override;
    void erase(std::string_view scope, std::string_view key) override;

    /// The operations in the order in which their keys were first written; the buffer is then empty.
    [[nodiscard]] std::vector<StateOperation> take();
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

  private:
    struct Entry {
        std::string scope;
        std::string key;
        bool replaced = false;  ///< starts with a put or an erase
        bool erased = false;
        std::vector<std::string> segments;
    };
    Entry& entry(std::string_view scope, std::string_view key);
    void clear(Entry& entry);

    std::vector<Entry> m_entries;
    std::unordered_map<std::string, std::size_t> m_index;  // scope, 0, key
    std::size_t m_bytes = 0;
};

}  // namespace guanlan
