// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connection_form.h"

#include "core/base/clock.h"
#include "ui/connect/check_list.h"
#include "ui/widget/error_text.h"
#include "ui/widget/icon.h"
#include "ui/widget/section.h"
#include "ui/widget/verdict.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace guanlan {

namespace {

constexpr int kWidest = 620;

/// The properties of a table that only knows its cluster.
Result<KafkaProperties> propertiesOf(const TableOptions& options) {
    TableDefinition table{.name = "connect"};
    for (const auto& [key, value] : options)
        table.options[key] = value;
    return kafkaProperties(table, KafkaRole::Consumer);
}

}  // namespace

ConnectionForm::ConnectionForm(const SecretAccess& secrets, QWidget* parent)
    : QWidget(parent),
      m_secrets(secrets),
      m_section(new Section(this)),
      m_steps(new Section(this)),
      m_form(new QFormLayout),
      m_list(new CheckList) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_section);
    layout->addWidget(m_steps, 1);
    m_section->setTitle(tr("Where is the Kafka cluster?"),
                        tr("Nothing is written there: no group, no offsets"));
    m_steps->setTitle(tr("Connection test"));
    build();
    m_steps->body()->addWidget(m_list, 1);
    m_list->setObjectName(QStringLiteral("checkSteps"));
    showLogin();
    setFocusProxy(m_servers);
}

void ConnectionForm::build() {
    m_form->setVerticalSpacing(8);
    m_form->setHorizontalSpacing(16);
    m_form->addRow(tr("Servers"), m_servers = new QLineEdit);
    m_servers->setPlaceholderText(QStringLiteral("kafka-1:9092, kafka-2:9092"));
    m_servers->setObjectName(QStringLiteral("servers"));
    m_form->addRow(tr("Security"), m_security = new QComboBox);
    m_security->addItem(tr("None: readable by anyone on the way"), QStringLiteral("PLAINTEXT"));
    m_security->addItem(tr("TLS"), QStringLiteral("SSL"));
    m_security->addItem(tr("TLS and a login"), QStringLiteral("SASL_SSL"));
    m_security->addItem(tr("A login without encryption"), QStringLiteral("SASL_PLAINTEXT"));
    m_security->setObjectName(QStringLiteral("security"));
    m_form->addRow(tr("Mechanism"), m_mechanism = new QComboBox);
    m_mechanism->addItems(
        {QStringLiteral("SCRAM-SHA-512"), QStringLiteral("SCRAM-SHA-256"), QStringLiteral("PLAIN")});
    m_mechanism->setObjectName(QStringLiteral("mechanism"));
    m_form->addRow(tr("User"), m_user = new QLineEdit);
    m_user->setObjectName(QStringLiteral("user"));
    m_form->addRow(tr("Password"), m_password = new QLineEdit);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("kept in the system's keychain, never in a file"));
    m_form->addRow(tr("Certificate authority"), m_authority = new QLineEdit);
    m_authority->setPlaceholderText(tr("a PEM file; empty: the system's"));
    m_form->addRow(QString(), m_test = new IconButton(Icon::Play, tr("Test the connection")));
    m_test->setLook(IconButton::Look::Outlined);
    m_test->setObjectName(QStringLiteral("testConnection"));
    m_form->setAlignment(m_test, Qt::AlignLeft);
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_servers, m_security, m_mechanism, m_user, m_password, m_authority})
        field->setMaximumWidth(kWidest);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_section->body()->addLayout(m_form);
    m_result = new QLabel;
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setObjectName(QStringLiteral("checkResult"));
    m_result->hide();
    m_section->body()->addWidget(m_result);
    connect(m_security, &QComboBox::currentIndexChanged, this, &ConnectionForm::showLogin);
    connect(m_test, &IconButton::clicked, this, &ConnectionForm::test);
    connect(m_servers, &QLineEdit::returnPressed, this, &ConnectionForm::test);
    connect(m_password, &QLineEdit::returnPressed, this, &ConnectionForm::test);
    for (QLineEdit* edit : {m_servers, m_user, m_password, m_authority})
        connect(edit, &QLineEdit::textEdited, this, &ConnectionForm::forgetTest);
    connect(&m_errand, &Errand::busyChanged, m_test, [this](bool busy) { m_test->setEnabled(!busy); });
}

void ConnectionForm::showLogin() {
    const QString protocol = m_security->currentData().toString();
    const bool login = protocol.startsWith(QLatin1String("SASL"));
    const bool tls = protocol.endsWith(QLatin1String("SSL"));
    const auto show = [&](QWidget* field, bool visible) {
        field->setVisible(visible);
        m_form->labelForField(field)->setVisible(visible);
    };
    for (QWidget* field : std::initializer_list<QWidget*>{m_mechanism, m_user, m_password})
        show(field, login);
    show(m_authority, tls);
    forgetTest();
}

void ConnectionForm::forgetTest() {
    m_errand.forget();
    m_connection.reset();
    m_list->clear();
    m_result->hide();
    emit tested(false);
}

Result<ConnectionChoice> ConnectionForm::choice() const {
    ConnectionChoice choice{.servers = m_servers->text().remove(QLatin1Char(' ')).toStdString()};
    if (choice.servers.empty()) {
        return Error{
            .code = ErrorCode::InvalidInput,
            .id = "connect.no-servers",
            .what = tr("The address is missing.").toStdString(),
            .next = tr("Write HOST:PORT of one broker; the others are found from there.").toStdString()};
    }
    const std::string protocol = m_security->currentData().toString().toStdString();
    const auto add = [&](const char* key, const std::string& value) {
        choice.options.emplace_back(key, value);
    };
    add("properties.bootstrap.servers", choice.servers);
    if (protocol != "PLAINTEXT") add("properties.security.protocol", protocol);
    if (protocol.ends_with("SSL") && !m_authority->text().isEmpty())
        add("properties.ssl.ca.location", m_authority->text().trimmed().toStdString());
    if (protocol.starts_with("SASL")) {
        add("properties.sasl.mechanism", m_mechanism->currentText().toStdString());
        add("properties.sasl.username", m_user->text().toStdString());
        choice.secretName = "guanlan/kafka/" + m_user->text().toStdString() + "@" + choice.servers;
        choice.password = m_password->text().toStdString();
        add("guanlan.password-secret", choice.secretName);
    }
    auto properties = propertiesOf(choice.options);
    if (!properties) return std::move(properties).error();
    choice.properties = std::move(*properties);
    return choice;
}

void ConnectionForm::test() {
    auto wanted = choice();
    forgetTest();
    if (!wanted) {
        tell(errorSentence(wanted.error()), false);
        m_servers->setFocus();
        return;
    }
    tell(tr("Testing …"), true);
    check(std::move(*wanted));
}

void ConnectionForm::check(ConnectionChoice choice) {
    m_errand.run("connection-test", [this, choice = std::move(choice), read = m_secrets.read](
                                        const std::atomic<bool>&, const Errand::Deliver& deliver) mutable {
        if (!choice.secretName.empty()) {
            const auto password = choice.password.empty() && read ? read(choice.secretName)
                                                                  : Result<std::string>(choice.password);
            if (!password) {
                deliver([this, words = errorSentence(password.error())] { tell(words, false); });
                return;
            }
            choice.properties.settings.emplace_back("sasl.password", *password);
        }
        const SystemClock clock;
        const ConnectionCheckRequest request{.properties = choice.properties, .clock = &clock};
        const bool well = checkConnection(request, [&](const CheckStep& step) {
            if (step.kind == CheckStep::Kind::Topic) return;  // none is chosen yet
            deliver([this, step] { m_list->add(step); });
        });
        deliver([this, choice, well] { ended(choice, well); });
    });
}

void ConnectionForm::ended(ConnectionChoice choice, bool well) {
    if (well) m_connection = std::move(choice);
    tell(well ? tr("The cluster answers. Go on and choose a topic.") : m_list->problem(), well);
    emit tested(well);
}

void ConnectionForm::tell(const QString& words, bool good) {
    showVerdict(*m_result, words, good);
    m_result->show();
}

}  // namespace guanlan
