// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/store/store.h"

#include <optional>
#include <vector>

namespace guanlan {

/// Writes operations on operator state inside the caller's transaction; problems stay with the database.
void saveState(Database& database, const std::vector<StateOperation>& operations);

/// As Store::forgetStateExcept(), inside the caller's transaction.
void forgetState(Database& database, const std::vector<std::string>& owners);

class StateTableReader final : public StateReader {
  public:
    explicit StateTableReader(Database& database) : m_database(database) {}
    void forEach(std::string_view scope,
                 const std::function<bool(std::string_view key, std::string_view segment)>& visit) override;
    [[nodiscard]] std::optional<Error> problem() const override { return m_problem; }

  private:
    Database& m_database;
    std::optional<Error> m_problem;
};

}  // namespace guanlan
