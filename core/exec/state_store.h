// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

/// Where operators write what changed since the last commit. A key holds segments: put() replaces them all
/// by one, append() adds one (a delta), erase() removes the key. Keys are bytes, unique within `scope`
/// (query fingerprint and operator). What is written becomes durable with the commit it is part of.
class StateWriter {
  public:
    virtual ~StateWriter() = default;
    virtual void put(std::string_view scope, std::string_view key, std::string bytes) = 0;
    virtual void append(std::string_view scope, std::string_view key, std::string bytes) = 0;
    virtual void erase(std::string_view scope, std::string_view key) = 0;
};

class StateReader {
  public:
    virtual ~StateReader() = default;
    /// Calls back for every key of the scope, its segments in the order written; stops when told false.
    virtual void forEach(
        std::string_view scope,
        const std::function<bool(std::string_view key, std::string_view segment)>& visit) = 0;
    /// What went wrong in forEach(): the state read is then incomplete and must not be used.
    [[nodiscard]] virtual std::optional<Error> problem() const { return {}; }
};

}  // namespace guanlan
