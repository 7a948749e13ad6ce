// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every kind, compared pixel by pixel with those in tests/ui/expected. With
// GUANLAN_UPDATE_PICTURES set they are written instead; look at them before they are committed.
#include "tests/support/skip.h"
#include "tests/ui/panel/panel_samples.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QLocale>
#include <QTranslator>
#include <QtTest>

using namespace guanlan;

namespace {

QImage pictureOf(const PanelSample& sample, qreal ratio) {
    const auto panel = panelFrom(sample);
    QImage image(sample.size * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(currentTheme().card);
    panel->render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
    image.setDevicePixelRatio(1);
    return image;
}

}  // namespace

class TestPanelPictures : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        if (!QFontDatabase::families().contains(QStringLiteral("Noto Sans CJK SC"))) {
            GUANLAN_SKIP(QStringLiteral("the font Noto Sans CJK SC is not installed"));
        }
        QVERIFY(m_chinese.load(QStringLiteral(":/i18n/panels_zh_CN.qm")));
        QVERIFY(m_chineseOfAlarms.load(QStringLiteral(":/i18n/guanlan_zh_CN.qm")));
    }
    void looksAsExpected_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("dark");
        for (const PanelKind* kind : panelKinds()) {
            const QString name =
                QString::fromUtf8(kind->name.data(), static_cast<qsizetype>(kind->name.size()));
            QTest::newRow(qPrintable(name + "-dark-zh")) << name << true;
            QTest::newRow(qPrintable(name + "-light-en")) << name << false;
        }
    }
    void looksAsExpected() {
        QFETCH(QString, kind);
        QFETCH(bool, dark);
        applyTheme(*qApp, dark ? Theme::darkTheme() : Theme::lightTheme());
        QLocale::setDefault(QLocale(dark ? QLocale::Chinese : QLocale::English));
        if (dark) QCoreApplication::installTranslator(&m_chinese);
        if (dark) QCoreApplication::installTranslator(&m_chineseOfAlarms);
        const QImage actual = pictureOf(panelSample(kind.toStdString(), Fill::Normal), 1);
        QCoreApplication::removeTranslator(&m_chinese);
        QCoreApplication::removeTranslator(&m_chineseOfAlarms);
        const QString file = QLatin1String(QTest::currentDataTag()) + QLatin1String(".png");
        const QString expectedPath = QLatin1String(GUANLAN_SOURCE_DIR "/tests/ui/expected/") + file;
        if (qEnvironmentVariableIsSet("GUANLAN_UPDATE_PICTURES")) {
            QVERIFY(QDir().mkpath(QFileInfo(expectedPath).path()));
            QVERIFY(actual.save(expectedPath));
            return;
        }
        const QImage expected = QImage(expectedPath).convertToFormat(QImage::Format_RGB32);
        if (actual == expected) return;
        const QString actualPath = QDir::temp().filePath(file);
        QVERIFY(actual.save(actualPath));
        QFAIL(qPrintable(QStringLiteral("%1 differs from %2").arg(actualPath, expectedPath)));
    }

  private:
    QTranslator m_chinese;
    QTranslator m_chineseOfAlarms;
};

QTEST_MAIN(TestPanelPictures)
#include "tst_panel_pictures.moc"
