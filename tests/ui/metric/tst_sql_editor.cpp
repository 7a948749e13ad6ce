// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/thread_time.h"
#include "ui/settings/appearance.h"
#include "ui/sqleditor/sql_editor.h"
#include "ui/sqleditor/sql_text.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolTip>
#include <QtTest>

using namespace guanlan;

namespace {

// Under a sanitizer the same takes ten times as long.
#if defined(__SANITIZE_ADDRESS__)
constexpr double kMostMilliseconds = 160;
#else
constexpr double kMostMilliseconds = 16;
#endif

constexpr int kPatience = 20'000;
const std::string kTable =
    "CREATE TABLE orders (\n  id BIGINT,\n  province STRING\n) WITH ('connector' = "
    "'datagen');\n";

/// The colour at a place of a line.
QColor colourAt(const SqlText& text, int line, int column) {
    for (const QTextLayout::FormatRange& range :
         text.document()->findBlockByNumber(line).layout()->formats()) {
        if (range.start <= column && column < range.start + range.length)
            return range.format.foreground().color();
    }
    return {};
}

}  // namespace

class TestSqlEditor : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void init();
    void wordsHaveTheirColours();
    void whatIsOpenGoesOnInTheNextLine();
    void aMistakeIsMarkedAndTold();
    void aMistakeElsewhereIsTold();
    void completionComesAndIsTaken();
    void escapeClosesTheListOnly();
    void typingIsNeverSlow();

  private:
    [[nodiscard]] QString result() const {
        return m_editor->findChild<QLabel*>(QStringLiteral("sqlResult"))->text();
    }
    [[nodiscard]] QListWidget* list() const {
        return m_editor->findChild<QListWidget*>(QStringLiteral("completions"));
    }
    void type(const QString& text) { QTest::keyClicks(&m_editor->input(), text); }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&m_editor->input(), Qt::Key(key), modifiers);
    }

    std::unique_ptr<SqlEditor> m_editor{};
};

void TestSqlEditor::initTestCase() {
    Appearance appearance(*qApp);
    appearance.setLanguage(QStringLiteral("en"));
    appearance.setTheme(QStringLiteral("dark"));
}

void TestSqlEditor::init() {
    m_editor = std::make_unique<SqlEditor>();
    m_editor->resize(700, 400);
    m_editor->setGround({.before = kTable + "\n", .after = "\n", .file = "pipeline.sql"});
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
    m_editor->input().setFocus();
    QTRY_COMPARE_WITH_TIMEOUT(m_editor->declarations().size(), std::size_t{1}, kPatience);
}

void TestSqlEditor::wordsHaveTheirColours() {
    m_editor->setText(QStringLiteral("SELECT COUNT(*), 12, '浪 SELECT', id -- SELECT"));
    const Theme& theme = currentTheme();
    const SqlText& text = m_editor->input();
    QCOMPARE(colourAt(text, 0, 0), theme.accent);
    QCOMPARE(colourAt(text, 0, 8), theme.series[4]);
    QCOMPARE(colourAt(text, 0, 17), theme.warning);
    QCOMPARE(colourAt(text, 0, 23), theme.good);
    QCOMPARE(colourAt(text, 0, 34), theme.text);
    QCOMPARE(colourAt(text, 0, 40), theme.textFaint);
}

void TestSqlEditor::whatIsOpenGoesOnInTheNextLine() {
    m_editor->setText(QStringLiteral("SELECT /* a\nSELECT\n*/ 'b\nSELECT' FROM"));
    const Theme& theme = currentTheme();
    const SqlText& text = m_editor->input();
    QCOMPARE(colourAt(text, 1, 2), theme.textFaint);
    QCOMPARE(colourAt(text, 2, 4), theme.good);
    QCOMPARE(colourAt(text, 3, 2), theme.good);
    QCOMPARE(colourAt(text, 3, 8), theme.accent);
}

void TestSqlEditor::aMistakeIsMarkedAndTold() {
    type(QStringLiteral("CREATE MATERIALIZED TABLE m AS SELECT COUNT(*) AS n"));
    press(Qt::Key_Return);
    type(QStringLiteral("FROM ordes;"));
    QTRY_COMPARE_WITH_TIMEOUT(m_editor->input().marks().size(), std::size_t{1}, kPatience);
    const SqlMark mark = m_editor->input().marks().front();
    QCOMPARE(mark.position.line, 2);
    QCOMPARE(mark.position.column, 6);
    QVERIFY2(mark.words.contains(QLatin1String("orders")), qPrintable(mark.words));
    QVERIFY2(result().startsWith(QLatin1String("Line 7, column 6:")), qPrintable(result()));
    QVERIFY(!m_editor->valid());

    press(Qt::Key_Home, Qt::ControlModifier);
    press(Qt::Key_F8);
    QCOMPARE(m_editor->input().textCursor().selectedText(), QStringLiteral("ordes"));
    type(QStringLiteral("orders"));
    QTRY_VERIFY_WITH_TIMEOUT(m_editor->valid(), kPatience);
    QVERIFY(m_editor->input().marks().empty());
    QCOMPARE(result(), QStringLiteral("The script is valid."));
}

void TestSqlEditor::aMistakeElsewhereIsTold() {
    m_editor->setGround({.before = "SELECT * FROM nothing;\n", .after = "\n", .file = "pipeline.sql"});
    QTRY_VERIFY_WITH_TIMEOUT(result().startsWith(QLatin1String("Elsewhere in the script, line 1:")),
                             kPatience);
    QVERIFY(m_editor->input().marks().empty());
}

void TestSqlEditor::completionComesAndIsTaken() {
    type(QStringLiteral("SELECT prov"));
    QTest::qWait(20);
    QVERIFY(!list()->isVisible());  // no table is named yet
    type(QStringLiteral(" FROM or"));
    QTRY_VERIFY(list()->isVisible());
    QVERIFY(list()->item(0)->text().startsWith(QLatin1String("orders")));
    press(Qt::Key_Tab);
    QCOMPARE(m_editor->text(), QStringLiteral("SELECT prov FROM orders"));
    QVERIFY(!list()->isVisible());
    for (int i = 0; i < 12; ++i)
        press(Qt::Key_Left);
    press(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(list()->isVisible());
    QVERIFY(list()->item(0)->text().startsWith(QLatin1String("province")));
    press(Qt::Key_Return);
    QCOMPARE(m_editor->text(), QStringLiteral("SELECT province FROM orders"));
}

void TestSqlEditor::escapeClosesTheListOnly() {
    type(QStringLiteral("SEL"));
    QTRY_VERIFY(list()->isVisible());
    QVERIFY(list()->geometry().bottom() <= m_editor->input().height());
    press(Qt::Key_Down);
    press(Qt::Key_Up);
    press(Qt::Key_Escape);
    QVERIFY(!list()->isVisible());
    QVERIFY(m_editor->input().hasFocus());
    QCOMPARE(m_editor->text(), QStringLiteral("SEL"));
}

/// In a script of a thousand lines a key costs the UI thread less than a frame.
void TestSqlEditor::typingIsNeverSlow() {
    QString script;
    for (int i = 0; i < 500; ++i)
        script += QStringLiteral("CREATE VIEW v%1 AS\nSELECT COUNT(*) AS n FROM orders;\n").arg(i);
    m_editor->setText(script);
    press(Qt::Key_End, Qt::ControlModifier);
    QTest::qWait(50);
    QList<double> spans;
    for (const QChar c : QStringLiteral("SELECT prov")) {
        const double before = threadMilliseconds();
        type(QString(c));
        QCoreApplication::processEvents();
        spans << threadMilliseconds() - before;
    }
    std::sort(spans.begin(), spans.end());
    QVERIFY2(spans[spans.size() / 2] < kMostMilliseconds,
             qPrintable(QString::number(spans[spans.size() / 2])));
}

QTEST_MAIN(TestSqlEditor)
#include "tst_sql_editor.moc"
