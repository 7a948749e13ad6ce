// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/base/zone.h"
#include "core/store/store.h"

#include <QColor>
#include <QString>

namespace guanlan {

[[nodiscard]] QString levelText(AlarmLevel level);
[[nodiscard]] QColor levelColor(AlarmLevel level);
/// ">", "≥", "<", "≤".
[[nodiscard]] QString comparisonSign(Comparison comparison);
/// A number without trailing zeros, never in exponent form for everyday sizes.
[[nodiscard]] QString plainNumber(double value);
/// "error_rate > 0.02, 3 windows in a row".
[[nodiscard]] QString conditionText(const AlarmRule& rule);
[[nodiscard]] QString phaseText(OutboxMessage::Phase phase);

}  // namespace guanlan
