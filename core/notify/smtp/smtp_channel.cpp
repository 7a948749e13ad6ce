// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/smtp/smtp_channel.h"

#include "core/base/clock.h"
#include "core/notify/smtp/mail_message.h"
#include "core/notify/smtp/smtp_conversation.h"
#include "core/notify/smtp/smtp_outcome.h"
#include "core/notify/smtp/smtp_settings.h"

#include <QByteArray>

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>

namespace guanlan {

namespace {

constexpr long kConnectSeconds = 10;

struct EasyDeleter {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// What libcurl's callbacks work on during one send().
struct Transfer {
    SmtpConversation conversation;
    std::string mail;
    std::size_t taken = 0;
    const std::atomic<bool>& cancelled;
};

std::size_t giveBody(char* to, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::size_t bytes = std::min(size * count, transfer.mail.size() - transfer.taken);
    transfer.mail.copy(to, bytes, transfer.taken);
    transfer.taken += bytes;
    if (bytes == 0) transfer.conversation.bodySent();
    return bytes;
}

int listen(CURL* /*easy*/, curl_infotype type, char* data, std::size_t size, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    if (type == CURLINFO_HEADER_OUT) transfer.conversation.sent({data, size});
    if (type == CURLINFO_HEADER_IN) transfer.conversation.received({data, size});
    return 0;
}

int checkCancelled(void* user, curl_off_t /*downTotal*/, curl_off_t /*down*/, curl_off_t /*upTotal*/,
                   curl_off_t /*up*/) {
    return static_cast<const Transfer*>(user)->cancelled.load() ? 1 : 0;
}

// Servers may repeat what they were told; no answer is shown with a password in it.
std::string masked(std::string text, const SmtpSettings& settings, const std::string& password) {
    if (password.empty()) return text;
    const std::string plain = '\0' + settings.user + '\0' + password;
    for (const std::string& secret :
         {QByteArray::fromStdString(plain).toBase64().toStdString(),
          QByteArray::fromStdString(password).toBase64().toStdString(), password}) {
        for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
            text.replace(at, secret.size(), "***");
    }
    return text;
}

class SmtpChannel final : public Channel {
  public:
    SmtpChannel(SmtpSettings settings, std::string password)
        : m_settings(std::move(settings)), m_password(std::move(password)) {}

    DeliveryOutcome send(const Notification& notification) override;
    void cancel() override { m_cancelled.store(true); }

  private:
    [[nodiscard]] std::vector<std::string> receiversLeft(const Notification& notification) const;
    void setUp(CURL* easy) const;
    void setUpSecurity(CURL* easy) const;
    [[nodiscard]] TransferEnd perform(Transfer& transfer, const std::vector<std::string>& to) const;

    const SmtpSettings m_settings;
    const std::string m_password;
    std::atomic<bool> m_cancelled{false};
};

std::vector<std::string> SmtpChannel::receiversLeft(const Notification& notification) const {
    std::vector<std::string> left;
    const auto& done = notification.delivered;
    std::copy_if(
        m_settings.to.begin(), m_settings.to.end(), std::back_inserter(left),
        [&done](const std::string& to) { return std::find(done.begin(), done.end(), to) == done.end(); });
    return left;
}

void SmtpChannel::setUpSecurity(CURL* easy) const {
    curl_easy_setopt(
        easy, CURLOPT_USE_SSL,
        m_settings.security == SmtpSettings::Security::StartTls ? CURLUSESSL_ALL : CURLUSESSL_NONE);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!m_settings.caFile.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, m_settings.caFile.c_str());
    if (!m_settings.user.empty()) {
        curl_easy_setopt(easy, CURLOPT_USERNAME, m_settings.user.c_str());
        curl_easy_setopt(easy, CURLOPT_PASSWORD, m_password.c_str());
    }
}

void SmtpChannel::setUp(CURL* easy) const {
    const bool implicitTls = m_settings.security == SmtpSettings::Security::Tls;
    const bool numeric6 = m_settings.host.find(':') != std::string::npos;
    const std::string host = numeric6 ? "[" + m_settings.host + "]" : m_settings.host;
    const std::string url =
        (implicitTls ? "smtps://" : "smtp://") + host + ":" + std::to_string(m_settings.port);
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(m_settings.timeoutSeconds));
    // Without it the farewell to a server that hangs takes two minutes more.
    curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(m_settings.timeoutSeconds));
    setUpSecurity(easy);
}

TransferEnd SmtpChannel::perform(Transfer& transfer, const std::vector<std::string>& to) const {
    const std::unique_ptr<CURL, EasyDeleter> easy(curl_easy_init());
    if (!easy) return {CURLE_FAILED_INIT, "the mail library could not be started"};
    setUp(easy.get());
    std::unique_ptr<curl_slist, ListDeleter> receivers;
    for (const std::string& address : to) {
        curl_slist* longer = curl_slist_append(receivers.get(), ("<" + address + ">").c_str());
        if (longer == nullptr) return {CURLE_OUT_OF_MEMORY, "out of memory"};
        (void)receivers.release();  // now part of `longer`
        receivers.reset(longer);
    }
    const std::string from = "<" + m_settings.from.address + ">";
    std::array<char, CURL_ERROR_SIZE> words{};
    curl_easy_setopt(easy.get(), CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_MAIL_RCPT, receivers.get());
    curl_easy_setopt(easy.get(), CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_READFUNCTION, giveBody);
    curl_easy_setopt(easy.get(), CURLOPT_READDATA, &transfer);
    curl_easy_setopt(easy.get(), CURLOPT_VERBOSE, 1L);  // feeds the listener, prints nothing
    curl_easy_setopt(easy.get(), CURLOPT_DEBUGFUNCTION, listen);
    curl_easy_setopt(easy.get(), CURLOPT_DEBUGDATA, &transfer);
    curl_easy_setopt(easy.get(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy.get(), CURLOPT_XFERINFOFUNCTION, checkCancelled);
    curl_easy_setopt(easy.get(), CURLOPT_XFERINFODATA, &transfer);
    curl_easy_setopt(easy.get(), CURLOPT_ERRORBUFFER, words.data());
    const CURLcode code = curl_easy_perform(easy.get());
    if (code == CURLE_OK) return {};
    return {code, words[0] != '\0' ? std::string(words.data()) : curl_easy_strerror(code)};
}

DeliveryOutcome SmtpChannel::send(const Notification& notification) {
    const std::vector<std::string> to = receiversLeft(notification);
    if (to.empty()) {
        return {.kind = DeliveryOutcome::Kind::Sent,
                .answer = "everyone has it already",
                .delivered = notification.delivered};
    }
    const Micros date = notification.date != 0 ? notification.date : SystemClock().now();
    Transfer transfer{.conversation = SmtpConversation(to),
                      .mail = mailFrom(m_settings.from, m_settings.to, notification, date),
                      .cancelled = m_cancelled};
    const TransferEnd end = perform(transfer, to);
    DeliveryOutcome outcome = outcomeOf(transfer.conversation, end);
    outcome.answer = masked(std::move(outcome.answer), m_settings, m_password);
    outcome.delivered.insert(outcome.delivered.begin(), notification.delivered.begin(),
                             notification.delivered.end());
    return outcome;
}

Result<std::unique_ptr<Channel>> createSmtp(const ChannelConfig& config, const SecretLookup& secrets) {
    static std::once_flag once;
    static CURLcode started = CURLE_FAILED_INIT;
    std::call_once(once, [] { started = curl_global_init(CURL_GLOBAL_DEFAULT); });
    if (started != CURLE_OK) {
        return Error{.code = ErrorCode::Internal,
                     .id = "smtp.library",
                     .what = "the mail library could not be started",
                     .cause = curl_easy_strerror(started)};
    }
    Result<SmtpSettings> settings = SmtpSettings::read(config.options);
    if (!settings) return std::move(settings).error();
    std::string password;
    if (!settings->user.empty()) {
        if (settings->passwordSecret.empty() || !secrets) {
            return Error{.code = ErrorCode::InvalidInput,
                         .id = "smtp.noPassword",
                         .what = "the mail channel '" + config.id + "' has a user but no password",
                         .next = "enter the password in the channel's form",
                         .arguments = {config.id}};
        }
        Result<std::string> secret = secrets(settings->passwordSecret);
        if (!secret) return std::move(secret).error();
        password = std::move(*secret);
    }
    return std::unique_ptr<Channel>(std::make_unique<SmtpChannel>(std::move(*settings), std::move(password)));
}

}  // namespace

const ChannelKind kSmtpChannel{.name = "smtp", .create = createSmtp};

}  // namespace guanlan
