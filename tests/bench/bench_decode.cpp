// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to columns.
#include "core/decode/decoder.h"
#include "tests/bench/benchmarks.h"

#include <array>

namespace guanlan {

namespace {

constexpr std::size_t kShopEvents = 500'000;

/// Event number i of a shop: 116 bytes as JSON, or a CSV line.
std::string shopEvent(std::size_t i, bool json) {
    constexpr std::array<const char*, 6> kBehaviors{"pv", "pv", "pv", "buy", "cart", "fav"};
    const std::string user = std::to_string(100'000 + i * 7919 % 200'000);
    const std::string item = std::to_string(1'000'000 + i * 104'729 % 900'000);
    const std::string category = std::to_string(4'000'000 + i % 5'000);
    const std::string behavior = kBehaviors[i % kBehaviors.size()];
    std::string at = formatTimestamp(1'511'658'000 * kSecond + static_cast<Micros>(i) * 10 * kMilli);
    if (!json) return user + ',' + item + ',' + category + ',' + behavior + ',' + at;
    at[10] = 'T';
    return R"({"user_id":)" + user + R"(,"item_id":)" + item + R"(,"category_id":)" + category +
           R"(,"behavior":")" + behavior + R"(","ts":")" + at + "Z\"}";
}

TableDefinition eventTable(const char* format) {
    return {.name = "events",
            .columns = {{.name = "user_id", .type = DataType::bigint()},
                        {.name = "item_id", .type = DataType::bigint()},
                        {.name = "category_id", .type = DataType::bigint()},
                        {.name = "behavior", .type = DataType::string()},
                        {.name = "ts", .type = DataType::timestamp()}},
            .options = {{"format", format}}};
}

Result<Figure> decoding(const char* format) {
    std::vector<std::string> records;
    records.reserve(kShopEvents);
    for (std::size_t i = 0; i < kShopEvents; ++i)
        records.push_back(shopEvent(i, std::string_view(format) == "json"));
    auto decoder = createDecoder(eventTable(format), {});
    if (!decoder) return std::move(decoder).error();
    std::size_t rows = 0;
    const double spent = nanosecondsAnItem(kShopEvents, [&] {
        SourceBatch batch;
        for (std::size_t i = 0; i < kShopEvents; ++i) {
            if (!(*decoder)->append({.offset = static_cast<std::int64_t>(i), .value = records[i]}).ok())
                return;
            if ((*decoder)->rows() == 8192) (*decoder)->seal(batch);
        }
        (*decoder)->seal(batch);
        rows += batch.rows.rows();
    });
    keep(rows);
    return Figure{std::string("decode.") + format, spent, "ns/event"};
}

}  // namespace

Figures measureDecoding() {
    std::vector<Figure> figures;
    for (const auto& measured : {decoding("json"), decoding("csv")}) {
        if (!measured) return measured.error();
        figures.push_back(*measured);
    }
    return figures;
}

}  // namespace guanlan
