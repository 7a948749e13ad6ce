// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/batch.h"
#include "core/batch/dictionary.h"
#include "tests/bench/benchmarks.h"

#include <unordered_map>

namespace guanlan {

namespace {

constexpr std::size_t kEvents = 1'000'000;

std::vector<std::string> names(std::size_t count) {
    std::vector<std::string> result;
    for (std::size_t i = 0; i < count; ++i)
        result.push_back("video-" + std::to_string(i * 7919));
    return result;
}

double internNanoseconds(const std::vector<std::string>& texts) {
    return nanosecondsAnItem(kEvents, [&] {
        Dictionary dictionary;
        Code sum = 0;
        for (std::size_t i = 0; i < kEvents; ++i)
            sum += dictionary.intern(texts[i * 31 % texts.size()]);
        keep(sum);
    });
}

double unorderedMapNanoseconds(const std::vector<std::string>& texts) {
    return nanosecondsAnItem(kEvents, [&] {
        std::unordered_map<std::string_view, Code> codes;
        Code sum = 0;
        for (std::size_t i = 0; i < kEvents; ++i) {
            sum += codes.try_emplace(texts[i * 31 % texts.size()], static_cast<Code>(codes.size()))
                       .first->second;
        }
        keep(sum);
    });
}

}  // namespace

Figures measureDictionary() {
    std::vector<Figure> figures;
    for (const std::size_t distinct : {std::size_t{34}, std::size_t{50'000}}) {
        const auto texts = names(distinct);
        const double ours = internNanoseconds(texts);
        const double standard = unorderedMapNanoseconds(texts);
        figures.push_back({"batch.dictionary.intern." + std::to_string(distinct), ours, "ns/string",
                           "std::unordered_map", ours / standard});
    }
    return figures;
}

Figures measureBatchBuilding() {
    constexpr std::size_t rows = 8192;
    const auto regions = names(34);
    const auto schema = std::make_shared<Schema>(std::vector<Field>{{"at", DataType::timestamp()},
                                                                    {"user", DataType::bigint()},
                                                                    {"region", DataType::string()},
                                                                    {"seconds", DataType::real()}});
    BatchBuilder builder(schema);
    const double nanoseconds = nanosecondsAnItem(rows * 100, [&] {
        for (std::size_t round = 0; round < 100; ++round) {
            for (std::size_t i = 0; i < rows; ++i) {
                builder[0].appendInt(static_cast<std::int64_t>(i));
                builder[1].appendInt(static_cast<std::int64_t>(i * 31));
                builder[2].appendText(regions[i % regions.size()]);
                builder[3].appendDouble(0.5);
            }
            keep(builder.seal());
        }
    });
    return std::vector<Figure>{{"batch.build.4columns", nanoseconds, "ns/row"}};
}

}  // namespace guanlan
