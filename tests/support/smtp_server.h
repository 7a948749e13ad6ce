// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/support/child_process.h"

#include <QTemporaryDir>

#include <string>
#include <vector>

namespace guanlan {

/// What the server received: the envelope, who logged in, and the content byte for byte.
struct ReceivedMail {
    std::string from;
    std::vector<std::string> recipients;
    std::string login;
    bool overTls = false;
    std::string content;

    /// The value of the first header line of that name, unfolded and not decoded; empty without one.
    [[nodiscard]] std::string header(const std::string& name) const;
};

/// A real SMTP server (aiosmtpd) on a free loopback port. Port, certificate name and received mails stay over
/// stop() and start(); the certificate itself is made anew. It dies with the test.
class SmtpServer {
  public:
    enum class Tls { StartTls, Implicit, None };
    enum class Fault {
        Temporary,        ///< 451 after DATA, nothing kept
        Permanent,        ///< 550 after DATA, nothing kept
        RejectRecipient,  ///< 550 at RCPT TO; `count` is of receivers
        DeferRecipient,   ///< 450 at RCPT TO; likewise
        CloseBeforeData,  ///< the connection is cut at the end of DATA, nothing kept
        CloseAfterData,   ///< kept, then cut before the answer: the outcome is unknown to the client
        HangAfterData,    ///< kept, never answered
    };
    struct Options {
        Tls tls = Tls::StartTls;
        std::string user{};  ///< empty: no login asked for
        std::string password{};
        std::string certificateName = "localhost";
    };

    SmtpServer() = default;
    explicit SmtpServer(Options options) : m_options(std::move(options)) {}
    ~SmtpServer() { stop(); }
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;

    /// NotFound when this machine has no Python with aiosmtpd or no openssl.
    Result<void> start();
    void stop();
    /// The next `count` mails meet the fault; those after it are accepted again.
    Result<void> setFault(Fault fault, int count = 1);

    [[nodiscard]] int port() const { return m_port; }
    /// Give this to the client as the authority to trust.
    [[nodiscard]] std::string caFile() const;
    /// All mails so far, in the order of arrival.
    [[nodiscard]] std::vector<ReceivedMail> mails() const;
    /// Waits until that many mails are there; false after the time.
    [[nodiscard]] bool waitForMails(std::size_t count, int milliseconds = 10000) const;

  private:
    [[nodiscard]] QStringList arguments() const;
    Result<QByteArray> readLine(int milliseconds);

    Options m_options;
    QTemporaryDir m_folder;
    ChildProcess m_process;
    int m_port = 0;
};

}  // namespace guanlan
