// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/text_rows.h"
#include "core/plan/functions/type_rules.h"

#include <algorithm>
#include <array>

namespace guanlan {

namespace {

using Types = std::span<const DataType>;
using Arguments = std::span<const ColumnPtr>;
using Part = std::optional<std::string_view>;

/// protocol://userInfo@host:port/path?query#ref
struct Url {
    std::string_view protocol{};
    Part authority{};
    Part userInfo{};
    std::string_view host{};
    std::string_view path{};
    Part query{};
    Part ref{};
    std::string_view file{};  ///< path and query
};

/// Cuts `text` before the first `mark`; what stood behind it.
Part cutAt(std::string_view& text, char mark) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(at + 1);
    text = text.substr(0, at);
    return rest;
}

/// Of the protocols that Java knows.
std::optional<Url> urlOf(std::string_view text) {
    constexpr std::array<std::string_view, 5> kProtocols{"http", "https", "ftp", "file", "jar"};
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    Url url{.protocol = text.substr(0, colon)};
    if (std::find(kProtocols.begin(), kProtocols.end(), url.protocol) == kProtocols.end())
        return std::nullopt;
    text.remove_prefix(colon + 1);
    url.ref = cutAt(text, '#');
    if (text.starts_with("//")) {
        text.remove_prefix(2);
        const std::size_t end = std::min(text.find_first_of("/?"), text.size());
        std::string_view authority = text.substr(0, end);
        text.remove_prefix(end);
        url.authority = authority;
        if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
            url.userInfo = authority.substr(0, at);
            authority.remove_prefix(at + 1);
        }
        cutAt(authority, ':');
        url.host = authority;
    }
    url.file = url.path = text;
    url.query = cutAt(url.path, '?');
    return url;
}

Part partOf(const Url& url, std::string_view name) {
    if (name == "HOST") return url.host;
    if (name == "PATH") return url.path;
    if (name == "QUERY") return url.query;
    if (name == "REF") return url.ref;
    if (name == "PROTOCOL") return url.protocol;
    if (name == "FILE") return url.file;
    if (name == "AUTHORITY") return url.authority;
    return name == "USERINFO" ? url.userInfo : std::nullopt;
}

Part valueIn(Part query, std::string_view key) {
    while (query) {
        std::string_view pair = *query;
        query = cutAt(pair, '&');
        if (pair.starts_with(key) && pair.substr(key.size()).starts_with('='))
            return pair.substr(key.size() + 1);
    }
    return std::nullopt;
}

Result<DataType> resolve(Types arguments, const DataType*) {
    const bool count = arguments.size() == 2 || arguments.size() == 3;
    if (!count || !std::all_of(arguments.begin(), arguments.end(), isText))
        return argumentError("PARSE_URL", "a text, the name of a part such as HOST and a key of the query",
                             arguments);
    return withNullability(DataType::string(), true);
}

ColumnPtr evaluate(Arguments arguments, const DataType& result, EvaluationContext& context) {
    return textRows(arguments, commonValidity(arguments, context.rows), result, context,
                    [&](std::size_t row) -> std::optional<std::string> {
                        const auto url = urlOf(arguments[0]->text(row));
                        if (!url) return std::nullopt;
                        Part part = partOf(*url, arguments[1]->text(row));
                        if (arguments.size() > 2) {
                            if (arguments[1]->text(row) != "QUERY") return std::nullopt;
                            part = valueIn(part, arguments[2]->text(row));
                        }
                        return part ? std::optional<std::string>(*part) : std::nullopt;
                    });
}

constexpr ScalarFunction kFunctions[] = {
    {"PARSE_URL", resolve, evaluate},
};

}  // namespace

std::span<const ScalarFunction> urlFunctions() {
    return kFunctions;
}

}  // namespace guanlan
