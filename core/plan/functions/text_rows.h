// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/functions/text_memo.h"
#include "core/plan/functions/vectors.h"

#include <optional>
#include <span>
#include <string>

namespace guanlan {

/// The argument whose texts alone decide the result, when all others are constants.
[[nodiscard]] inline std::optional<std::size_t> onlyVariableText(std::span<const ColumnPtr> arguments,
                                                                 const EvaluationContext& context) {
    std::optional<std::size_t> only;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (context.constant(i)) continue;
        if (only || arguments[i]->type().physical() != Physical::Text) return std::nullopt;
        only = i;
    }
    return only;
}

/// A function whose result is a text: `of(row)` gives an optional text for a row without null arguments. With
/// one variable text argument it is called once a distinct text, over all batches of the call site.
template <typename Of>
ColumnPtr textRows(std::span<const ColumnPtr> arguments, std::vector<std::uint8_t> valid,
                   const DataType& result, EvaluationContext& context, Of&& of) {
    std::unique_ptr<FunctionMemo> owned;
    TextMemo& memo = TextMemo::of(context, owned);
    memo.intern({});  // the slot of a null needs a code that exists
    const auto answer = [&](std::size_t row) {
        const std::optional<std::string> text = of(row);
        return text ? memo.intern(*text) : TextMemo::kNull;
    };
    const auto variable = onlyVariableText(arguments, context);
    std::vector<Code> codes(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        Code code = TextMemo::kUnknown;
        if (variable) {
            const Column& texts = *arguments[*variable];
            Code& known = memo.answerFor(*texts.dictionary(), texts.codes()[row]);
            if (known == TextMemo::kUnknown) known = answer(row);
            code = known;
        } else {
            code = answer(row);
        }
        if (code == TextMemo::kNull) {
            setNull(valid, row, context.rows);
        } else {
            codes[row] = code;
        }
    }
    return sealCodes(result, std::move(codes), memo.dictionary(), std::move(valid));
}

/// A function whose result is a number: `of(row)` likewise, once a distinct text of the batch.
template <typename Of>
ColumnPtr numberRows(std::span<const ColumnPtr> arguments, const DataType& result,
                     const EvaluationContext& context, Of&& of) {
    auto valid = commonValidity(arguments, context.rows);
    std::vector<std::int64_t> values(context.rows);
    const auto variable = onlyVariableText(arguments, context);
    if (!variable) {
        for (std::size_t row = 0; row < context.rows; ++row) {
            if (isValid(valid, row)) values[row] = of(row);
        }
        return sealInts(result, std::move(values), std::move(valid));
    }
    const Column& texts = *arguments[*variable];
    std::vector<std::uint32_t> firstRow;
    constexpr std::uint32_t none = 0xFFFFFFFF;
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        const Code code = texts.codes()[row];
        if (code >= 2 * context.rows + 256) {  // a table by code would cost more than it saves
            values[row] = of(row);
            continue;
        }
        if (code >= firstRow.size()) firstRow.resize(std::size_t{code} + 1, none);
        if (firstRow[code] == none) {
            firstRow[code] = static_cast<std::uint32_t>(row);
            values[row] = of(row);
        } else {
            values[row] = values[firstRow[code]];
        }
    }
    return sealInts(result, std::move(values), std::move(valid));
}

}  // namespace guanlan
