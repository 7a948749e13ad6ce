// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/argument_types.h"
#include "core/aggregate/function_entries.h"
#include "core/aggregate/plain_states.h"
#include "core/base/bytes.h"

namespace guanlan {

namespace {

/// LISTAGG: the texts in the order of arrival; between panes, in the order of time.
struct ListTextCall {
    struct State {
        std::string text;
        std::string separator = ",";
        std::size_t saved = 0;  ///< how much of the text is saved
        bool any = false;

        void add(std::string_view value) {
            if (any) text += separator;
            text += value;
            any = true;
        }
        void combine(const State& other) {
            if (!other.any) return;
            if (!any) separator = other.separator;
            add(other.text);
        }
        void save(std::string& out, SavePart part) {
            const std::size_t from = part == SavePart::Changes ? saved : 0;
            appendNumber(out, static_cast<std::uint8_t>(from > 0));
            appendNumber(out, static_cast<std::uint8_t>(any));
            appendString(out, separator);
            appendString(out, std::string_view(text).substr(from));
            saved = text.size();
        }
        bool restore(std::string_view& in) {
            std::uint8_t goesOn = 0;
            std::uint8_t flag = 0;
            std::string_view by;
            std::string_view more;
            if (!readNumber(in, goesOn) || !readNumber(in, flag) || !readString(in, by) ||
                !readString(in, more))
                return false;
            any = flag != 0;
            separator = by;
            if (goesOn == 0) text.clear();
            text += more;
            saved = text.size();
            return true;
        }
        [[nodiscard]] std::size_t bytes() const { return text.capacity(); }
    };

    static void update(std::vector<State>& states, std::span<const ColumnPtr> arguments,
                       std::span<const std::uint32_t> rows, std::span<const std::uint32_t> groups) {
        const Column& argument = *arguments[0];
        const Column* separators = arguments.size() > 1 ? arguments[1].get() : nullptr;
        forEachValid(states, argument, rows, groups, [&](State& state, std::uint32_t row) {
            if (separators != nullptr && !state.any) state.separator = separators->text(row);
            state.add(argument.text(row));
        });
    }
    static bool finish(const State& state, ColumnBuilder& out) {
        state.any ? out.appendText(state.text) : out.appendNull();
        return false;
    }
};

Result<DataType> resolve(std::span<const DataType> arguments) {
    const bool texts = !arguments.empty() && arguments.size() <= 2 && arguments[0].kind == TypeKind::String &&
                       arguments.back().kind == TypeKind::String;
    if (!texts) {
        Error error = aggregateArgumentError("LISTAGG", "a text and a separator", arguments);
        error.next = "CAST the value to STRING";
        return error;
    }
    DataType type = DataType::string();
    type.nullable = true;
    return type;
}

std::unique_ptr<AggregateStates> create(std::span<const DataType>, const DataType&) {
    return std::make_unique<PlainStates<ListTextCall>>(ListTextCall{});
}

}  // namespace

const AggregateFunction kListAggFunction{"LISTAGG", AggregateKind::Holistic, resolve, create,
                                         AggregateParameter::Text};

}  // namespace guanlan
