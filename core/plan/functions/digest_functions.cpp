// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/text_rows.h"
#include "core/plan/functions/type_rules.h"

namespace guanlan {

namespace {

using Types = std::span<const DataType>;
using Arguments = std::span<const ColumnPtr>;

struct Md5 {
    static constexpr std::string_view name = "MD5";
    static std::optional<std::string> of(std::string_view bytes) { return md5(bytes); }
};
struct Sha1 {
    static constexpr std::string_view name = "SHA1";
    static std::optional<std::string> of(std::string_view bytes) { return sha1(bytes); }
};
template <int Bits>
struct Sha2 {
    static constexpr std::string_view name = Bits == 224   ? "SHA224"
                                             : Bits == 256 ? "SHA256"
                                             : Bits == 384 ? "SHA384"
                                                           : "SHA512";
    static std::optional<std::string> of(std::string_view bytes) { return sha2(bytes, Bits); }
};

template <typename D>
Result<DataType> resolve(Types arguments, const DataType*) {
    if (arguments.size() != 1 || !(isText(arguments[0]) || isNullType(arguments[0])))
        return argumentError(D::name, "one text", arguments);
    return withNullability(DataType::string(), arguments[0].nullable);
}

template <typename D>
ColumnPtr evaluate(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (isNullType(arguments[0]->type())) return nullColumn(result, context.rows);
    return textRows(arguments, commonValidity(arguments, context.rows), result, context,
                    [&](std::size_t row) { return D::of(arguments[0]->text(row)); });
}

Result<DataType> resolveAny(Types arguments, const DataType*) {
    if (arguments.size() != 2 || !isText(arguments[0]) || !arguments[1].isInteger())
        return argumentError("SHA2", "a text and 224, 256, 384 or 512", arguments);
    return withNullability(DataType::string(), true);
}

ColumnPtr evaluateAny(Arguments arguments, const DataType& result, EvaluationContext& context) {
    return textRows(
        arguments, commonValidity(arguments, context.rows), result, context, [&](std::size_t row) {
            auto digest = sha2(arguments[0]->text(row), static_cast<int>(arguments[1]->ints()[row]));
            if (!digest) context.markBad(row, "sha2-length");
            return digest;
        });
}

constexpr ScalarFunction kFunctions[] = {
    {"MD5", resolve<Md5>, evaluate<Md5>},
    {"SHA1", resolve<Sha1>, evaluate<Sha1>},
    {"SHA224", resolve<Sha2<224>>, evaluate<Sha2<224>>},
    {"SHA256", resolve<Sha2<256>>, evaluate<Sha2<256>>},
    {"SHA384", resolve<Sha2<384>>, evaluate<Sha2<384>>},
    {"SHA512", resolve<Sha2<512>>, evaluate<Sha2<512>>},
    {"SHA2", resolveAny, evaluateAny},
};

}  // namespace

std::span<const ScalarFunction> digestFunctions() {
    return kFunctions;
}

}  // namespace guanlan
