// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/http/http_listener.h"

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
        case 200:
            return "OK";
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

std::string textOf(const HttpAnswer& answer, bool keepAlive) {
    std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " ";
    text.append(reasonOf(answer.status)).append("\r\n");
    if (answer.status != 204) {
        text += "Content-Type: " + answer.contentType +
                "\r\nContent-Length: " + std::to_string(answer.body.size()) + "\r\n";
    }
    if (answer.status == 429) text += "Retry-After: 1\r\n";
    if (!answer.allow.empty()) text += "Allow: " + answer.allow + "\r\n";
    if (!keepAlive) text += "Connection: close\r\n";
    text += "\r\n";
    if (answer.status != 204) text += answer.body;
    return text;
}

/// One client. Deletes itself with its socket.
class HttpConnection final : public QObject {
  public:
    HttpConnection(QTcpSocket* socket, const HttpListener& listener)
        : QObject(socket), m_socket(socket), m_listener(listener) {
        m_request = std::make_unique<HttpRequest>(m_listener.mostBody);
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
            if (state == HttpRequest::State::Refused) send({.status = m_request->status()}, false);
            if (state != HttpRequest::State::Complete) return;
            send(m_listener.answer(*m_request), m_request->keepsAlive());
            bytes = QByteArray::fromStdString(m_request->takeRest());
            m_request = std::make_unique<HttpRequest>(m_listener.mostBody);
        }
    }
    void send(const HttpAnswer& answer, bool keepAlive) {
        const std::string text = textOf(answer, keepAlive);
        m_socket->write(text.data(), static_cast<qint64>(text.size()));
        m_closing = !keepAlive;
        if (m_closing) m_socket->disconnectFromHost();
    }

    QTcpSocket* m_socket;
    const HttpListener& m_listener;
    std::unique_ptr<HttpRequest> m_request;
    QTimer m_silence;
    bool m_closing = false;
};

}  // namespace

Result<void> HttpListener::serve() const {
    QEventLoop loop;
    QTcpServer server;
    if (!server.listen(QHostAddress(QString::fromStdString(address)), port)) {
        return Error{.code = ErrorCode::Unavailable,
                     .id = "http.listen",
                     .what = "cannot listen on " + place(),
                     .cause = server.errorString().toStdString(),
                     .next = "It is tried again",
                     .arguments = {place(), server.errorString().toStdString()}};
    }
    if (listening) listening();
    QObject::connect(&server, &QTcpServer::newConnection, &loop, [this, &server] {
        while (QTcpSocket* socket = server.nextPendingConnection()) {
            if (server.children().size() > kMostConnections) {
                socket->abort();
                socket->deleteLater();
                continue;
            }
            new HttpConnection(socket, *this);  // the socket's child
        }
    });
    QTimer looks;
    QObject::connect(&looks, &QTimer::timeout, &loop, [this, &loop] {
        if (mustStop()) loop.quit();
    });
    looks.start(kLookForStopMs);
    loop.exec();
    return {};
}

}  // namespace guanlan
