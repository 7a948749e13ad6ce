// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/smtp_server.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QThread>

#include <array>

namespace guanlan {

namespace {

Error serverError(ErrorCode code, std::string what, std::string cause) {
    return Error{.code = code, .id = "test.smtp", .what = std::move(what), .cause = std::move(cause)};
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ReceivedMail mailAt(const QString& envelopePath) {
    const QJsonObject envelope = QJsonDocument::fromJson(contentOf(envelopePath)).object();
    ReceivedMail mail;
    mail.from = envelope[QStringLiteral("from")].toString().toStdString();
    for (const auto& recipient : envelope[QStringLiteral("to")].toArray()) {
        mail.recipients.push_back(recipient.toString().toStdString());
    }
    mail.login = envelope[QStringLiteral("login")].toString().toStdString();
    mail.overTls = envelope[QStringLiteral("tls")].toBool();
    mail.content = contentOf(envelopePath.chopped(4) + QStringLiteral("eml")).toStdString();
    return mail;
}

const char* nameOf(SmtpServer::Fault fault) {
    switch (fault) {
        case SmtpServer::Fault::Temporary:
            return "temporary";
        case SmtpServer::Fault::Permanent:
            return "permanent";
        case SmtpServer::Fault::RejectRecipient:
            return "reject-recipient";
        case SmtpServer::Fault::DeferRecipient:
            return "defer-recipient";
        case SmtpServer::Fault::CloseBeforeData:
            return "close-before-data";
        case SmtpServer::Fault::CloseAfterData:
            return "close-after-data";
        case SmtpServer::Fault::HangAfterData:
            return "hang-after-data";
    }
    return "none";
}

}  // namespace

std::string ReceivedMail::header(const std::string& name) const {
    const QByteArray wanted = QByteArray::fromStdString(name).toLower() + ':';
    QByteArray value;
    bool inside = false;
    for (QByteArray line : QByteArray::fromStdString(content).split('\n')) {
        if (line.endsWith('\r')) line.chop(1);
        if (line.isEmpty()) break;
        const bool folded = line.startsWith(' ') || line.startsWith('\t');
        if (inside && !folded) break;
        if (inside) value += line;
        if (!inside && line.toLower().startsWith(wanted)) {
            inside = true;
            value = line.mid(wanted.size());
        }
    }
    return value.trimmed().toStdString();
}

QStringList SmtpServer::arguments() const {
    constexpr std::array names = {"starttls", "implicit", "none"};
    return {QStringLiteral(GUANLAN_SOURCE_DIR "/tests/system/mail/server.py"),
            m_folder.path(),
            QStringLiteral("--port"),
            QString::number(m_port),
            QStringLiteral("--tls"),
            QLatin1String(names[static_cast<std::size_t>(m_options.tls)]),
            QStringLiteral("--user"),
            QString::fromStdString(m_options.user),
            QStringLiteral("--password"),
            QString::fromStdString(m_options.password),
            QStringLiteral("--certificate-name"),
            QString::fromStdString(m_options.certificateName)};
}

Result<void> SmtpServer::start() {
    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty()) {
        return serverError(ErrorCode::NotFound, "the SMTP server is not available",
                           "no openssl for its certificate");
    }
    const auto python = pythonWith("aiosmtpd.smtp");
    if (!python) return python.error();
    if (auto launched = m_process.launch(*python, arguments()); !launched) return launched;
    const auto answer = readLine(20000);
    if (!answer) return answer.error();
    if (!answer->startsWith("ready ")) {
        return serverError(ErrorCode::Internal, "the SMTP server did not start", answer->toStdString());
    }
    m_port = answer->mid(6).toInt();
    return {};
}

void SmtpServer::stop() {
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(5000)) m_process.killNow();
}

Result<QByteArray> SmtpServer::readLine(int milliseconds) {
    const QDeadlineTimer deadline(milliseconds);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime()))) {
            return serverError(ErrorCode::Internal, "the SMTP server is silent",
                               m_process.readAllStandardError().toStdString());
        }
    }
    return m_process.readLine().trimmed();
}

Result<void> SmtpServer::setFault(Fault fault, int count) {
    m_process.write(QByteArray("fault ") + nameOf(fault) + ' ' + QByteArray::number(count) + '\n');
    const auto answer = readLine(5000);
    if (!answer) return answer.error();
    if (*answer == "ok") return {};
    return serverError(ErrorCode::Internal, "the SMTP server did not take the fault", answer->toStdString());
}

std::string SmtpServer::caFile() const {
    return m_folder.filePath(QStringLiteral("ca.pem")).toStdString();
}

std::vector<ReceivedMail> SmtpServer::mails() const {
    std::vector<ReceivedMail> mails;
    const QDir folder(m_folder.path());
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        mails.push_back(mailAt(folder.filePath(name)));
    }
    return mails;
}

bool SmtpServer::waitForMails(std::size_t count, int milliseconds) const {
    const QDeadlineTimer deadline(milliseconds);
    while (mails().size() < count) {
        if (deadline.hasExpired()) return false;
        QThread::msleep(10);
    }
    return true;
}

}  // namespace guanlan
