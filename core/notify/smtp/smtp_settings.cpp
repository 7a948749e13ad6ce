// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/smtp/smtp_settings.h"

#include <QJsonArray>

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::size_t kLongestAddress = 254;

Error invalid(const std::string& option, const std::string& what) {
    return {.code = ErrorCode::InvalidInput,
            .id = "smtp.option." + option,
            .what = what,
            .next = "correct the settings of the mail channel",
            .arguments = {option}};
}

std::string textOf(const QJsonObject& options, const char* name) {
    return options[QLatin1String(name)].toString().trimmed().toStdString();
}

bool isHostCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == ':';
}

bool isAddressCharacter(char c) {
    constexpr std::string_view kSpecial = "!#$%&'*+-/=?^_`{|}~.";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kSpecial.find(c) != std::string_view::npos;
}

bool isAddress(std::string_view text) {
    const std::size_t at = text.find('@');
    if (text.size() > kLongestAddress || at == 0 || at == std::string_view::npos) return false;
    const std::string_view domain = text.substr(at + 1);
    return !domain.empty() &&
           std::all_of(text.begin(), text.begin() + static_cast<long>(at), isAddressCharacter) &&
           std::all_of(domain.begin(), domain.end(), isHostCharacter);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Result<void> readConnection(const QJsonObject& options, SmtpSettings& settings) {
    settings.host = textOf(options, "host");
    if (settings.host.empty()) return invalid("host", "the mail server's host is missing");
    if (!std::all_of(settings.host.begin(), settings.host.end(), isHostCharacter)) {
        return invalid("host", "'" + settings.host + "' is not the name of a host");
    }
    const std::string security = options[QLatin1String("security")].toString("starttls").toStdString();
    if (security == "starttls") {
        settings.security = SmtpSettings::Security::StartTls;
        settings.port = 587;
    } else if (security == "tls") {
        settings.security = SmtpSettings::Security::Tls;
        settings.port = 465;
    } else if (security == "none") {
        settings.security = SmtpSettings::Security::Plain;
        settings.port = 25;
    } else {
        return invalid("security", "'" + security + "' is none of starttls, tls, none");
    }
    settings.port = options[QLatin1String("port")].toInt(settings.port);
    if (settings.port < 1 || settings.port > 65535) return invalid("port", "the port has to be 1 to 65535");
    settings.timeoutSeconds = options[QLatin1String("timeoutSeconds")].toInt(settings.timeoutSeconds);
    if (settings.timeoutSeconds < 1 || settings.timeoutSeconds > 600) {
        return invalid("timeoutSeconds", "the time-out has to be 1 to 600 seconds");
    }
    settings.user = textOf(options, "user");
    settings.passwordSecret = textOf(options, "passwordSecret");
    settings.caFile = textOf(options, "caFile");
    return {};
}

Result<void> readReceivers(const QJsonObject& options, SmtpSettings& settings) {
    const QJsonValue to = options[QLatin1String("to")];
    const QJsonArray receivers = to.isArray() ? to.toArray() : QJsonArray{to};
    for (const QJsonValue receiver : receivers) {
        Result<Mailbox> mailbox = parseMailbox(receiver.toString().toStdString());
        if (!mailbox) {
            return invalid("to", "'" + receiver.toString().toStdString() + "' is not a mail address");
        }
        settings.to.push_back(mailbox->address);
    }
    if (settings.to.empty()) return invalid("to", "no receiver is given");
    return {};
}

}  // namespace

Result<Mailbox> parseMailbox(std::string_view text) {
    text = trimmed(text);
    Mailbox mailbox;
    if (!text.empty() && text.back() == '>') {
        const std::size_t open = text.rfind('<');
        if (open == std::string_view::npos) return invalid("from", "a '<' is missing before the address");
        std::string_view name = trimmed(text.substr(0, open));
        if (name.size() >= 2 && name.front() == '"' && name.back() == '"')
            name = name.substr(1, name.size() - 2);
        mailbox.name = name;
        text = text.substr(open + 1, text.size() - open - 2);
    }
    mailbox.address = text;
    if (!isAddress(text)) return invalid("from", "'" + mailbox.address + "' is not a mail address");
    return mailbox;
}

Result<SmtpSettings> SmtpSettings::read(const QJsonObject& options) {
    SmtpSettings settings;
    if (Result<void> connection = readConnection(options, settings); !connection)
        return std::move(connection).error();
    Result<Mailbox> from = parseMailbox(textOf(options, "from"));
    if (!from) return std::move(from).error();
    settings.from = std::move(*from);
    if (Result<void> receivers = readReceivers(options, settings); !receivers)
        return std::move(receivers).error();
    return settings;
}

}  // namespace guanlan
