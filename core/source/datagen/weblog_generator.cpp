// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/weblog_generator.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace guanlan {

namespace {

struct Page {
    std::string_view method;
    std::string_view path;
    double weight;
    double milliseconds;  ///< median of the time it takes
    std::int64_t bytes;   ///< median of the answer
};

constexpr std::array kPages{
    Page{"GET", "/", 14, 45, 24'000},
    Page{"GET", "/static/site.css", 13, 3, 18'000},
    Page{"GET", "/static/app.js", 13, 4, 142'000},
    Page{"GET", "/static/logo.svg", 9, 2, 6'400},
    Page{"GET", "/api/session", 8, 22, 640},
    Page{"GET", "/products", 7, 80, 36'000},
    Page{"GET", "/products/detail", 9, 95, 41'000},
    Page{"GET", "/api/search", 6, 160, 9'200},
    Page{"GET", "/api/recommendations", 5, 120, 7'600},
    Page{"POST", "/api/cart", 3, 65, 820},
    Page{"POST", "/api/orders", 1.4, 210, 1'100},
    Page{"GET", "/api/orders", 1.8, 90, 5'300},
    Page{"POST", "/api/login", 1.6, 130, 430},
    Page{"GET", "/account", 1.2, 70, 14'000},
    Page{"GET", "/images/banner.webp", 5, 6, 310'000},
    Page{"GET", "/feed.xml", 0.9, 30, 52'000},
    Page{"GET", "/robots.txt", 0.5, 2, 180},
    Page{"GET", "/help", 0.8, 40, 17'000},
    Page{"GET", "/report/export", 0.3, 900, 820'000},
    Page{"GET", "/healthz", 0.7, 1, 20},
};

constexpr std::array<std::string_view, 5> kAgents{
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/131.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/129.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 Safari/605.1.15",
    "ExampleBot/2.1 (+https://bot.example.com)"};

/// The three networks that RFC 5737 sets aside.
constexpr std::array<std::string_view, 3> kNetworks{"192.0.2.", "198.51.100.", "203.0.113."};
constexpr std::uint32_t kAddresses = 3 * 254;

constexpr std::uint32_t kNoPage = std::numeric_limits<std::uint32_t>::max();
constexpr Micros kTroubleEvery = 30 * kMinute;
constexpr Micros kTroubleLasts = 4 * kMinute;
constexpr double kMeanDelayMs = 80;
constexpr double kLongestDelayMs = 3000;

std::vector<double> pageWeights() {
    std::vector<double> weights;
    for (const Page& page : kPages)
        weights.push_back(page.weight);
    return weights;
}

std::vector<double> addressWeights() {
    std::vector<double> weights;
    for (std::uint32_t rank = 0; rank < kAddresses; ++rank)
        weights.push_back(1 / std::pow(rank + 6.0, 0.7));
    return weights;
}

int statusOf(double at, const Page& page, bool trouble) {
    if (trouble && at < 0.3) return at < 0.2 ? 503 : 504;
    if (at > 0.997) return at > 0.9985 ? 502 : 500;
    if (at > 0.965) return 404;
    if (at > 0.958) return 403;
    if (page.method == "POST") return at > 0.94 ? 400 : 201;
    if (at > 0.94) return 301;
    return at > 0.87 ? 304 : 200;
}

std::string addressText(std::uint32_t address) {
    return std::string(kNetworks.at(address % kNetworks.size())) +
           std::to_string(1 + address / kNetworks.size());
}

}  // namespace

WeblogGenerator::WeblogGenerator(std::uint64_t seed, double requestsPerSecond, const Zone& zone)
    : m_seed(seed),
      m_zone(zone),
      // Requests follow the number of people online, as the heartbeats of the video site do.
      m_rhythm({.seed = seed,
                .eventsPerSecond = requestsPerSecond / eventShare(EventKind::Heartbeat),
                .zone = zone}),
      m_pages(pageWeights()),
      m_addresses(addressWeights()) {}

void WeblogGenerator::second(Micros second, double factor, std::vector<ProfileEvent>& out) {
    Random random(mixed(mixed(m_seed, 0x10C), static_cast<std::uint64_t>(second)));
    const double mean = m_rhythm.plainRate(EventKind::Heartbeat, second + kSecond / 2) * factor;
    for (std::int64_t left = random.poisson(mean); left > 0; --left)
        out.push_back(draw(second, random));
}

std::uint32_t WeblogGenerator::troubled(Micros time) const {
    const Micros slot = floorTo(time, kTroubleEvery);
    const std::uint64_t choice = mixed(m_seed, static_cast<std::uint64_t>(slot));
    const auto delay = static_cast<Micros>(choice % 20) * kMinute;
    const bool now = time >= slot + delay && time < slot + delay + kTroubleLasts;
    return now ? static_cast<std::uint32_t>((choice >> 32) % kPages.size()) : kNoPage;
}

/// As access logs write it: 28/Nov/2026:18:10:05 +0800.
std::string WeblogGenerator::timeText(Micros time) const {
    constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Micros local = m_zone.toLocal(time);
    const std::string text = formatTimestamp(local, 0);  // yyyy-MM-dd HH:mm:ss
    const std::size_t month = std::stoul(text.substr(5, 2)) - 1;
    const Micros minutes = (local - time) / kMinute;
    std::array<char, 8> offset{};
    std::snprintf(offset.data(), offset.size(), "%c%02d%02d", minutes < 0 ? '-' : '+',
                  static_cast<int>(std::abs(minutes) / 60 % 24), static_cast<int>(std::abs(minutes) % 60));
    return text.substr(8, 2) + '/' + kMonths.at(month) + '/' + text.substr(0, 4) + ':' + text.substr(11) +
           ' ' + offset.data();
}

ProfileEvent WeblogGenerator::draw(Micros second, Random& random) const {
    const Micros time = second + static_cast<Micros>(random.unit() * kSecond);
    const double delay = std::min(kLongestDelayMs, -kMeanDelayMs * std::log(1 - random.unit()));
    const std::uint32_t number = m_pages(random);
    const std::uint32_t address = m_addresses(random);
    const Page& page = kPages.at(number);
    const bool trouble = number == troubled(time);
    const int status = statusOf(random.unit(), page, trouble);
    const bool body = status < 300;
    const double size = static_cast<double>(page.bytes) * std::exp(0.35 * random.normal());
    const double took = page.milliseconds * std::exp(0.45 * random.normal()) * (trouble ? 14 : 1);
    std::array<char, 24> seconds{};
    std::snprintf(seconds.data(), seconds.size(), "%.3f", took / 1000);
    const std::string bytes = body ? std::to_string(std::llround(size)) : status == 304 ? "0" : "162";
    const auto agent = kAgents.at(mixed(address) % kAgents.size());
    ProfileEvent event{.arrival = time + static_cast<Micros>(delay * kMilli), .key = address, .record = {}};
    event.record = addressText(address) + " - - [" + timeText(time) + "] \"" + std::string(page.method) +
                   ' ' + std::string(page.path) + " HTTP/1.1\" " + std::to_string(status) + ' ' + bytes +
                   " \"-\" \"" + std::string(agent) + "\" " + seconds.data();
    return event;
}

}  // namespace guanlan
