// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/smtp/mail_message.h"
#include "core/notify/smtp/smtp_settings.h"

#include <QJsonArray>
#include <QtTest>

using namespace guanlan;

namespace {

// Header lines with folded ones joined; the first part of a mail.
QStringList headersOf(const std::string& mail) {
    const QString head = QString::fromStdString(mail.substr(0, mail.find("\r\n\r\n")));
    return QString(head).replace("\r\n ", " ").split("\r\n");
}

QStringList namesOf(const std::string& mail) {
    QStringList names;
    for (const QString& line : headersOf(mail))
        names << line.section(':', 0, 0);
    return names;
}

// What a reader sees of encoded words.
QString decoded(const std::string& header) {
    QByteArray bytes;
    for (const QString& word : QString::fromStdString(header).split(QRegularExpression("\\s+")))
        bytes += word.startsWith("=?UTF-8?B?") ? QByteArray::fromBase64(word.mid(10).chopped(2).toLatin1())
                                               : (word + ' ').toUtf8();
    return QString::fromUtf8(bytes).trimmed();
}

const QStringList kHeaders{"Date",       "From",           "To",           "Subject",
                           "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"};

}  // namespace

class TestMailMessage : public QObject {
    Q_OBJECT
  private slots:
    void aPlainMail() {
        const std::string mail =
            mailFrom({"", "ops@example.cn"}, {"a@example.cn", "b@example.cn"},
                     {.messageId = "id.firing@guanlan", .subject = "Errors: 5 > 2", .text = "one\ntwo\r\n"},
                     1'772'323'200 * kSecond);
        QCOMPARE(namesOf(mail), kHeaders);
        const QStringList headers = headersOf(mail);
        QCOMPARE(headers[0], QString("Date: Sun, 1 Mar 2026 00:00:00 +0000"));
        QCOMPARE(headers[1], QString("From: ops@example.cn"));
        QCOMPARE(headers[2], QString("To: a@example.cn, b@example.cn"));
        QCOMPARE(headers[3], QString("Subject: Errors: 5 > 2"));
        QCOMPARE(headers[4], QString("Message-ID: <id.firing@guanlan>"));
        QVERIFY(mail.find(QByteArray("one\r\ntwo\r\n").toBase64().toStdString()) != std::string::npos);
    }
    void textOtherThanAsciiIsEncodedAndFolded() {
        const QString text = QString("错误率过高🚨").repeated(12);
        const std::string header = headerText(text.toStdString());
        for (const QString& line : QString::fromStdString(header).split("\r\n "))
            QVERIFY2(line.size() <= 75, qPrintable(line));
        QCOMPARE(decoded(header), text);
        QCOMPARE(decoded(headerText("=?UTF-8?B?aGFjaw==?=")), QString("=?UTF-8?B?aGFjaw==?="));
        QVERIFY(headerText(std::string(10'000, 'x')).size() < 400);
        QVERIFY(decoded(headerText("a\xff\xfe b")).startsWith(QString("a\uFFFD")));
    }
    void nothingBreaksOutOfAHeader() {
        const std::vector<std::string> nasty{"x\r\nBcc: evil@example.com",
                                             "x\nBcc: evil@example.com",
                                             "x\r\n\r\nbody",
                                             std::string("x\0\r\nBcc: e@e", 12),
                                             "x\rBcc: evil@example.com",
                                             "x\u2028Bcc: evil@example.com",
                                             "x\u202egpj.exe",
                                             "--=_boundary",
                                             std::string(10'000, 'A') + "\r\nBcc: e@e"};
        for (const std::string& text : nasty) {
            const std::string mail =
                mailFrom({text, "ops@example.cn"}, {"a@example.cn"},
                         {.messageId = text, .subject = text, .text = text, .html = text, .png = text}, 0);
            QCOMPARE(namesOf(mail), kHeaders);
            QVERIFY(mail.find('\0') == std::string::npos);
            QVERIFY(mail.find("\r\nBcc:") == std::string::npos);
            QVERIFY(mail.find("\xE2\x80\xAE") == std::string::npos);
            for (std::size_t at = mail.find('\n'); at != std::string::npos; at = mail.find('\n', at + 1))
                QVERIFY(at > 0 && mail[at - 1] == '\r');
        }
    }
    void htmlAndPictureAreParts() {
        const std::string mail = mailFrom({"观澜", "ops@example.cn"}, {"a@example.cn"},
                                          {.messageId = "m",
                                           .subject = "s",
                                           .text = "t",
                                           .html = "<b>t</b>",
                                           .png = std::string("\x89PNG\r\n\0", 7)},
                                          0);
        for (const char* piece : {"multipart/mixed", "multipart/alternative", "text/plain; charset=utf-8",
                                  "text/html; charset=utf-8", "image/png", "filename=\"panel.png\""})
            QVERIFY2(mail.find(piece) != std::string::npos, piece);
        QVERIFY(headersOf(mail)[1].endsWith(" <ops@example.cn>"));
    }
    void settingsAreChecked() {
        const QJsonObject good{{"host", "smtp.example.cn"},
                               {"from", "观澜 <ops@example.cn>"},
                               {"to", QJsonArray{"a@example.cn", "B <b@example.cn>"}}};
        const auto settings = SmtpSettings::read(good);
        QVERIFY(settings);
        QCOMPARE(settings->port, 587);
        QCOMPARE(settings->from.name, std::string("观澜"));
        QCOMPARE(settings->to, (std::vector<std::string>{"a@example.cn", "b@example.cn"}));
        struct Case {
            const char* option;
            QJsonValue value;
        };
        const Case cases[]{{"host", ""},
                           {"host", "a b"},
                           {"host", "x/../y"},
                           {"host", "a@b"},
                           {"port", 0},
                           {"port", 70000},
                           {"security", "ssl"},
                           {"from", ""},
                           {"from", "nobody"},
                           {"from", "a@b\r\nBcc: e@e"},
                           {"from", "X <a@b> <c@d>"},
                           {"to", QJsonArray{}},
                           {"to", QJsonArray{"a@example.cn", "b@c>, <d@e"}},
                           {"to", QJsonArray{"a@example.cn,b@example.cn"}},
                           {"timeoutSeconds", 0}};
        for (const Case& one : cases) {
            QJsonObject options = good;
            options[QLatin1String(one.option)] = one.value;
            const auto refused = SmtpSettings::read(options);
            QVERIFY2(!refused || refused->from.name == "X <a@b>", one.option);
            if (refused) continue;  // the odd name is only a name
            QCOMPARE(refused.error().id, std::string("smtp.option.") + one.option);
            QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
        }
        QCOMPARE(
            SmtpSettings::read({{"host", "h"}, {"from", "a@b"}, {"to", "c@d"}, {"security", "tls"}})->port,
            465);
    }
};

QTEST_APPLESS_MAIN(TestMailMessage)
#include "tst_mail_message.moc"
