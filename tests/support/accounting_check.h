// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/snapshot.h"

#include <QJsonObject>
#include <QString>

namespace guanlan {

/// Every record has one fate: read = used + filtered + duplicate + late + bad, for every source and query,
/// and the partitions of a source add up to it. Says where that does not hold; empty where it does
/// everywhere.

/// What `guanlanctl run --stats` printed.
[[nodiscard]] QString imbalanceOf(const QJsonObject& statistics);
[[nodiscard]] QString imbalanceOf(const Snapshot& snapshot);

}  // namespace guanlan
