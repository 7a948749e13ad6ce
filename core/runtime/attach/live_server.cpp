// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/attach/live_server.h"

#include "core/base/hash.h"
#include "core/runtime/attach/snapshot_wire.h"

#include <QDir>
#include <QEventLoop>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTimer>
#include <QtEndian>

#include <cstdio>

namespace guanlan {

namespace {

constexpr int kLookForStopMs = 50;
constexpr int kLongestPath = 100;            // of a socket
constexpr qint64 kMostWaiting = 64'000'000;  // bytes that a client does not fetch: it is let go

/// One program that looks. Deletes itself with its socket.
class LiveClient final : public QObject {
  public:
    LiveClient(QLocalSocket* socket, const LiveAnswers& answers)
        : QObject(socket), m_socket(socket), m_answers(answers) {
        connect(socket, &QLocalSocket::readyRead, this, [this] { read(); });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        m_socket->write(live::frameOf(live::kHello + QByteArray::fromStdString(m_answers.script())));
        read();
    }

  private:
    void read() {
        for (const char asked : m_socket->readAll()) {
            if (asked == live::kAskSnapshot) send();
            if (asked == live::kReload) m_answers.reload();
            if (asked == live::kRestart) m_answers.restart();
        }
    }
    void send() {
        const SnapshotPtr snapshot = m_answers.snapshot();
        const std::string bytes = snapshot ? m_sender.bytesOf(*snapshot) : std::string();
        m_socket->write(live::frameOf(QByteArray::fromStdString(bytes)));
        if (m_socket->bytesToWrite() > kMostWaiting) m_socket->abort();
    }

    QLocalSocket* m_socket;
    const LiveAnswers& m_answers;
    SnapshotSender m_sender;
};

}  // namespace

QByteArray live::frameOf(const QByteArray& bytes) {
    QByteArray frame(4, Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(bytes.size()), frame.data());
    return frame + bytes;
}

QString liveSocketOf(const std::string& stateFolder) {
    const QDir folder(QString::fromStdString(stateFolder));
    const QString canonical = folder.canonicalPath();
#ifndef Q_OS_WIN
    QString beside = canonical + QStringLiteral("/live.socket");
    if (!canonical.isEmpty() && QFile::encodeName(beside).size() <= kLongestPath) return beside;
#endif
    const std::string number = hexOf(stableHash(canonical.toStdString()));
    return QStringLiteral("guanlan-") + QString::fromStdString(number);
}

std::string scriptNumber(const std::string& text) {
    return hexOf(stableHash(text));
}

LiveServer::LiveServer(const std::string& stateFolder, LiveAnswers answers) : m_answers(std::move(answers)) {
    m_worker.start("guanlan-attach", [this, name = liveSocketOf(stateFolder)](
                                         const std::atomic<bool>& stopping) { serve(name, stopping); });
}

void LiveServer::serve(const QString& name, const std::atomic<bool>& stopping) {
    QEventLoop loop;
    QLocalServer server;
    server.setSocketOptions(QLocalServer::UserAccessOption);
    // The workspace is ours alone, so a socket that is there was left by a program that died.
    QLocalServer::removeServer(name);
    if (!server.listen(name)) {
        std::fprintf(stderr, "guanlanctl: no program can attach: %s\n", qPrintable(server.errorString()));
        return;
    }
    QObject::connect(&server, &QLocalServer::newConnection, &loop, [this, &server] {
        while (QLocalSocket* socket = server.nextPendingConnection())
            new LiveClient(socket, m_answers);  // the socket's child
    });
    QTimer looks;
    QObject::connect(&looks, &QTimer::timeout, &loop, [&stopping, &loop] {
        if (stopping.load()) loop.quit();
    });
    looks.start(kLookForStopMs);
    loop.exec();
}

}  // namespace guanlan
