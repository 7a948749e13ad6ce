// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/history.h"
#include "core/store/store.h"
#include "tests/support/batch_text.h"
#include "tests/support/skip.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>
#ifdef __linux__
#include <sys/mount.h>
#endif

using namespace guanlan;

namespace {

std::atomic<bool> s_diskFails{false};

}  // namespace

// Stands before the C library's: what SQLite calls to have its log on the disk.
extern "C" int fdatasync(int file) {
    if (s_diskFails.load()) {
        errno = EIO;
        return -1;
    }
    return fsync(file);
}

namespace {

// Commit number `n` of the run that is killed: one row, the offset behind it, a running total as state, an
// alarm and its message. Everything in it follows from n.
Commit commitNumber(std::int64_t n, const SchemaPtr& schema) {
    BatchBuilder rows(schema);
    rows[0].appendInt(n * kSecond);
    rows[1].appendText("a");
    rows[2].appendInt(n);
    Commit commit;
    commit.rows = {{"plays", std::make_shared<const Batch>(rows.seal())}};
    commit.offsets = {{"events", "id", {{0, n + 1}}}};
    commit.state = {{StateOperation::Kind::Put, "total", "a", std::to_string(n * (n + 1) / 2)},
                    {StateOperation::Kind::Append, "log", "a", std::to_string(n)}};
    const std::string id = "alarm" + std::to_string(n);
    commit.transitions = {{.alarmId = id}};
    commit.outbox = {{.messageId = id, .channel = "mail", .alarm = commit.transitions[0]}};
    return commit;
}

MetricDefinition plays() {
    const Batch shape = batchFromText("at TIMESTAMP(3) | region STRING | plays BIGINT");
    return {.name = "plays", .schema = shape.schemaPtr(), .timeColumn = 0, .dimensions = {1}};
}

std::int64_t nextOffset(Store& store) {
    const auto positions = store.offsets("events");
    if (!positions) qFatal("%s", positions.error().sentence().c_str());
    return positions->empty() ? 0 : positions->front().next.at(0);
}

// Goes on from where the store stands until it is killed.
[[noreturn]] void commitForever(const std::string& folder) {
    auto store = Store::open(folder);
    if (!store || !(*store)->defineMetrics({plays()})) _exit(3);
    const SchemaPtr schema = plays().schema;
    for (std::int64_t n = nextOffset(**store);; ++n) {
        if (!(*store)->commit(commitNumber(n, schema))) _exit(5);
        if (n % 50 == 49 && !(*store)->compact()) _exit(6);
    }
}

// What the store says after a crash has to be what commits 0 to next - 1 left behind. Empty when it is.
QString disagreement(const std::string& folder, std::int64_t& next) {
    auto store = Store::open(folder);
    if (!store) return QString::fromStdString(store.error().sentence());
    next = nextOffset(**store);
    if (next == 0) return {};
    auto history = History::open(folder);
    const auto rows = (*history)->rows({.metric = "plays"});
    if (!rows) return QString::fromStdString(rows.error().sentence());
    if (rows->rows() != static_cast<std::size_t>(next)) return "rows and offset differ";
    for (std::size_t row = 0; row < rows->rows(); ++row) {
        if (rows->column(2).ints()[row] != static_cast<std::int64_t>(row)) return "a row is missing";
    }
    std::string total;
    std::int64_t logged = 0;
    bool inOrder = true;
    (*store)->state()->forEach("total", [&](auto, std::string_view bytes) {
        total = bytes;
        return true;
    });
    (*store)->state()->forEach("log", [&](auto, std::string_view bytes) {
        inOrder = inOrder && bytes == std::to_string(logged++);
        return true;
    });
    if (total != std::to_string((next - 1) * next / 2)) return "the state is of another commit";
    if (!inOrder || logged != next) return "segments are missing";
    if ((*history)->alarms(1'000'000)->size() != static_cast<std::size_t>(next)) return "an alarm is missing";
    if ((*history)->messages(1'000'000)->size() != static_cast<std::size_t>(next))
        return "a message is missing";
    return {};
}

Commit bigCommit(std::int64_t n) {
    Commit commit = commitNumber(n, plays().schema);
    std::string noise(300'000, '\0');
    std::mt19937 random(static_cast<unsigned>(n));
    for (char& byte : noise)
        byte = static_cast<char>(random());
    commit.state.push_back({StateOperation::Kind::Put, "noise", std::to_string(n), noise});
    return commit;
}

// Commits until one fails; the number of the failed one, and why.
std::pair<std::int64_t, Error> commitUntilRefused(Store& store) {
    for (std::int64_t n = 0; n < 200; ++n) {
        if (auto saved = store.commit(bigCommit(n)); !saved) return {n, saved.error()};
    }
    return {-1, {}};
}

void overwrite(const QString& path, qint64 at, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(at));
    QCOMPARE(file.write(bytes), bytes.size());
}

}  // namespace

class TestStoreFaults : public QObject {
    Q_OBJECT
  private slots:
    void killedAtAnyMomentEverythingAgrees() {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        std::mt19937 random(5);
        std::int64_t next = 0;
        for (int round = 0; round < 20; ++round) {
            const pid_t child = fork();
            if (child == 0) commitForever(path);
            std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 120));
            QCOMPARE(kill(child, SIGKILL), 0);
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            QVERIFY2(WIFSIGNALED(status), qPrintable(QString("child ended by itself: %1").arg(status)));
            const std::int64_t before = next;
            const QString problem = disagreement(path, next);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            QVERIFY(next >= before);
        }
        QVERIFY2(next > 100, "the child hardly ran");
        qInfo("%lld commits over 20 kills", static_cast<long long>(next));
    }
    void aSecondWriterIsRefusedWithWords() {
        const QTemporaryDir folder;
        auto first = Store::open(folder.path().toStdString());
        QVERIFY(first);
        const auto second = Store::open(folder.path().toStdString());
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Conflict);
        QVERIFY(second.error().what.find("in use") != std::string::npos);
        *first = nullptr;
        QVERIFY(Store::open(folder.path().toStdString()));
    }
    void aNewerOrForeignFileIsRefusedAndLeftAsItIs() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("history.db");
        QVERIFY(Store::open(folder.path().toStdString()));
        overwrite(path, 60, QByteArray("\0\0\0\x63", 4));  // user_version
        const QByteArray before = contents(path);
        for (int round = 0; round < 2; ++round) {
            const auto store = Store::open(folder.path().toStdString());
            QVERIFY(!store);
            QCOMPARE(store.error().code, ErrorCode::Conflict);
            QVERIFY(store.error().what.find("newer") != std::string::npos);
        }
        QCOMPARE(contents(path), before);
        overwrite(path, 60, QByteArray(4, '\0'));
        overwrite(path, 68, QByteArray("\0\0\0\1", 4));  // application_id
        const auto foreign = Store::open(folder.path().toStdString());
        QVERIFY(!foreign && foreign.error().code == ErrorCode::Corrupt);
        QCOMPARE(History::open(folder.path().toStdString()).error().code, ErrorCode::Corrupt);
    }
    void aDamagedFileIsRefusedAndLeftAsItIs() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("history.db");
        {
            auto store = Store::open(folder.path().toStdString());
            QVERIFY((*store)->defineMetrics({plays()}));
            QVERIFY((*store)->commit(commitNumber(0, plays().schema)));
            QVERIFY((*store)->compact());
        }
        const QByteArray good = contents(path);
        overwrite(path, 0, QByteArray(4096, 'x'));
        const QByteArray bad = contents(path);
        const auto refused = Store::open(folder.path().toStdString());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Corrupt);
        QVERIFY(!refused.error().next.empty());
        QCOMPARE(contents(path), bad);
        // Every other page, one at a time: an error or the right rows, never wrong ones.
        for (qint64 at = 16384; at < good.size(); at += 16384) {
            overwrite(path, 0, good);
            overwrite(path, at, QByteArray(16384, 'x'));
            auto history = History::open(folder.path().toStdString());
            if (!history) continue;
            const auto rows = (*history)->rows({.metric = "plays"});
            if (rows) QCOMPARE(rows->rows(), std::size_t{1});
            if (!rows) QCOMPARE(rows.error().code, ErrorCode::Corrupt);
        }
    }
    void aFullDiskIsSaidAndSavingGoesOnLater() {
#ifdef __linux__
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        if (mount("tmpfs", path.c_str(), "tmpfs", 0, "size=4m") != 0)
            GUANLAN_SKIP(QStringLiteral("mounting a tmpfs needs root"));
        const auto unmount = qScopeGuard([&path] { umount2(path.c_str(), MNT_DETACH); });
        auto store = Store::open(path);
        QVERIFY(store && (*store)->defineMetrics({plays()}));
        const auto [failed, error] = commitUntilRefused(**store);
        QVERIFY(failed > 0);
        QCOMPARE(error.code, ErrorCode::NoSpace);
        QVERIFY(error.retryable() && !error.what.empty() && !error.next.empty());
        QCOMPARE(nextOffset(**store), failed);
        QVERIFY(!(*store)->commit(bigCommit(failed)));
        QCOMPARE(mount("tmpfs", path.c_str(), "tmpfs", MS_REMOUNT, "size=64m"), 0);
        const auto retried = (*store)->commit(bigCommit(failed));
        QVERIFY2(retried, retried ? "" : retried.error().sentence().c_str());
        *store = nullptr;
        std::int64_t next = 0;
        QCOMPARE(disagreement(path, next), QString());
        QCOMPARE(next, failed + 1);
#else
        QSKIP("made with a small tmpfs on Linux");
#endif
    }
    void aDiskThatFailsToSyncIsNeverReportedAsSaved() {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        auto store = Store::open(path);
        QVERIFY(store && (*store)->defineMetrics({plays()}));
        QVERIFY((*store)->commit(commitNumber(0, plays().schema)));
        s_diskFails.store(true);
        const auto refused = (*store)->commit(commitNumber(1, plays().schema));
        s_diskFails.store(false);
        QVERIFY2(!refused, "fdatasync is not what SQLite calls here");
        QCOMPARE(refused.error().code, ErrorCode::Unavailable);
        QCOMPARE(refused.error().id, std::string("store.disk"));
        QCOMPARE(nextOffset(**store), 1);
        QVERIFY((*store)->commit(commitNumber(1, plays().schema)));
        *store = nullptr;
        std::int64_t next = 0;
        QCOMPARE(disagreement(path, next), QString());
        QCOMPARE(next, 2);
    }
    void aReadOnlyDiskIsSaidAndSavingGoesOnLater() {
#ifdef __linux__
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        if (mount("tmpfs", path.c_str(), "tmpfs", 0, "size=16m") != 0)
            GUANLAN_SKIP(QStringLiteral("mounting a tmpfs needs root"));
        const auto unmount = qScopeGuard([&path] { umount2(path.c_str(), MNT_DETACH); });
        QVERIFY(Store::open(path));
        QCOMPARE(mount("tmpfs", path.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr), 0);
        const auto refused = Store::open(path);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unavailable);
        QVERIFY(refused.error().next.find("read-only") != std::string::npos);
        QCOMPARE(mount("tmpfs", path.c_str(), "tmpfs", MS_REMOUNT, nullptr), 0);
        QVERIFY(Store::open(path));
#else
        QSKIP("made with a tmpfs on Linux");
#endif
    }
    void aLimitOnFileSizeIsSaidAndSavingGoesOnLater() {
        const QTemporaryDir folder;
        auto store = Store::open(folder.path().toStdString());
        QVERIFY(store && (*store)->defineMetrics({plays()}));
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit old{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
        rlimit small = old;
        small.rlim_cur = 2'000'000;
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto [failed, error] = commitUntilRefused(**store);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &old), 0);
        QVERIFY(failed > 0);
        QVERIFY2(error.retryable(), error.sentence().c_str());
        QCOMPARE(nextOffset(**store), failed);
        QVERIFY((*store)->commit(bigCommit(failed)));
        *store = nullptr;
        std::int64_t next = 0;
        QCOMPARE(disagreement(folder.path().toStdString(), next), QString());
        QCOMPARE(next, failed + 1);
    }

  private:
    static QByteArray contents(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

QTEST_APPLESS_MAIN(TestStoreFaults)
#include "tst_store_faults.moc"
