// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/proposal_script.h"
#include "core/source/kafka/kafka_properties.h"

#include <QString>

#include <string>

namespace guanlan {

/// A way to a cluster: what the script will say of it, and what a client needs now.
struct ConnectionChoice {
    std::string servers{};
    TableOptions options{};        ///< 'properties.*', and the name of the secret
    KafkaProperties properties{};  ///< the same for a client, with the password
    std::string secretName{};      ///< empty: there is no password
    std::string password{};        ///< as typed; empty: the keychain has it
};

}  // namespace guanlan
