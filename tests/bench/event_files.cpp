// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/event_files.h"

#include "core/base/time.h"
#include "core/source/datagen/random.h"

#include <array>
#include <fstream>

namespace guanlan {

namespace {

constexpr std::int64_t kShopEventsASecond = 128;
constexpr std::int64_t kHeartbeatsASecond = 10'000;
constexpr std::uint32_t kCategories = 9'439;
constexpr std::uint32_t kFirstCategory = 2'500'000;
constexpr std::uint32_t kItems = 900'000;
constexpr std::uint32_t kRegions = 34;
constexpr std::size_t kBlock = 1024 * 1024;
const Micros kStart = microsFromCivil({.year = 2017, .month = 11, .day = 25});

/// Writes in large blocks.
class EventFile {
  public:
    explicit EventFile(const std::string& path) : m_path(path), m_out(path, std::ios::binary) {}

    std::string& line() { return m_block; }
    void endLine() {
        m_block += '\n';
        if (m_block.size() >= kBlock) flush();
    }
    Result<void> close() {
        flush();
        m_out.close();
        if (m_out) return {};
        return Error{.code = ErrorCode::Unavailable,
                     .id = "bench.file",
                     .what = "cannot write " + m_path,
                     .arguments = {m_path}};
    }

  private:
    void flush() {
        m_out.write(m_block.data(), static_cast<std::streamsize>(m_block.size()));
        m_block.clear();
    }

    std::string m_path;
    std::ofstream m_out;
    std::string m_block;
};

/// Small numbers come up more often, as some users and goods do.
std::uint32_t skewed(Random& random, std::uint32_t limit) {
    return static_cast<std::uint32_t>(random.unit() * random.unit() * limit);
}

const char* behaviour(Random& random) {
    const std::uint32_t share = random.below(1000);
    if (share < 896) return "pv";
    if (share < 951) return "cart";
    return share < 980 ? "fav" : "buy";
}

/// `2017-11-25T01:21:10Z`; mostly the text of the second before last.
class SecondText {
  public:
    const std::string& operator()(std::int64_t second) {
        Entry& entry = m_entries[static_cast<std::size_t>(second) % m_entries.size()];
        if (entry.second != second) {
            entry.second = second;
            entry.text = formatTimestamp(kStart + second * kSecond, 0);
            entry.text[10] = 'T';
            entry.text += 'Z';
        }
        return entry.text;
    }

  private:
    struct Entry {
        std::int64_t second = -1;
        std::string text;
    };
    std::array<Entry, 16> m_entries;
};

}  // namespace

Result<void> writeShopEvents(const std::string& path, const ShopSize& size) {
    EventFile file(path);
    Random random(1);
    SecondText text;
    for (std::int64_t i = 0; i < size.events; ++i) {
        std::string& line = file.line();
        line.append(R"({"user_id": ")").append(std::to_string(1 + skewed(random, size.users)));
        line.append(R"(", "item_id": ")").append(std::to_string(1'000'000 + skewed(random, kItems)));
        line.append(R"(", "category_id": ")")
            .append(std::to_string(kFirstCategory + skewed(random, kCategories)));
        line.append(R"(", "behavior": ")").append(behaviour(random));
        line.append(R"(", "ts": ")").append(text(2 + i / kShopEventsASecond + random.below(5) - 2));
        line.append("\"}");
        file.endLine();
    }
    return file.close();
}

Result<void> writeCategories(const std::string& path) {
    EventFile file(path);
    for (std::uint32_t i = 0; i < kCategories; ++i) {
        file.line().append(std::to_string(kFirstCategory + i)).append(",category ");
        file.line().append(std::to_string(i % 200));
        file.endLine();
    }
    return file.close();
}

Result<void> writeHeartbeats(const std::string& path, std::int64_t events) {
    EventFile file(path);
    Random random(2);
    for (std::int64_t i = 0; i < events; ++i) {
        std::string& line = file.line();
        line.append(R"({"event":"heartbeat","ts":)");
        line.append(std::to_string((kStart / kMilli) + i * 1000 / kHeartbeatsASecond));
        line.append(R"(,"user_id":)").append(std::to_string(10'000'000 + skewed(random, 2'000'000)));
        line.append(R"(,"video_id":"BV)").append(std::to_string(100'000'000 + skewed(random, kItems)));
        line.append(R"(","region":"region )").append(std::to_string(10 + skewed(random, kRegions)));
        line.append(R"(","watch_ms":)").append(std::to_string(1000 + skewed(random, 29'000)));
        line.append("}");
        file.endLine();
    }
    return file.close();
}

}  // namespace guanlan
