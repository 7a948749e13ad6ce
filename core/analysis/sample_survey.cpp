// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/sample_survey.h"

#include "core/analysis/region_names.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>

namespace guanlan {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr std::size_t kLongestExample = 120;

std::string numberText(double number) {
    char text[32];
    const auto [end, problem] = std::to_chars(text, text + sizeof text, number);
    return problem == std::errc() ? std::string(text, end) : std::string();
}

std::optional<std::string> scalarText(const element& value) {
    switch (value.type()) {
        case element_type::STRING:
            return std::string(value.get_string().value_unsafe());
        case element_type::INT64:
            return std::to_string(value.get_int64().value_unsafe());
        case element_type::UINT64:
            return std::to_string(value.get_uint64().value_unsafe());
        case element_type::DOUBLE:
            return numberText(value.get_double().value_unsafe());
        case element_type::BOOL:
            return value.get_bool().value_unsafe() ? "true" : "false";
        default:
            return {};
    }
}

void noteValue(FieldTally& field, const std::string& text) {
    if (field.distinct.size() >= FieldTally::kMostDistinct) return;
    const std::string kept = text.substr(0, kLongestExample);
    if (!field.distinct.insert(kept).second || field.examples.size() >= 3 || kept.empty()) return;
    field.examples.push_back(kept);
}

void noteNumber(FieldTally& field, double number) {
    const bool first = field.integers + field.reals + field.numericTexts == 1;
    field.least = first ? number : std::min(field.least, number);
    field.most = first ? number : std::max(field.most, number);
}

/// A text that only holds a number; not "007", which is a name.
void noteNumericText(FieldTally& field, std::string_view text) {
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || digits.size() > 30) return;
    if (digits.find_first_not_of("0123456789.") != std::string_view::npos) return;
    if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') return;
    double number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || end != text.data() + text.size()) return;
    ++field.numericTexts;
    if (const std::size_t point = text.find('.'); point != std::string_view::npos) {
        ++field.decimalTexts;
        field.longestFraction = std::max(field.longestFraction, text.size() - point - 1);
    }
    noteNumber(field, number);
}

void noteText(FieldTally& field, std::string_view text) {
    ++field.texts;
    field.letters += text.size();
    if (text.empty()) {
        ++field.empties;
        return;
    }
    if (text.find(' ') != std::string_view::npos) ++field.spaced;
    if (namesProvince(text)) ++field.provinces;
    noteNumericText(field, text);
    ++field.times.at(static_cast<std::size_t>(timeFormatOf(text)));
}

void noteArray(FieldTally& field, const element& value) {
    ++field.arrays;
    const simdjson::dom::array items = value.get_array().value_unsafe();
    for (const element item : items) {
        if (item.is_int64())
            ++field.arrayScalars[0];
        else if (item.is_double() || item.is_uint64())
            ++field.arrayScalars[1];
        else if (item.is_string())
            ++field.arrayScalars[2];
    }
}

void noteElement(FieldTally& field, const element& value) {
    ++field.present;
    switch (value.type()) {
        case element_type::NULL_VALUE:
            ++field.nulls;
            return;
        case element_type::BOOL:
            ++field.booleans;
            break;
        case element_type::INT64:
        case element_type::UINT64: {
            ++field.integers;
            field.huge += value.type() == element_type::UINT64 ? 1 : 0;
            const double number = value.get_double().value_unsafe();
            noteNumber(field, number);
            ++field.times.at(static_cast<std::size_t>(timeFormatOf(number, true)));
            break;
        }
        case element_type::DOUBLE: {
            ++field.reals;
            const double number = value.get_double().value_unsafe();
            noteNumber(field, number);
            ++field.times.at(static_cast<std::size_t>(timeFormatOf(number, false)));
            break;
        }
        case element_type::STRING:
            noteText(field, value.get_string().value_unsafe());
            break;
        case element_type::ARRAY:
            return noteArray(field, value);
        case element_type::OBJECT:
            ++field.objects;
            return;
    }
    noteValue(field, *scalarText(value));
}

}  // namespace

std::string FieldTally::joined(std::string_view separator) const {
    std::string all;
    for (const std::string& key : path)
        all.append(all.empty() ? "" : separator).append(key);
    return all;
}

struct SampleSurvey::Reader {
    simdjson::dom::parser parser{};

    void walk(SampleSurvey& survey, const simdjson::dom::object& object, const std::string& prefix,
              std::vector<std::string>& path) const {
        for (const auto& [key, value] : object) {
            std::string name = prefix;
            name.append(key).push_back('\0');
            auto found = survey.m_fields.find(name);
            path.emplace_back(key);
            if (found == survey.m_fields.end()) found = make(survey, name, path);
            if (found != survey.m_fields.end()) {
                noteElement(found->second, value);
                if (value.is_object() && path.size() < kMostDepth)
                    walk(survey, value.get_object().value_unsafe(), name, path);
            }
            path.pop_back();
        }
    }
    static std::map<std::string, FieldTally>::iterator make(SampleSurvey& survey, const std::string& name,
                                                            const std::vector<std::string>& path) {
        if (survey.m_fields.size() >= kMostFields) {
            survey.m_tooManyFields = true;
            return survey.m_fields.end();
        }
        FieldTally field{.path = path};
        field.order = survey.m_fields.size();
        return survey.m_fields.emplace(name, std::move(field)).first;
    }
};

SampleSurvey::SampleSurvey() : m_reader(std::make_unique<Reader>()) {}
SampleSurvey::~SampleSurvey() = default;

void SampleSurvey::add(const SampleMessage& message) {
    ++m_records;
    if (!message.hasValue) {
        ++m_withoutValue;
        return;
    }
    if (!message.whole()) {
        ++m_cut;
        return;
    }
    element root;
    if (m_reader->parser.parse(message.value).get(root) != simdjson::SUCCESS) {
        ++m_broken;
        return;
    }
    if (!root.is_object()) {
        ++m_otherJson;
        return;
    }
    ++m_objects;
    std::vector<std::string> path;
    m_reader->walk(*this, root.get_object().value_unsafe(), {}, path);
}

std::vector<const FieldTally*> SampleSurvey::fields() const {
    std::vector<const FieldTally*> fields;
    fields.reserve(m_fields.size());
    for (const auto& [name, field] : m_fields)
        fields.push_back(&field);
    std::sort(fields.begin(), fields.end(),
              [](const FieldTally* a, const FieldTally* b) { return a->order < b->order; });
    return fields;
}

struct FieldFinder::Reader {
    simdjson::dom::parser parser{};
};

FieldFinder::FieldFinder() : m_reader(std::make_unique<Reader>()) {}
FieldFinder::~FieldFinder() = default;

std::optional<std::string> FieldFinder::find(const std::string& json, const std::vector<std::string>& path) {
    element value;
    if (m_reader->parser.parse(json).get(value) != simdjson::SUCCESS) return {};
    for (const std::string& key : path) {
        simdjson::dom::object object;
        if (value.get_object().get(object) != simdjson::SUCCESS) return {};
        if (object.at_key(key).get(value) != simdjson::SUCCESS) return {};
    }
    return scalarText(value);
}

}  // namespace guanlan
