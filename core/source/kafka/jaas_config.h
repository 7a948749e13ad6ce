// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

/// A Java login configuration: `module required key="value" key='value';`.
struct JaasConfig {
    std::string module;
    std::map<std::string, std::string> options{};
};
[[nodiscard]] std::optional<JaasConfig> parseJaasConfig(std::string_view text);

}  // namespace guanlan
