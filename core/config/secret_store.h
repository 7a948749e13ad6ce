// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <functional>
#include <string>

namespace guanlan {

/// Secrets by name in the operating system's keychain. Calls block until it answers, at most 30 seconds (a
/// locked keyring asks the person first); any thread of a program with a QCoreApplication may call. Without a
/// keychain the error says so: nothing is ever written in plain text.
///
/// For servers without a keychain readSecret() first looks for an environment variable: "guanlan/smtp/ops" is
/// GUANLAN_SECRET_GUANLAN_SMTP_OPS.
[[nodiscard]] Result<std::string> readSecret(const std::string& name);
Result<void> writeSecret(const std::string& name, const std::string& secret);
/// Also well when there is none.
Result<void> removeSecret(const std::string& name);

/// Fetches a secret by its name: readSecret() but in tests.
using SecretLookup = std::function<Result<std::string>(const std::string& name)>;

/// The name of the environment variable that stands for a secret.
[[nodiscard]] std::string secretVariable(const std::string& name);

}  // namespace guanlan
