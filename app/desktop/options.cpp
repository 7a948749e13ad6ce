// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <string_view>

namespace guanlan {

namespace {

constexpr int kHeadlessSpeed = 60;
constexpr int kFastest = 3600;

QString words(const char* text) {
    return QCoreApplication::translate("CommandLine", text);
}

bool displayless() {
#ifdef Q_OS_LINUX
    return qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
           qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
#else
    return false;
#endif
}

}  // namespace

bool wantsHeadless(int argumentCount, char** arguments) {
    const auto given = [&](std::string_view option) {
        return std::any_of(arguments, arguments + argumentCount,
                           [&](const char* argument) { return option == argument; });
    };
    return given("--headless") || displayless();
}

DesktopOptions desktopOptions(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        words(QT_TRANSLATE_NOOP("CommandLine", "Watch a site with millions of users, live.")));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto option = [&](const char* name, const char* description, const char* value = nullptr) {
        QCommandLineOption made(QLatin1String(name), words(description));
        if (value != nullptr) made.setValueName(QLatin1String(value));
        parser.addOption(made);
    };
    option("workspace", QT_TRANSLATE_NOOP("CommandLine", "Open the workspace in this folder."), "folder");
    option("demo",
           QT_TRANSLATE_NOOP("CommandLine", "Open the demo, which brings its own broker and events."));
    option("headless",
           QT_TRANSLATE_NOOP(
               "CommandLine",
               "Without a window: metrics and alarms in the terminal, the dashboard as a picture."));
    option("keep", QT_TRANSLATE_NOOP("CommandLine", "With --headless: go on after the first minute."));
    option("speed", QT_TRANSLATE_NOOP("CommandLine", "How many times faster the demo's time runs."),
           "factor");
    option("screenshot",
           QT_TRANSLATE_NOOP("CommandLine", "Draw the window into this file once it is full, and leave."),
           "file");
    option("language", QT_TRANSLATE_NOOP("CommandLine", "zh_CN or en, for this start."), "code");
    option("theme", QT_TRANSLATE_NOOP("CommandLine", "dark, light or system, for this start."), "name");
    parser.addPositionalArgument(QStringLiteral("folder"),
                                 words(QT_TRANSLATE_NOOP("CommandLine", "The same as --workspace.")),
                                 QStringLiteral("[folder]"));
    parser.process(application);
    const auto text = [&](const char* name) { return parser.value(QLatin1String(name)); };
    const auto given = [&](const char* name) { return parser.isSet(QLatin1String(name)); };
    DesktopOptions options{.workspace = text("workspace"), .screenshot = text("screenshot")};
    const QStringList folders = parser.positionalArguments();
    if (options.workspace.isEmpty() && !folders.isEmpty()) options.workspace = folders.front();
    options.language = text("language");
    options.theme = text("theme");
    options.demo = given("demo");
    options.headless = given("headless") || displayless();
    options.keep = given("keep");
    options.speed = options.headless ? kHeadlessSpeed : 1;
    if (given("speed")) options.speed = std::clamp(text("speed").toInt(), 1, kFastest);
    return options;
}

}  // namespace guanlan
