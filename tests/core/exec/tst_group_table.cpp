// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/group_table.h"
#include "core/source/datagen/random.h"

#include <QtTest>

#include <map>

using namespace guanlan;

namespace {

/// Few nulls; small numbers, which have a shorter way, and wide ones that share their low bits.
std::vector<std::uint64_t> randomKey(Random& random, std::size_t width) {
    std::vector<std::uint64_t> key(width);
    if (width > 0) key[0] = random.below(10) == 0 ? 1 : 0;
    for (std::size_t i = 1; i < width; ++i)
        key[i] = random.below(2) == 0 ? random.below(2000) : std::uint64_t{random.below(30'000)} << 40U;
    return key;
}

}  // namespace

class TestGroupTable : public QObject {
    Q_OBJECT
  private slots:
    void groupsAreThoseOfAMap() {
        for (const std::size_t width : {0U, 2U, 3U, 4U}) {
            GroupTable table(width);
            std::map<std::vector<std::uint64_t>, std::uint32_t> known;
            Random random(width);
            for (int batch = 0; batch < 100; ++batch) {
                const std::size_t rows = 1 + random.below(500);
                std::vector<std::uint64_t> keys;
                std::vector<std::uint32_t> expected;
                for (std::size_t row = 0; row < rows; ++row) {
                    const auto key = randomKey(random, width);
                    keys.insert(keys.end(), key.begin(), key.end());
                    const auto number = static_cast<std::uint32_t>(known.size());
                    expected.push_back(known.try_emplace(key, number).first->second);
                }
                std::vector<std::uint32_t> groups(rows);
                table.findOrAddAll(keys.data(), groups);
                QCOMPARE(groups, expected);
                QCOMPARE(table.findOrAdd(keys.data()), expected.front());
                QCOMPARE(table.size(), known.size());
            }
            for (const auto& [key, group] : known) {
                QCOMPARE(table.find(key.data()), std::optional(group));
                const auto kept = table.key(group);
                QVERIFY(std::equal(kept.begin(), kept.end(), key.begin(), key.end()));
            }
        }
    }
    void noKeysMakeNoGroups() {
        GroupTable table(2);
        table.findOrAddAll(nullptr, {});
        QCOMPARE(table.size(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(TestGroupTable)
#include "tst_group_table.moc"
