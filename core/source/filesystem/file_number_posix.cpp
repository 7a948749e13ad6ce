// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/filesystem/file_number.h"

#include <sys/stat.h>

namespace guanlan {

std::optional<SystemFileNumber> systemFileNumber(const std::string& path) {
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0) return std::nullopt;
    return SystemFileNumber{static_cast<std::uint64_t>(facts.st_dev),
                            static_cast<std::uint64_t>(facts.st_ino)};
}

}  // namespace guanlan
