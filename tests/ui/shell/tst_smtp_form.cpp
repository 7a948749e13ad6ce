// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/skip.h"
#include "tests/support/smtp_server.h"
#include "ui/settings/smtp_form.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>

using namespace guanlan;

namespace {

ChannelConfig channelFor(const SmtpServer& server) {
    ChannelConfig channel{.id = "ops", .name = "Ops", .kind = "smtp"};
    channel.options = {
        {QStringLiteral("host"), QStringLiteral("localhost")},
        {QStringLiteral("port"), server.port()},
        {QStringLiteral("security"), QStringLiteral("starttls")},
        {QStringLiteral("user"), QStringLiteral("guanlan")},
        {QStringLiteral("passwordSecret"), QStringLiteral("guanlan/smtp/ops")},
        {QStringLiteral("from"), QStringLiteral("guanlan@example.com")},
        {QStringLiteral("to"), QJsonArray{QStringLiteral("a@example.com"), QStringLiteral("b@example.com")}},
        {QStringLiteral("caFile"), QString::fromStdString(server.caFile())}};
    return channel;
}

SecretAccess secretIs(const std::string& password) {
    return {.read = [password](const std::string&) -> Result<std::string> { return password; }};
}

}  // namespace

class TestSmtpForm : public QObject {
    Q_OBJECT
  private slots:
    void aTestMailArrivesAndTheAnswerIsShown() {
        SmtpServer server({.user = "guanlan", .password = "right"});
        GUANLAN_START(server);
        const SecretAccess secrets = secretIs("right");
        SmtpForm form(secrets);
        form.edit(channelFor(server));
        QSignalSpy answered(&form, &SmtpForm::testAnswered);
        form.findChild<QAbstractButton*>(QStringLiteral("testMail"))->click();
        QVERIFY(answered.isEmpty());  // the window is not kept waiting
        QVERIFY(answered.wait(20000));
        QVERIFY2(answered[0][0].toBool(), qPrintable(answered[0][1].toString()));
        QVERIFY(server.waitForMails(1));
        QCOMPARE(server.mails()[0].recipients, (std::vector<std::string>{"a@example.com", "b@example.com"}));
        QVERIFY(server.mails()[0].overTls);
    }
    void aRefusedLoginIsSaidInTheServersWords() {
        SmtpServer server({.user = "guanlan", .password = "right"});
        GUANLAN_START(server);
        const SecretAccess secrets = secretIs("wrong-password");
        SmtpForm form(secrets);
        form.edit(channelFor(server));
        QSignalSpy answered(&form, &SmtpForm::testAnswered);
        form.findChild<QAbstractButton*>(QStringLiteral("testMail"))->click();
        QVERIFY(answered.wait(20000));
        QVERIFY(!answered[0][0].toBool());
        const QString answer = answered[0][1].toString();
        QVERIFY2(answer.contains(QLatin1String("535")), qPrintable(answer));
        QVERIFY(!answer.contains(QLatin1String("wrong-password")));
        QVERIFY(server.mails().empty());
    }
    void aPresetFillsServerPortAndEncryption() {
        const SecretAccess secrets;
        SmtpForm form(secrets);
        auto* host = form.findChild<QLineEdit*>(QStringLiteral("smtpHost"));
        const auto choose = [&](const QString& name) {
            for (auto* box : form.findChildren<QComboBox*>()) {
                if (const int index = box->findText(name); index >= 0) {
                    box->setCurrentIndex(index);
                    emit box->activated(index);
                }
            }
        };
        choose(QStringLiteral("Office 365"));
        QCOMPARE(host->text(), QStringLiteral("smtp.office365.com"));
        QCOMPARE(form.channel().options.value(QLatin1String("port")).toInt(), 587);
        QCOMPARE(form.channel().options.value(QLatin1String("security")).toString(),
                 QStringLiteral("starttls"));
        choose(QStringLiteral("QQ Mail"));
        QCOMPARE(form.channel().options.value(QLatin1String("port")).toInt(), 465);
        QCOMPARE(form.channel().options.value(QLatin1String("security")).toString(), QStringLiteral("tls"));
    }
    void whatTheFormDoesNotKnowStays() {
        const SecretAccess secrets;
        SmtpForm form(secrets);
        ChannelConfig channel{.id = "ops", .name = "Ops", .kind = "smtp"};
        channel.options = {{QStringLiteral("host"), QStringLiteral("h")}, {QStringLiteral("later"), 7}};
        form.edit(channel);
        QCOMPARE(form.channel().options.value(QLatin1String("later")).toInt(), 7);
        QCOMPARE(form.channel().id, std::string("ops"));
    }
    void thePasswordNeverGetsIntoTheFile() {
        const SecretAccess secrets;
        SmtpForm form(secrets);
        ChannelConfig channel{.id = "ops", .kind = "smtp"};
        channel.options = {{QStringLiteral("user"), QStringLiteral("u")}};
        form.edit(channel);
        for (auto* edit : form.findChildren<QLineEdit*>()) {
            if (edit->echoMode() == QLineEdit::Password) edit->setText(QStringLiteral("planted-secret"));
        }
        const QByteArray saved = QJsonDocument(form.channel().options).toJson();
        QVERIFY(!saved.contains("planted-secret"));
        QVERIFY(saved.contains("guanlan/smtp/ops"));
    }
};

QTEST_MAIN(TestSmtpForm)
#include "tst_smtp_form.moc"
