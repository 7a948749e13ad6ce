// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/accounting.h"

namespace guanlan {

void Fates::add(Fate fate, std::int64_t count) {
    switch (fate) {
        case Fate::Used:
            used += count;
            return;
        case Fate::Filtered:
            filtered += count;
            return;
        case Fate::Duplicate:
            duplicate += count;
            return;
        case Fate::Late:
            late += count;
            return;
        case Fate::Bad:
            bad += count;
            return;
    }
}

Fates& Fates::operator+=(const Fates& other) {
    read += other.read;
    used += other.used;
    filtered += other.filtered;
    duplicate += other.duplicate;
    late += other.late;
    bad += other.bad;
    return *this;
}

void addRecords(Accounting& sum, const Accounting& part) {
    sum += part;
    sum.latePairs += part.latePairs;
    sum.rows = part.rows;
    sum.overflows = part.overflows;
    for (const auto& [cause, records] : part.badByCause)
        sum.badByCause[cause] += records;
}

}  // namespace guanlan
