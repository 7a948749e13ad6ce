// SPDX-License-Identifier: GPL-3.0-or-later
// The client's Flink SQL script, as its document has it but for the one wrong name of a table: Kafka, MySQL
// and the events of the shop, sent as its generator sends them; all figures are computed by
// taobao/figures.py.
#include "core/config/workspace.h"
#include "core/sink/cell_text.h"
#include "core/store/history.h"
#include "tests/support/accounting_check.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/mysql_server.h"
#include "tests/support/skip.h"
#include "tests/support/written_file.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace guanlan;

namespace {

/// As NDJSON, but for the columns named.
std::vector<std::string> rowsOf(const WorkspaceFolder& workspace, const std::string& metric) {
    const auto history = History::open(workspace.stateFolder());
    if (!history) return {};
    const Result<Batch> rows = (*history)->rows({.metric = metric});
    if (!rows) return {rows.error().sentence()};
    std::vector<std::string> lines;
    for (std::size_t row = 0; row < rows->rows(); ++row) {
        std::string line = "{";
        for (std::size_t i = 0; i < rows->schema().size(); ++i) {
            if (i > 0) line += ',';
            appendJsonString(line, rows->schema()[i].name);
            line += ':';
            appendCellJson(line, rows->column(i), row, Zone());
        }
        lines.push_back(line + "}");
    }
    return lines;
}

QString joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines)
        text += line + "\n";
    return QString::fromStdString(text);
}

}  // namespace

class TestClientScript : public QObject {
    Q_OBJECT
    KafkaBroker m_broker;
    MysqlServer m_mysql{"******"};  // what the script has for a password
    QTemporaryDir m_folder;
    QString m_slip;    // as the document has it
    QString m_script;  // with the right name

    [[nodiscard]] QByteArray content(const QString& name) const {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(name));
        return file.readAll();
    }
    [[nodiscard]] std::vector<std::string> lines(const QString& name) const {
        std::vector<std::string> lines;
        for (const QByteArray& line : content(name).split('\n'))
            if (!line.isEmpty()) lines.push_back(line.toStdString());
        return lines;
    }
    [[nodiscard]] QString write(const QString& name, const QString& text) const {
        const QString path = m_folder.filePath(name);
        writeFile(path, text.toUtf8());
        return path;
    }
    void makeFigures(const QStringList& inputs) const {
        QProcess python;
        python.start(QStringLiteral("python3"),
                     QStringList{QStringLiteral(GUANLAN_SOURCE_DIR "/tests/system/taobao/figures.py")} +
                         inputs + QStringList{m_folder.path()});
        QVERIFY(python.waitForFinished(60'000));
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
    }
    void fillServers() {
        const auto filled = m_mysql.run(content("category.sql").toStdString());
        QVERIFY2(filled.ok(), filled ? "" : filled.error().sentence().c_str());
        QVERIFY(m_broker.createTopic("user_behavior", 1).ok());
        std::vector<KafkaRecord> records;
        for (std::string& line : lines("records.ndjson"))
            records.push_back({.value = std::move(line)});
        QVERIFY(m_broker.produce("user_behavior", records).ok());
    }

    void checkAccounting(const QByteArray& said) const {
        const auto statistics = QJsonDocument::fromJson(said.mid(said.indexOf("{\"sources\":"))).object();
        QCOMPARE(imbalanceOf(statistics), QString());
        const auto late = QJsonDocument::fromJson(content("late.json")).object();
        QVERIFY(late["goum"].toInt() > 0 && late["cumulative_uv"].toInt() > 1000);
        int found = 0;
        for (const auto& value : statistics["queries"].toArray()) {
            const QJsonObject query = value.toObject();
            const QString name = query["name"].toString();
            if (!late.contains(name)) continue;
            ++found;
            QCOMPARE(query["late"].toInt(), late[name].toInt());
        }
        QCOMPARE(found, 3);
    }

  private slots:
    void initTestCase() {
        GUANLAN_SHARED_DATA(events, "taobao/user_behavior_ordered_0900-1028.csv");
        GUANLAN_SHARED_DATA(categories, "taobao/category_dim.csv");
        GUANLAN_SHARED_DATA(document, "../sources/taobao-flink-sql.md");
        GUANLAN_START(m_mysql);
        GUANLAN_START(m_broker);
        makeFigures({events, categories, document});
        fillServers();
        // The servers stand on other ports here.
        m_slip = QString::fromUtf8(content("script.sql"));
        const auto brokerPort = QString::fromStdString(m_broker.bootstrap()).section(':', 1);
        QVERIFY(m_slip.contains("localhost:9092") && m_slip.contains("localhost:3306"));
        m_slip.replace("localhost:9092", "localhost:" + brokerPort);
        m_slip.replace("localhost:3306", "localhost:" + QString::number(m_mysql.port()));
        m_script = QString(m_slip).replace("INSERT INTO buy_cnt_per_hour", "INSERT INTO goum");
    }

    void theWrongNameIsFound() {
        QProcess process;
        process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"),
                      {"check", write("slip.sql", m_slip)});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
        const QString said = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(said.contains("slip.sql:37:13: no table 'buy_cnt_per_hour'; did you mean 'goum'?\n"
                               "  INSERT INTO buy_cnt_per_hour\n"
                               "              ^\n"),
                 qPrintable(said));
    }

    /// On the console: every event comes by, and every one is accounted for.
    void everyEventIsSelected() {
        QProcess process;
        process.setStandardOutputFile(m_folder.filePath("out.ndjson"));
        process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"),
                      {"run", "--stats", write("script.sql", m_script)});
        const std::vector<std::string> sent = lines("records.ndjson");
        QTRY_VERIFY_WITH_TIMEOUT(std::size_t(content("out.ndjson").count('\n')) == sent.size() ||
                                     process.state() == QProcess::NotRunning,
                                 120'000);
        if (process.state() == QProcess::Running) ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(30'000));
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0, said.constData());
        const std::vector<std::string> rows = lines("out.ndjson");
        QCOMPARE(rows.size(), sent.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto row = QJsonDocument::fromJson(QByteArray::fromStdString(rows[i])).object();
            const auto record = QJsonDocument::fromJson(QByteArray::fromStdString(sent[i])).object();
            QCOMPARE(row.keys(),
                     QStringList({"behavior", "category_id", "item_id", "proctime", "ts", "user_id"}));
            for (const char* number : {"user_id", "item_id", "category_id"})
                QCOMPARE(row[number].toInteger(), record[number].toString().toLongLong());
            QCOMPARE(row["behavior"], record["behavior"]);
            QCOMPARE(row["ts"].toString(), record["ts"].toString().replace('T', ' ').replace('Z', ".000"));
        }
        for (const char* part : {"zookeeper.connect", "rows of 'goum' are kept in history",
                                 "rows of 'cumulative_uv' are kept in history",
                                 "rows of 'top_category' are kept in history", "guanlan.password-secret"})
            QVERIFY2(said.contains(part), said.constData());
        checkAccounting(said);
    }
    /// At work: history holds the rows of every INSERT, though the database is away at first.
    void everyInsertIsKept() {
        const WorkspaceFolder workspace(m_folder.filePath("workspace").toStdString());
        QVERIFY(QDir().mkpath(QString::fromStdString(workspace.path())));
        QVERIFY(workspace.save(WorkspaceSettings()).ok());
        QVERIFY(workspace.savePipeline(m_script.toStdString()).ok());
        m_mysql.stop();
        ChildProcess process;
        process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"),
                      {"serve", QString::fromStdString(workspace.path())});
        QVERIFY(process.waitForStarted());
        QByteArray said;
        const auto hasGivenUpOnce = [&] {
            said += process.readAllStandardError();
            return said.contains("going on from the last commit");
        };
        QTRY_VERIFY2_WITH_TIMEOUT(hasGivenUpOnce(), said.constData(), 30'000);
        QVERIFY(m_mysql.start().ok());
        const QString wanted = joined(lines("cumulative_uv.ndjson"));
        const auto complete = [&] {
            return process.state() == QProcess::NotRunning ||
                   (joined(rowsOf(workspace, "cumulative_uv")) == wanted &&
                    joined(rowsOf(workspace, "top_category")) == joined(lines("top_category.ndjson")));
        };
        QTRY_VERIFY_WITH_TIMEOUT(complete(), 120'000);
        process.terminate();
        QVERIFY(process.waitForFinished(20'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        QCOMPARE(joined(rowsOf(workspace, "goum")), joined(lines("goum.ndjson")));
        QCOMPARE(joined(rowsOf(workspace, "cumulative_uv")), wanted);
        QCOMPARE(joined(rowsOf(workspace, "top_category")), joined(lines("top_category.ndjson")));
    }
};

QTEST_GUILESS_MAIN(TestClientScript)
#include "tst_client_script.moc"
