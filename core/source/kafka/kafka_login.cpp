// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/kafka_login.h"

#include <algorithm>

namespace guanlan {

Result<KafkaProperties> kafkaPropertiesWithLogin(const TableDefinition& table, KafkaRole role,
                                                 const SecretLookup& secrets) {
    auto properties = kafkaProperties(table, role);
    const std::string secret = table.option("guanlan.password-secret");
    if (!properties || secret.empty()) return properties;
    if (!secrets) {
        return Error{.code = ErrorCode::Unavailable,
                     .id = "kafka.option",
                     .what = "table '" + table.name + "': 'guanlan.password-secret' needs a keychain",
                     .next = "Run it where there is one",
                     .arguments = {table.name},
                     .position = table.position};
    }
    auto password = secrets(secret);
    if (!password) return std::move(password).error();
    auto& settings = properties->settings;
    const bool oauth = std::any_of(settings.begin(), settings.end(), [](const auto& setting) {
        return setting.first == "sasl.oauthbearer.client.id";
    });
    settings.emplace_back(oauth ? "sasl.oauthbearer.client.secret" : "sasl.password", std::move(*password));
    return properties;
}

}  // namespace guanlan
