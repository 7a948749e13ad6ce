// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/json_path.h"
#include "core/plan/functions/text_rows.h"
#include "core/plan/functions/type_rules.h"

namespace guanlan {

namespace {

using Arguments = std::span<const ColumnPtr>;

/// Where the parser puts what the clauses of JSON_VALUE say: NULL, ERROR or DEFAULT, and the default.
constexpr std::size_t kOnEmpty = 2;
constexpr std::size_t kOnError = 4;
constexpr std::size_t kMostArguments = 6;

bool textOrNull(const DataType& type) {
    return isText(type) || isNullType(type);
}

bool allTexts(std::span<const DataType> arguments) {
    return std::all_of(arguments.begin(), arguments.end(), textOrNull);
}

/// The path of a row, compiled anew only when its text changes.
class PathColumn {
  public:
    explicit PathColumn(const Column& column) : m_column(column) {}

    const std::optional<JsonPath>& at(std::size_t row) {
        const std::string_view text = m_column.text(row);
        if (!m_known || text != m_text) {
            m_known = true;
            m_text = text;
            m_path = JsonPath::compile(text);
        }
        return m_path;
    }

  private:
    const Column& m_column;
    bool m_known = false;
    std::string m_text;
    std::optional<JsonPath> m_path;
};

/// What to do where nothing is found or the document is wrong.
std::optional<std::string> instead(Arguments arguments, std::size_t clause, std::size_t row,
                                   EvaluationContext& context) {
    if (arguments.size() <= clause) return std::nullopt;
    const std::string_view kind = arguments[clause]->text(row);
    if (kind == "ERROR") context.markBad(row, "json");
    const Column& other = *arguments[clause + 1];
    if (kind != "DEFAULT" || isNullType(other.type()) || other.isNull(row)) return std::nullopt;
    return std::string(other.text(row));
}

Result<DataType> resolveValue(std::span<const DataType> arguments, const DataType*) {
    const bool count = arguments.size() == 2 || arguments.size() == kMostArguments;
    if (!count || !allTexts(arguments))
        return argumentError("JSON_VALUE", "a text, a path and texts as defaults", arguments);
    return withNullability(DataType::string(), true);
}

ColumnPtr evaluateValue(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (isNullType(arguments[0]->type()) || isNullType(arguments[1]->type()))
        return nullColumn(result, context.rows);
    JsonLookup lookup;
    PathColumn paths(*arguments[1]);
    const auto documents = arguments.first(2);
    return textRows(documents, commonValidity(documents, context.rows), result, context,
                    [&](std::size_t row) -> std::optional<std::string> {
                        const auto& path = paths.at(row);
                        if (!path) {
                            context.markBad(row, "json-path");
                            return std::nullopt;
                        }
                        std::string text;
                        switch (lookup.find(documents[0]->text(row), *path, false, text)) {
                            case JsonLookup::Found::Value:
                                return text;
                            case JsonLookup::Found::Nothing:
                                return instead(arguments, kOnEmpty, row, context);
                            default:
                                return instead(arguments, kOnError, row, context);
                        }
                    });
}

/// JSON_EXISTS(text, path[, TRUE, FALSE, UNKNOWN or ERROR]): the last is a text that the parser adds.
Result<DataType> resolveExists(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() < 2 || arguments.size() > 3 || !allTexts(arguments))
        return argumentError("JSON_EXISTS", "a text and a path", arguments);
    return withNullability(DataType::boolean(), true);
}

ColumnPtr evaluateExists(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (isNullType(arguments[0]->type()) || isNullType(arguments[1]->type()))
        return nullColumn(result, context.rows);
    JsonLookup lookup;
    PathColumn paths(*arguments[1]);
    auto valid = commonValidity(arguments.first(2), context.rows);
    std::vector<std::int64_t> values(context.rows);
    std::string text;
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        const auto& path = paths.at(row);
        if (!path) {
            context.markBad(row, "json-path");
            continue;
        }
        const auto found = lookup.find(arguments[0]->text(row), *path, true, text);
        if (found == JsonLookup::Found::Value) values[row] = 1;
        if (found != JsonLookup::Found::Error || arguments.size() < 3) continue;
        const std::string_view kind = arguments[2]->text(row);
        if (kind == "TRUE") values[row] = 1;
        if (kind == "UNKNOWN") setNull(valid, row, context.rows);
        if (kind == "ERROR") context.markBad(row, "json");
    }
    return sealInts(result, std::move(values), std::move(valid));
}

/// JSON_QUERY(text, path[, wrapper, on empty, on error]): the last three are texts that the parser adds.
constexpr std::size_t kQueryArguments = 5;

Result<DataType> resolveQuery(std::span<const DataType> arguments, const DataType*) {
    const bool count = arguments.size() == 2 || arguments.size() == kQueryArguments;
    if (!count || !allTexts(arguments)) return argumentError("JSON_QUERY", "a text and a path", arguments);
    return withNullability(DataType::string(), true);
}

JsonLookup::Wrapper wrapperOf(std::string_view clause) {
    if (clause == "UNCONDITIONAL") return JsonLookup::Wrapper::Always;
    return clause == "CONDITIONAL" ? JsonLookup::Wrapper::UnlessArray : JsonLookup::Wrapper::Never;
}

std::optional<std::string> insteadOfQuery(std::string_view clause, std::size_t row,
                                          EvaluationContext& context) {
    if (clause == "ERROR") context.markBad(row, "json");
    if (clause == "EMPTY ARRAY") return "[]";
    return clause == "EMPTY OBJECT" ? std::optional<std::string>("{}") : std::nullopt;
}

ColumnPtr evaluateQuery(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (isNullType(arguments[0]->type()) || isNullType(arguments[1]->type()))
        return nullColumn(result, context.rows);
    JsonLookup lookup;
    PathColumn paths(*arguments[1]);
    const auto documents = arguments.first(2);
    const auto clause = [&](std::size_t at, std::size_t row) {
        return arguments.size() == kQueryArguments ? arguments[at]->text(row) : std::string_view();
    };
    return textRows(
        documents, commonValidity(documents, context.rows), result, context,
        [&](std::size_t row) -> std::optional<std::string> {
            const auto& path = paths.at(row);
            if (!path) {
                context.markBad(row, "json-path");
                return std::nullopt;
            }
            std::string text;
            switch (lookup.query(documents[0]->text(row), *path, wrapperOf(clause(2, row)), text)) {
                case JsonLookup::Found::Value:
                    return text;
                case JsonLookup::Found::Nothing:
                    return insteadOfQuery(clause(3, row), row, context);
                default:
                    return insteadOfQuery(clause(4, row), row, context);
            }
        });
}

// IS JSON [VALUE | SCALAR | ARRAY | OBJECT]: false for a null.

Result<DataType> resolveIsJson(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 1 || !textOrNull(arguments[0]))
        return argumentError("IS JSON", "a text", arguments);
    return withNullability(DataType::boolean(), false);
}

template <JsonLookup::Kind Wanted>
ColumnPtr evaluateIsJson(Arguments arguments, const DataType& result, EvaluationContext& context) {
    std::vector<std::int64_t> values(context.rows);
    if (isNullType(arguments[0]->type())) return sealInts(result, std::move(values), {});
    JsonLookup lookup;
    const auto answers =
        perDistinctText<std::uint8_t>(*arguments[0], context.rows, [&](std::string_view text) {
            const JsonLookup::Kind kind = lookup.kindOf(text);
            const bool any = Wanted == JsonLookup::Kind::None;
            return static_cast<std::uint8_t>(any ? kind != JsonLookup::Kind::None : kind == Wanted);
        });
    std::copy(answers.begin(), answers.end(), values.begin());
    return sealInts(result, std::move(values), {});
}

constexpr ScalarFunction kFunctions[] = {
    {"JSON_QUERY", resolveQuery, evaluateQuery},
    {"IS JSON", resolveIsJson, evaluateIsJson<JsonLookup::Kind::None>},
    {"IS JSON VALUE", resolveIsJson, evaluateIsJson<JsonLookup::Kind::None>},
    {"IS JSON SCALAR", resolveIsJson, evaluateIsJson<JsonLookup::Kind::Scalar>},
    {"IS JSON ARRAY", resolveIsJson, evaluateIsJson<JsonLookup::Kind::Array>},
    {"IS JSON OBJECT", resolveIsJson, evaluateIsJson<JsonLookup::Kind::Object>},
    {"JSON_VALUE", resolveValue, evaluateValue},
    {"JSON_EXISTS", resolveExists, evaluateExists},
};

}  // namespace

std::span<const ScalarFunction> jsonFunctions() {
    return kFunctions;
}

}  // namespace guanlan
