// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/column_model.h"
#include "ui/connect/column_step.h"
#include "ui/connect/dashboard_draft.h"
#include "ui/connect/dashboard_step.h"
#include "ui/panel/panel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr int kPatience = 20'000;

std::vector<SampleMessage> sample() {
    std::vector<SampleMessage> messages;
    for (int i = 0; i < 200; ++i) {
        SampleMessage message{.value = R"({"user_id":)" + std::to_string(i % 50) + R"(,"kind":")" +
                                       (i % 2 == 0 ? "a" : "b") + R"(","price":1.5,"ts":)" +
                                       std::to_string(1772713820000 + i * 1000) + "}"};
        message.offset = i;
        message.bytes = message.value.size();
        messages.push_back(std::move(message));
    }
    return messages;
}

DashboardStep::Ground ground(const std::string& existing = {}) {
    return {.existing = existing,
            .file = "pipeline.sql",
            .topic = "clicks",
            .options = {{"properties.bootstrap.servers", "h:9092"}},
            .zone = Zone("UTC")};
}

}  // namespace

class TestConnectPages : public QObject {
    Q_OBJECT
  private slots:
    void theColumnsCanBeChanged();
    void aPastedTableTakesTheirPlace();
    void panelsLieBesideEachOther();
    void namesInUseAreLeftAlone();
    void aMistakeByHandIsTold();
    void aMetricThatIsNotWantedTakesItsPanelsAlong();
};

void TestConnectPages::theColumnsCanBeChanged() {
    ColumnStep step;
    QSignalSpy ready(&step, &ColumnStep::ready);
    step.propose("clicks", sample());
    QTRY_VERIFY_WITH_TIMEOUT(!ready.isEmpty() && ready.last()[0].toBool(), kPatience);
    auto* model = step.findChild<ColumnModel*>();
    const QAbstractItemModelTester tester(model);
    QCOMPARE(model->rowCount(), 4);
    QVERIFY(model->setData(model->index(2, ColumnModel::Role), int(ColumnRole::Dimension), Qt::EditRole));
    QVERIFY(
        model->setData(model->index(2, ColumnModel::Type), QStringLiteral("DECIMAL(18, 2)"), Qt::EditRole));
    QVERIFY(model->setData(model->index(1, ColumnModel::Name), int(Qt::Unchecked), Qt::CheckStateRole));
    const StreamProposal proposal = step.proposal();
    QCOMPARE(proposal.columns[2].role, ColumnRole::Dimension);
    QCOMPARE(proposal.columns[2].type, std::string("DECIMAL(18, 2)"));
    QVERIFY(!proposal.columns[1].used);
    QCOMPARE(*proposal.time, std::size_t{3});
    step.findChild<QComboBox*>(QStringLiteral("eventTime"))->setCurrentIndex(0);
    QVERIFY(!step.proposal().time.has_value());
}

void TestConnectPages::aPastedTableTakesTheirPlace() {
    ColumnStep step;
    auto* text = step.findChild<QPlainTextEdit*>(QStringLiteral("pastedTable"));
    QSignalSpy ready(&step, &ColumnStep::ready);
    text->setPlainText(QStringLiteral("CREATE TABLE t (\n  a BIGINT\n  b STRING\n) WITH ('x' = 'y');"));
    QVERIFY(!ready.isEmpty() && !ready.last()[0].toBool());
    text->setPlainText(
        QStringLiteral("CREATE TABLE t (a BIGINT, at TIMESTAMP(3), WATERMARK FOR at AS at - INTERVAL "
                       "'5' SECOND) WITH ('connector' = 'kafka');"));
    QVERIFY(ready.last()[0].toBool());
    QCOMPARE(step.proposal().table, std::string("t"));
    QVERIFY(!step.pasted().empty());
    step.propose("clicks", sample());
    QTRY_COMPARE_WITH_TIMEOUT(step.proposal().table, std::string("clicks"), kPatience);
    text->setPlainText(QStringLiteral("CREATE"));
    QVERIFY(!ready.last()[0].toBool());
    text->clear();
    QVERIFY(ready.last()[0].toBool());
    QCOMPARE(step.proposal().columns.size(), std::size_t{4});
}

void TestConnectPages::panelsLieBesideEachOther() {
    const StreamProposal proposal = proposeStream("clicks", sample());
    const auto panels = proposePanels(proposal, proposeMetrics(proposal));
    const DashboardConfig dashboard =
        draftDashboard(proposal, panels, "clicks", {}, 1'772'713'820 * kSecond, Zone("UTC"));
    QCOMPARE(dashboard.panels.size(), panels.size());
    QCOMPARE(dashboard.timeRange, std::string("live:30m"));
    for (const PanelConfig& a : dashboard.panels) {
        const PanelKind* kind = findPanelKind(a.kind);
        QVERIFY2(kind != nullptr, a.kind.c_str());
        QVERIFY(a.cell.width() >= kind->smallest.width() && a.cell.height() >= kind->smallest.height());
        QVERIFY(a.cell.right() < 24);
        QVERIFY(!a.title.in(QStringLiteral("en")).isEmpty() &&
                !a.title.in(QStringLiteral("zh_CN")).isEmpty());
        for (const PanelConfig& b : dashboard.panels)
            QVERIFY(a.id == b.id || !a.cell.intersects(b.cell));
    }
    const DashboardConfig later =
        draftDashboard(proposal, panels, "clicks", {}, 1'772'713'820 * kSecond + 30 * kDay, Zone("UTC"));
    QCOMPARE(later.timeRange, std::string("2026-03-05T12:29:00/2026-03-05T12:34:00"));
}

void TestConnectPages::namesInUseAreLeftAlone() {
    DashboardStep step;
    QSignalSpy ready(&step, &DashboardStep::ready);
    const StreamProposal proposal = proposeStream("clicks", sample());
    step.open(ground(), proposal, {});
    QTRY_VERIFY_WITH_TIMEOUT(ready.last()[0].toBool(), kPatience);
    const std::string first = step.script();
    step.open(ground(first), proposal, {});
    QTRY_VERIFY_WITH_TIMEOUT(ready.last()[0].toBool(), kPatience);
    QVERIFY(step.script().find("CREATE TABLE clicks_2") != std::string::npos);
    QVERIFY(step.script().starts_with(first));
}

void TestConnectPages::aMistakeByHandIsTold() {
    DashboardStep step;
    QSignalSpy ready(&step, &DashboardStep::ready);
    step.open(ground(), proposeStream("clicks", sample()), {});
    QTRY_VERIFY_WITH_TIMEOUT(ready.last()[0].toBool(), kPatience);
    auto* editor = step.findChild<QPlainTextEdit*>(QStringLiteral("newScript"));
    editor->setPlainText(editor->toPlainText() + QStringLiteral("\nSELECT missing FROM clicks;"));
    QVERIFY(!ready.last()[0].toBool());
    auto* result = step.findChild<QLabel*>(QStringLiteral("scriptResult"));
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(QLatin1String("missing")), kPatience);
    const int line = int(editor->document()->blockCount());
    QVERIFY2(result->text().contains(QStringLiteral("Line %1").arg(line)), qPrintable(result->text()));
}

void TestConnectPages::aMetricThatIsNotWantedTakesItsPanelsAlong() {
    DashboardStep step;
    QSignalSpy ready(&step, &DashboardStep::ready);
    step.open(ground(), proposeStream("clicks", sample()), {});
    QTRY_VERIFY_WITH_TIMEOUT(ready.last()[0].toBool(), kPatience);
    const std::size_t panels = step.dashboard().panels.size();
    auto* metrics = step.findChild<QListWidget*>(QStringLiteral("proposedMetrics"));
    QVERIFY(metrics->count() >= 2);
    metrics->item(1)->setCheckState(Qt::Unchecked);
    QVERIFY(step.dashboard().panels.size() < panels);
    QVERIFY(step.script().find("clicks_by_kind") == std::string::npos);
}

QTEST_MAIN(TestConnectPages)
#include "tst_connect_pages.moc"
