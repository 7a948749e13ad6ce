// SPDX-License-Identifier: GPL-3.0-or-later
// Pages drawn by the shell itself, compared with pictures in expected/ pixel by pixel. After an intended
// change run with GUANLAN_UPDATE_EXPECTED=1, look at the new pictures, and commit them.
#include "tests/support/skip.h"
#include "tests/ui/shell/recorded_run.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QFontDatabase>
#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

using namespace guanlan;

namespace {

const QString kFamily = QStringLiteral("Noto Sans CJK SC");

QString expectedPath(const QString& name) {
    return QStringLiteral(GUANLAN_SOURCE_DIR "/tests/ui/shell/expected/%1.png").arg(name);
}

QString actualPath(const QString& name) {
    return QStringLiteral(GUANLAN_BINARY_DIR "/tests/ui/shell/%1-actual.png").arg(name);
}

}  // namespace

class TestScreenshots : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("guanlan-screenshots"));
        QSettings().clear();
        if (!QFontDatabase::families().contains(kFamily))
            GUANLAN_SKIP(QStringLiteral("the font Noto Sans CJK SC is not installed"));
    }
    void pagesLookAsExpected_data() {
        QTest::addColumn<int>("page");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("theme");
        QTest::newRow("sources-zh_CN-dark") << static_cast<int>(Page::Sources) << "zh_CN"
                                            << "dark";
        QTest::newRow("alarms-en-light") << static_cast<int>(Page::Alarms) << "en"
                                         << "light";
    }
    void pagesLookAsExpected() {
        QFETCH(int, page);
        QFETCH(QString, language);
        QFETCH(QString, theme);
        Appearance appearance(*qApp);
        appearance.setLanguage(language);
        appearance.setTheme(theme);
        RecordedRun run(0);
        run.fillLively();
        run.publish();
        WorkspaceModel workspace(run.folder());
        QVERIFY(workspace.load().ok());
        const SecretAccess secrets;
        MainWindow window(workspace, secrets);
        window.resize(1200, 720);
        window.show();
        window.setRun(run.view());
        window.showPage(static_cast<Page>(page));
        auto* trial = window.findChild<QLabel*>(QStringLiteral("ruleTrial"));
        QTRY_VERIFY(!trial->isVisible() || !trial->text().isEmpty());
        QTest::qWait(600);  // history answers within milliseconds; a cursor must not blink into the picture
        window.setFocus();
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        const QImage actual = window.grab().toImage().convertToFormat(QImage::Format_RGB32);
        if (qEnvironmentVariableIsSet("GUANLAN_UPDATE_EXPECTED")) QVERIFY(actual.save(expectedPath(name)));
        const QImage expected = QImage(expectedPath(name)).convertToFormat(QImage::Format_RGB32);
        if (actual != expected) QVERIFY(actual.save(actualPath(name)));
        QVERIFY2(actual == expected, qPrintable(QStringLiteral("differs; see ") + actualPath(name)));
    }
};

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
