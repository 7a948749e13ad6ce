// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <string>

namespace guanlan {

/// One entry of channels.json. `options` belong to the kind; secrets are never in it, only the name under
/// which the keychain holds them ("passwordSecret": "guanlan/smtp/ops").
struct ChannelConfig {
    std::string id;
    std::string name;
    std::string kind;  ///< "smtp"
    bool enabled = true;
    QJsonObject options{};
    bool operator==(const ChannelConfig&) const = default;
};

}  // namespace guanlan
