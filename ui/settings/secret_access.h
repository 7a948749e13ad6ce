// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/notify/channel.h"

#include <functional>
#include <string>

namespace guanlan {

/// The system's keychain as the forms use it. Both may wait for the keychain and are called on threads of
/// their own.
struct SecretAccess {
    SecretLookup read{};
    std::function<Result<void>(const std::string& name, const std::string& secret)> write{};
};

}  // namespace guanlan
