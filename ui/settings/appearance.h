// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

class QApplication;
class QTranslator;

namespace guanlan {

/// Language and theme of the whole application, changed while it runs. One per application, UI thread.
class Appearance : public QObject {
    Q_OBJECT
  public:
    explicit Appearance(QApplication& application, QObject* parent = nullptr);
    ~Appearance() override;

    /// "zh_CN", "en", or empty for the system's.
    void setLanguage(const QString& language);
    /// "dark", "light" or "system".
    void setTheme(const QString& theme);

  private:
    void install(const QString& file, const QString& folder);

    QApplication& m_application;
    QString m_language{};
    std::vector<std::unique_ptr<QTranslator>> m_translators{};
};

}  // namespace guanlan
