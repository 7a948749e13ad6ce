// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/runtime/snapshot.h"

#include <QCoreApplication>
#include <QString>

#include <vector>

namespace guanlan {

/// The operator's three questions, answered from one snapshot: is it live, is it complete, is anything
/// wrong.
struct StreamState {
    enum class Level { Starting, Good, Attention, Bad };
    struct Line {
        Level level = Level::Good;
        QString question{};
        QString answer{};
        bool operator==(const Line&) const = default;
    };
    /// What stays on screen as long as it holds: history not saved, a source away, the run stopped.
    struct Notice {
        Level level = Level::Attention;
        QString text{};
        bool operator==(const Notice&) const = default;
    };

    Level level = Level::Starting;
    QString word{};
    std::vector<Line> lines{};
    std::vector<Notice> notices{};
    int firing = 0;
    bool operator==(const StreamState&) const = default;

    Q_DECLARE_TR_FUNCTIONS(StreamState)
};

/// `now` is wall clock, in the same clock as the snapshot's times. A null snapshot is "starting".
[[nodiscard]] StreamState streamStateOf(const Snapshot* snapshot, Micros now, const Zone& zone);

/// "connecting", "reading", "up to date", "away", "ended".
[[nodiscard]] QString sourceStateText(SourceHealth::State state);
/// "3 s", "4 min", "2 h".
[[nodiscard]] QString spanText(Micros span);
/// "14:32:08" of today, with the date before it on other days.
[[nodiscard]] QString clockText(Micros utc, Micros now, const Zone& zone);

}  // namespace guanlan
