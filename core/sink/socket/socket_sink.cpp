// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/socket/socket_sink.h"

#include "core/decode/option_values.h"
#include "core/sink/row_writer.h"

#include <QTcpSocket>

namespace guanlan {

namespace {

constexpr int kPatienceMs = 10'000;
constexpr qint64 kMostUnsent = 1024 * 1024;

class SocketSink final : public Sink {
  public:
    SocketSink(std::string host, std::uint16_t port, std::unique_ptr<RowWriter> writer)
        : m_host(std::move(host)), m_port(port), m_writer(std::move(writer)) {}

    Result<void> write(const Batch& rows) override {
        std::string text;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            if (!addsRow(rows, row)) continue;
            m_writer->append(text, rows, row);
            text += '\n';
        }
        if (text.empty()) return {};
        if (auto connected = connectOnce(); !connected) return connected;
        const auto size = static_cast<qint64>(text.size());
        if (m_socket->write(text.data(), size) != size) return failed();
        return m_socket->bytesToWrite() > kMostUnsent ? flush() : Result<void>();
    }
    Result<void> flush() override {
        while (m_socket && m_socket->bytesToWrite() > 0) {
            if (!m_socket->waitForBytesWritten(kPatienceMs)) return failed();
        }
        return {};
    }

  private:
    Result<void> connectOnce() {
        if (m_socket && m_socket->state() == QAbstractSocket::ConnectedState) return {};
        m_socket = std::make_unique<QTcpSocket>();
        m_socket->connectToHost(QString::fromStdString(m_host), m_port);
        return m_socket->waitForConnected(kPatienceMs) ? Result<void>() : failed();
    }
    Error failed() const {
        const std::string address = m_host + ":" + std::to_string(m_port);
        return Error{.code = ErrorCode::Unavailable,
                     .id = "sink.socket",
                     .what = "rows cannot be sent to " + address,
                     .cause = m_socket->errorString().toStdString(),
                     .arguments = {address}};
    }

    std::string m_host;
    std::uint16_t m_port;
    std::unique_ptr<RowWriter> m_writer;
    std::unique_ptr<QTcpSocket> m_socket;
};

Result<std::unique_ptr<Sink>> create(const TableDefinition& table, const SinkSettings& settings) {
    auto port = portOption(table, "port");
    if (!port) return std::move(port).error();
    auto writer = RowWriter::create(table, settings.zone);
    if (!writer) return std::move(writer).error();
    return std::unique_ptr<Sink>(
        std::make_unique<SocketSink>(table.option("hostname"), *port, std::move(*writer)));
}

}  // namespace

const SinkKind kSocketSink{.component = {.name = "socket",
                                         .sink = true,
                                         .options = {"hostname", "port", "format"},
                                         .required = {"hostname", "port", "format"}},
                           .create = create};

}  // namespace guanlan
