// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/folder_lock.h"

#include <QString>

#include <windows.h>

namespace guanlan {

FolderLock::~FolderLock() {
    if (m_handle != -1) CloseHandle(reinterpret_cast<HANDLE>(m_handle));
}

Result<void> FolderLock::take(const std::string& folder) {
    const std::string path = folder + "/history.lock";
    const std::wstring wide = QString::fromStdString(path).toStdWString();
    // Sharing nothing is the lock: a second CreateFile fails while this handle is open.
    HANDLE file = CreateFileW(wide.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_ALWAYS,
                              FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file != INVALID_HANDLE_VALUE) {
        m_handle = reinterpret_cast<std::intptr_t>(file);
        return {};
    }
    const DWORD reason = GetLastError();
    if (reason == ERROR_SHARING_VIOLATION) {
        return Error{.code = ErrorCode::Conflict,
                     .id = "store.inUse",
                     .what = "the workspace '" + folder + "' is in use by another Guanlan",
                     .cause = "only one program at a time may write its history",
                     .next = "close the other one, or open a copy of the workspace",
                     .arguments = {folder},
                     .file = path};
    }
    return Error{.code = reason == ERROR_DISK_FULL ? ErrorCode::NoSpace : ErrorCode::Unavailable,
                 .id = "store.lockFile",
                 .what = "cannot write in '" + folder + "'",
                 .cause = "system error " + std::to_string(reason),
                 .next = "check the rights of the folder",
                 .arguments = {folder, std::to_string(reason)},
                 .file = path};
}

}  // namespace guanlan
