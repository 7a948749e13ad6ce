// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/workspace.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <numeric>

namespace guanlan {

namespace {

int editDistance(std::string_view a, std::string_view b) {
    std::vector<int> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

std::string nearestZone(const std::string& name) {
    std::string nearest;
    int best = 1 + static_cast<int>(name.size()) / 2;
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds()) {
        const std::string candidate = id.toStdString();
        const std::string city = candidate.substr(candidate.rfind('/') + 1);
        const int distance = std::min(editDistance(name, candidate), editDistance(name, city));
        if (distance >= best) continue;
        best = distance;
        nearest = candidate;
    }
    return nearest;
}

Zone fromQt(const QTimeZone& zone) {
    const QDateTime first(QDate(1970, 1, 1), QTime(0, 0), Qt::UTC);
    const QDateTime last(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    std::vector<Zone::Transition> transitions;
    const auto add = [&transitions](const QTimeZone::OffsetData& change) {
        const Micros offset = change.offsetFromUtc * kSecond;
        const bool same = !transitions.empty() && transitions.back().offset == offset;
        if (!same) transitions.push_back({change.atUtc.toMSecsSinceEpoch() * kMilli, offset});
    };
    const QTimeZone::OffsetDataList listed = zone.transitions(first, last);
    std::for_each(listed.begin(), listed.end(), add);
    // The list may end with the explicit part of the database (2037); the rule goes on.
    QDateTime reached = listed.isEmpty() ? first : listed.last().atUtc;
    // One millisecond on: at exactly the last listed change Qt 6.4 finds no next one.
    for (auto next = zone.nextTransition(reached.addMSecs(1)); next.atUtc.isValid() && next.atUtc < last;
         next = zone.nextTransition(reached.addMSecs(1))) {
        add(next);
        reached = next.atUtc;
    }
    const Micros firstOffset = zone.offsetFromUtc(first.addSecs(-1)) * kSecond;
    return Zone(zone.id().toStdString(), firstOffset, std::move(transitions));
}

}  // namespace

Result<Zone> zoneByName(const std::string& name) {
    const QTimeZone zone =
        name.empty() ? QTimeZone::systemTimeZone() : QTimeZone(QByteArray::fromStdString(name));
    if (zone.isValid()) return fromQt(zone);
    const std::string nearest = nearestZone(name);
    return Error{
        .code = ErrorCode::NotFound,
        .id = "config.no-zone",
        .what = "There is no time zone '" + name + "'",
        .next = nearest.empty() ? "Use a name such as Asia/Shanghai" : "Did you mean " + nearest + "?",
        .arguments = {name, nearest}};
}

}  // namespace guanlan
