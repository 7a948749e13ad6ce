// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/row_values.h"
#include "core/exec/stage.h"

#include <map>
#include <set>

namespace guanlan {

/// Keeps what a stream of changes leaves and hands it on once, at the end of the input, by value.
class LastRowsStage final : public Stage {
  public:
    explicit LastRowsStage(SchemaPtr schema) : m_schema(std::move(schema)) {}

    void push(Chunk chunk) override;
    void advance(Micros watermark) override { next().advance(watermark); }
    [[nodiscard]] std::optional<Chunk> open() const override;
    void finish() override;
    void save(StateWriter& writer, const std::string& scope) override;
    Result<void> restore(StateReader& reader, const std::string& scope, Micros watermark) override;

  private:
    SchemaPtr m_schema;
    std::map<RowValues, std::int64_t, RowValuesLess> m_rows;  // and how often each is there
    std::set<RowValues, RowValuesLess> m_changed;             // since the last save
};

}  // namespace guanlan
