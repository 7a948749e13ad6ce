// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/panel/sample_rows.h"

#include <cmath>
#include <random>

namespace guanlan {

namespace {

const Zone kShanghai("Asia/Shanghai", 8 * kHour);

/// Numbers between 0 and 1 that are the same on every platform.
class Noise {
  public:
    explicit Noise(std::uint32_t seed) : m_engine(seed) {}
    double next() { return static_cast<double>(m_engine()) / 4294967296.0; }

  private:
    std::mt19937 m_engine;
};

/// A smooth wander around `level`.
class Course {
  public:
    Course(double level, std::uint32_t seed) : m_level(level), m_noise(seed) {}
    double next() {
        m_drift = 0.93 * m_drift + (m_noise.next() - 0.5) * 0.16;
        m_step += 1;
        return m_level * (1 + 0.12 * std::sin(m_step / 7) + m_drift + (m_noise.next() - 0.5) * 0.03);
    }

  private:
    double m_level;
    double m_drift = 0;
    double m_step = 0;
    Noise m_noise;
};

SchemaPtr schemaOf(const Shape& shape) {
    std::vector<Field> fields;
    fields.reserve(2 + shape.values.size());
    fields.push_back({"window_end", DataType::timestamp()});
    if (!shape.groups.empty()) fields.push_back({"dimension", DataType::string()});
    for (const std::string& value : shape.values)
        fields.push_back({value, DataType::real()});
    return std::make_shared<Schema>(std::move(fields));
}

/// `windows` windows up to `last` (UTC); one window is missing when `gaps`.
BatchPtr rowsOf(const Shape& shape, Micros last, int windows, double scale, bool gaps) {
    BatchBuilder builder(schemaOf(shape));
    std::vector<Course> courses;
    const std::size_t groups = std::max<std::size_t>(1, shape.groups.size());
    for (std::size_t i = 0; i < groups * shape.values.size(); ++i)
        courses.emplace_back(shape.levels.at(i % shape.levels.size()), static_cast<std::uint32_t>(i + 7));
    for (int w = windows - 1; w >= 0; --w) {
        for (std::size_t g = 0; g < groups; ++g) {
            std::vector<double> cells;
            for (std::size_t v = 0; v < shape.values.size(); ++v)
                cells.push_back(courses[g * shape.values.size() + v].next() * scale);
            const Micros at = kShanghai.toLocal(last - w * shape.every);
            const double rhythm = shape.rhythm != nullptr ? shape.rhythm(at - 1) : 1;
            if (gaps && w % 40 == 21) continue;
            std::size_t column = 0;
            builder[column++].appendInt(at);
            if (!shape.groups.empty()) builder[column++].appendText(shape.groups[g]);
            for (const double cell : cells)
                builder[column++].appendDouble(cell * rhythm);
        }
    }
    return std::make_shared<const Batch>(builder.seal());
}

}  // namespace

void fillData(PanelSample& sample, const Shape& shape, bool gaps) {
    PanelData& data = sample.data;
    data.definition = {.name = "sample", .schema = schemaOf(shape), .timeColumn = 0};
    if (!shape.groups.empty()) data.definition.dimensions = {1};
    data.zone = kShanghai;
    data.to = kSampleNow;
    data.from = kSampleNow - shape.every * shape.windows;
    data.finals = rowsOf(shape, kSampleNow, shape.windows, 1, gaps);
    data.provisional = rowsOf(shape, kSampleNow + shape.every, 1, 0.55, false);
    data.yesterday = rowsOf(shape, kSampleNow - kDay, shape.windows, 0.9, false);
    data.lastWeek = rowsOf(shape, kSampleNow - 7 * kDay, shape.windows, 1.08, false);
}

Shape ranking(std::vector<std::string> groups, double largest) {
    Shape shape{.groups = std::move(groups), .levels = {}, .values = {"plays"}};
    for (std::size_t i = 0; i < shape.groups.size(); ++i)
        shape.levels.push_back(largest / (1 + 0.32 * static_cast<double>(i)));
    return shape;
}

std::vector<std::string> numberedGroups(int count) {
    std::vector<std::string> groups;
    for (int i = 0; i < count; ++i)
        groups.push_back("一个名字特别长的视频分区 " + std::to_string(i));
    return groups;
}

QJsonObject named(const char* chinese, const char* english) {
    return {{QStringLiteral("zh_CN"), QString::fromUtf8(chinese)},
            {QStringLiteral("en"), QString::fromUtf8(english)}};
}

LocalText title(const char* chinese, const char* english) {
    return {{{QStringLiteral("zh_CN"), QString::fromUtf8(chinese)},
             {QStringLiteral("en"), QString::fromUtf8(english)}}};
}

const Zone& sampleZone() {
    return kShanghai;
}

}  // namespace guanlan
