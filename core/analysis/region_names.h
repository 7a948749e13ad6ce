// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace guanlan {

/// Whether a text names a province of China: 广东, 广东省, 中国台湾, Guangdong.
[[nodiscard]] bool namesProvince(std::string_view text);

}  // namespace guanlan
