// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

/// Zones by their names, each made once by who knows them. One thread.
class ZoneCatalog {
  public:
    using Make = std::function<Result<Zone>(const std::string& name)>;

    /// An empty `make` knows none.
    explicit ZoneCatalog(Make make) : m_make(std::move(make)) {}

    /// Null when there is no such zone.
    [[nodiscard]] const Zone* find(std::string_view name) {
        auto known = m_zones.find(name);
        if (known == m_zones.end()) known = m_zones.emplace(std::string(name), made(std::string(name))).first;
        return known->second ? &*known->second : nullptr;
    }

  private:
    [[nodiscard]] std::optional<Zone> made(const std::string& name) const {
        if (!m_make || name.empty()) return std::nullopt;
        auto zone = m_make(name);
        return zone ? std::optional(*std::move(zone)) : std::nullopt;
    }

    Make m_make;
    std::map<std::string, std::optional<Zone>, std::less<>> m_zones{};
};

}  // namespace guanlan
