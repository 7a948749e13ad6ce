// SPDX-License-Identifier: GPL-3.0-or-later
// Draws every page of the way from a broker to a dashboard into a folder, to be looked at.
#include "tests/support/kafka_broker.h"
#include "ui/connect/connect_page.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QDateTime>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

using namespace guanlan;

namespace {

struct Gallery {
    QDir folder;
    QString variant;
    MainWindow& window;

    void shoot(const char* name) const {
        QTest::qWait(400);
        const QString path = folder.filePath(QStringLiteral("%1-%2.png").arg(QLatin1String(name), variant));
        if (!window.grab().save(path)) qFatal("cannot write %s", qPrintable(path));
        QTextStream(stdout) << path << '\n';
    }
    template <typename T>
    T* find(const char* name) const {
        return window.findChild<T*>(QLatin1String(name));
    }
    void next() const {
        for (int i = 0; i < 200 && !find<QAbstractButton>("connectNext")->isEnabled(); ++i)
            QTest::qWait(50);
        QTest::mouseClick(find<QAbstractButton>("connectNext"), Qt::LeftButton);
    }
    void choose(const QString& topic) const {
        auto* filter = find<QLineEdit>("topicFilter");
        filter->setText(topic);
        for (int i = 0; i < 200 && find<QTableView>("topics")->model()->rowCount() == 0; ++i)
            QTest::qWait(50);
        QTest::keyClick(filter, Qt::Key_Return);
        QTest::qWait(2500);
    }
};

std::vector<KafkaRecord> orders() {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const char* provinces[] = {"广东", "浙江", "四川", "北京", "上海", "湖北"};
    std::vector<KafkaRecord> records;
    for (int i = 0; i < 3000; ++i) {
        const QString json =
            QStringLiteral(
                R"({"orderNo":"A%1","buyer":{"uid":%2,"province":"%3"},"channel":"%4","amount":%5,"paid":true,"at":"%6"})")
                .arg(100'000 + i)
                .arg(i * 7 % 800)
                .arg(QString::fromUtf8(provinces[i % 6]), QString::fromLatin1(i % 3 == 0 ? "web" : "app"))
                .arg((i * 37 % 9000) / 100.0)
                .arg(QDateTime::fromMSecsSinceEpoch(now - 600'000 + i * 200)
                         .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")));
        records.push_back({.value = json.toStdString(), .key = "k", .timestamp = now - 600'000 + i * 200});
    }
    return records;
}

std::vector<KafkaRecord> wide() {
    std::string json = R"({"ts":1772713820000)";
    for (int i = 0; i < 10'000; ++i)
        json += ",\"field_" + std::to_string(i) + "\":" + std::to_string(i);
    return std::vector<KafkaRecord>(20, KafkaRecord{.value = json + "}"});
}

bool prepare(KafkaBroker& broker) {
    if (!broker.start()) return false;
    std::vector<KafkaRecord> lines(500, KafkaRecord{.value = "2026-03-05 12:30:20 INFO started in 35 ms"});
    bool well = broker.createTopic("shop.orders", 1).ok() && broker.produce("shop.orders", orders()).ok() &&
                broker.createTopic("app.log", 1).ok() && broker.produce("app.log", lines).ok() &&
                broker.createTopic("wide", 1).ok() && broker.produce("wide", wide()).ok() &&
                broker.createTopic("empty", 3).ok();
    for (int i = 0; i < 40; ++i)
        well = well &&
               broker.createTopic("team-" + std::to_string(i) + ".some-rather-long-topic-name.v1", 1).ok();
    return well;
}

void walk(const Gallery& gallery, const KafkaBroker& broker) {
    gallery.window.showConnect();
    gallery.shoot("1-empty");
    auto* servers = gallery.find<QLineEdit>("servers");
    servers->setText(QStringLiteral("no-such-host.invalid:9092"));
    QTest::keyClick(servers, Qt::Key_Return);
    QTest::qWait(3000);
    gallery.shoot("1-failed");
    servers->setText(QString::fromStdString(broker.bootstrap()));
    QTest::keyClick(servers, Qt::Key_Return);
    QTest::qWait(3000);
    gallery.shoot("1-passed");
    gallery.next();
    QTest::qWait(3000);
    gallery.shoot("2-topics");
    const std::pair<const char*, const char*> topics[] = {
        {"empty", "empty"}, {"app.log", "text"}, {"wide", "wide"}, {"shop.orders", "orders"}};
    for (const auto& [topic, name] : topics) {
        gallery.choose(QLatin1String(topic));
        gallery.shoot(qPrintable(QStringLiteral("2-%1").arg(QLatin1String(name))));
        gallery.next();
        QTest::qWait(2000);
        gallery.shoot(qPrintable(QStringLiteral("3-%1").arg(QLatin1String(name))));
        if (QLatin1String(name) != QLatin1String("orders"))
            QTest::mouseClick(gallery.find<QAbstractButton>("connectBack"), Qt::LeftButton);
    }
    QTest::mouseClick(gallery.find<QAbstractButton>("pasteTable"), Qt::LeftButton);
    gallery.find<QPlainTextEdit>("pastedTable")
        ->setPlainText(QStringLiteral("CREATE TABLE t (\n  a BIGINT,\n  b STRIN G\n)"));
    gallery.shoot("3-paste");
    gallery.find<QPlainTextEdit>("pastedTable")->clear();
    QTest::mouseClick(gallery.find<QAbstractButton>("connectBack"), Qt::LeftButton);
    gallery.choose(QStringLiteral("shop.orders"));
    gallery.next();
    QTest::qWait(1500);
    gallery.next();
    QTest::qWait(1500);
    gallery.shoot("4-orders");
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("guanlan-gallery"));
    const QStringList arguments = QApplication::arguments();
    const QDir folder(arguments.value(1, QStringLiteral(".")));
    folder.mkpath(QStringLiteral("."));
    const QStringList languages = arguments.value(2, QStringLiteral("zh_CN")).split(QLatin1Char(','));
    const QStringList themes = arguments.value(3, QStringLiteral("dark")).split(QLatin1Char(','));
    const QStringList size = arguments.value(4, QStringLiteral("1440x900")).split(QLatin1Char('x'));
    KafkaBroker broker;
    if (!prepare(broker)) return 1;
    for (qsizetype i = 0; i < languages.size(); ++i) {
        const QTemporaryDir directory;
        Appearance appearance(application);
        appearance.setLanguage(languages[i]);
        appearance.setTheme(themes.value(i, QStringLiteral("dark")));
        WorkspaceModel workspace(WorkspaceFolder(directory.path().toStdString()));
        const SecretAccess secrets;
        MainWindow window(workspace, secrets);
        window.resize(size.value(0).toInt(), size.value(1).toInt());
        window.show();
        walk({folder, languages[i] + QLatin1Char('-') + themes.value(i, QStringLiteral("dark")), window},
             broker);
    }
    return 0;
}
