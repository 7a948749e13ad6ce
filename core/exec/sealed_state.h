// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/state_store.h"
#include "core/plan/fingerprint.h"

#include <string>

namespace guanlan {

/// Under which scope the progress through a source is kept.
[[nodiscard]] inline std::string sourceScope(std::string_view table) {
    return "source" + std::to_string(kStateLayout) + "/" + std::string(table);
}

/// Puts a check of 64 bits behind every segment, over its bytes and where they belong.
class SealedWriter final : public StateWriter {
  public:
    explicit SealedWriter(StateWriter& writer) : m_writer(writer) {}
    void put(std::string_view scope, std::string_view key, std::string bytes) override;
    void append(std::string_view scope, std::string_view key, std::string bytes) override;
    void erase(std::string_view scope, std::string_view key) override;

  private:
    StateWriter& m_writer;
};

/// Hands on segments whose check holds; the first that does not is a problem, and ends the reading. A disk
/// that lies makes a number wrong without a word otherwise.
class SealedReader final : public StateReader {
  public:
    explicit SealedReader(StateReader& reader) : m_reader(reader) {}
    void forEach(std::string_view scope,
                 const std::function<bool(std::string_view key, std::string_view segment)>& visit) override;
    [[nodiscard]] std::optional<Error> problem() const override;

  private:
    StateReader& m_reader;
    bool m_damaged = false;
};

}  // namespace guanlan
