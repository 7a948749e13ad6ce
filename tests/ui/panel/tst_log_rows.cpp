// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/panel/panel_samples.h"
#include "ui/panel/eventlog/log_rows.h"

#include <QtTest>

using namespace guanlan;

class TestLogRows : public QObject {
    Q_OBJECT
  private slots:
    void gravityIsReadFromWordsAndStatus() {
        for (const char* word : {"ERROR", "fatal", "紧急", "503"})
            QCOMPARE(gravityOf(QString::fromUtf8(word)), Gravity::Critical);
        for (const char* word : {"warn", " Warning ", "警告", "404"})
            QCOMPARE(gravityOf(QString::fromUtf8(word)), Gravity::Warning);
        QCOMPARE(gravityOf(QStringLiteral("info")), Gravity::Info);
        for (const char* word : {"", "200", "debug", "9999", "–"})
            QCOMPARE(gravityOf(QString::fromUtf8(word)), Gravity::None);
    }
    void newestFirstWithOpenWindowsMarked() {
        const PanelSample sample = panelSample("eventlog", Fill::Normal);
        const PanelQuery query = readQuery(sample.config, Aggregate::Sum);
        const auto log = LogRows::read(sample.data, query, m_columns, 100);
        QVERIFY(log.ok());
        QCOMPARE(log->lines().size(), std::size_t{10});
        QVERIFY(log->lines().front().provisional);
        for (std::size_t i = 1; i < log->lines().size(); ++i)
            QVERIFY(log->lines()[i - 1].at >= log->lines()[i].at);
        QCOMPARE(log->more(1), QStringLiteral("status 504"));
        QCOMPARE(log->gravity(1), Gravity::Critical);
    }
    void onlyTheNewestAreKept() {
        const PanelSample sample = panelSample("eventlog", Fill::Overfull);
        const PanelQuery query = readQuery(sample.config, Aggregate::Sum);
        const auto log = LogRows::read(sample.data, query, m_columns, 5);
        QCOMPARE(log->lines().size(), std::size_t{5});
        QVERIFY(log->lines().back().at > kSampleNow - 5 * kMinute);
        QVERIFY(!log->message(1).contains(u'\n'));
    }
    void conditionsAreHeld() {
        const PanelSample sample = panelSample("eventlog", Fill::Normal);
        PanelQuery query = readQuery(sample.config, Aggregate::Sum);
        query.where["region"] = "四川";
        query.where["status"] = "502";
        QCOMPARE(LogRows::read(sample.data, query, m_columns, 100)->lines().size(), std::size_t{1});
    }
    void aMissingColumnIsSaid() {
        const PanelSample sample = panelSample("eventlog", Fill::Normal);
        const PanelQuery query = readQuery(sample.config, Aggregate::Sum);
        LogRows::Columns columns = m_columns;
        columns.more.emplace_back("regoin");
        const auto log = LogRows::read(sample.data, query, columns, 100);
        QVERIFY(!log.ok());
        QVERIFY(QString::fromStdString(log.error().what).contains(QLatin1String("regoin")));
    }

  private:
    LogRows::Columns m_columns{.message = "message", .gravity = "level", .more = {"status"}};
};

QTEST_APPLESS_MAIN(TestLogRows)
#include "tst_log_rows.moc"
