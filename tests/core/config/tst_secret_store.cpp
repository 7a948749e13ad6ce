// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/secret_store.h"
#include "tests/support/skip.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
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
    // The keyring's library keeps its connection with the thread that used it first.
    void everyThreadReachesARealKeyring() {
        if (qEnvironmentVariableIsSet("GUANLAN_INSIDE_KEYRING")) return insideKeyring();
        for (const char* program : {"dbus-run-session", "gnome-keyring-daemon"}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                GUANLAN_SKIP(QString("no %1 on this machine").arg(program));
        }
        const QTemporaryDir home;
        QProcess session;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("GUANLAN_INSIDE_KEYRING", "1");
        environment.insert("HOME", home.path());
        environment.remove("XDG_DATA_HOME");
        session.setProcessEnvironment(environment);
        session.setProcessChannelMode(QProcess::MergedChannels);
        const QString script = R"(
            printf word | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
            # Asked before it has its name, the bus starts a second one, which is locked.
            owned='dbus-send --session --print-reply --dest=org.freedesktop.DBus /
                   org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets'
            for i in $(seq 100); do $owned 2>/dev/null | grep -q "boolean true" && break; sleep 0.1; done
            exec "$0" everyThreadReachesARealKeyring)";
        session.start("dbus-run-session",
                      {"--", "sh", "-c", script, QCoreApplication::applicationFilePath()});
        QVERIFY(session.waitForFinished(60'000));
        QVERIFY2(session.exitCode() == 0, session.readAll().constData());
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

  private:
    static void insideKeyring() {
        QVERIFY(writeSecret("guanlan/test/own", "first"));
        for (int round = 0; round < 2; ++round) {
            std::string read;
            std::thread other([&read] {
                const auto secret = readSecret("guanlan/test/own");
                read = secret ? *secret : secret.error().sentence();
            });
            other.join();
            QCOMPARE(read, std::string("first"));
        }
        QCOMPARE(readSecret("guanlan/test/own").value(), std::string("first"));
        QVERIFY(removeSecret("guanlan/test/own"));
        QVERIFY(removeSecret("guanlan/test/own"));
        const auto gone = readSecret("guanlan/test/own");
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secret_store.moc"
