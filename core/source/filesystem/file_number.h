// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace guanlan {

/// A number that stays with a file through renaming and is another one for a file created under the old name;
/// empty when there is no such file.
[[nodiscard]] std::optional<std::uint32_t> fileNumber(const std::string& path);

/// What the operating system calls the file: volume and number on it.
struct SystemFileNumber {
    std::uint64_t volume = 0;
    std::uint64_t number = 0;
};
[[nodiscard]] std::optional<SystemFileNumber> systemFileNumber(const std::string& path);

}  // namespace guanlan
