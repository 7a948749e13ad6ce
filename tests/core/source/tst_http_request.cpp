// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as bytes, whole and in pieces, and the records in their bodies.
#include "core/source/http/http_body.h"
#include "core/source/http/http_request.h"
#include "core/source/socket/record_cutter.h"

#include <QtTest>

using namespace guanlan;

namespace {

QString read(const std::string& bytes, std::size_t piece, std::size_t mostBody = 100) {
    HttpRequest request(mostBody);
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        request.add(std::string_view(bytes).substr(at, piece));
    switch (request.state()) {
        case HttpRequest::State::Refused:
            return QString::number(request.status());
        case HttpRequest::State::Complete:
            return QString::fromStdString(request.method() + " " + request.path() + " " + request.body() +
                                          (request.keepsAlive() ? "" : " closes"));
        default:
            return "waits";
    }
}

QString records(std::string_view body, const BodyShape& shape = {}) {
    const auto rows = recordsOfBody(body, shape);
    if (!rows) return "refused: " + QString::fromStdString(rows.error().sentence());
    QStringList all;
    for (const std::string& row : *rows)
        all += QString::fromStdString(row);
    return all.join('|');
}

}  // namespace

class TestHttpRequest : public QObject {
    Q_OBJECT
  private slots:
    void requests() {
        struct Row {
            const char* bytes;
            const char* expected;
        };
        const Row rows[] = {
            {"POST /a?x=1 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello", "POST /a hello"},
            {"POST / HTTP/1.0\r\nContent-Length: 0\r\n\r\n", "POST /  closes"},
            {"POST / HTTP/1.1\r\nConnection: Close\r\nContent-Length: 1\r\n\r\nx", "POST / x closes"},
            {"POST / HTTP/1.1\r\nTransfer-Encoding: "
             "chunked\r\n\r\n3;a=b\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n",
             "POST / abc0123456789"},
            {"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhel", "waits"},
            {"POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n", "413"},
            {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n", "413"},
            {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400"},
            {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", "400"},
            {"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx", "400"},
            {"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "400"},
            {"hello\r\n\r\n", "400"},
            {"GET http://x/ HTTP/1.1\r\n\r\n", "400"},
            {"POST / HTTP/2\r\n\r\n", "400"},
        };
        for (const Row& row : rows) {
            for (const std::size_t piece : {1, 3, 1000})
                QCOMPARE(read(row.bytes, piece), QString(row.expected));
        }
        QCOMPARE(read("POST / HTTP/1.1\r\nX: " + std::string(20'000, 'x'), 512), QString("431"));
    }
    void recordsInBodies() {
        QCOMPARE(records(R"([{"a":9007199254740993}, {"a":0.10}])"),
                 QString(R"({"a":9007199254740993}|{"a":0.10})"));
        QCOMPARE(records("{\"a\":1}\n{broken\r\n\n{\"a\":2}"), QString("{\"a\":1}|{broken|{\"a\":2}"));
        QCOMPARE(records("{\n  \"a\": [1,\n 2]\n}\n"), QString("{\n  \"a\": [1,\n 2]\n}"));
        QCOMPARE(records(" \n"), QString());
        QVERIFY(records("[{\"a\":1}").startsWith("refused"));
        QCOMPARE(records(R"({"data":{"list":[{"a":1},{"a":2}]}})", {.pointer = "/data/list"}),
                 QString(R"({"a":1}|{"a":2})"));
        QCOMPARE(records(R"({"data":{"a":1}})", {.pointer = "/data"}), QString(R"({"a":1})"));
        QVERIFY(records(R"({"data":1})", {.pointer = "/list"}).contains("no rows at '/list'"));
        QCOMPARE(records("a,1\nb,2\n", {.json = false}), QString("a,1|b,2"));
    }
    void hugeRecordsAreCutByteBeyondTheLimit() {
        RecordCutter cutter('\n', 10);
        std::vector<std::string> lines;
        for (int i = 0; i < 10; ++i)
            cutter.add("xxxxx", lines);
        QVERIFY(lines.empty());
        cutter.add("\nnext\n", lines);
        QCOMPARE(lines, (std::vector<std::string>{std::string(11, 'x'), "next"}));
    }
};

QTEST_APPLESS_MAIN(TestHttpRequest)
#include "tst_http_request.moc"
