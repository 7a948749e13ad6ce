// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// A path of SQL/JSON to one place: `$.user.name`, `lax $.list[0]['key']`. Strict unless it says lax, as in
/// Flink.
struct JsonPath {
    struct Step {
        std::string key{};
        std::optional<std::size_t> index{};  ///< of an array, from 0
    };
    bool lax = false;
    std::vector<Step> steps{};

    /// Empty when the text is no path, or one that names several places.
    static std::optional<JsonPath> compile(std::string_view text);
};

/// Looks values up in one document after the other. One thread.
class JsonLookup {
  public:
    /// A strict path finds an error where a lax one finds nothing, also in what is no JSON.
    enum class Found { Value, Nothing, Error };

    JsonLookup();
    JsonLookup(const JsonLookup&) = delete;
    JsonLookup& operator=(const JsonLookup&) = delete;
    ~JsonLookup();

    /// Sets `text` to a scalar that is found, as text without quotes; an object or array only counts with
    /// `anyKind`.
    Found find(std::string_view document, const JsonPath& path, bool anyKind, std::string& text);

    /// When what is found is put into an array, to be one.
    enum class Wrapper { Never, UnlessArray, Always };
    /// Sets `text` to the JSON of an object or array that is found.
    Found query(std::string_view document, const JsonPath& path, Wrapper wrapper, std::string& text);

    enum class Kind { None, Scalar, Array, Object };
    /// What the whole document is; None: no JSON.
    Kind kindOf(std::string_view document);

  private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

}  // namespace guanlan
