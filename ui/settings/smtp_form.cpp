// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/smtp_form.h"

#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/verdict.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPalette>
#include <QSpinBox>
#include <QUuid>

#include <array>

namespace guanlan {

namespace {

struct Preset {
    const char* name;
    const char* host;
    int port;
    const char* security;
};
constexpr std::array kPresets{
    Preset{QT_TRANSLATE_NOOP("guanlan::SmtpForm", "Other server"), "", 587, "starttls"},
    Preset{QT_TRANSLATE_NOOP("guanlan::SmtpForm", "QQ Mail"), "smtp.qq.com", 465, "tls"},
    Preset{QT_TRANSLATE_NOOP("guanlan::SmtpForm", "NetEase 163"), "smtp.163.com", 465, "tls"},
    Preset{QT_TRANSLATE_NOOP("guanlan::SmtpForm", "Tencent Exmail"), "smtp.exmail.qq.com", 465, "tls"},
    Preset{QT_TRANSLATE_NOOP("guanlan::SmtpForm", "Alibaba Mail"), "smtp.qiye.aliyun.com", 465, "tls"},
    Preset{"Gmail", "smtp.gmail.com", 587, "starttls"},
    Preset{"Office 365", "smtp.office365.com", 587, "starttls"},
};

QString optionText(const QJsonObject& options, const char* key) {
    return options.value(QLatin1String(key)).toString();
}

QStringList addressList(const QString& words) {
    QStringList list;
    for (const QString& part :
         QString(words).replace(QLatin1Char(';'), QLatin1Char(',')).split(QLatin1Char(','))) {
        if (!part.trimmed().isEmpty()) list += part.trimmed();
    }
    return list;
}

std::string secretName(const ChannelConfig& channel) {
    const QString name = optionText(channel.options, "passwordSecret");
    return name.isEmpty() ? "guanlan/smtp/" + channel.id : name.toStdString();
}

}  // namespace

SmtpForm::SmtpForm(const SecretAccess& secrets, QWidget* parent) : QWidget(parent), m_secrets(secrets) {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("Name"), m_name = new QLineEdit(this));
    buildServer(form);
    form->addRow(tr("From"), m_from = new QLineEdit(this));
    form->addRow(tr("To"), m_to = new QLineEdit(this));
    m_to->setPlaceholderText(QStringLiteral("ops@example.com, duty@example.com"));
    form->addRow(QString(), m_enabled = new QCheckBox(tr("Switched on"), this));
    buildActions(form);
    m_host->setObjectName(QStringLiteral("smtpHost"));
    m_port->setObjectName(QStringLiteral("smtpPort"));
    edit({});
}

SmtpForm::~SmtpForm() = default;

void SmtpForm::buildServer(QFormLayout* form) {
    form->addRow(tr("Provider"), m_preset = new QComboBox(this));
    for (const Preset& preset : kPresets)
        m_preset->addItem(tr(preset.name));
    form->addRow(tr("Server"), m_host = new QLineEdit(this));
    form->addRow(tr("Port"), m_port = new QSpinBox(this));
    m_port->setRange(1, 65535);
    form->addRow(tr("Encryption"), m_security = new QComboBox(this));
    m_security->addItem(tr("STARTTLS, required"), QStringLiteral("starttls"));
    m_security->addItem(tr("TLS from the start"), QStringLiteral("tls"));
    m_security->addItem(tr("None: readable by anyone on the way"), QStringLiteral("none"));
    form->addRow(tr("User"), m_user = new QLineEdit(this));
    form->addRow(tr("Password"), m_password = new QLineEdit(this));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("kept in the system's keychain; often an authorisation code"));
    connect(m_preset, &QComboBox::activated, this, &SmtpForm::choosePreset);
}

void SmtpForm::buildActions(QFormLayout* form) {
    m_save = new IconButton(Icon::Check, tr("Save channel"), this);
    m_save->setLook(IconButton::Look::Filled);
    m_test = new IconButton(Icon::Mail, tr("Send a test mail"), this);
    m_test->setLook(IconButton::Look::Outlined);
    m_remove = new IconButton(Icon::Trash, tr("Delete"), this);
    m_remove->setLook(IconButton::Look::Danger);
    m_save->setObjectName(QStringLiteral("saveChannel"));
    m_test->setObjectName(QStringLiteral("testMail"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_save);
    row->addWidget(m_test);
    row->addStretch();
    row->addWidget(m_remove);
    form->addRow(row);
    m_result = new QLabel(this);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    form->addRow(m_result);
    connect(m_save, &IconButton::clicked, this, &SmtpForm::save);
    connect(m_test, &IconButton::clicked, this, &SmtpForm::sendTest);
    connect(m_remove, &IconButton::clicked, this, [this] { emit removed(m_channel.id); });
}

void SmtpForm::choosePreset(int index) {
    const Preset& preset = kPresets.at(static_cast<std::size_t>(index));
    if (*preset.host != 0) m_host->setText(QLatin1String(preset.host));
    m_port->setValue(preset.port);
    m_security->setCurrentIndex(m_security->findData(QLatin1String(preset.security)));
}

void SmtpForm::edit(const ChannelConfig& channel) {
    m_channel = channel;
    m_remove->setVisible(!channel.id.empty());
    if (m_channel.id.empty())
        m_channel.id = "mail-" + QUuid::createUuid().toString(QUuid::Id128).left(8).toStdString();
    m_channel.kind = "smtp";
    const QJsonObject& options = channel.options;
    m_name->setText(QString::fromStdString(channel.name));
    m_host->setText(optionText(options, "host"));
    m_port->setValue(options.value(QLatin1String("port")).toInt(587));
    m_security->setCurrentIndex(std::max(0, m_security->findData(optionText(options, "security"))));
    m_user->setText(optionText(options, "user"));
    m_password->clear();
    m_from->setText(optionText(options, "from"));
    QStringList to;
    for (const QJsonValue receiver : options.value(QLatin1String("to")).toArray())
        to += receiver.toString();
    m_to->setText(to.join(QStringLiteral(", ")));
    m_enabled->setChecked(channel.enabled);
    int known = 0;
    for (std::size_t i = 1; i < kPresets.size(); ++i) {
        if (m_host->text() == QLatin1String(kPresets.at(i).host)) known = static_cast<int>(i);
    }
    m_preset->setCurrentIndex(known);
    tell(true, {});
}

ChannelConfig SmtpForm::channel() const {
    ChannelConfig channel = m_channel;
    channel.name = m_name->text().trimmed().toStdString();
    channel.enabled = m_enabled->isChecked();
    QJsonObject& options = channel.options;
    options.insert(QStringLiteral("host"), m_host->text().trimmed());
    options.insert(QStringLiteral("port"), m_port->value());
    options.insert(QStringLiteral("security"), m_security->currentData().toString());
    options.insert(QStringLiteral("user"), m_user->text().trimmed());
    options.insert(QStringLiteral("from"), m_from->text().trimmed());
    options.insert(QStringLiteral("to"), QJsonArray::fromStringList(addressList(m_to->text())));
    if (m_user->text().trimmed().isEmpty()) {
        options.remove(QStringLiteral("passwordSecret"));
    } else {
        options.insert(QStringLiteral("passwordSecret"), QString::fromStdString(secretName(m_channel)));
    }
    return channel;
}

QString SmtpForm::mistake() const {
    if (m_host->text().trimmed().isEmpty())
        return tr("The server is missing; choose a provider or write its name.");
    if (m_from->text().trimmed().isEmpty()) return tr("The sender's address is missing.");
    if (addressList(m_to->text()).isEmpty())
        return tr("Who shall receive the mails? Write at least one address.");
    return {};
}

void SmtpForm::tell(bool good, const QString& words) {
    showVerdict(*m_result, words, good);
    m_result->setVisible(!words.isEmpty());
}

void SmtpForm::save() {
    if (const QString words = mistake(); !words.isEmpty()) {
        tell(false, words);
        return;
    }
    const ChannelConfig config = channel();
    const std::string password = m_password->text().toStdString();
    emit saved(config);
    if (password.empty() || !m_secrets.write) {
        tell(true, tr("Saved."));
        return;
    }
    m_save->setEnabled(false);
    m_worker.start(
        "keychain", [this, write = m_secrets.write, name = secretName(config), password](const auto&) {
            const Result<void> kept = write(name, password);
            const QString words =
                kept.ok() ? tr("Saved; the password is in the keychain.") : errorSentence(kept.error());
            QMetaObject::invokeMethod(this, [this, words, ok = kept.ok()] {
                m_save->setEnabled(true);
                tell(ok, words);
            });
        });
}

void SmtpForm::sendTest() {
    if (const QString words = mistake(); !words.isEmpty()) {
        tell(false, words);
        return;
    }
    m_test->setEnabled(false);
    tell(true, tr("Sending …"));
    Notification notification{.messageId =
                                  "test-" + QUuid::createUuid().toString(QUuid::Id128).toStdString()};
    notification.subject = tr("Guanlan: test mail").toStdString();
    notification.text = tr("This mail shows that the channel works. Alarms will look like it.").toStdString();
    const std::string typed = m_password->text().toStdString();
    const SecretLookup lookup = [typed,
                                 read = m_secrets.read](const std::string& name) -> Result<std::string> {
        if (!typed.empty()) return typed;
        if (read) return read(name);
        return Error{.code = ErrorCode::Unavailable, .id = "secret.none", .what = "no password was given"};
    };
    m_worker.start("test-mail", [this, config = channel(), lookup, notification](const auto&) {
        const auto made = createChannel(config, lookup);
        DeliveryOutcome outcome{.kind = DeliveryOutcome::Kind::Rejected};
        if (made.ok()) {
            outcome = (*made)->send(notification);
        } else {
            outcome.answer = errorSentence(made.error()).toStdString();
        }
        const bool sent = outcome.kind == DeliveryOutcome::Kind::Sent;
        const QString answer = QString::fromStdString(outcome.answer);
        QMetaObject::invokeMethod(this, [this, sent, answer] {
            m_test->setEnabled(true);
            tell(sent, sent ? tr("Sent. The server said: %1").arg(answer) : tr("Not sent. %1").arg(answer));
            emit testAnswered(sent, answer);
        });
    });
}

}  // namespace guanlan
