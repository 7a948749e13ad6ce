// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/text_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace guanlan {

bool syncFileToDisk(int handle) {
    return fsync(handle) == 0 || errno == EINVAL || errno == ENOTSUP;  // a file system without fsync
}

bool syncFolderToDisk(const std::string& folder) {
    const int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return false;
    const bool synced = syncFileToDisk(handle);
    close(handle);
    return synced;
}

}  // namespace guanlan
