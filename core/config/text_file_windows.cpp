// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/text_file.h"

#include <io.h>

namespace guanlan {

bool syncFileToDisk(int handle) {
    return _commit(handle) == 0;
}

bool syncFolderToDisk(const std::string& /*folder*/) {
    return true;  // NTFS journals the rename
}

}  // namespace guanlan
