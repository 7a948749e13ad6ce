// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace guanlan {

/// The content of a file in order; a name ending in `.gz` is unpacked on the way. Used by one thread.
class FileBytes {
  public:
    static Result<std::unique_ptr<FileBytes>> open(const std::string& path);
    virtual ~FileBytes() = default;
    /// Fills the front of `buffer`; 0 at the end, where a file that grows may be asked again.
    virtual Result<std::size_t> read(std::span<char> buffer) = 0;
    /// Whether the file is shorter now than what was read of it.
    [[nodiscard]] virtual bool shrunk() const { return false; }
};

}  // namespace guanlan
