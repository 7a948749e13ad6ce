// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/filesystem/file_number.h"

#include <windows.h>

#include <filesystem>

namespace guanlan {

std::optional<SystemFileNumber> systemFileNumber(const std::string& path) {
    const std::wstring wide = std::filesystem::u8path(path).wstring();
    const HANDLE file = CreateFileW(wide.c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                    nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr);
    if (file == INVALID_HANDLE_VALUE) return std::nullopt;
    BY_HANDLE_FILE_INFORMATION facts{};
    const bool known = GetFileInformationByHandle(file, &facts) != 0;
    CloseHandle(file);
    if (!known) return std::nullopt;
    return SystemFileNumber{facts.dwVolumeSerialNumber,
                            (static_cast<std::uint64_t>(facts.nFileIndexHigh) << 32U) | facts.nFileIndexLow};
}

}  // namespace guanlan
