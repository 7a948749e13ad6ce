// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the tree itself: the direction of includes, sizes, licence lines, READMEs.
#include "tests/architecture/include_rules.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QtTest>

using namespace guanlan;

namespace {

const QDir kRoot(QStringLiteral(GUANLAN_SOURCE_DIR));

QStringList filesBelow(const QStringList& folders, const QStringList& patterns) {
    QStringList files;
    for (const QString& folder : folders) {
        QDirIterator entries(kRoot.filePath(folder), patterns, QDir::Files, QDirIterator::Subdirectories);
        while (entries.hasNext())
            files.append(kRoot.relativeFilePath(entries.next()));
    }
    files.sort();
    return files;
}

QStringList sourceFiles() {
    return filesBelow(
        {QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("tests")},
        {QStringLiteral("*.h"), QStringLiteral("*.cpp")});
}

QString contentOf(const QString& path) {
    QFile file(kRoot.filePath(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The classes a file defines for all to link with, "namespace::Name": two of one name in two files are one
/// to the linker, which keeps either.
QStringList linkedTypesOf(const QString& text) {
    static const QRegularExpression opened(QStringLiteral(R"(^namespace ?([\w:]*) ?\{)"));
    static const QRegularExpression defined(
        QStringLiteral(R"(^(?:class|struct) (\w+)(?: final)?(?: :.*)? \{)"));
    QStringList names;
    QStringList path;
    for (const QString& line : text.split(u'\n')) {
        if (line.startsWith(u"}  // namespace") && !path.isEmpty()) path.removeLast();
        if (const auto match = opened.match(line); match.hasMatch()) path.append(match.captured(1));
        const auto type = defined.match(line);
        const bool visible = !path.isEmpty() && !path.contains(QString());
        if (type.hasMatch() && visible)
            names.append(path.join(u"::") + QStringLiteral("::") + type.captured(1));
    }
    return names;
}

/// Prints every violation: a failure message alone is cut off by Qt Test.
void failWith(const QStringList& violations) {
    for (const QString& violation : violations)
        qWarning("%s", qPrintable(violation));
    QVERIFY2(violations.isEmpty(), qPrintable(QStringLiteral("%1 violations").arg(violations.size())));
}

}  // namespace

class TestArchitecture : public QObject {
    Q_OBJECT
  private slots:
    void theRulesRefuseWrongDirections() {
        const QtModules qt(QStringLiteral(GUANLAN_QT_HEADERS));
        QVERIFY(!qt.empty());
        struct Row {
            const char* file;
            const char* line;
            bool allowed;
        };
        const Row rows[] = {
            {"core/exec/a.cpp", "#include <vector>", true},
            {"core/sql/a.cpp", "#include <simdjson.h>", true},
            {"core/exec/a.cpp", "#include \"core/batch/batch.h\"", true},
            {"core/exec/a.cpp", "  #  include <QString>", false},
            {"core/exec/a.cpp", "#include <QtCore/QString>", false},
            {"core/exec/a.cpp", "#include <sqlite3.h>", false},
            {"core/exec/a.cpp", "#include \"core/store/store.h\"", false},
            {"core/exec/a.cpp", "#include \"batch.h\"", false},
            {"core/store/a.cpp", "#include <QString>", true},
            {"core/store/a.cpp", "#include <sqlite3.h>", true},
            {"core/store/a.cpp", "#include \"core/base/result.h\"", true},
            {"core/store/a.cpp", "#include <QtWidgets/QWidget>", false},
            {"core/store/a.cpp", "#include <QWidget>", false},
            {"core/store/a.cpp", "#include <qwidget.h>", false},
            {"core/store/a.cpp", "#include <QImage>", false},
            {"core/store/a.cpp", "#include \"ui/theme/theme.h\"", false},
            {"core/store/a.cpp", "#include \"app/desktop/a.h\"", false},
            {"core/store/a.cpp", "#include \"tests/support/a.h\"", false},
            {"app/console/a.cpp", "#include <QPixmap>", false},
            {"app/console/a.cpp", "#include \"ui/theme/theme.h\"", false},
            {"app/desktop/a.cpp", "#include \"ui/theme/theme.h\"", true},
            {"ui/panel/a.cpp", "#include <QWidget>", true},
            {"ui/panel/a.cpp", "#include \"core/batch/batch.h\"", true},
            {"ui/panel/a.cpp", "#include <QtCharts/QChart>", false},
            {"ui/chart/a.cpp", "#include <QtCharts/QChart>", true},
            {"ui/panel/a.cpp", "#include \"app/desktop/a.h\"", false},
            {"ui/panel/a.cpp", "#include \"theme.h\"", false},
            {"tests/core/store/a.cpp", "#include \"a.moc\"", true},
            {"tests/core/store/a.cpp", "#include \"ui/theme/theme.h\"", false},
            {"tests/ui/a.cpp", "#include \"ui/theme/theme.h\"", true},
        };
        for (const Row& row : rows) {
            const auto includes = includesOf(QLatin1String(row.line));
            QCOMPARE(includes.size(), 1);
            const bool allowed = objection(QLatin1String(row.file), includes.front(), qt).isEmpty();
            QVERIFY2(allowed == row.allowed,
                     qPrintable(QLatin1String(row.file) + QLatin1String(": ") + QLatin1String(row.line)));
        }
        QVERIFY(includesOf(QStringLiteral("// #include <QWidget>\n")).isEmpty());
    }
    void includesKeepTheDirection() {
        const QtModules qt(QStringLiteral(GUANLAN_QT_HEADERS));
        QStringList violations;
        const QStringList files = sourceFiles();
        QVERIFY(files.size() > 50);
        for (const QString& file : files) {
            for (const Include& include : includesOf(contentOf(file))) {
                const QString reason = objection(file, include, qt);
                if (reason.isEmpty()) continue;
                violations.append(
                    QStringLiteral("%1:%2: %3: %4").arg(file).arg(include.line).arg(include.header, reason));
            }
        }
        failWith(violations);
    }
    void coreHoldsNoTextForPeople() {
        static const QRegularExpression translated(QStringLiteral(R"(\b(tr|translate|QT_TR_NOOP)\()"));
        QStringList violations;
        for (const QString& file :
             filesBelow({QStringLiteral("core")}, {QStringLiteral("*.h"), QStringLiteral("*.cpp")})) {
            if (translated.match(contentOf(file)).hasMatch())
                violations.append(file + QStringLiteral(": translates text"));
        }
        failWith(violations);
    }
    void everyTypeHasOneHome() {
        QCOMPARE(linkedTypesOf(QStringLiteral(
                     "namespace a {\nnamespace {\nstruct B {\n}  // namespace\nclass C : D {")),
                 QStringList{QStringLiteral("a::C")});
        QMap<QString, QString> homes;
        QStringList violations;
        for (const QString& file :
             filesBelow({QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("ui")},
                        {QStringLiteral("*.h"), QStringLiteral("*.cpp")})) {
            for (const QString& type : linkedTypesOf(contentOf(file))) {
                if (homes.contains(type))
                    violations.append(
                        QStringLiteral("%1: defines %2, as %3 does").arg(file, type, homes[type]));
                homes[type] = file;
            }
        }
        QVERIFY(homes.size() > 200);
        failWith(violations);
    }
    void filesStaySmall() {
        constexpr int mostLinesOfSource = 400;
        constexpr int mostLinesOfHeader = 160;
        QStringList violations;
        for (const QString& file : sourceFiles()) {
            const auto lines = contentOf(file).count(u'\n');
            const int most = file.endsWith(u".h") ? mostLinesOfHeader : mostLinesOfSource;
            if (lines > most)
                violations.append(QStringLiteral("%1: %2 lines, at most %3").arg(file).arg(lines).arg(most));
        }
        failWith(violations);
    }
    void everyFileNamesItsLicence() {
        QStringList violations;
        const QStringList scripts =
            filesBelow({QStringLiteral("cmake"), QStringLiteral("packaging"), QStringLiteral("tests")},
                       {QStringLiteral("*.cmake"), QStringLiteral("*.sh"), QStringLiteral("*.py")});
        const QStringList top = {QStringLiteral("CMakeLists.txt"), QStringLiteral("run.sh"),
                                 QStringLiteral("test.sh"), QStringLiteral(".ci/run")};
        for (const QString& file : sourceFiles() + scripts + top) {
            const QString start = contentOf(file).section(u'\n', 0, 2);
            if (!start.contains(u"SPDX-License-Identifier: GPL-3.0-or-later"))
                violations.append(file + QStringLiteral(": no SPDX line"));
        }
        failWith(violations);
    }
    void everyFolderHasAReadme() {
        QStringList folders = {QStringLiteral("resources"), QStringLiteral("translations"),
                               QStringLiteral("cmake")};
        for (const QString& list :
             filesBelow({QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("ui"),
                         QStringLiteral("tests"), QStringLiteral("packaging")},
                        {QStringLiteral("CMakeLists.txt")})) {
            const QString folder = QFileInfo(list).path();
            if (!folder.startsWith(u"tests/core/")) folders.append(folder);  // mirrors of core/
        }
        QStringList violations;
        for (const QString& folder : folders) {
            const QString readme = folder + QStringLiteral("/README.md");
            if (contentOf(readme).trimmed().isEmpty())
                violations.append(readme + QStringLiteral(": missing"));
        }
        failWith(violations);
    }
};

QTEST_APPLESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
