// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/updating_stage.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr char kGroupsKey[] = "groups";
constexpr char kTimesKey[] = "times";
constexpr std::size_t kSmallDelta = 1024 * 1024;

}  // namespace

void UpdatingStage::save(StateWriter& writer, const std::string& scope) {
    const bool whole = !m_saved || m_groups->deltaBytes > 2 * m_groups->fullBytes + kSmallDelta;
    const std::vector<std::uint32_t> changed(m_groups->changed().begin(), m_groups->changed().end());
    std::string bytes = m_groups->save(m_codec, whole);
    if (bytes.empty() && !whole) return;
    if (m_mode.ttl > 0) saveTimes(writer, scope, whole, changed);
    if (bytes.empty()) {
        writer.erase(scope, kGroupsKey);
        return;
    }
    if (whole) {
        m_groups->fullBytes = bytes.size();
        m_groups->deltaBytes = 0;
        writer.put(scope, kGroupsKey, std::move(bytes));
    } else {
        m_groups->deltaBytes += bytes.size();
        writer.append(scope, kGroupsKey, std::move(bytes));
    }
    m_saved = true;
}

void UpdatingStage::saveTimes(StateWriter& writer, const std::string& scope, bool whole,
                              std::span<const std::uint32_t> changed) {
    std::string bytes;
    StateBytes out(bytes);
    const auto add = [&](std::uint32_t group) {
        m_codec.save(m_groups->key(group), out);
        out.integer(m_met[group]);
    };
    if (whole) {
        for (std::uint32_t group = 0; group < m_met.size(); ++group)
            add(group);
        writer.put(scope + "/ttl", kTimesKey, std::move(bytes));
    } else {
        std::for_each(changed.begin(), changed.end(), add);
        writer.append(scope + "/ttl", kTimesKey, std::move(bytes));
    }
}

Result<void> UpdatingStage::restore(StateReader& reader, const std::string& scope, Micros watermark) {
    bool damaged = false;
    m_now = watermark;
    reader.forEach(scope, [&](std::string_view /*key*/, std::string_view segment) {
        m_saved = true;
        m_groups->deltaBytes += segment.size();
        damaged = !m_groups->restore(segment, m_codec);
        return !damaged;
    });
    if (m_tracks && !damaged) countRestored();
    if (m_mode.ttl > 0 && !damaged) damaged = !restoreTimes(reader, scope);
    if (damaged) return damagedState("a continuous aggregate");
    return {};
}

void UpdatingStage::countRestored() {
    growTo(m_groups->groups());
    std::vector<ColumnBuilder> builders;
    for (std::size_t i = 0; i < m_calls.size(); ++i)
        builders.emplace_back(m_calls[i].type);
    std::vector<ColumnBuilder*> columns;
    for (ColumnBuilder& builder : builders)
        columns.push_back(&builder);
    for (std::uint32_t group = 0; group < m_groups->groups(); ++group)
        m_groups->finish(group, m_codec, columns, 0);
    const ColumnPtr counts = builders.back().seal();
    std::copy(counts->ints().begin(), counts->ints().end(), m_rows.begin());
}

bool UpdatingStage::restoreTimes(StateReader& reader, const std::string& scope) {
    std::vector<std::uint64_t> key;
    bool whole = true;
    reader.forEach(scope + "/ttl", [&](std::string_view /*key*/, std::string_view segment) {
        StateView in(segment);
        while (!in.atEnd() && whole) {
            m_codec.restore(in, key);
            const Micros met = in.integer();
            whole = !in.damaged() && canBeWatermark(met);
            if (!whole) return false;
            const std::uint32_t group = m_groups->groupOf(key.data());
            growTo(m_groups->groups());
            m_met[group] = met;
        }
        return whole;
    });
    return whole;
}

}  // namespace guanlan
