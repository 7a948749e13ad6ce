// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"
#include "core/config/channel_config.h"
#include "ui/settings/secret_access.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace guanlan {

class IconButton;

/// A mail channel: a preset for the provider, the account, the receivers, and a test mail whose answer is
/// shown as the server gave it. The password goes to the keychain, never into the file.
class SmtpForm : public QWidget {
    Q_OBJECT
  public:
    explicit SmtpForm(const SecretAccess& secrets, QWidget* parent = nullptr);
    ~SmtpForm() override;
    void edit(const ChannelConfig& channel);
    [[nodiscard]] ChannelConfig channel() const;

  signals:
    void saved(const guanlan::ChannelConfig& channel);
    void removed(const std::string& id);
    /// Of a test mail; `sent` is false when the server refused or could not be reached.
    void testAnswered(bool sent, const QString& answer);

  private:
    void buildServer(QFormLayout* form);
    void buildActions(QFormLayout* form);
    void choosePreset(int index);
    void save();
    void sendTest();
    void tell(bool good, const QString& words);
    [[nodiscard]] QString mistake() const;

    const SecretAccess& m_secrets;
    ChannelConfig m_channel{};
    QLineEdit* m_name;
    QComboBox* m_preset;
    QLineEdit* m_host;
    QSpinBox* m_port;
    QComboBox* m_security;
    QLineEdit* m_user;
    QLineEdit* m_password;
    QLineEdit* m_from;
    QLineEdit* m_to;
    QCheckBox* m_enabled;
    QLabel* m_result;
    IconButton* m_save;
    IconButton* m_test;
    IconButton* m_remove;
    Worker m_worker{};
};

}  // namespace guanlan
