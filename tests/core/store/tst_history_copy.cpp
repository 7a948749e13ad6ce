// SPDX-License-Identifier: GPL-3.0-or-later
// Checking, backing up and putting back the history.
#include "core/store/database.h"
#include "core/store/history_copy.h"
#include "tests/core/store/store_folder.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <random>

using namespace guanlan;

namespace {

constexpr Micros kNow = 1'772'323'200'000'000;  // 2026-03-01

BatchPtr row(int n) {
    return table("at TIMESTAMP(3) | region STRING | n BIGINT\n2026-03-01 08:00:00 | a | " +
                 std::to_string(n));
}

std::string textOfRow(int n) {
    return "2026-03-01 08:00:00.000 | a | " + std::to_string(n) + "\n";
}

std::unique_ptr<Workspace> workspaceWith(int n) {
    auto workspace = std::make_unique<Workspace>();
    if (!workspace->store->defineMetrics({definitionOf("plays", *row(n))})) qFatal("no metric");
    workspace->save("plays", row(n));
    return workspace;
}

void stop(Workspace& workspace) {
    workspace.store.reset();
    workspace.history.reset();
}

// One bit of the newest block's rows.
void damageRows(const std::string& folder) {
    auto database = Database::open(folder + "/history.db", Database::Access::Write);
    QVERIFY(database);
    std::string bytes;
    {
        SqlStatement query(**database, "SELECT bytes FROM block ORDER BY id DESC LIMIT 1");
        QVERIFY(query.next());
        bytes = query.text(0);
    }
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    SqlStatement(**database, "UPDATE block SET bytes = ?", Blob{bytes}).run();
    QVERIFY((*database)->takeProblem());
}

}  // namespace

class TestHistoryCopy : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] std::string file(const char* name) const {
        return (m_folder.path() + '/').toStdString() + name;
    }

  private slots:
    void aSoundHistoryIsSound() {
        const auto workspace = workspaceWith(1);
        QVERIFY(workspace->store->compact());
        workspace->save("plays", row(2));  // waits in the journal
        double share = 0;
        const auto check = checkHistory(workspace->path(), [&share](double done) {
            share = done;
            return true;
        });
        QVERIFY(check);
        QVERIFY(check->findings.empty());
        QCOMPARE(check->rows, 2);
        QCOMPARE(check->blocks, 1);
        QCOMPARE(share, 1.0);
    }
    void damageIsFound() {
        const auto workspace = workspaceWith(1);
        QVERIFY(workspace->store->compact());
        stop(*workspace);
        damageRows(workspace->path());
        const auto check = checkHistory(workspace->path());
        QVERIFY(check);
        QCOMPARE(check->findings.size(), std::size_t{1});
        QCOMPARE(check->findings.front(),
                 std::string("rows of 'plays' from 2026-03-01 08:00:00 are damaged"));
        // and the file's own structure
        QFile history(QString::fromStdString(workspace->path() + "/history.db"));
        QVERIFY(history.open(QIODevice::ReadWrite) && history.seek(16384));
        QVERIFY(history.write(QByteArray(16384, '\x5a')) == 16384);
        history.close();
        const auto broken = checkHistory(workspace->path());
        QVERIFY(!broken || !broken->findings.empty());
    }
    void aBackupIsOfOneMoment() {
        const auto workspace = workspaceWith(1);
        QVERIFY(backUpHistory(workspace->path(), file("one.db")));
        workspace->save("plays", row(2));
        QVERIFY(!QFile::exists(QString::fromStdString(file("one.db-wal"))));

        const auto again = backUpHistory(workspace->path(), file("one.db"));
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Conflict);

        stop(*workspace);
        const auto aside = restoreHistory(workspace->path(), file("one.db"), kNow);
        QVERIFY2(aside, aside ? "" : aside.error().sentence().c_str());
        QCOMPARE(*aside, workspace->path() + "/history-before-20260301-000000.db");
        workspace->reopen();
        QCOMPARE(workspace->text({.metric = "plays"}), textOfRow(1));

        // What was there is whole, and goes back the same way.
        stop(*workspace);
        const auto back = restoreHistory(workspace->path(), *aside, kNow + kSecond);
        QVERIFY2(back, back ? "" : back.error().sentence().c_str());
        workspace->reopen();
        QCOMPARE(workspace->text({.metric = "plays"}), textOfRow(2));
    }
    void aRunningWorkspaceIsNotReplaced() {
        const auto workspace = workspaceWith(1);
        QVERIFY(backUpHistory(workspace->path(), file("running.db")));
        const auto refused = restoreHistory(workspace->path(), file("running.db"), kNow);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        workspace->save("plays", row(3));
        QCOMPARE(workspace->text({.metric = "plays"}), textOfRow(3));
    }
    void whatIsNoSoundBackupIsNotPutBack() {
        const auto workspace = workspaceWith(5);
        QVERIFY(workspace->store->compact());
        stop(*workspace);
        QFile text(QString::fromStdString(file("text.db")));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write("no database at all, but a text") > 0);
        text.close();
        const auto damaged = workspaceWith(6);
        QVERIFY(damaged->store->compact());
        stop(*damaged);
        damageRows(damaged->path());
        for (const std::string& bad : {file("text.db"), file("none.db"), damaged->path() + "/history.db"}) {
            QVERIFY2(!checkBackup(bad), bad.c_str());
            const auto refused = restoreHistory(workspace->path(), bad, kNow);
            QVERIFY2(!refused, bad.c_str());
            QVERIFY2(refused.error().what.find(bad) != std::string::npos, refused.error().what.c_str());
        }
        workspace->reopen();
        QCOMPARE(workspace->text({.metric = "plays"}), textOfRow(5));
        QCOMPARE(QDir(QString::fromStdString(workspace->path())).entryList({"*.part", "*.restored"}).size(),
                 0);
    }
    void aCancelledBackupLeavesNothing() {
        const auto workspace = workspaceWith(1);
        std::mt19937_64 random(7);
        BatchBuilder many(row(1)->schemaPtr());
        for (int i = 0; i < 400'000; ++i) {
            many[0].appendInt(kNow + i * kSecond);
            many[1].appendText("r" + std::to_string(i * 7919LL % 100'003));
            many[2].appendInt(static_cast<std::int64_t>(random() >> 1U));
        }
        workspace->save("plays", std::make_shared<const Batch>(many.seal()));
        const auto given = backUpHistory(workspace->path(), file("half.db"), [](double) { return false; });
        QVERIFY(!given);
        QCOMPARE(given.error().code, ErrorCode::Cancelled);
        QCOMPARE(QDir(m_folder.path()).entryList({"half*"}).size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestHistoryCopy)
#include "tst_history_copy.moc"
