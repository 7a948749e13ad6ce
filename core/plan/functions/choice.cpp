// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/choice.h"

#include "core/plan/functions/conversion.h"
#include "core/plan/functions/text_memo.h"
#include "core/plan/functions/vectors.h"

#include <algorithm>

namespace guanlan {

namespace {

template <typename T, typename Read>
std::vector<T> gathered(std::span<const ColumnPtr> branches, std::span<const std::uint16_t> pick,
                        Read&& read) {
    std::vector<T> values(pick.size());
    for (std::size_t row = 0; row < pick.size(); ++row) {
        if (pick[row] != kPickNull) values[row] = read(*branches[pick[row]])[row];
    }
    return values;
}

/// Branch by branch, so that the memo looks at one dictionary at a time.
ColumnPtr chosenTexts(std::span<const ColumnPtr> branches, std::span<const std::uint16_t> pick,
                      const DataType& result, std::vector<std::uint8_t> valid, EvaluationContext& context) {
    std::unique_ptr<FunctionMemo> owned;
    TextMemo& memo = TextMemo::of(context, owned);
    memo.intern({});  // the slot of a null needs a code that exists
    std::vector<Code> codes(pick.size());
    for (std::size_t branch = 0; branch < branches.size(); ++branch) {
        const Column& column = *branches[branch];
        for (std::size_t row = 0; row < pick.size(); ++row) {
            if (pick[row] != branch || column.isNull(row)) continue;
            Code& answer = memo.answerFor(*column.dictionary(), column.codes()[row]);
            if (answer == TextMemo::kUnknown) answer = memo.intern(column.text(row));
            codes[row] = answer;
        }
    }
    return sealCodes(result, std::move(codes), memo.dictionary(), std::move(valid));
}

ColumnPtr chosenNested(std::span<const ColumnPtr> branches, std::span<const std::uint16_t> pick,
                       const DataType& result) {
    ColumnBuilder builder(result);
    for (std::size_t row = 0; row < pick.size(); ++row) {
        if (pick[row] == kPickNull) {
            builder.appendNull();
        } else {
            builder.appendFrom(*branches[pick[row]], row);
        }
    }
    return builder.seal();
}

}  // namespace

ColumnPtr chooseCells(std::span<const ColumnPtr> branches, std::span<const std::uint16_t> pick,
                      const DataType& result, EvaluationContext& context) {
    std::vector<ColumnPtr> converted;
    converted.reserve(branches.size());
    for (const ColumnPtr& branch : branches)
        converted.push_back(convertArgument(branch, result, context));
    const bool single = !pick.empty() && pick[0] != kPickNull &&
                        std::all_of(pick.begin(), pick.end(), [&](auto p) { return p == pick[0]; });
    if (single) return converted[pick[0]];
    std::vector<std::uint8_t> valid;
    for (std::size_t row = 0; row < pick.size(); ++row) {
        if (pick[row] == kPickNull || converted[pick[row]]->isNull(row)) setNull(valid, row, pick.size());
    }
    const auto ints = [](const Column& c) { return c.ints(); };
    const auto doubles = [](const Column& c) { return c.doubles(); };
    const auto decimals = [](const Column& c) { return c.decimals(); };
    switch (result.physical()) {
        case Physical::Int64:
            return sealInts(result, gathered<std::int64_t>(converted, pick, ints), std::move(valid));
        case Physical::Double:
            return sealDoubles(result, gathered<double>(converted, pick, doubles), std::move(valid));
        case Physical::Decimal:
            return sealDecimals(result, gathered<Int128>(converted, pick, decimals), std::move(valid));
        case Physical::Text:
            return chosenTexts(converted, pick, result, std::move(valid), context);
        case Physical::Nested:
            break;
    }
    return chosenNested(converted, pick, result);
}

}  // namespace guanlan
