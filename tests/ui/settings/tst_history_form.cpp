// SPDX-License-Identifier: GPL-3.0-or-later
// Looking after the history from the settings page.
#include "core/config/workspace.h"
#include "core/store/history_copy.h"
#include "core/store/store.h"
#include "ui/settings/history_form.h"
#include "ui/widget/icon.h"

#include <QAbstractButton>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr Micros kFirst = 1'772'323'200'000'000;  // 2026-03-01
constexpr int kRows = 3 * 24 * 60;

// Three days of a row a minute.
void keepRows(Store& store) {
    const auto schema = std::make_shared<const Schema>(std::vector<Field>{
        {"at", {.kind = TypeKind::Timestamp, .precision = 3}}, {"n", {.kind = TypeKind::BigInt}}});
    QVERIFY(store.defineMetrics({{.name = "plays", .schema = schema, .timeColumn = 0}}));
    BatchBuilder rows(schema);
    for (int minute = 0; minute < kRows; ++minute) {
        rows[0].appendInt(kFirst + minute * kMinute);
        rows[1].appendInt(minute * 7919LL % 10'007);
    }
    Commit commit;
    commit.rows = {{"plays", std::make_shared<const Batch>(rows.seal())}};
    QVERIFY(store.commit(commit));
    QVERIFY(store.compact());
}

// Types the name and presses the button that is named after what the dialog is for.
void choose(QFileDialog& dialog, const QString& typed) {
    auto* name = dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    name->selectAll();
    QTest::keyClicks(name, typed);
    for (QAbstractButton* button : dialog.findChild<QDialogButtonBox*>()->buttons()) {
        if (dialog.findChild<QDialogButtonBox*>()->buttonRole(button) == QDialogButtonBox::AcceptRole)
            return QTest::mouseClick(button, Qt::LeftButton);
    }
}

}  // namespace

class TestHistoryForm : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<WorkspaceModel> m_workspace;
    std::unique_ptr<HistoryForm> m_form;

    void show() {
        m_form = std::make_unique<HistoryForm>(*m_workspace);
        m_form->resize(700, 300);
        m_form->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_form.get()));
    }
    [[nodiscard]] QString words(const char* label) const {
        return m_form->findChild<QLabel*>(QLatin1String(label))->text();
    }
    void press(const char* button) const {
        QTest::mouseClick(m_form->findChild<IconButton*>(QLatin1String(button)), Qt::LeftButton);
    }
    [[nodiscard]] std::string state() const { return m_workspace->folder().stateFolder(); }

  private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("HOME", m_folder->path().toLocal8Bit());  // where the file dialogs begin
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("Documents")));
        const WorkspaceFolder folder(m_folder->path().toStdString());
        QVERIFY(folder.save(WorkspaceSettings{}));
        m_workspace = std::make_unique<WorkspaceModel>(folder);
        QVERIFY(m_workspace->load());
        auto store = Store::open(folder.stateFolder());
        QVERIFY(store);
        m_store = std::move(*store);
    }
    void cleanup() {
        m_form.reset();
        m_workspace.reset();
        m_store.reset();
    }
    void nothingIsKeptYet() {
        m_store.reset();
        QVERIFY(QDir(QString::fromStdString(state())).removeRecursively());
        show();
        QTRY_COMPARE(words("historyFacts"), QStringLiteral("nothing kept yet"));
    }
    void itSaysHowMuchAndHowLong() {
        keepRows(*m_store);
        show();
        QTRY_VERIFY(words("historyFacts").contains(QLatin1String("2026")) ||
                    words("historyFacts").contains(QLatin1String("3/1/26")));
        QVERIFY2(words("historyForecast").contains(QLatin1String("a day")),
                 qPrintable(words("historyForecast")));
        QVERIFY2(words("historyForecast").contains(QLatin1String("there is room")),
                 qPrintable(words("historyForecast")));
    }
    void retentionIsSavedByKeyboard() {
        show();
        auto* days = m_form->findChild<QSpinBox*>(QStringLiteral("retentionDays"));
        auto* most = m_form->findChild<QDoubleSpinBox*>(QStringLiteral("retentionGigabytes"));
        QCOMPARE(most->text(), most->specialValueText());
        days->setFocus();
        days->selectAll();
        QTest::keyClicks(days, QStringLiteral("90"));
        QTest::keyClick(days, Qt::Key_Return);
        most->setFocus();
        most->selectAll();
        QTest::keyClicks(most, QStringLiteral("2.5"));
        QTest::keyClick(most, Qt::Key_Return);
        m_workspace->flush();
        const auto saved = m_workspace->folder().settings();
        QVERIFY(saved);
        QCOMPARE(saved->retentionDays, 90);
        QCOMPARE(saved->retentionMegabytes, 2500);
    }
    void allRowsAreChecked() {
        keepRows(*m_store);
        show();
        press("checkHistory");
        QTRY_VERIFY2(words("historyResult").contains(QLatin1String("4,320")),
                     qPrintable(words("historyResult")));
    }
    /// Through the file dialog, with a name that is typed; the same name again is refused.
    void aBackupIsMadeAndPutBack() {
        keepRows(*m_store);
        show();
        const QString file = m_folder->filePath(QStringLiteral("Documents/copy.db"));
        for (const bool there : {false, true}) {
            press("backUpHistory");
            QFileDialog* dialog = nullptr;
            QTRY_VERIFY((dialog = m_form->findChild<QFileDialog*>()) != nullptr && dialog->isVisible());
            choose(*dialog, QFileInfo(file).fileName());
            QTRY_VERIFY(m_form->findChild<QFileDialog*>() == nullptr);
            QTRY_VERIFY2(words("historyResult").contains(QLatin1String(there ? "there already" : "copy.db")),
                         qPrintable(words("historyResult")));
        }
        m_store.reset();
        const auto restored = restoreHistory(state(), file.toStdString(), kFirst);
        QVERIFY(restored);
        QVERIFY(!restored->empty());
    }
    void aBackupIsChosen() {
        const QString file = m_folder->filePath(QStringLiteral("Documents/old.db"));
        QVERIFY(backUpHistory(state(), file.toStdString()));
        show();
        const QSignalSpy asked(m_form.get(), &HistoryForm::restoreAsked);
        press("restoreHistory");
        QFileDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = m_form->findChild<QFileDialog*>()) != nullptr && dialog->isVisible());
        choose(*dialog, QFileInfo(file).fileName());
        QTRY_COMPARE(asked.count(), 1);
        QVERIFY(!m_form->findChild<QLabel*>(QStringLiteral("historyResult"))->isVisible());
        QCOMPARE(asked.front().front().toString(), file);
    }
    /// What runs is not stopped for it.
    void whatIsNoBackupIsNotPutBack() {
        QFile text(m_folder->filePath(QStringLiteral("Documents/bad.db")));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write("not a database, but a text") > 0);
        text.close();
        show();
        const QSignalSpy asked(m_form.get(), &HistoryForm::restoreAsked);
        press("restoreHistory");
        QFileDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = m_form->findChild<QFileDialog*>()) != nullptr && dialog->isVisible());
        choose(*dialog, QStringLiteral("bad.db"));
        QTRY_VERIFY2(words("historyResult").contains(QLatin1String("is no backup")),
                     qPrintable(words("historyResult")));
        QCOMPARE(asked.count(), 0);
    }
};

QTEST_MAIN(TestHistoryForm)
#include "tst_history_form.moc"
