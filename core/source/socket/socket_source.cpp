// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/socket/socket_source.h"

#include "core/decode/option_values.h"
#include "core/source/back_off.h"
#include "core/source/receiving_source.h"
#include "core/source/socket/record_cutter.h"

#include <QTcpSocket>

#include <array>

namespace guanlan {

namespace {

constexpr std::size_t kMostRecord = 100 * 1024 * 1024;
constexpr int kConnectPatienceMs = 1000;
constexpr int kReadPatienceMs = 50;

class SocketReceiver final : public Receiver {
  public:
    SocketReceiver(std::string host, std::uint16_t port, char delimiter)
        : m_host(std::move(host)), m_port(port), m_delimiter(delimiter) {}

    [[nodiscard]] std::string identity() const override { return "socket:" + address(); }

    void run(const std::atomic<bool>& stopping, ArrivalQueue& queue, HealthNote& health) override {
        BackOff backOff(200 * kMilli, 5 * kSecond);
        while (!stopping.load() && !queue.closed()) {
            QTcpSocket socket;
            socket.connectToHost(QString::fromStdString(m_host), m_port);
            if (socket.waitForConnected(kConnectPatienceMs)) {
                backOff.succeeded();
                health.set(SourceHealth::State::CaughtUp);
                receive(socket, stopping, queue, health);
            }
            if (stopping.load()) return;
            health.set(SourceHealth::State::Failing, trouble(socket));
            sleepUnless(stopping, backOff.failed());
        }
    }

  private:
    [[nodiscard]] std::string address() const { return m_host + ":" + std::to_string(m_port); }

    void receive(QTcpSocket& socket, const std::atomic<bool>& stopping, ArrivalQueue& queue,
                 HealthNote& health) const {
        RecordCutter cutter(m_delimiter, kMostRecord);
        std::array<char, 64 * 1024> buffer{};
        while (!stopping.load()) {
            const bool more = socket.bytesAvailable() > 0 || socket.waitForReadyRead(kReadPatienceMs);
            const qint64 got = more ? socket.read(buffer.data(), buffer.size()) : 0;
            if (got <= 0) {
                if (socket.state() != QAbstractSocket::ConnectedState) break;
                health.set(SourceHealth::State::CaughtUp);
                continue;
            }
            health.set(SourceHealth::State::Reading);
            Arrival arrival;
            cutter.add({buffer.data(), static_cast<std::size_t>(got)}, arrival.records);
            if (!arrival.records.empty() && !queue.push(std::move(arrival))) return;
        }
        Arrival rest;
        cutter.finish(rest.records);
        if (!rest.records.empty()) (void)queue.push(std::move(rest));
    }

    [[nodiscard]] Error trouble(const QTcpSocket& socket) const {
        return Error{.code = ErrorCode::Unavailable,
                     .id = "socket.away",
                     .what = "no connection to " + address(),
                     .cause = socket.errorString().toStdString(),
                     .next = "It is tried again",
                     .arguments = {address()}};
    }

    std::string m_host;
    std::uint16_t m_port;
    char m_delimiter;
};

Result<std::unique_ptr<Source>> create(const TableDefinition& table, const SourceSettings& settings) {
    auto port = portOption(table, "port");
    if (!port) return std::move(port).error();
    auto delimiter = countOption(table, "byte-delimiter", '\n');
    if (!delimiter) return std::move(delimiter).error();
    if (*delimiter > 127)
        return wrongOptionValue(table, "byte-delimiter", "Use the number of an ASCII character");
    auto idle = durationOption(table, "scan.watermark.idle-timeout", settings.idleTimeout);
    if (!idle) return std::move(idle).error();
    auto decoder =
        createDecoder(table, {.zone = settings.zone, .needed = settings.needed, .tap = settings.tap});
    if (!decoder) return std::move(decoder).error();
    auto receiver =
        std::make_unique<SocketReceiver>(table.option("hostname"), *port, static_cast<char>(*delimiter));
    return std::unique_ptr<Source>(
        std::make_unique<ReceivingSource>(settings, std::move(receiver), std::move(*decoder), *idle));
}

}  // namespace

const SourceKind kSocketSource{.component = {.name = "socket",
                                             .source = true,
                                             .options = {"hostname", "port", "byte-delimiter", "format"},
                                             .required = {"hostname", "port", "format"}},
                               .create = create};

}  // namespace guanlan
