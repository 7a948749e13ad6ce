// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/setting_check.h"

#include "core/base/duration.h"
#include "core/plan/allowed_lateness.h"
#include "core/plan/relation.h"
#include "core/sql/nearest_name.h"
#include "core/sql/token.h"
#include "core/sql/token_cursor.h"

#include <algorithm>
#include <array>

namespace guanlan::planning {

namespace {

constexpr char kZone[] = "table.local-time-zone";
constexpr std::array<std::string_view, 4> kDurations{"table.exec.state.ttl", "table.exec.source.idle-timeout",
                                                     kAllowLateness, "guanlan.max-future"};

bool isDuration(std::string_view key) {
    return std::find(kDurations.begin(), kDurations.end(), key) != kDurations.end();
}

Result<void> checkHint(const sql::SelectHint& hint, Catalog& catalog) {
    const std::vector<std::string> meaningless{"LOOKUP", "BROADCAST", "SHUFFLE_HASH", "SHUFFLE_MERGE",
                                               "NEST_LOOP"};
    const std::string name = sql::upperCase(hint.name.text);
    if (name == "STATE_TTL") {
        return sql::notYet(hint.name.place, "STATE_TTL as a hint",
                           "SET 'table.exec.state.ttl' = '1 d' holds for the whole script");
    }
    if (name == "OPTIONS")
        return mistake(hint.name.place, "OPTIONS stands behind a table", "write FROM t /*+ OPTIONS(...) */");
    if (std::find(meaningless.begin(), meaningless.end(), name) == meaningless.end())
        return mistake(hint.name.place, "no hint '" + hint.name.text + "'",
                       sql::didYouMean(name, meaningless));
    catalog.plan.notices.push_back({"the hint " + name + " has no meaning here", hint.name.place});
    return {};
}

Result<void> checkKey(const sql::Name& key, Catalog& catalog) {
    if (key.text == kZone || isDuration(key.text)) return {};
    std::vector<std::string> known(kDurations.begin(), kDurations.end());
    known.emplace_back(kZone);
    const std::string meant = sql::didYouMean(key.text, known);
    if (key.text.starts_with("guanlan.")) return mistake(key.place, "no setting '" + key.text + "'", meant);
    catalog.plan.notices.push_back(
        {"the setting '" + key.text + "' has no meaning here" + (meant.empty() ? "" : "; " + meant),
         key.place});
    return {};
}

}  // namespace

Result<void> checkHints(const std::vector<sql::SelectHint>& hints, Catalog& catalog) {
    for (const sql::SelectHint& hint : hints) {
        if (auto checked = checkHint(hint, catalog); !checked) return checked;
    }
    return {};
}

Result<void> checkSetting(const sql::SetOption& statement, Catalog& catalog) {
    if (auto known = checkKey(statement.key, catalog); !known) return known;
    if (!statement.value) return {};
    const sql::Name& value = *statement.value;
    if (isDuration(statement.key.text)) {
        const auto duration = parseDuration(value.text);
        if (duration && *duration >= 0) return {};
        return mistake(value.place, "'" + value.text + "' is no duration", "write '1 min', '2 h' or '1 d'");
    }
    if (statement.key.text != kZone || !catalog.options.checkZone) return {};
    auto zone = catalog.options.checkZone(value.text);
    if (zone) return {};
    Error error = std::move(zone).error();
    error.code = ErrorCode::InvalidInput;
    error.position = value.place;
    return error;
}

}  // namespace guanlan::planning
