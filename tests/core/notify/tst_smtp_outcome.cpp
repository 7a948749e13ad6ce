// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/smtp/smtp_outcome.h"

#include <QtTest>

#include <curl/curl.h>

using namespace guanlan;

namespace {

using Kind = DeliveryOutcome::Kind;

// A session from its transcript: "C: command", "S: reply", "BODY" once the mail was handed over.
DeliveryOutcome outcome(const QString& transcript, int curlCode = 0, const std::string& message = "cut") {
    SmtpConversation conversation({"a@x.cn", "b@x.cn"});
    for (const QString& line : transcript.split('\n')) {
        const QString text = line.trimmed();
        if (text.startsWith("C: ")) conversation.sent((text.mid(3) + "\r\n").toStdString());
        if (text.startsWith("S: ")) conversation.received((text.mid(3) + "\r\n").toStdString());
        if (text == "BODY") conversation.bodySent();
    }
    return outcomeOf(conversation, {curlCode, curlCode == 0 ? "" : message});
}

const QString kLead = R"(
    S: 220 hello
    C: EHLO here
    S: 250-localhost
    S: 250 AUTH PLAIN
    C: MAIL FROM:<o@x.cn>
    S: 250 ok
    )";
const QString kBoth = kLead + R"(C: RCPT TO:<a@x.cn>
    S: 250 ok
    C: RCPT TO:<b@x.cn>
    S: 250 ok
    C: DATA
    S: 354 go on
    )";

}  // namespace

class TestSmtpOutcome : public QObject {
    Q_OBJECT
  private slots:
    void acceptedIsSent() {
        const auto sent = outcome(kBoth + "BODY\nS: 250-queued\nS: 250 as 17\nC: QUIT\nS: 221 bye");
        QVERIFY(sent.kind == Kind::Sent);
        QCOMPARE(sent.answer, std::string("250-queued\n250 as 17"));
        QCOMPARE(sent.delivered, (std::vector<std::string>{"a@x.cn", "b@x.cn"}));
    }
    void theVerdictOnTheMailDecides() {
        QVERIFY(outcome(kBoth + "BODY\nS: 451 later", CURLE_WEIRD_SERVER_REPLY).kind == Kind::Retry);
        const auto refused = outcome(kBoth + "BODY\nS: 550 spam", CURLE_WEIRD_SERVER_REPLY);
        QVERIFY(refused.kind == Kind::Rejected);
        QCOMPARE(refused.answer, std::string("550 spam"));
        QVERIFY(refused.delivered.empty());
    }
    void cutBeforeTheMailIsRetryAfterItUnknown() {
        QVERIFY(outcome("", CURLE_COULDNT_CONNECT).kind == Kind::Retry);
        QVERIFY(outcome(kLead, CURLE_RECV_ERROR).kind == Kind::Retry);
        QVERIFY(outcome(kBoth, CURLE_SEND_ERROR).kind == Kind::Retry);
        QVERIFY(outcome(kBoth + "BODY", CURLE_OPERATION_TIMEDOUT).kind == Kind::Unknown);
        QCOMPARE(outcome("", CURLE_COULDNT_CONNECT, "refused").answer, std::string("refused"));
    }
    void receiversAreJudgedOneByOne() {
        const QString end = "C: DATA\nS: 354 go on\nBODY\nS: 250 queued";
        const QString first = kLead + "C: RCPT TO:<a@x.cn>\nS: 250 ok\nC: RCPT TO:<b@x.cn>\n";
        const auto gone = outcome(first + "S: 550 no such user\n" + end);
        QVERIFY(gone.kind == Kind::Sent);
        QCOMPARE(gone.delivered, std::vector<std::string>{"a@x.cn"});
        QCOMPARE(gone.answer, std::string("250 queued\nb@x.cn: 550 no such user"));
        const auto full = outcome(first + "S: 452 mailbox full\n" + end);
        QVERIFY(full.kind == Kind::Retry);
        QCOMPARE(full.delivered, std::vector<std::string>{"a@x.cn"});
        const QString none = kLead + "C: RCPT TO:<a@x.cn>\nS: %1 a\nC: RCPT TO:<b@x.cn>\nS: %2 b";
        QVERIFY(outcome(none.arg(550).arg(551), CURLE_SEND_ERROR).kind == Kind::Rejected);
        QVERIFY(outcome(none.arg(450).arg(550), CURLE_SEND_ERROR).kind == Kind::Retry);
    }
    void loginsAndTlsGetAHint() {
        const auto login = outcome("S: 220 hi\nC: AUTH PLAIN\nS: 535 5.7.8 no", CURLE_LOGIN_DENIED);
        QVERIFY(login.kind == Kind::Rejected);
        QCOMPARE(login.hintId, std::string("smtp.hint.login"));
        QVERIFY(login.hint.find("authorisation code") != std::string::npos);
        QVERIFY(outcome("S: 220 hi\nC: AUTH PLAIN\nS: 454 busy", CURLE_LOGIN_DENIED).kind == Kind::Retry);
        const auto certificate = outcome("S: 220 hi\nC: STARTTLS\nS: 220 go", CURLE_PEER_FAILED_VERIFICATION);
        QVERIFY(certificate.kind == Kind::Retry);
        QCOMPARE(certificate.hintId, std::string("smtp.hint.certificate"));
        QVERIFY(outcome("S: 220 hi\nC: STARTTLS\nS: 502 no", CURLE_USE_SSL_FAILED).kind == Kind::Retry);
    }
    void strangeLinesAreNoReplies() {
        const auto strange = outcome(kBoth + "BODY\nS: hello\nS: 25\nS: x50 no\nS:", CURLE_GOT_NOTHING);
        QVERIFY(strange.kind == Kind::Unknown);
    }
};

QTEST_APPLESS_MAIN(TestSmtpOutcome)
#include "tst_smtp_outcome.moc"
