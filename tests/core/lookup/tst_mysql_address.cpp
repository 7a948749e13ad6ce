// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lookup/mysql_address.h"

#include <QtTest>

using namespace guanlan;

class TestMysqlAddress : public QObject {
    Q_OBJECT

  private slots:
    void parts_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("parts");
        QTest::newRow("as the client writes it") << "jdbc:mysql://localhost:3306/flink?serverTimezone=UTC"
                                                 << "127.0.0.1:3306 flink";
        QTest::newRow("no port") << "jdbc:mysql://db.example/shop"
                                 << "db.example:3306 shop";
        QTest::newRow("no host") << "jdbc:mysql:///shop"
                                 << "127.0.0.1:3306 shop";
        QTest::newRow("MariaDB") << "jdbc:mariadb://10.0.0.5:13306/shop"
                                 << "10.0.0.5:13306 shop";
        QTest::newRow("IPv6") << "jdbc:mysql://[fd00::5]:3307/shop"
                              << "[fd00::5]:3307 shop";
        QTest::newRow("IPv6 without a port") << "jdbc:mysql://[::1]/shop"
                                             << "[::1]:3306 shop";
        QTest::newRow("TLS") << "jdbc:mysql://h/shop?useSSL=true&characterEncoding=utf8"
                             << "h:3306 shop tls";
        QTest::newRow("TLS by its newer name") << "jdbc:mysql://h/shop?sslMode=REQUIRED"
                                               << "h:3306 shop tls";
        QTest::newRow("no TLS") << "jdbc:mysql://h/shop?useSSL=false"
                                << "h:3306 shop";
        QTest::newRow("login") << "jdbc:mysql://h/shop?user=ops&password=p=1"
                               << "h:3306 shop ops/p=1";
    }
    void parts() {
        QFETCH(const QString, url);
        QFETCH(const QString, parts);
        QVERIFY(isMysqlUrl(url.toStdString()));
        const auto address = parseMysqlUrl(url.toStdString());
        QVERIFY2(address.ok(), address ? "" : address.error().sentence().c_str());
        std::string text = address->server() + " " + address->database + (address->tls ? " tls" : "");
        if (!address->user.empty()) text += " " + address->user + "/" + address->password;
        QCOMPARE(QString::fromStdString(text), parts);
    }
    void mistakes_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("part");
        QTest::newRow("no database") << "jdbc:mysql://h:3306"
                                     << "names no database";
        QTest::newRow("port") << "jdbc:mysql://h:x/shop"
                              << "'x' in 'url' is no port";
        QTest::newRow("large port") << "jdbc:mysql://h:99999/shop"
                                    << "'99999' in 'url' is no port";
        QTest::newRow("several") << "jdbc:mysql://a,b/shop"
                                 << "several servers";
        QTest::newRow("verified") << "jdbc:mysql://h/shop?sslMode=VERIFY_CA"
                                  << "cannot be verified";
    }
    void mistakes() {
        QFETCH(const QString, url);
        QFETCH(const QString, part);
        const auto address = parseMysqlUrl(url.toStdString());
        QVERIFY(!address);
        QVERIFY2(QString::fromStdString(address.error().sentence()).contains(part),
                 address.error().sentence().c_str());
    }
    void otherUrls() {
        QVERIFY(!isMysqlUrl("jdbc:postgresql://h/shop"));
        QVERIFY(!isMysqlUrl("jdbc:sqlite:names.db"));
    }
};

QTEST_GUILESS_MAIN(TestMysqlAddress)
#include "tst_mysql_address.moc"
