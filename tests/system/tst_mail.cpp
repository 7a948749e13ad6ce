// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/outbox_messages.h"
#include "core/notify/outbox_worker.h"
#include "core/notify/wording.h"
#include "core/store/history.h"
#include "core/store/store.h"
#include "tests/support/skip.h"
#include "tests/support/smtp_server.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

#include <functional>
#include <mutex>

using namespace guanlan;

namespace {

using Kind = DeliveryOutcome::Kind;
using Phase = OutboxMessage::Phase;

const std::string kPassword = "planted-secret-7";

SecretLookup secretOf(const std::string& password) {
    return [password](const std::string&) { return Result<std::string>(password); };
}

ChannelConfig channelTo(const SmtpServer& server, const std::string& id = "mail") {
    return {.id = id,
            .name = "ops",
            .kind = "smtp",
            .options = {{"host", "localhost"},
                        {"port", server.port()},
                        {"user", "operator"},
                        {"passwordSecret", "guanlan/smtp/ops"},
                        {"from", "观澜 <guanlan@example.cn>"},
                        {"to", QJsonArray{"a@example.cn", "b@example.cn"}},
                        {"caFile", QString::fromStdString(server.caFile())},
                        {"timeoutSeconds", 20}}};
}

ChannelConfig with(ChannelConfig channel, const char* option, const QJsonValue& value) {
    channel.options[QLatin1String(option)] = value;
    return channel;
}

DeliveryOutcome sendOne(const ChannelConfig& config, const Notification& notification,
                        const std::string& password = kPassword) {
    auto channel = createChannel(config, secretOf(password));
    if (!channel) return {.kind = Kind::Rejected, .answer = channel.error().sentence()};
    return (*channel)->send(notification);
}

// The store and its desk, as the runtime has them, but answering on whatever thread asks.
class Desk final : public OutboxDesk {
  public:
    explicit Desk(const std::string& folder) : m_folder(folder) { open(); }
    void open() {
        m_store.reset();
        auto opened = Store::open(m_folder);
        if (!opened) qFatal("%s", opened.error().sentence().c_str());
        m_store = std::move(*opened);
    }
    Result<std::vector<OutboxMessage>> due(Micros now, int limit) override {
        const std::lock_guard lock(m_mutex);
        return m_store->dueMessages(now, limit);
    }
    Result<void> update(const OutboxMessage& message) override {
        const std::lock_guard lock(m_mutex);
        return m_store->updateMessage(message);
    }
    Result<void> retry(const std::string& channel, Micros now) override {
        const std::lock_guard lock(m_mutex);
        return m_store->retryMessages(channel, now);
    }
    // An alarm and its messages, in one transaction.
    void alarm(const std::string& id, const std::vector<std::string>& channels, Micros age = 0) {
        const Micros now = SystemClock().now();
        const AlarmTransition transition{.alarmId = id,
                                         .ruleName = "错误率过高",
                                         .metric = "quality",
                                         .column = "rate",
                                         .series = "region=广东",
                                         .window = now - age,
                                         .value = 0.05,
                                         .threshold = 0.02,
                                         .channels = channels,
                                         .windowIsInstant = true};
        Commit commit;
        commit.transitions = {transition};
        commit.outbox = messagesFor({transition}, now, Zone());
        const std::lock_guard lock(m_mutex);
        if (const auto saved = m_store->commit(commit); !saved)
            qFatal("%s", saved.error().sentence().c_str());
    }
    [[nodiscard]] std::vector<OutboxMessage> messages() const {
        auto history = History::open(m_folder);
        return history ? (*history)->messages(10'000).value() : std::vector<OutboxMessage>();
    }
    [[nodiscard]] std::size_t count(Phase phase) const {
        std::size_t found = 0;
        for (const OutboxMessage& message : messages())
            found += message.phase == phase ? 1 : 0;
        return found;
    }

  private:
    std::string m_folder;
    std::mutex m_mutex;  // guards m_store
    std::unique_ptr<Store> m_store;
};

OutboxSettings quickSettings(const std::string& password = kPassword) {
    static const SystemClock clock;
    return {.clock = &clock,
            .secrets = secretOf(password),
            .word = [](const OutboxMessage& message) { return wordAlarm(message, {.language = "zh_CN"}); },
            .waits = {200 * kMilli, 400 * kMilli},
            .poll = 50 * kMilli};
}

std::vector<std::string> idsOf(const std::vector<ReceivedMail>& mails) {
    std::vector<std::string> ids;
    for (const ReceivedMail& mail : mails)
        ids.push_back(mail.header("message-id"));
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace

class TestMail : public QObject {
    Q_OBJECT
  private slots:
    void aMailArrivesOverStartTlsWithLogin() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        const auto outcome =
            sendOne(channelTo(server), {.messageId = "one.firing@guanlan",
                                        .subject = "[紧急] 错误率过高\r\nBcc: evil@example.com",
                                        .text = ".\n.\r\n..dots\n",
                                        .html = "<b>x</b>"});
        QVERIFY2(outcome.kind == Kind::Sent, outcome.answer.c_str());
        QVERIFY(server.waitForMails(1));
        const ReceivedMail mail = server.mails().front();
        QCOMPARE(mail.from, std::string("guanlan@example.cn"));
        QCOMPARE(mail.recipients, (std::vector<std::string>{"a@example.cn", "b@example.cn"}));
        QCOMPARE(mail.login, std::string("operator"));
        QVERIFY(mail.overTls);
        QCOMPARE(mail.header("message-id"), std::string("<one.firing@guanlan>"));
        QCOMPARE(mail.header("bcc"), std::string());
        QVERIFY(mail.content.find(QByteArray(".\r\n.\r\n..dots\r\n").toBase64().toStdString()) !=
                std::string::npos);
    }
    /// After an hour in which nobody looked: one mail, not forty.
    void alarmsOfAGapComeAsOneMail() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        const QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        for (int i = 0; i < 40; ++i)
            desk.alarm("a" + std::to_string(i), {"mail"}, kHour - i * kMinute);
        OutboxWorker worker(desk, quickSettings(), {channelTo(server)});
        desk.alarm("news", {"mail"});
        worker.wake();
        QVERIFY(server.waitForMails(1));
        QCOMPARE(server.mails().front().header("message-id").substr(0, 5), std::string("<news"));
        QTRY_COMPARE_WITH_TIMEOUT(server.mails().size(), std::size_t{2}, 40'000);
        QVERIFY(server.mails().back().header("message-id").starts_with("<gap.a0.firing"));
        QTRY_COMPARE(desk.count(Phase::Sent), std::size_t{2});
        QCOMPARE(desk.count(Phase::Joined), std::size_t{39});
        worker.stop();
    }
    void implicitTlsAndNoTlsWork() {
        for (const auto& [tls, security] :
             {std::pair{SmtpServer::Tls::Implicit, "tls"}, std::pair{SmtpServer::Tls::None, "none"}}) {
            SmtpServer server({.tls = tls});
            GUANLAN_START(server);
            const auto outcome = sendOne(with(with(channelTo(server), "security", security), "user", ""),
                                         {.messageId = "m@guanlan", .subject = "s", .text = "t"});
            QVERIFY2(outcome.kind == Kind::Sent, outcome.answer.c_str());
            QCOMPARE(server.mails().front().overTls, tls == SmtpServer::Tls::Implicit);
        }
    }
    void badTlsIsRefusedBeforeAnythingIsSaid() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        const auto unknown = sendOne(with(channelTo(server), "caFile", ""), {.messageId = "m", .text = "t"});
        QVERIFY(unknown.kind == Kind::Retry);
        QCOMPARE(unknown.hintId, std::string("smtp.hint.certificate"));
        SmtpServer otherName(
            {.user = "operator", .password = kPassword, .certificateName = "mail.example.cn"});
        GUANLAN_START(otherName);
        const auto wrong = sendOne(channelTo(otherName), {.messageId = "m", .text = "t"});
        QVERIFY(wrong.kind == Kind::Retry);
        QCOMPARE(wrong.hintId, std::string("smtp.hint.certificate"));
        // STARTTLS taken out by someone in between: no login, no mail.
        SmtpServer stripped({.tls = SmtpServer::Tls::None});
        GUANLAN_START(stripped);
        const auto plain = sendOne(channelTo(stripped), {.messageId = "m", .text = "t"});
        QVERIFY(plain.kind == Kind::Retry);
        QCOMPARE(plain.hintId, std::string("smtp.hint.noStartTls"));
        QVERIFY(server.mails().empty() && otherName.mails().empty() && stripped.mails().empty());
    }
    void aWrongPasswordIsSaidAndNeverShown() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        const auto outcome = sendOne(channelTo(server), {.messageId = "m", .text = "t"}, "wrong-secret-9");
        QVERIFY(outcome.kind == Kind::Rejected);
        QVERIFY2(outcome.answer.starts_with("535"), outcome.answer.c_str());
        QCOMPARE(outcome.hintId, std::string("smtp.hint.login"));
        QVERIFY(outcome.answer.find("wrong-secret-9") == std::string::npos);
        const auto noSecret =
            createChannel(channelTo(server), [](const std::string& name) -> Result<std::string> {
                return Error{.code = ErrorCode::NotFound, .id = "secret.notFound", .what = "none " + name};
            });
        QVERIFY(!noSecret && noSecret.error().id == "secret.notFound");
    }
    void everyFaultHasItsOutcome() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        struct Row {
            SmtpServer::Fault fault;
            Kind kind;
            std::size_t delivered;
        };
        const Row rows[]{{SmtpServer::Fault::Temporary, Kind::Retry, 0},
                         {SmtpServer::Fault::Permanent, Kind::Rejected, 0},
                         {SmtpServer::Fault::RejectRecipient, Kind::Sent, 1},
                         {SmtpServer::Fault::DeferRecipient, Kind::Retry, 1},
                         {SmtpServer::Fault::CloseBeforeData, Kind::Unknown, 0},
                         {SmtpServer::Fault::CloseAfterData, Kind::Unknown, 0},
                         {SmtpServer::Fault::HangAfterData, Kind::Unknown, 0}};
        for (const Row& row : rows) {
            QVERIFY(server.setFault(row.fault));
            const auto outcome = sendOne(with(channelTo(server), "timeoutSeconds", 3),
                                         {.messageId = "m@guanlan", .subject = "s", .text = "t"});
            QVERIFY2(
                outcome.kind == row.kind,
                qPrintable(
                    QString("fault %1: %2").arg(static_cast<int>(row.fault)).arg(outcome.answer.c_str())));
            QCOMPARE(outcome.delivered.size(), row.delivered);
        }
        server.stop();
        QVERIFY(sendOne(channelTo(server), {.messageId = "m", .text = "t"}).kind == Kind::Retry);
    }
    void onlyThoseWhoLackItGetItAgain() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        const QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        QVERIFY(server.setFault(SmtpServer::Fault::DeferRecipient));
        desk.alarm("a1", {"mail"});
        OutboxWorker worker(desk, quickSettings(), {channelTo(server)});
        QTRY_COMPARE_WITH_TIMEOUT(desk.count(Phase::Sent), std::size_t{1}, 10'000);
        worker.stop();
        const auto mails = server.mails();
        QCOMPARE(mails.size(), std::size_t{2});
        QCOMPARE(mails[0].recipients, std::vector<std::string>{"b@example.cn"});
        QCOMPARE(mails[1].recipients, std::vector<std::string>{"a@example.cn"});
        QCOMPARE(mails[0].header("message-id"), mails[1].header("message-id"));
        QCOMPARE(desk.messages().front().attempts, 2);
    }
    void nothingIsLostWhileTheServerIsAwayOrRefusing() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        const QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        const ChannelConfig channel = channelTo(server);
        server.stop();
        for (int i = 0; i < 5; ++i)
            desk.alarm("away" + std::to_string(i), {"mail"});
        OutboxWorker worker(desk, quickSettings(), {channel});
        QTRY_VERIFY_WITH_TIMEOUT(desk.messages().back().attempts >= 2, 10'000);
        QCOMPARE(desk.count(Phase::Sent), std::size_t{0});
        GUANLAN_START(server);
        QVERIFY(server.setFault(SmtpServer::Fault::Temporary, 3));
        worker.setChannels({with(channel, "caFile", QString::fromStdString(server.caFile()))});
        QTRY_COMPARE_WITH_TIMEOUT(desk.count(Phase::Sent), std::size_t{5}, 20'000);
        worker.stop();
        const auto ids = idsOf(server.mails());
        QCOMPARE(ids.size(), std::size_t{5});
        QVERIFY(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
    }
    void anUnknownOutcomeIsRepeatedWithTheSameId() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        const QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        QVERIFY(server.setFault(SmtpServer::Fault::CloseAfterData));
        desk.alarm("a1", {"mail"});
        OutboxWorker worker(desk, quickSettings(), {channelTo(server)});
        QTRY_COMPARE_WITH_TIMEOUT(desk.count(Phase::Sent), std::size_t{1}, 10'000);
        const auto ids = idsOf(server.mails());
        QCOMPARE(ids.size(), std::size_t{2});
        QCOMPARE(ids[0], ids[1]);
    }
    void aRejectedMessageFailsUntilTheSettingsChange() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        const QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        desk.alarm("a1", {"mail", "gone"});
        const ChannelConfig wrong = with(channelTo(server), "user", "someone-else");
        OutboxWorker worker(desk, quickSettings(), {wrong});
        QTRY_COMPARE_WITH_TIMEOUT(desk.count(Phase::Failed), std::size_t{2}, 10'000);
        for (const OutboxMessage& message : desk.messages())
            QVERIFY2(
                message.lastAnswer.starts_with(message.channel == "gone" ? "there is no channel" : "535"),
                message.lastAnswer.c_str());
        worker.setChannels({channelTo(server)});
        QTRY_COMPARE_WITH_TIMEOUT(desk.count(Phase::Sent), std::size_t{1}, 10'000);
        QCOMPARE(server.mails().size(), std::size_t{1});
    }
    void aChannelThatIsOffWaits() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        const QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        desk.alarm("a1", {"mail"});
        ChannelConfig off = channelTo(server);
        off.enabled = false;
        OutboxWorker worker(desk, quickSettings(), {off});
        QTRY_VERIFY_WITH_TIMEOUT(!desk.messages().front().lastAnswer.empty(), 10'000);
        QCOMPARE(desk.count(Phase::Waiting), std::size_t{1});
        worker.setChannels({channelTo(server)});
        QTRY_COMPARE_WITH_TIMEOUT(desk.count(Phase::Sent), std::size_t{1}, 10'000);
    }
    void aHangingChannelDelaysNoOtherAndStopsSoon() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        QTcpServer silent;  // accepts and never says a word
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        ChannelConfig hanging = with(channelTo(server, "hanging"), "port", silent.serverPort());
        hanging = with(hanging, "timeoutSeconds", 60);
        const QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        for (int i = 0; i < 10; ++i)
            desk.alarm("a" + std::to_string(i), {"hanging", "mail"});
        QElapsedTimer timer;
        timer.start();
        OutboxWorker worker(desk, quickSettings(), {hanging, channelTo(server)});
        QTRY_COMPARE_WITH_TIMEOUT(desk.count(Phase::Sent), std::size_t{10}, 15'000);
        QCOMPARE(desk.count(Phase::Sending), std::size_t{1});
        timer.restart();
        worker.stop();
        QVERIFY2(timer.elapsed() < 5000, "stopping took too long");
        QCOMPARE(desk.count(Phase::Waiting), std::size_t{10});
    }
    void aCrashBetweenSentAndRecordedRepeatsTheSameId() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        const QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        desk.alarm("a1", {"mail"});
        // What a killed process leaves behind: marked Sending, the mail out, nothing recorded.
        OutboxMessage message = desk.due(SystemClock().now(), 1)->front();
        message.phase = Phase::Sending;
        message.attempts = 1;
        QVERIFY(desk.update(message));
        QVERIFY(sendOne(channelTo(server), wordAlarm(message, {.language = "zh_CN"})).kind == Kind::Sent);
        desk.open();
        OutboxWorker worker(desk, quickSettings(), {channelTo(server)});
        QTRY_COMPARE_WITH_TIMEOUT(desk.count(Phase::Sent), std::size_t{1}, 10'000);
        const auto mails = server.mails();
        QCOMPARE(mails.size(), std::size_t{2});
        QCOMPARE(mails[0].header("message-id"), mails[1].header("message-id"));
        QCOMPARE(mails[0].header("subject"), mails[1].header("subject"));
    }
    void passwordsAreNotInTheHistory() {
        SmtpServer server({.user = "operator", .password = kPassword});
        GUANLAN_START(server);
        const QTemporaryDir folder;
        {
            Desk desk(folder.path().toStdString());
            desk.alarm("a1", {"mail"});
            OutboxWorker worker(desk, quickSettings("planted-wrong-8"), {channelTo(server)});
            QTRY_COMPARE_WITH_TIMEOUT(desk.count(Phase::Failed), std::size_t{1}, 10'000);
        }
        for (const QFileInfo& info : QDir(folder.path()).entryInfoList(QDir::Files)) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY(!bytes.contains("planted-wrong-8"));
            QVERIFY(!bytes.contains(QByteArray("planted-wrong-8").toBase64().chopped(4)));
        }
    }
};

QTEST_GUILESS_MAIN(TestMail)
#include "tst_mail.moc"
