// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/lookup_answers.h"
#include "tests/support/batch_text.h"

#include <QtTest>

#include <numeric>

using namespace guanlan;

namespace {

/// Finds for a key as many rows as it says, and remembers what it was asked.
class CountingTable final : public LookupTable {
  public:
    struct Log {
        std::vector<std::vector<std::int64_t>> asked{};
        std::optional<std::uint64_t> edition{};
        bool away = false;
    };
    explicit CountingTable(Log& log) : m_log(log) {}

    Result<std::vector<LookupRows>> find(std::span<const RowValues> keys) override {
        m_log.asked.emplace_back();
        std::vector<LookupRows> answers;
        for (const RowValues& key : keys) {
            const auto number = std::get<std::int64_t>(key.front());
            m_log.asked.back().push_back(number);
            answers.push_back(std::make_shared<const std::vector<RowValues>>(number, RowValues{}));
        }
        if (m_log.away) return Error{.code = ErrorCode::Unavailable, .id = "away", .what = "away"};
        return answers;
    }
    [[nodiscard]] std::optional<std::uint64_t> edition() override { return m_log.edition; }

  private:
    Log& m_log;
};

using Asked = std::vector<std::vector<std::int64_t>>;

/// How many rows were found for each; -1 where asking failed.
std::vector<std::int64_t> found(LookupAnswers& answers, const std::string& keys) {
    const Batch batch = batchFromText("k BIGINT\n" + keys);
    std::vector<std::uint32_t> rows(batch.rows());
    std::iota(rows.begin(), rows.end(), 0U);
    const auto lists = answers.find(batch.columns(), rows);
    if (!lists) return {-1};
    std::vector<std::int64_t> sizes;
    for (const LookupAnswers::Rows list : *lists)
        sizes.push_back(static_cast<std::int64_t>(list->size()));
    return sizes;
}

}  // namespace

class TestLookupAnswers : public QObject {
    Q_OBJECT
    CountingTable::Log m_log;
    std::unique_ptr<LookupAnswers> m_answers;

    using Sizes = std::vector<std::int64_t>;

  private slots:
    void init() {
        m_log = {};
        m_answers = std::make_unique<LookupAnswers>(std::make_unique<CountingTable>(m_log),
                                                    std::vector<DataType>{DataType::bigint()});
    }
    void equalKeysAreAskedForOnce() {
        QCOMPARE(found(*m_answers, "2\n0\n2\n3\n0\n"), (Sizes{2, 0, 2, 3, 0}));
        QCOMPARE(m_log.asked, (Asked{{2, 0, 3}}));
        QCOMPARE(found(*m_answers, ""), Sizes{});
        QCOMPARE(m_log.asked.size(), std::size_t{1});
    }
    void aTableWithoutEditionsIsAskedEachTime() {
        (void)found(*m_answers, "1\n2\n");
        QCOMPARE(found(*m_answers, "2\n1\n"), (Sizes{2, 1}));
        QCOMPARE(m_log.asked, (Asked{{1, 2}, {2, 1}}));
    }
    void ofOneEditionOnlyNewKeysAreAskedFor() {
        m_log.edition = 1;
        (void)found(*m_answers, "1\n2\n");
        QCOMPARE(found(*m_answers, "2\n4\n1\n"), (Sizes{2, 4, 1}));
        QCOMPARE(found(*m_answers, "4\n"), Sizes{4});
        m_log.edition = 2;
        QCOMPARE(found(*m_answers, "4\n"), Sizes{4});
        QCOMPARE(m_log.asked, (Asked{{1, 2}, {4}, {4}}));
    }
    void whatCouldNotBeAskedIsNotTakenForNothing() {
        m_log.edition = 1;
        (void)found(*m_answers, "1\n");
        m_log.away = true;
        QCOMPARE(found(*m_answers, "1\n2\n"), Sizes{-1});
        m_log.away = false;
        QCOMPARE(found(*m_answers, "2\n1\n"), (Sizes{2, 1}));
    }
};

QTEST_APPLESS_MAIN(TestLookupAnswers)
#include "tst_lookup_answers.moc"
