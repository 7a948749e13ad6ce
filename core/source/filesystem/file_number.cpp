// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/filesystem/file_number.h"

#include "core/base/hash.h"

#include <QDateTime>
#include <QFileInfo>

namespace guanlan {

std::optional<std::uint32_t> fileNumber(const std::string& path) {
    const auto system = systemFileNumber(path);
    if (!system) return std::nullopt;
    // Numbers are given out again after a file is deleted, so the time of its creation counts too.
    const QDateTime born = QFileInfo(QString::fromStdString(path)).birthTime();
    const std::string all = std::to_string(system->volume) + '/' + std::to_string(system->number) + '/' +
                            std::to_string(born.isValid() ? born.toMSecsSinceEpoch() : 0);
    return static_cast<std::uint32_t>(stableHash(all));
}

}  // namespace guanlan
