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
    QLocale::setDefault(QLocale(code));
    for (const auto& translator : m_translators)
        QApplication::removeTranslator(translator.get());
    m_translators.clear();
    install(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    const QString folder = QStringLiteral(":/i18n");
    for (const QString& file : QDir(folder).entryList({QStringLiteral("*_") + code + QStringLiteral(".qm")}))
        install(file, folder);
    // Without any translator nothing would announce the change.
    QEvent change(QEvent::LanguageChange);
    for (QWidget* window : QApplication::topLevelWidgets())
        QApplication::sendEvent(window, &change);
}

void Appearance::setTheme(const QString& theme) {
    const bool dark = theme == QLatin1String("system") ? systemIsDark() : theme != QLatin1String("light");
    applyTheme(m_application, dark ? Theme::darkTheme() : Theme::lightTheme());
}

}  // namespace guanlan
