// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/pane_sums.h"
#include "core/source/datagen/random.h"

#include <QtTest>

using namespace guanlan;

namespace {

constexpr Micros kStep = 5 * kSecond;
constexpr Micros kOffset = 2 * kSecond;

/// SUM of one integer by an integer key, in panes that come, change and go.
class Panes {
  public:
    Panes()
        : m_calls({{.function = findAggregateFunction("SUM"),
                    .arguments = {{.kind = Expression::Kind::Column, .type = DataType::bigint()}},
                    .type = DataType::bigint()}}),
          m_codec({DataType::bigint()}),
          m_sums(m_calls, m_codec.width(), {.kind = WindowKind::Hop, .step = kStep, .offset = kOffset}) {}

    void add(std::int64_t number, std::int64_t key, std::int64_t value) {
        ColumnBuilder keys(DataType::bigint());
        ColumnBuilder values(DataType::bigint());
        keys.appendInt(key);
        values.appendInt(value);
        const AggregateInput input{
            .keys = {keys.seal()}, .arguments = {{values.seal()}}, .filters = {nullptr}};
        const std::vector<std::uint32_t> rows{0};
        std::vector<std::uint64_t> words;
        m_codec.encode(input.keys, rows, words);
        auto& pane = m_panes[startOf(number)];
        if (!pane) pane = std::make_unique<AggregatePane>(m_calls, m_codec.width());
        pane->update(input, rows, words);
        m_sums.forget(startOf(number));
    }
    void drop(std::int64_t number) {
        m_panes.erase(startOf(number));
        m_sums.forget(startOf(number));
    }
    std::string sum(std::int64_t from, std::int64_t to) {
        AggregatePane pane(m_calls, m_codec.width());
        m_sums.addTo(pane, startOf(from), startOf(to), [this](Micros start) {
            const auto known = m_panes.find(start);
            return known == m_panes.end() ? nullptr : known->second.get();
        });
        return textOf(pane);
    }
    std::string sumOneByOne(std::int64_t from, std::int64_t to) {
        AggregatePane pane(m_calls, m_codec.width());
        for (std::int64_t number = from; number < to; ++number) {
            const auto known = m_panes.find(startOf(number));
            if (known != m_panes.end()) pane.combine(*known->second);
        }
        return textOf(pane);
    }

  private:
    static Micros startOf(std::int64_t number) { return kOffset + number * kStep; }
    std::string textOf(const AggregatePane& pane) const {
        std::string text;
        for (const std::uint32_t group : pane.ordered(m_codec)) {
            ColumnBuilder key(DataType::bigint());
            ColumnBuilder value(DataType::bigint());
            ColumnBuilder* out[] = {&key, &value};
            pane.finish(group, m_codec, out, 1);
            text +=
                std::to_string(key.seal()->ints()[0]) + '=' + std::to_string(value.seal()->ints()[0]) + ' ';
        }
        return text;
    }

    AggregateCalls m_calls;
    KeyCodec m_codec;
    PaneSums m_sums;
    std::map<Micros, std::unique_ptr<AggregatePane>> m_panes;
};

}  // namespace

class TestPaneSums : public QObject {
    Q_OBJECT
  private slots:
    /// Before and after 1970, with gaps, with rows that come late and panes that are dropped.
    void windowsAreTheSumsOfTheirPanes() {
        Panes panes;
        Random random(5);
        constexpr std::int64_t kFirst = -40;
        constexpr std::int64_t kSize = 13;
        for (std::int64_t newest = kFirst; newest < 60; ++newest) {
            for (std::uint32_t rows = random.below(4); rows > 0; --rows)
                panes.add(newest, random.below(5), random.below(1000));
            panes.add(newest - random.below(kSize), random.below(5), random.below(1000));
            QCOMPARE(panes.sum(newest - kSize + 1, newest + 1),
                     panes.sumOneByOne(newest - kSize + 1, newest + 1));
            panes.drop(newest - kSize + 1);
        }
    }
};

QTEST_APPLESS_MAIN(TestPaneSums)
#include "tst_pane_sums.moc"
