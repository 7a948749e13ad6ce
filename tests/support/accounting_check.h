// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/job.h"
#include "core/runtime/snapshot.h"

#include <QJsonObject>
#include <QString>

namespace guanlan {

/// Every record has one fate: read = used + filtered + duplicate + late + bad, for every source and query,
/// for every partition of the source and for every operator of the query; the partitions add up to the
/// source, and what the operators lose adds up to what the query loses. Says where that does not hold; empty
/// where it does everywhere.

[[nodiscard]] QString imbalanceOf(const Job& job, const Plan& plan);
/// What `guanlanctl run --stats` printed.
[[nodiscard]] QString imbalanceOf(const QJsonObject& statistics);
[[nodiscard]] QString imbalanceOf(const Snapshot& snapshot);

}  // namespace guanlan
