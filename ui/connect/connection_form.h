// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/connection_choice.h"
#include "ui/connect/errand.h"
#include "ui/settings/secret_access.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace guanlan {

class CheckList;
class IconButton;
class Section;

/// The address of a cluster and the login there, with a test that shows every step as it is taken.
class ConnectionForm : public QWidget {
    Q_OBJECT
  public:
    explicit ConnectionForm(const SecretAccess& secrets, QWidget* parent = nullptr);
    /// Of the last test that went well.
    [[nodiscard]] const std::optional<ConnectionChoice>& connection() const { return m_connection; }
    void test();

  signals:
    void tested(bool well);

  private:
    void build();
    void showLogin();
    void forgetTest();
    void check(ConnectionChoice choice);
    void ended(ConnectionChoice choice, bool well);
    void tell(const QString& words, bool good);
    [[nodiscard]] Result<ConnectionChoice> choice() const;

    const SecretAccess& m_secrets;
    std::optional<ConnectionChoice> m_connection{};
    Section* m_section;
    Section* m_steps;
    QFormLayout* m_form;
    QLineEdit* m_servers;
    QComboBox* m_security;
    QComboBox* m_mechanism;
    QLineEdit* m_user;
    QLineEdit* m_password;
    QLineEdit* m_authority;
    IconButton* m_test;
    QLabel* m_result;
    CheckList* m_list;
    Errand m_errand{};
};

}  // namespace guanlan
