// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/kafka_properties.h"

#include "core/source/kafka/jaas_config.h"
#include "core/source/kafka/kafka_client.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace guanlan {

namespace {

using namespace std::string_view_literals;

/// Java names that librdkafka spells differently. An empty name is handled by hand.
constexpr std::array kRenamed{
    std::pair{"fetch.max.wait.ms"sv, "fetch.wait.max.ms"sv},
    std::pair{"receive.buffer.bytes"sv, "socket.receive.buffer.bytes"sv},
    std::pair{"send.buffer.bytes"sv, "socket.send.buffer.bytes"sv},
    std::pair{"request.timeout.ms"sv, "socket.timeout.ms"sv},
    std::pair{"ssl.keystore.certificate.chain"sv, "ssl.certificate.pem"sv},
    std::pair{"ssl.keystore.key"sv, "ssl.key.pem"sv},
    std::pair{"ssl.truststore.certificates"sv, "ssl.ca.pem"sv},
    std::pair{"buffer.memory"sv, ""sv},
    std::pair{"auto.offset.reset"sv, ""sv},
    std::pair{"sasl.jaas.config"sv, ""sv},
    std::pair{"ssl.truststore.location"sv, ""sv},
    std::pair{"ssl.truststore.type"sv, ""sv},
    std::pair{"ssl.truststore.password"sv, ""sv},
    std::pair{"ssl.keystore.location"sv, ""sv},
    std::pair{"ssl.keystore.type"sv, ""sv},
    std::pair{"ssl.endpoint.identification.algorithm"sv, ""sv},
};

constexpr std::array kWithoutMeaning{"zookeeper.connect"sv,
                                     "key.deserializer"sv,
                                     "value.deserializer"sv,
                                     "key.serializer"sv,
                                     "value.serializer"sv,
                                     "enable.auto.commit"sv,
                                     "auto.commit.interval.ms"sv,
                                     "max.poll.records"sv,
                                     "max.poll.interval.ms"sv,
                                     "session.timeout.ms"sv,
                                     "heartbeat.interval.ms"sv,
                                     "partition.assignment.strategy"sv,
                                     "group.instance.id"sv,
                                     "interceptor.classes"sv,
                                     "metric.reporters"sv,
                                     "client.dns.lookup"sv,
                                     "exclude.internal.topics"sv,
                                     "partition.discovery.interval.ms"sv,
                                     "allow.auto.create.topics"sv,
                                     "transaction.timeout.ms"sv,
                                     "buffer.memory"sv,
                                     "sasl.login.callback.handler.class"sv,
                                     "sasl.client.callback.handler.class"sv};

/// A script from elsewhere must not load code, run programs or print passwords.
constexpr std::array kForbidden{"plugin.library.paths"sv, "ssl.engine.location"sv, "ssl.engine.id"sv,
                                "sasl.kerberos.kinit.cmd"sv, "debug"sv};

template <typename List>
bool contains(const List& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

class Translation {
  public:
    explicit Translation(const TableDefinition& table) : m_table(table) {}

    Result<KafkaProperties> all() {
        constexpr std::string_view kPrefix = "properties.";
        for (const auto& [option, value] : m_table.options) {
            if (!option.starts_with(kPrefix)) continue;
            if (auto done = one(option.substr(kPrefix.size()), value); !done) return std::move(done).error();
        }
        if (auto stores = certificateStores(); !stores) return std::move(stores).error();
        return std::move(m_result);
    }

  private:
    Result<void> one(const std::string& name, const std::string& value) {
        if (contains(kWithoutMeaning, name)) return {};
        if (contains(kForbidden, name)) return refused("cannot be set by a script", name);
        if (name == "auto.offset.reset") return offsetReset(value);
        if (name == "sasl.jaas.config") return login(value);
        if (name == "ssl.endpoint.identification.algorithm") {
            set(name, value.empty() ? "none" : value);
            return {};
        }
        const auto renamed = std::find_if(kRenamed.begin(), kRenamed.end(),
                                          [&](const auto& pair) { return pair.first == name; });
        if (renamed == kRenamed.end()) {
            set(name, value);
        } else if (!renamed->second.empty()) {
            set(std::string(renamed->second), value);
        }
        return {};
    }

    Result<void> offsetReset(const std::string& value) {
        if (value != "earliest" && value != "latest" && value != "none")
            return refused("is earliest, latest or none", "auto.offset.reset");
        m_result.offsetReset = value == "none" ? std::string() : value;
        return {};
    }

    Result<void> login(const std::string& value) {
        const auto jaas = parseJaasConfig(value);
        if (!jaas) return refused("cannot be read as a login configuration", "sasl.jaas.config");
        if (jaas->module.ends_with("OAuthBearerLoginModule")) return tokenLogin(jaas->options);
        if (!jaas->module.ends_with("PlainLoginModule") && !jaas->module.ends_with("ScramLoginModule")) {
            return Error{.code = ErrorCode::NotYet,
                         .id = "kafka.login-module",
                         .what = "login by '" + jaas->module + "' is not possible yet",
                         .next = "PlainLoginModule, ScramLoginModule and OAuthBearerLoginModule are",
                         .arguments = {jaas->module},
                         .position = m_table.position};
        }
        const bool kept = m_table.options.contains("guanlan.password-secret");
        if (!jaas->options.contains("username") || (!kept && !jaas->options.contains("password")))
            return refused("needs username and password", "sasl.jaas.config");
        set("sasl.username", jaas->options.at("username"));
        if (!kept) set("sasl.password", jaas->options.at("password"));
        return {};
    }

    /// By client id and secret at the token's endpoint, or unsecured, as Java names it.
    Result<void> tokenLogin(const std::map<std::string, std::string>& options) {
        const auto valueOf = [&options](const char* name) {
            const auto it = options.find(name);
            return it == options.end() ? std::string() : it->second;
        };
        const bool kept = m_table.options.contains("guanlan.password-secret");
        if (const std::string subject = valueOf("unsecuredLoginStringClaim_sub"); !subject.empty()) {
            set("enable.sasl.oauthbearer.unsecure.jwt", "true");
            set("sasl.oauthbearer.config", "principal=" + subject);
            return {};
        }
        if (valueOf("clientId").empty() || (!kept && valueOf("clientSecret").empty()))
            return refused("needs clientId and clientSecret", "sasl.jaas.config");
        set("sasl.oauthbearer.method", "oidc");
        set("sasl.oauthbearer.client.id", valueOf("clientId"));
        if (!kept) set("sasl.oauthbearer.client.secret", valueOf("clientSecret"));
        if (const std::string scope = valueOf("scope"); !scope.empty()) set("sasl.oauthbearer.scope", scope);
        return {};
    }

    /// Java keeps certificates in stores of three types; librdkafka reads PEM and, for its own key, PKCS12.
    Result<void> certificateStores() {
        const std::string trust = m_table.option("properties.ssl.truststore.location");
        const std::string own = m_table.option("properties.ssl.keystore.location");
        const auto isPem = [this](const char* type, const std::string& file) {
            return m_table.option(type) == "PEM" || file.ends_with(".pem") || file.ends_with(".crt");
        };
        if (!trust.empty()) {
            if (!isPem("properties.ssl.truststore.type", trust)) return notPem("ssl.truststore.location");
            set("ssl.ca.location", trust);
        }
        if (own.empty()) return {};
        if (isPem("properties.ssl.keystore.type", own)) {
            set("ssl.certificate.location", own);
            set("ssl.key.location", own);
        } else if (m_table.option("properties.ssl.keystore.type") == "PKCS12" || own.ends_with(".p12")) {
            set("ssl.keystore.location", own);
        } else {
            return notPem("ssl.keystore.location");
        }
        return {};
    }

    Error notPem(const std::string& name) const {
        Error error = refused("names a Java key store, which only Java can read", name);
        error.next = "Convert it to PEM (keytool, openssl) and set the type to PEM";
        return error;
    }
    Error refused(const std::string& why, const std::string& name) const {
        return Error{.code = ErrorCode::InvalidInput,
                     .id = "kafka.property",
                     .what = "'properties." + name + "' " + why,
                     .arguments = {name},
                     .position = m_table.position};
    }
    void set(const std::string& name, const std::string& value) {
        m_result.settings.emplace_back(name, value);
    }

    const TableDefinition& m_table;
    KafkaProperties m_result;
};

}  // namespace

Result<KafkaProperties> kafkaProperties(const TableDefinition& table, KafkaRole role) {
    auto properties = Translation(table).all();
    if (!properties) return properties;
    auto tried = kafkaConfiguration(*properties, role);
    if (!tried) {
        Error error = std::move(tried).error();
        error.position = table.position;
        return error;
    }
    return properties;
}

std::vector<std::pair<std::string, std::string>> ignoredKafkaOptions() {
    std::vector<std::pair<std::string, std::string>> ignored;
    for (const std::string_view name : kWithoutMeaning) {
        const std::string full = "properties." + std::string(name);
        ignored.emplace_back(full, "'" + full + "' has no meaning here and is ignored");
    }
    return ignored;
}

}  // namespace guanlan
