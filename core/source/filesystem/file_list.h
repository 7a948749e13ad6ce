// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"

#include <string>
#include <vector>

namespace guanlan {

/// The path of a table option as a full path: `file:` taken off, relative to the base folder.
[[nodiscard]] std::string resolvePath(const std::string& path, const std::string& baseFolder);

/// The file, the files of the folder and its folders, or the files (and those of the folders) that a path
/// with
/// `*`, `?` or `[…]` matches, in the order of their names; names that begin with '.' or '_' are left out, as
/// in Flink. NotFound names the nearest neighbour.
[[nodiscard]] Result<std::vector<FileFacts>> listFiles(const std::string& path);

/// The files in the folder of a file or of a path with wildcards, whatever their names.
[[nodiscard]] std::vector<FileFacts> filesBeside(const std::string& path);

}  // namespace guanlan
