// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearance.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QPalette>
#include <QTranslator>
#include <QWidget>

namespace guanlan {

namespace {

QString resolved(const QString& language) {
    if (!language.isEmpty()) return language;
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

/// As the desktop had it before any theme of ours was applied.
bool systemIsDark() {
    static const bool kDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return kDark;
}

}  // namespace

Appearance::Appearance(QApplication& application, QObject* parent)
    : QObject(parent), m_application(application) {
    systemIsDark();
}

Appearance::~Appearance() = default;

void Appearance::install(const QString& file, const QString& folder) {
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(file, folder)) return;  // English is in the source text
    m_translators.push_back(std::move(translator));
    QApplication::installTranslator(m_translators.back().get());
}

void Appearance::setLanguage(const QString& language) {
    const QString code = resolved(language);
    if (code == m_language) return;
    m_language = code;
    QLocale::setDefault(QLocale(code));
    m_translators.clear();  // a translator takes itself out of the application
    install(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    const QString folder = QStringLiteral(":/i18n");
    for (const QString& file : QDir(folder).entryList({QStringLiteral("*_") + code + QStringLiteral(".qm")}))
        install(file, folder);
    // Without any translator nothing would announce the change; with some, the posted events become one.
    for (QWidget* window : QApplication::topLevelWidgets())
        QCoreApplication::postEvent(window, new QEvent(QEvent::LanguageChange));
}

void Appearance::setTheme(const QString& theme) {
    const bool dark = theme == QLatin1String("system") ? systemIsDark() : theme != QLatin1String("light");
    applyTheme(m_application, dark ? Theme::darkTheme() : Theme::lightTheme());
}

}  // namespace guanlan
