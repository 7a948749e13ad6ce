// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/updating_result.h"
#include "tests/support/batch_text.h"

#include <QtTest>

using namespace guanlan;

namespace {

BatchPtr table(std::string_view text) {
    return std::make_shared<const Batch>(batchFromText(text));
}

}  // namespace

class TestUpdatingResult : public QObject {
    Q_OBJECT
  private slots:
    void onlyWhatChangedIsNew() {
        UpdatingResult result;
        QCOMPARE(result.changed(nullptr), nullptr);
        const BatchPtr first = table(R"(
            region STRING | plays BIGINT
            a             | 1
            NULL          | 2)");
        QCOMPARE(textOf(*result.changed(first)), textOf(*first));
        QCOMPARE(result.changed(first), nullptr);
        const BatchPtr fresh = result.changed(table(R"(
            region STRING | plays BIGINT
            a             | 1
            NULL          | 3
            b             | 1)"));
        QCOMPARE(textOf(*fresh), std::string("NULL | 3\nb | 1\n"));
    }
    /// A row that left the result and comes back is news.
    void aRowMayComeBack() {
        UpdatingResult result;
        const BatchPtr both = table(R"(
            region STRING
            a
            b)");
        (void)result.changed(both);
        QCOMPARE(result.changed(table(R"(
            region STRING
            a)")),
                 nullptr);
        QCOMPARE(textOf(*result.changed(both)), std::string("b\n"));
    }
};

QTEST_APPLESS_MAIN(TestUpdatingResult)
#include "tst_updating_result.moc"
