// SPDX-License-Identifier: GPL-3.0-or-later
// Sources and sinks that talk to another side by socket and HTTP, over the loopback.
#include "core/sink/sink.h"
#include "core/source/source.h"
#include "tests/support/batch_text.h"
#include "tests/support/child_process.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace guanlan;

namespace {

const SystemClock kClock;

/// A source that is read while the test's event loop runs.
class Reading {
  public:
    explicit Reading(Options options, std::size_t batchRows = 1000) {
        options.insert({"format", "json"});
        auto source = createSource(
            {.name = "t", .columns = {{.name = "n", .type = DataType::bigint()}}, .options = options},
            {.clock = &kClock, .batchRows = batchRows});
        if (!source) qFatal("%s", source.error().sentence().c_str());
        m_source = std::move(*source);
    }
    void open(const std::vector<SourcePosition>& known = {}) { QVERIFY(m_source->open(known).ok()); }

    /// What came so far, as text.
    QString step() {
        auto batch = m_source->next(std::chrono::milliseconds(5));
        if (!batch) qFatal("%s", batch.error().sentence().c_str());
        for (const std::int64_t n :
             batch->rows.empty() ? std::span<const std::int64_t>() : batch->rows.column(0).ints())
            m_text += QString::number(n) + ' ';
        for (const BadCount& bad : batch->bad)
            m_bad += bad.records;
        for (const PartitionProgress& progress : batch->progress)
            m_next = progress.nextOffset;
        return m_text;
    }
    [[nodiscard]] SourceHealth health() const { return m_source->health(); }
    [[nodiscard]] std::int64_t bad() const { return m_bad; }
    [[nodiscard]] SourcePosition position() const { return {m_source->identity(), {{0, m_next}}}; }

  private:
    std::unique_ptr<Source> m_source;
    QString m_text;
    std::int64_t m_bad = 0;
    std::int64_t m_next = 0;
};

/// Answers every request with what the test wants, and keeps the requests.
class Answers : public QTcpServer {
  public:
    QList<QByteArray> requests;
    QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[{\"n\":1}]";

    Answers() {
        if (!listen(QHostAddress::LocalHost)) qFatal("cannot listen");
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                requests += socket->readAll();
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
    }
    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(serverPort()) + "/x";
    }
};

QByteArray post(int port, const QByteArray& body, const QByteArray& path = "/in",
                const QByteArray& method = "POST") {
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(port));
    if (!socket.waitForConnected(3000)) return "not connected";
    socket.write(method + " " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: " +
                 QByteArray::number(body.size()) + "\r\n\r\n" + body);
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(3000)) {
    }
    return socket.readAll().split('\r').first();
}

}  // namespace

class TestReceiving : public QObject {
    Q_OBJECT
  private slots:
    void socketSource() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const std::string port = std::to_string(server.serverPort());
        Reading reading({{"connector", "socket"}, {"hostname", "127.0.0.1"}, {"port", port}});
        reading.open();
        QVERIFY(server.waitForNewConnection(5000));
        std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
        peer->write("{\"n\":1}\n{\"n\"");
        QVERIFY(peer->waitForBytesWritten());
        QTRY_COMPARE(reading.step(), QString("1 "));
        peer->write(":2}\r\n\nnot json\n{\"n\":3}");
        QVERIFY(peer->waitForBytesWritten());
        QTRY_COMPARE(reading.step(), QString("1 2 "));
        // The connection ends: what was left is a record, and it is made again.
        peer->disconnectFromHost();
        peer.reset();
        QTRY_COMPARE(reading.step(), QString("1 2 3 "));
        QVERIFY(server.waitForNewConnection(5000));
        peer.reset(server.nextPendingConnection());
        peer->write("{\"n\":4}\n");
        QVERIFY(peer->waitForBytesWritten());
        QTRY_COMPARE(reading.step(), QString("1 2 3 4 "));
        QCOMPARE(reading.bad(), 1);
        QCOMPARE(reading.position().nextOffsets.at(0), 5);
        peer.reset();
        server.close();
        QTRY_COMPARE(reading.health().state, SourceHealth::State::Failing);
        QVERIFY(reading.health().problem->what.find("127.0.0.1:" + port) != std::string::npos);
    }
    void numbersGoOnAfterARestart() {
        const int port = freePort();
        const Options options{{"connector", "http"}, {"listen", std::to_string(port)}, {"path", "/in"}};
        SourcePosition position;
        for (int round = 1; round <= 2; ++round) {
            Reading reading(options);
            reading.open({position});
            QTRY_COMPARE(reading.health().state, SourceHealth::State::CaughtUp);
            QCOMPARE(post(port, "{\"n\":7}\n{\"n\":8}"), QByteArray("HTTP/1.1 204 No Content"));
            QTRY_COMPARE(reading.step(), QString("7 8 "));
            position = reading.position();
            QCOMPARE(position.nextOffsets.at(0), 2 * round);
        }
    }
    void httpPush() {
        const int port = freePort();
        Reading reading({{"connector", "http"},
                         {"listen", "127.0.0.1:" + std::to_string(port)},
                         {"path", "/in"},
                         {"body-limit", "1000"}});
        reading.open();
        QTRY_COMPARE(reading.health().state, SourceHealth::State::CaughtUp);
        QCOMPARE(post(port, "[{\"n\":1},{\"n\":2}]"), QByteArray("HTTP/1.1 204 No Content"));
        QTRY_COMPARE(reading.step(), QString("1 2 "));
        QCOMPARE(post(port, "{}", "/elsewhere"), QByteArray("HTTP/1.1 404 Not Found"));
        QCOMPARE(post(port, "", "/in", "GET"), QByteArray("HTTP/1.1 405 Method Not Allowed"));
        QCOMPARE(post(port, QByteArray(1001, ' ')), QByteArray("HTTP/1.1 413 Content Too Large"));
        QCOMPARE(post(port, "[{\"n\":"), QByteArray("HTTP/1.1 400 Bad Request"));
        // Nobody reads: the queue fills, and what does not fit is refused as a whole.
        int taken = 0;
        QByteArray answer;
        while (taken < 1000 && (answer = post(port, "[{\"n\":5},{\"n\":5}]")).endsWith("No Content"))
            ++taken;
        QCOMPARE(answer, QByteArray("HTTP/1.1 429 Too Many Requests"));
        QTRY_COMPARE(reading.step().count("5 "), 2 * taken);
        QCOMPARE(post(port, "{\"n\":6}"), QByteArray("HTTP/1.1 204 No Content"));
        QTRY_VERIFY(reading.step().endsWith("6 "));
    }
    void httpPoll() {
        Answers server;
        server.answer =
            "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 33\r\n\r\n{\"d\":{\"rows\":[{\"n\":1}, "
            "{\"n\":2}]}}";
        Reading reading({{"connector", "http"},
                         {"url", server.url()},
                         {"interval", "50 ms"},
                         {"rows", "/d/rows"},
                         {"headers.X-Token", "abc"}});
        reading.open();
        QTRY_COMPARE(reading.step(), QString("1 2 "));
        QVERIFY(server.requests.first().contains("X-Token: abc\r\n"));
        server.answer = "HTTP/1.1 304 Not Modified\r\n\r\n";
        const auto asked = server.requests.size();
        QTRY_VERIFY((static_cast<void>(reading.step()), server.requests.size() > asked + 2));
        QVERIFY(server.requests.last().contains("If-None-Match: \"v1\"\r\n"));
        server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n{\"d\":{\"rows\":[{\"n\":3}]}}";
        QTRY_VERIFY(reading.step().startsWith("1 2 3 "));
    }
    void httpPollBacksOff() {
        Answers server;
        server.answer = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
        Reading reading({{"connector", "http"}, {"url", server.url()}, {"interval", "100 ms"}});
        reading.open();
        QTRY_COMPARE(reading.health().state, SourceHealth::State::Failing);
        QVERIFY(reading.health().problem->sentence().find("503") != std::string::npos);
        QTest::qWait(1000);  // asked at 0, 100, 300 and 700 ms
        QVERIFY2(server.requests.size() >= 2 && server.requests.size() <= 5,
                 qPrintable(QString::number(server.requests.size())));
        server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[{\"n\":1}]";
        QTRY_VERIFY(reading.step().startsWith("1 "));
        QCOMPARE(reading.health().state, SourceHealth::State::CaughtUp);
    }
    void socketSink() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const TableDefinition table{.name = "out",
                                    .options = {{"connector", "socket"},
                                                {"hostname", "127.0.0.1"},
                                                {"port", std::to_string(server.serverPort())},
                                                {"format", "csv"}}};
        auto sink = createSink(table, {});
        QVERIFY(sink.ok());
        QVERIFY((*sink)->write(batchFromText("a STRING | n BIGINT\nx | 1\ny | 2\n")).ok());
        QVERIFY((*sink)->flush().ok());
        QVERIFY(server.waitForNewConnection(3000));
        const std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
        QByteArray got;
        while (got.size() < 8 && peer->waitForReadyRead(3000))
            got += peer->readAll();
        QCOMPARE(got, QByteArray("x,1\ny,2\n"));
    }
    void wrongOptions() {
        struct Row {
            Options options;
            const char* part;
        };
        const Row rows[] = {
            {{{"connector", "http"}}, "either 'url' or 'listen'"},
            {{{"connector", "http"}, {"url", "ftp://x/"}}, "https://host/path"},
            {{{"connector", "http"}, {"url", "http://x/"}, {"rows", "data"}}, "begins with a slash"},
            {{{"connector", "http"}, {"listen", "everywhere"}}, "address:port"},
            {{{"connector", "socket"}, {"hostname", "x"}, {"port", "70000"}}, "from 1 to 65535"},
        };
        for (const Row& row : rows) {
            Options options = row.options;
            options["format"] = "json";
            const auto source = createSource(
                {.name = "t", .columns = {{.name = "n", .type = DataType::bigint()}}, .options = options},
                {.clock = &kClock});
            QVERIFY(!source.ok());
            const std::string error = source.error().sentence();
            QVERIFY2(error.find(row.part) != std::string::npos, error.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestReceiving)
#include "tst_receiving.moc"
