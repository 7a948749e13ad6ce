// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sink/cell_text.h"

#include <string>

namespace guanlan::console {

/// Further members of a JSON object on its way into `out`.
inline void appendText(std::string& out, const char* name, const std::string& text) {
    out += std::string(",\"") + name + "\":";
    appendJsonString(out, text);
}
inline void appendNumber(std::string& out, const char* name, const Value& number) {
    out += std::string(",\"") + name + "\":";
    appendValueJson(out, number);
}

}  // namespace guanlan::console
