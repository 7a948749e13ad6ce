// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/group_table.h"
#include "core/source/datagen/random.h"

#include <QtTest>

#include <array>
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
    /// Such as lie together, go on where others ended, or begin elsewhere than most of them.
    void keysThatLieTogetherAreThoseOfAMapToo() {
        constexpr std::uint64_t kNegative = std::uint64_t{0} - 3'000;
        for (const std::uint64_t first : {std::uint64_t{0}, std::uint64_t{2'500'000}, kNegative}) {
            GroupTable table(2);
            std::map<std::int64_t, std::uint32_t> known;
            Random random(first);
            for (std::uint32_t batch = 1; batch <= 60; ++batch) {
                std::vector<std::uint64_t> keys;
                std::vector<std::uint32_t> expected;
                for (std::uint32_t row = 0; row < 400; ++row) {
                    const bool stray = batch == 1 || random.below(20) == 0;
                    const std::uint64_t key =
                        stray ? std::uint64_t{random.below(50)} << 33U : first + random.below(batch * 50);
                    keys.insert(keys.end(), {0, key});
                    const auto number = static_cast<std::uint32_t>(known.size());
                    expected.push_back(
                        known.try_emplace(static_cast<std::int64_t>(key), number).first->second);
                }
                std::vector<std::uint32_t> groups(expected.size());
                table.findOrAddAll(keys.data(), groups);
                QCOMPARE(groups, expected);
            }
            for (const auto& [key, group] : known) {
                const std::array<std::uint64_t, 2> words{0, static_cast<std::uint64_t>(key)};
                QCOMPARE(table.find(words.data()), std::optional(group));
            }
        }
    }
    void keysThatLieTogetherComeInTheirOrder() {
        GroupTable table(2);
        std::map<std::pair<bool, std::int64_t>, std::uint32_t> known;
        Random random(3);
        for (int i = 0; i < 5'000; ++i) {
            const bool null = i % 1'000 == 999;
            const std::int64_t key = null ? 0 : std::int64_t{random.below(4'000)} - 9'500;
            const std::array<std::uint64_t, 2> words{null ? 1U : 0U, static_cast<std::uint64_t>(key)};
            known.try_emplace({!null, key}, table.findOrAdd(words.data()));
        }
        std::vector<std::uint32_t> expected;
        for (const auto& [key, group] : known)
            expected.push_back(group);
        const auto groups = table.inOrderIfNear();
        if (groups) QCOMPARE(*groups, expected);
        QVERIFY(groups.has_value());
    }
    /// A table that expects keys in one place looks at every 256th, which lies in another.
    void keysThatMisleadAreFoundAll() {
        constexpr std::uint32_t kKeys = 70'000;
        const auto keyAt = [](std::uint64_t place) { return std::array<std::uint64_t, 2>{0, place}; };
        const auto misleading = [&keyAt](std::uint32_t i) {
            return keyAt(i % 256 == 0 ? (std::uint64_t{1} << 40U) + i / 256 : i);
        };
        GroupTable before(2);
        for (std::uint32_t i = 0; i < kKeys; ++i)
            (void)before.findOrAdd(keyAt(i).data());
        GroupTable table(2);
        table.expectKeysOf(before);
        for (std::uint32_t i = 0; i < kKeys; ++i)
            QCOMPARE(table.findOrAdd(misleading(i).data()), i);
        for (std::uint32_t i = 0; i < kKeys; ++i)
            QCOMPARE(table.find(misleading(i).data()), std::optional(i));
    }
    void noKeysMakeNoGroups() {
        GroupTable table(2);
        table.findOrAddAll(nullptr, {});
        QCOMPARE(table.size(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(TestGroupTable)
#include "tst_group_table.moc"
