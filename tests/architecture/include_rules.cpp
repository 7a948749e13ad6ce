// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/include_rules.h"

#include <QDir>
#include <QRegularExpression>
#include <QStringList>

namespace guanlan {

namespace {

const QStringList& engineFolders() {
    static const QStringList folders = {
        QStringLiteral("base"),      QStringLiteral("batch"), QStringLiteral("sql"),
        QStringLiteral("plan"),      QStringLiteral("exec"),  QStringLiteral("window"),
        QStringLiteral("aggregate"), QStringLiteral("alarm"), QStringLiteral("analysis")};
    return folders;
}

bool isEngine(const QString& path) {
    return path.startsWith(u"core/") && engineFolders().contains(path.section(u'/', 1, 1));
}

/// Headers of standard C++ have neither a dot nor a slash; pthread.h names threads in core/base.
bool isStandard(const QString& header) {
    static const QRegularExpression cpp(QStringLiteral("^[a-z_0-9]+$"));
    return cpp.match(header).hasMatch() || header == u"pthread.h";
}

QString engineObjection(const Include& include) {
    if (include.quoted) {
        return isEngine(include.header) ? QString() : QStringLiteral("the engine includes only the engine");
    }
    if (isStandard(include.header) || include.header == u"simdjson.h") return {};
    return QStringLiteral("the engine uses standard C++ and simdjson only");
}

/// Headers of the tree's own layers, by the layer that includes them.
QString layerObjection(const QString& file, const QString& header) {
    const QString from = file.section(u'/', 0, 0);
    const QString to = header.section(u'/', 0, 0);
    if (to == u"tests" && from != u"tests") return QStringLiteral("only tests include tests");
    if (from == u"core" && to != u"core") return QStringLiteral("core includes only core");
    if (from == u"ui" && to == u"app") return QStringLiteral("ui never includes app");
    const bool coreTest = file.startsWith(u"tests/core/") || file.startsWith(u"tests/support/");
    if (coreTest && (to == u"ui" || to == u"app")) return QStringLiteral("tests of core link core only");
    if (from == u"app" && file.startsWith(u"app/console/") && to == u"ui") {
        return QStringLiteral("guanlanctl works without ui");
    }
    return {};
}

QString qtObjection(const QString& file, const QString& module) {
    static const QStringList windowModules = {
        QStringLiteral("QtGui"),           QStringLiteral("QtWidgets"),     QStringLiteral("QtCharts"),
        QStringLiteral("QtSvg"),           QStringLiteral("QtSvgWidgets"),  QStringLiteral("QtOpenGL"),
        QStringLiteral("QtOpenGLWidgets"), QStringLiteral("QtPrintSupport")};
    const bool coreSide =
        file.startsWith(u"core/") || file.startsWith(u"tests/core/") || file.startsWith(u"app/console/");
    if (coreSide && windowModules.contains(module))
        return QStringLiteral("core knows no windows, here %1").arg(module);
    if (module == u"QtCharts" && !file.startsWith(u"ui/chart/")) {
        return QStringLiteral("Qt Charts belongs to ui/chart");
    }
    return {};
}

}  // namespace

QtModules::QtModules(const QString& includeFolder) {
    const QDir root(includeFolder);
    for (const QString& module : root.entryList({QStringLiteral("Qt*")}, QDir::Dirs)) {
        for (const QString& header : QDir(root.filePath(module)).entryList(QDir::Files)) {
            m_modules.insert(header, module);
        }
    }
}

QString QtModules::of(const QString& header) const {
    const qsizetype slash = header.indexOf(u'/');
    if (slash > 0 && header.startsWith(u"Qt")) return header.left(slash);
    return m_modules.value(header);
}

QList<Include> includesOf(const QString& text) {
    static const QRegularExpression directive(QStringLiteral(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"));
    QList<Include> includes;
    int number = 0;
    for (const QString& line : text.split(u'\n')) {
        ++number;
        const auto match = directive.match(line);
        if (match.hasMatch()) includes.append({match.captured(2), match.captured(1) == u"\"", number});
    }
    return includes;
}

QString objection(const QString& file, const Include& include, const QtModules& qt) {
    if (include.quoted && include.header.endsWith(u".moc")) return {};
    if (isEngine(file)) return engineObjection(include);
    if (!include.quoted) return qtObjection(file, qt.of(include.header));
    static const QRegularExpression rooted(QStringLiteral("^(app|core|ui|tests)/"));
    if (!rooted.match(include.header).hasMatch())
        return QStringLiteral("paths start at the root of the tree");
    return layerObjection(file, include.header);
}

}  // namespace guanlan
