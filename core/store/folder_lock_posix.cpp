// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace guanlan {

FolderLock::~FolderLock() {
    if (m_handle >= 0) ::close(static_cast<int>(m_handle));
}

Result<void> FolderLock::take(const std::string& folder) {
    const std::string path = folder + "/history.lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0) {
        return Error{.code = errno == ENOSPC ? ErrorCode::NoSpace : ErrorCode::Unavailable,
                     .id = "store.lockFile",
                     .what = "cannot write in '" + folder + "'",
                     .cause = std::strerror(errno),
                     .next = "check the rights of the folder and whether its disk is mounted read-only",
                     .arguments = {folder, std::strerror(errno)},
                     .file = path};
    }
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        ::close(file);
        if (reason == EWOULDBLOCK) {
            return Error{.code = ErrorCode::Conflict,
                         .id = "store.inUse",
                         .what = "the workspace '" + folder + "' is in use by another Guanlan",
                         .cause = "only one program at a time may write its history",
                         .next = "close the other one, or open a copy of the workspace",
                         .arguments = {folder},
                         .file = path};
        }
        return Error{.code = ErrorCode::Unavailable,
                     .id = "store.lockFile",
                     .what = "cannot lock '" + path + "'",
                     .cause = std::strerror(reason),
                     .next = "use a folder on a disk that supports locks",
                     .arguments = {folder, std::strerror(reason)},
                     .file = path};
    }
    m_handle = file;
    return {};
}

}  // namespace guanlan
