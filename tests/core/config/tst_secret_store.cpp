// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/secret_store.h"

#include <QElapsedTimer>
#include <QtTest>

#include <thread>

using namespace guanlan;

class TestSecretStore : public QObject {
    Q_OBJECT
  private slots:
    void theEnvironmentStandsInOnServers() {
        QCOMPARE(secretVariable("guanlan/smtp/ops-1"), std::string("GUANLAN_SECRET_GUANLAN_SMTP_OPS_1"));
        qputenv("GUANLAN_SECRET_GUANLAN_SMTP_OPS", "word");
        const auto secret = readSecret("guanlan/smtp/ops");
        QVERIFY(secret);
        QCOMPARE(*secret, std::string("word"));
    }
    void withoutAKeychainTheErrorSaysSo() {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        QElapsedTimer timer;
        timer.start();
        std::optional<Error> read;
        std::optional<Error> written;
        std::thread other([&] {
            if (auto secret = readSecret("guanlan/test/none"); !secret) read = secret.error();
            if (auto done = writeSecret("guanlan/test/none", "planted-secret"); !done) written = done.error();
        });
        other.join();
        if (!read || !written) QSKIP("this system has a keychain without a session bus");
        QVERIFY(timer.elapsed() < 20'000);
        QCOMPARE(read->code, ErrorCode::Unavailable);
        QVERIFY(read->next.find("GUANLAN_SECRET_GUANLAN_TEST_NONE") != std::string::npos);
        QCOMPARE(written->code, ErrorCode::Unavailable);
        QVERIFY(written->sentence().find("planted-secret") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secret_store.moc"
