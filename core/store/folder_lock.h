// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace guanlan {

/// Holds `folder`/history.lock for the life of the process or the object, so that one program writes there.
/// The operating system frees it when the process dies. One file per platform.
class FolderLock {
  public:
    FolderLock() = default;
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

    /// Conflict while another holds it.
    Result<void> take(const std::string& folder);

  private:
    std::intptr_t m_handle = -1;
};

}  // namespace guanlan
