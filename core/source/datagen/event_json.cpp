// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/event_generator.h"

#include <array>
#include <charconv>

namespace guanlan {

namespace {

void number(std::string& out, std::string_view key, std::int64_t value) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
    out.append(key).append(digits.begin(), end);
}

void text(std::string& out, std::string_view key, std::string_view value) {
    out.append(key).append(value).push_back('"');
}

/// Looks like the site's video numbers: "BV1" and nine letters and digits.
void videoId(std::string& out, std::uint64_t video) {
    constexpr std::string_view kLetters = "fZodR9XQDSUm21yCkr6zBqiveYah8bt4xsWpHnJE7jL5VG3guMTKNPAwcF";
    out.append(R"(,"video_id":"BV1)");
    for (int i = 0; i < 9; ++i) {
        out.push_back(kLetters[video % kLetters.size()]);
        video /= kLetters.size();
    }
    out.push_back('"');
}

}  // namespace

void appendJson(const Event& event, std::string& out) {
    number(out, R"({"ts":)", event.time / kMilli);
    text(out, R"(,"event":")", eventName(event.kind));
    number(out, R"(,"user_id":)", event.user);
    videoId(out, event.video);
    text(out, R"(,"video_type":")", videoTypes()[event.type].name);
    text(out, R"(,"region":")", regions()[event.region].name);
    switch (event.kind) {
        case EventKind::Play:
            number(out, R"(,"response_ms":)", event.responseMs);
            break;
        case EventKind::Comment:
            number(out, R"(,"rating":)", event.rating);
            break;
        case EventKind::Danmaku:
            text(out, R"(,"danmaku_type":")", danmakuTypes()[event.danmakuType].name);
            break;
        case EventKind::Heartbeat:
            number(out, R"(,"watch_ms":)", event.watchMs);
            break;
        case EventKind::Error:
            number(out, R"(,"error_code":)", event.errorCode);
            break;
        default:
            break;
    }
    out.push_back('}');
}

}  // namespace guanlan
