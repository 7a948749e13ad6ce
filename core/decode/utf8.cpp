// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/utf8.h"

#include <simdjson.h>

namespace guanlan {

bool isValidUtf8(std::string_view text) {
    return simdjson::validate_utf8(text.data(), text.size());
}

}  // namespace guanlan
