// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/distinct_set.h"
#include "core/aggregate/distinct_states.h"

#include <QtTest>

#include <limits>
#include <random>
#include <set>

using namespace guanlan;

namespace {

/// Keys of one shape: dense, sparse, negative, or changing from one to the other.
std::int64_t keyOf(int shape, int step, std::mt19937_64& random) {
    switch (shape) {
        case 0:
            return static_cast<std::int64_t>(random() % 5000);
        case 1:
            return static_cast<std::int64_t>(random());
        case 2:
            return static_cast<std::int64_t>(random() % 100) - 50;
        case 3:
            return step < 4000 ? step : static_cast<std::int64_t>(random());
        default:
            return step % 2 == 0 ? std::numeric_limits<std::int64_t>::max() - step : step;
    }
}

}  // namespace

class TestDistinct : public QObject {
    Q_OBJECT
  private slots:
    void setEqualsStdSet() {
        std::mt19937_64 random(3);
        for (int shape = 0; shape < 5; ++shape) {
            DistinctSet set;
            std::set<std::int64_t> expected;
            for (int step = 0; step < 20'000; ++step) {
                const std::int64_t key = keyOf(shape, step, random);
                QCOMPARE(set.insert(key), expected.insert(key).second);
            }
            std::set<std::int64_t> seen;
            set.forEach([&seen](std::int64_t key) { seen.insert(key); });
            QCOMPARE(seen, expected);
            QCOMPARE(set.size(), expected.size());
        }
    }
    void denseKeysTakeBits() {
        DistinctSet set;
        for (std::int64_t key = 0; key < 1'000'000; ++key)
            set.insert(key);
        QVERIFY2(set.bytes() < 300'000, std::to_string(set.bytes()).c_str());
    }
    void sparseKeysStayNearTenBytes() {
        std::mt19937_64 random(4);
        DistinctSet set;
        for (int i = 0; i < 100'000; ++i)
            set.insert(static_cast<std::int64_t>(random()));
        QVERIFY2(set.bytes() <= 2'200'000, std::to_string(set.bytes()).c_str());
    }
    /// A big set is written once; afterwards only what is new.
    void changesAreSmall() {
        const DataType type = DataType::bigint();
        const auto states = makeDistinctStates(*findAggregateFunction("COUNT"), {&type, 1},
                                               DataType::of(TypeKind::BigInt, false));
        states->resize(1);
        const auto feed = [&](std::int64_t first, std::int64_t count) {
            ColumnBuilder builder(type);
            std::vector<std::uint32_t> rows;
            for (std::int64_t i = 0; i < count; ++i) {
                builder.appendInt(first + i);
                rows.push_back(static_cast<std::uint32_t>(i));
            }
            const ColumnPtr column = builder.seal();
            states->update({&column, 1}, rows, std::vector<std::uint32_t>(rows.size(), 0));
        };
        std::string whole;
        std::string change;
        feed(0, 100'000);
        states->save(0, whole, SavePart::Changes);  // never saved before: all of it
        feed(99'990, 20);
        states->save(0, change, SavePart::Changes);
        QVERIFY(whole.size() > 800'000);
        QVERIFY2(change.size() < 200, std::to_string(change.size()).c_str());
        std::string again;
        states->save(0, again, SavePart::Whole);
        QVERIFY(again.size() > whole.size());
    }
};

QTEST_APPLESS_MAIN(TestDistinct)
#include "tst_distinct.moc"
