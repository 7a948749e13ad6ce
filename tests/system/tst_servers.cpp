// SPDX-License-Identifier: GPL-3.0-or-later
// The servers other tests rely on do what they promise.
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"
#include "tests/support/smtp_server.h"

#include <QtTest>

#include <curl/curl.h>

using namespace guanlan;

namespace {

struct Upload {
    std::string text;
    std::size_t sent = 0;
};

std::size_t readUpload(char* target, std::size_t size, std::size_t count, void* opaque) {
    auto* upload = static_cast<Upload*>(opaque);
    const std::size_t bytes = std::min(size * count, upload->text.size() - upload->sent);
    std::memcpy(target, upload->text.data() + upload->sent, bytes);
    upload->sent += bytes;
    return bytes;
}

CURLcode sendMail(const SmtpServer& server, const std::string& subject,
                  const std::string& password = "secret") {
    CURL* curl = curl_easy_init();
    Upload upload{"From: a@example.org\r\nTo: b@example.org\r\nSubject: " + subject + "\r\n\r\nHello\r\n"};
    curl_slist* recipients = curl_slist_append(nullptr, "<b@example.org>");
    const std::string url = "smtp://localhost:" + std::to_string(server.port());
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    curl_easy_setopt(curl, CURLOPT_CAINFO, server.caFile().c_str());
    curl_easy_setopt(curl, CURLOPT_USERNAME, "operator");
    curl_easy_setopt(curl, CURLOPT_PASSWORD, password.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, "<a@example.org>");
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, readUpload);
    curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 2000L);
    // Without it curl_easy_cleanup() waits 120 s for the answer to QUIT from a server that hangs.
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    const CURLcode outcome = curl_easy_perform(curl);
    curl_slist_free_all(recipients);
    curl_easy_cleanup(curl);
    return outcome;
}

}  // namespace

class TestServers : public QObject {
    Q_OBJECT
  private slots:
    void kafkaKeepsRecordsOverKillAndRestart() {
        KafkaBroker broker;
        GUANLAN_START(broker);
        const auto created = broker.createTopic("plays", 3);
        QVERIFY2(created.ok(), created ? "" : created.error().sentence().c_str());
        QVERIFY(!broker.createTopic("plays", 3).ok());

        std::vector<KafkaRecord> records;
        for (int i = 0; i < 300; ++i) {
            records.push_back(
                {"event " + std::to_string(i), i % 2 == 0 ? "key" : "", i / 100, 1'700'000'000'000 + i});
        }
        const auto produced = broker.produce("plays", records);
        QVERIFY2(produced.ok(), produced ? "" : produced.error().sentence().c_str());

        const std::string address = broker.bootstrap();
        broker.kill();
        QVERIFY(!broker.running());
        GUANLAN_START(broker);
        QCOMPARE(broker.bootstrap(), address);

        const auto read = broker.readAll("plays", 3);
        QVERIFY2(read.ok(), read ? "" : read.error().sentence().c_str());
        QVERIFY(*read == records);

        QVERIFY(broker.deleteRecordsBefore("plays", 1, 90).ok());
        const auto rest = broker.readAll("plays", 3);
        QVERIFY(rest.ok());
        QCOMPARE(rest->size(), std::size_t{210});
    }
    void mailArrivesOverTlsWithLogin() {
        SmtpServer server({.user = "operator", .password = "secret"});
        GUANLAN_START(server);
        QCOMPARE(sendMail(server, "one"), CURLE_OK);
        QVERIFY(server.waitForMails(1));
        const ReceivedMail mail = server.mails().front();
        QCOMPARE(mail.from, std::string("a@example.org"));
        QCOMPARE(mail.recipients, std::vector<std::string>{"b@example.org"});
        QCOMPARE(mail.login, std::string("operator"));
        QVERIFY(mail.overTls);
        QCOMPARE(mail.header("subject"), std::string("one"));
        QCOMPARE(sendMail(server, "two", "wrong"), CURLE_LOGIN_DENIED);
        QCOMPARE(server.mails().size(), std::size_t{1});
    }
    void mailFaults() {
        SmtpServer server({.user = "operator", .password = "secret"});
        GUANLAN_START(server);
        struct Row {
            SmtpServer::Fault fault;
            std::size_t kept;
        };
        const Row rows[] = {
            {SmtpServer::Fault::Temporary, 0},       {SmtpServer::Fault::Permanent, 0},
            {SmtpServer::Fault::RejectRecipient, 0}, {SmtpServer::Fault::CloseBeforeData, 0},
            {SmtpServer::Fault::CloseAfterData, 1},  {SmtpServer::Fault::HangAfterData, 1},
        };
        std::size_t expected = 0;
        for (const Row& row : rows) {
            QVERIFY(server.setFault(row.fault).ok());
            QVERIFY(sendMail(server, "fault") != CURLE_OK);
            expected += row.kept;
            QCOMPARE(server.mails().size(), expected);
            QCOMPARE(sendMail(server, "after it"), CURLE_OK);
            QCOMPARE(server.mails().size(), ++expected);
        }
    }
    void mailServerComesBackOnItsPort() {
        SmtpServer server({.user = "operator", .password = "secret"});
        GUANLAN_START(server);
        const int port = server.port();
        QCOMPARE(sendMail(server, "one"), CURLE_OK);
        server.stop();
        QCOMPARE(sendMail(server, "lost"), CURLE_COULDNT_CONNECT);
        GUANLAN_START(server);
        QCOMPARE(server.port(), port);
        QCOMPARE(sendMail(server, "two"), CURLE_OK);
        QCOMPARE(server.mails().size(), std::size_t{2});
    }
};

QTEST_APPLESS_MAIN(TestServers)
#include "tst_servers.moc"
