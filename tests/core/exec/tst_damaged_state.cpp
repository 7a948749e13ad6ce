// SPDX-License-Identifier: GPL-3.0-or-later
// One wrong byte anywhere in the saved state of any operator is noticed: the run does not start on wrong
// numbers.
#include "tests/support/map_state.h"
#include "tests/support/operator_scripts.h"

#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace guanlan;

namespace {

struct Place {
    std::string scope;
    std::string key;
    std::size_t segment = 0;
};

std::vector<Place> placesIn(const MapState& state) {
    std::vector<Place> places;
    for (const auto& [scope, entries] : state.entries()) {
        for (const auto& [key, segments] : entries) {
            for (std::size_t i = 0; i < segments.size(); ++i)
                places.push_back({scope, key, i});
        }
    }
    return places;
}

/// The state with one segment changed.
template <typename Change>
MapState changed(const MapState& state, const Place& place, Change&& change) {
    MapState copy;
    for (const auto& [scope, entries] : state.entries()) {
        for (const auto& [key, segments] : entries) {
            for (std::size_t i = 0; i < segments.size(); ++i) {
                std::string segment = segments[i];
                if (scope == place.scope && key == place.key && i == place.segment) change(segment);
                copy.append(scope, key, segment);
            }
        }
    }
    return copy;
}

}  // namespace

class TestDamagedState : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    const std::vector<OperatorScript> m_scripts = operatorScripts();

    [[nodiscard]] std::unique_ptr<Job> jobOf(const Plan& plan) const {
        auto job = Job::create(plan, operatorSettings(m_folder.path().toStdString()));
        if (!job) qFatal("%s", job.error().sentence().c_str());
        return std::move(*job);
    }
    [[nodiscard]] MapState saved(const Plan& plan, std::span<const StreamEvent> events) const {
        MapState state;
        const auto job = jobOf(plan);
        for (const std::size_t from : {std::size_t{0}, events.size() / 2}) {
            if (!feedOperators(*job, plan, events.subspan(from, events.size() / 2))) qFatal("feed");
            job->saveState(state);
        }
        return state;
    }

  private slots:
    void initTestCase() { writeOperatorFiles(m_folder.path().toStdString()); }
    void everyDamageIsNoticed_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_scripts.size(); ++i)
            QTest::newRow(m_scripts[i].name.c_str()) << static_cast<int>(i);
    }
    void everyDamageIsNoticed() {
        QFETCH(int, index);
        const Plan plan = planOperatorScript(m_scripts[static_cast<std::size_t>(index)].text);
        const auto events = randomStreams(5, 120);
        MapState whole = saved(plan, events);
        QVERIFY(jobOf(plan)->restoreState(whole).ok());
        const std::vector<Place> places = placesIn(whole);
        std::mt19937 random(static_cast<unsigned>(index));
        for (int round = 0; round < 40; ++round) {
            MapState damaged = changed(whole, places[random() % places.size()], [&](std::string& segment) {
                const std::size_t at = random() % segment.size();
                if (round % 4 == 3) return segment.resize(at);
                segment[at] = static_cast<char>(segment[at] ^ (1 + random() % 255));
            });
            const auto restored = jobOf(plan)->restoreState(damaged);
            QVERIFY(!restored.ok());
            QCOMPARE(restored.error().id, std::string("state.damaged"));
        }
    }
};

QTEST_GUILESS_MAIN(TestDamagedState)
#include "tst_damaged_state.moc"
