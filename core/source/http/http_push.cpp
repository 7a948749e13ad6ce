// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/http/http_push.h"

#include "core/source/back_off.h"
#include "core/source/http/http_request.h"

#include <QEventLoop>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace guanlan {

namespace {

constexpr int kLookForStopMs = 50;
constexpr int kSilenceMs = 30'000;  // then a connection is closed
constexpr int kMostConnections = 256;

std::string_view reasonOf(int status) {
    switch (status) {
        case 100:
            return "Continue";
        case 204:
            return "No Content";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 413:
            return "Content Too Large";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 503:
            return "Service Unavailable";
        default:
            return "Bad Request";
    }
}

/// Takes the body of one request; returns the status to answer with and, where it is refused, why.
using TakeRequest = std::function<std::pair<int, std::string>(const HttpRequest& request)>;

/// One client. Deletes itself with its socket.
class PushConnection final : public QObject {
  public:
    PushConnection(QTcpSocket* socket, std::size_t mostBody, TakeRequest take)
        : QObject(socket), m_socket(socket), m_mostBody(mostBody), m_take(std::move(take)) {
        m_request = std::make_unique<HttpRequest>(m_mostBody);
        m_silence.setSingleShot(true);
        connect(&m_silence, &QTimer::timeout, socket, &QTcpSocket::abort);
        connect(socket, &QTcpSocket::readyRead, this, [this] { read(); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        m_silence.start(kSilenceMs);
        read();
    }

  private:
    void read() {
        m_silence.start(kSilenceMs);
        QByteArray bytes = m_socket->readAll();
        while (!m_closing && !bytes.isEmpty()) {
            const auto state = m_request->add({bytes.constData(), static_cast<std::size_t>(bytes.size())});
            bytes.clear();
            if (m_request->takeExpectation()) m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
            if (state == HttpRequest::State::Refused) answer(m_request->status(), {}, false);
            if (state != HttpRequest::State::Complete) return;
            const auto [status, why] = m_take(*m_request);
            answer(status, why, m_request->keepsAlive());
            bytes = QByteArray::fromStdString(m_request->takeRest());
            m_request = std::make_unique<HttpRequest>(m_mostBody);
        }
    }
    void answer(int status, const std::string& why, bool keepAlive) {
        std::string text = "HTTP/1.1 " + std::to_string(status) + " ";
        text.append(reasonOf(status)).append("\r\n");
        if (status != 204) {
            text +=
                "Content-Type: text/plain; charset=utf-8\r\nContent-Length: " + std::to_string(why.size()) +
                "\r\n";
        }
        if (status == 429) text += "Retry-After: 1\r\n";
        if (status == 405) text += "Allow: POST\r\n";
        if (!keepAlive) text += "Connection: close\r\n";
        text += "\r\n" + (status == 204 ? std::string() : why);
        m_socket->write(text.data(), static_cast<qint64>(text.size()));
        m_closing = !keepAlive;
        if (m_closing) m_socket->disconnectFromHost();
    }

    QTcpSocket* m_socket;
    std::size_t m_mostBody;
    TakeRequest m_take;
    std::unique_ptr<HttpRequest> m_request;
    QTimer m_silence;
    bool m_closing = false;
};

class HttpPush final : public Receiver {
  public:
    explicit HttpPush(HttpPushPlan plan) : m_plan(std::move(plan)) {}

    [[nodiscard]] std::string identity() const override { return "http-push:" + place(); }

    void run(const std::atomic<bool>& stopping, ArrivalQueue& queue, HealthNote& health) override {
        BackOff backOff(500 * kMilli, 5 * kSecond);
        while (!stopping.load()) {
            QEventLoop loop;
            QTcpServer server;
            if (server.listen(QHostAddress(QString::fromStdString(m_plan.address)), m_plan.port)) {
                health.set(SourceHealth::State::CaughtUp);
                serve(server, loop, stopping, queue);
                return;
            }
            health.set(SourceHealth::State::Failing, taken(server));
            sleepUnless(stopping, backOff.failed());
        }
    }

  private:
    [[nodiscard]] std::string place() const { return m_plan.address + ":" + std::to_string(m_plan.port); }

    void serve(QTcpServer& server, QEventLoop& loop, const std::atomic<bool>& stopping,
               ArrivalQueue& queue) const {
        QObject::connect(&server, &QTcpServer::newConnection, &loop, [&] {
            while (QTcpSocket* socket = server.nextPendingConnection()) {
                if (server.children().size() > kMostConnections) {
                    socket->abort();
                    socket->deleteLater();
                    continue;
                }
                new PushConnection(  // the socket's child
                    socket, m_plan.mostBody,
                    [&](const HttpRequest& request) { return take(request, queue); });
            }
        });
        QTimer looks;
        QObject::connect(&looks, &QTimer::timeout, &loop, [&] {
            if (stopping.load() || queue.closed()) loop.quit();
        });
        looks.start(kLookForStopMs);
        loop.exec();
    }

    [[nodiscard]] std::pair<int, std::string> take(const HttpRequest& request, ArrivalQueue& queue) const {
        // A page in somebody's browser must not feed a listener on the loopback.
        if (!request.header("origin").empty()) return {403, "not from a web page\n"};
        if (request.path() != m_plan.path) return {404, "records are taken at " + m_plan.path + "\n"};
        if (request.method() != "POST") return {405, "records are taken by POST\n"};
        auto records = recordsOfBody(request.body(), m_plan.body);
        if (!records) return {400, records.error().sentence() + "\n"};
        if (records->empty()) return {204, {}};
        Arrival arrival{.records = std::move(*records)};
        if (queue.tryPush(arrival)) return {204, {}};
        if (queue.closed()) return {503, "not reading any more\n"};
        return {429, "behind; nothing of this was taken, send it again\n"};
    }

    [[nodiscard]] Error taken(const QTcpServer& server) const {
        return Error{.code = ErrorCode::Unavailable,
                     .id = "http.listen",
                     .what = "cannot listen on " + place(),
                     .cause = server.errorString().toStdString(),
                     .next = "It is tried again",
                     .arguments = {place()}};
    }

    HttpPushPlan m_plan;
};

}  // namespace

std::unique_ptr<Receiver> createHttpPush(HttpPushPlan plan) {
    return std::make_unique<HttpPush>(std::move(plan));
}

}  // namespace guanlan
