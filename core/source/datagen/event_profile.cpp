// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/event_profile.h"

#include "core/base/duration.h"
#include "core/decode/option_values.h"
#include "core/source/datagen/event_generator.h"
#include "core/source/datagen/shop_generator.h"
#include "core/source/datagen/weblog_generator.h"

#include <map>

namespace guanlan {

namespace {

constexpr const char* kIncidents = "guanlan.incidents";

/// A video site: play, like, comment, danmaku, share, error and heartbeat events.
class VideoSite final : public EventProfile {
  public:
    explicit VideoSite(EventModel::Settings settings) : m_settings(std::move(settings)) {}

    void second(Micros second, double factor, std::vector<ProfileEvent>& out) override {
        m_events.clear();
        site(factor).generator.second(second, m_events);
        for (const Event& event : m_events) {
            out.push_back({.arrival = event.arrival, .key = event.user, .record = {}});
            appendJson(event, out.back().record);
        }
    }

  private:
    struct Site {
        explicit Site(EventModel::Settings settings) : model(std::move(settings)), generator(model) {}
        EventModel model;
        EventGenerator generator;
    };
    Site& site(double factor) {
        auto& known = m_sites[factor];
        if (!known) {
            EventModel::Settings settings = m_settings;
            settings.eventsPerSecond *= factor;
            known = std::make_unique<Site>(std::move(settings));
        }
        return *known;
    }

    EventModel::Settings m_settings;
    std::map<double, std::unique_ptr<Site>> m_sites;
    std::vector<Event> m_events;
};

Error wrongIncident(const TableDefinition& table) {
    return wrongOptionValue(table, kIncidents,
                            "Use true, false or a script such as cdn-failure@30 s;hot-video@5 min; there are "
                            "cdn-failure, hot-video and danmaku-storm");
}

/// `kind@time since guanlan.start;…`, in order.
Result<std::vector<Incident>> scriptOf(const TableDefinition& table, const DatagenPace& pace) {
    const std::map<std::string_view, Incident::Kind> kinds{{"cdn-failure", Incident::Kind::CdnFailure},
                                                           {"hot-video", Incident::Kind::HotVideo},
                                                           {"danmaku-storm", Incident::Kind::DanmakuStorm}};
    const std::string whole = table.option(kIncidents);
    std::string_view text = whole;
    std::vector<Incident> script;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        const std::string_view part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t at = std::min(part.find('@'), part.size());
        const auto kind = kinds.find(part.substr(0, at));
        const auto after = at < part.size() ? parseDuration(part.substr(at + 1)) : std::nullopt;
        if (kind == kinds.end() || !after || !pace.start) return wrongIncident(table);
        Incident incident{.kind = kind->second, .start = *pace.start + *after};
        const std::uint64_t choice = mixed(pace.seed, script.size());
        if (incident.kind == Incident::Kind::CdnFailure)
            incident.region = static_cast<std::uint32_t>(choice % 12);
        if (incident.kind == Incident::Kind::HotVideo) incident.type = static_cast<std::uint32_t>(choice % 8);
        if (!script.empty() && incident.start <= script.back().start) return wrongIncident(table);
        script.push_back(incident);
    }
    return script;
}

}  // namespace

Result<std::unique_ptr<EventProfile>> createEventProfile(const TableDefinition& table,
                                                         const DatagenPace& pace, const Zone& zone) {
    const std::string name = table.option("guanlan.profile");
    if (name == "taobao") {
        return std::unique_ptr<EventProfile>(
            std::make_unique<ShopGenerator>(pace.seed, static_cast<double>(pace.perSecond), zone));
    }
    if (name == "weblog") {
        return std::unique_ptr<EventProfile>(
            std::make_unique<WeblogGenerator>(pace.seed, static_cast<double>(pace.perSecond), zone));
    }
    if (name != "bilibili")
        return wrongOptionValue(table, "guanlan.profile", "Use bilibili, taobao or weblog");
    EventModel::Settings settings{
        .seed = pace.seed, .eventsPerSecond = static_cast<double>(pace.perSecond), .zone = zone};
    const std::string incidents = table.option(kIncidents, "true");
    if (incidents == "false") {
        settings.script.emplace();
    } else if (incidents != "true") {
        auto script = scriptOf(table, pace);
        if (!script) return std::move(script).error();
        settings.script = std::move(*script);
    }
    return std::unique_ptr<EventProfile>(std::make_unique<VideoSite>(std::move(settings)));
}

}  // namespace guanlan
