// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/secret_store.h"
#include "core/source/kafka/kafka_properties.h"

namespace guanlan {

/// The properties of a table with the password, or the client secret of OAUTHBEARER, that the keychain holds
/// under the name in 'guanlan.password-secret'; without that option as kafkaProperties() has them.
[[nodiscard]] Result<KafkaProperties> kafkaPropertiesWithLogin(const TableDefinition& table, KafkaRole role,
                                                               const SecretLookup& secrets);

}  // namespace guanlan
