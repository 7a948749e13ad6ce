// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/window_binder.h"

#include "core/plan/expression_binder.h"
#include "core/sql/nearest_name.h"
#include "core/sql/token.h"
#include "core/sql/token_cursor.h"

#include <algorithm>
#include <array>

namespace guanlan::planning {

namespace {

/// The lengths of one window function in the order of its arguments.
struct Signature {
    std::string_view name;
    WindowKind kind;
    std::array<std::string_view, 2> lengths;  ///< the second is empty when there is one only
    std::string_view example;
};
constexpr std::array<Signature, 3> kSignatures{
    {{"TUMBLE", WindowKind::Tumble, {"SIZE", ""}, "TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)"},
     {"HOP",
      WindowKind::Hop,
      {"SLIDE", "SIZE"},
      "HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '10' MINUTE)"},
     {"CUMULATE",
      WindowKind::Cumulate,
      {"STEP", "SIZE"},
      "CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' MINUTE, INTERVAL '1' DAY)"}}};

const Signature* findSignature(std::string_view name) {
    const auto* found = std::find_if(kSignatures.begin(), kSignatures.end(),
                                     [name](const Signature& s) { return s.name == name; });
    return found == kSignatures.end() ? nullptr : found;
}

struct Length {
    Micros micros = 0;
    std::int64_t months = 0;
    TextPosition position{};
};

Result<Length> readLength(const sql::Expr& expr) {
    const bool negated =
        expr.kind == sql::Expr::Kind::Operator && expr.text == "-" && expr.arguments.size() == 1;
    const sql::Expr& interval = negated ? expr.arguments[0] : expr;
    if (interval.kind != sql::Expr::Kind::Interval) {
        return mistake(expr.place, "the length of a window is an interval",
                       "write for example INTERVAL '5' MINUTE");
    }
    auto value = sql::evaluate(*interval.interval);
    if (!value) {
        Error error = std::move(value).error();
        error.position = interval.place;
        return error;
    }
    const int sign = negated ? -1 : 1;
    return Length{sign * value->micros, sign * value->months, expr.place};
}

Result<void> checkMultiple(const WindowSpec& spec, TextPosition position) {
    if (spec.kind == WindowKind::Tumble) return {};
    if (spec.step <= 0) return mistake(position, "the length of a window must be longer than nothing");
    if (spec.size % spec.step == 0) return {};
    return mistake(position, spec.kind == WindowKind::Hop
                                 ? "the size of HOP must be a multiple of its slide"
                                 : "the size of CUMULATE must be a multiple of its step");
}

Result<WindowSpec> makeSpec(const Signature& signature, const std::array<const sql::Expr*, 2>& lengths,
                            const sql::Expr* offset) {
    WindowSpec spec{.kind = signature.kind};
    const bool two = !signature.lengths[1].empty();
    auto size = readLength(*lengths[two ? 1 : 0]);
    if (!size) return std::move(size).error();
    spec.size = size->micros;
    spec.months = size->months;
    if (spec.months != 0 && two) return mistake(size->position, "calendar months work in TUMBLE only");
    if (spec.size <= 0 && spec.months <= 0) {
        return mistake(size->position, "the length of a window must be longer than nothing");
    }
    if (two) {
        auto step = readLength(*lengths[0]);
        if (!step) return std::move(step).error();
        if (step->months != 0) return mistake(step->position, "calendar months work in TUMBLE only");
        spec.step = step->micros;
        if (auto checked = checkMultiple(spec, step->position); !checked) return std::move(checked).error();
    }
    if (offset != nullptr) {
        auto shift = readLength(*offset);
        if (!shift) return std::move(shift).error();
        if (shift->months != 0)
            return mistake(shift->position, "the offset of a window is given in days or less");
        spec.offset = shift->micros;
    }
    return spec;
}

/// Arguments by name, for both spellings.
struct Arguments {
    const sql::Expr* data = nullptr;
    const sql::Expr* timecol = nullptr;
    std::array<const sql::Expr*, 2> lengths{};
    const sql::Expr* offset = nullptr;

    const sql::Expr** find(std::string_view name, const Signature& signature) {
        if (name == "DATA") return &data;
        if (name == "TIMECOL") return &timecol;
        if (name == "OFFSET") return &offset;
        for (std::size_t i = 0; i < 2; ++i) {
            if (!name.empty() && name == signature.lengths[i]) return &lengths[i];
        }
        return nullptr;
    }
};

Result<Arguments> nameArguments(const sql::Expr& call, const Signature& signature) {
    std::vector<std::string> order{"DATA", "TIMECOL"};
    for (const std::string_view length : signature.lengths) {
        if (!length.empty()) order.emplace_back(length);
    }
    order.emplace_back("OFFSET");
    Arguments arguments;
    const std::string example = "write " + std::string(signature.example);
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        const sql::Expr& argument = call.arguments[i];
        const bool named = argument.kind == sql::Expr::Kind::Named;
        if (!named && i >= order.size()) {
            return mistake(argument.place, std::string(signature.name) + " takes no more arguments", example);
        }
        const std::string name = named ? argument.text : order[i];
        const sql::Expr** slot = arguments.find(name, signature);
        if (slot == nullptr) {
            const std::string nearest = sql::didYouMean(name, order);
            return mistake(argument.place, std::string(signature.name) + " has no argument " + name,
                           nearest.empty() ? example : nearest);
        }
        *slot = named ? &argument.arguments[0] : &argument;
    }
    for (const std::string& name : order) {
        if (name != "OFFSET" && *arguments.find(name, signature) == nullptr) {
            return mistake(call.place, std::string(signature.name) + " lacks its argument " + name, example);
        }
    }
    return arguments;
}

}  // namespace

Result<WindowCall> bindWindowFunction(const sql::Expr& call) {
    const std::string name = sql::upperCase(call.text);
    const Signature* signature = findSignature(name);
    if (signature == nullptr) {
        if (name == "SESSION" || name == "COUNT_WINDOW") return sql::notYet(call.place, name + " windows");
        const std::vector<std::string> names{"TUMBLE", "HOP", "CUMULATE", "SESSION"};
        const std::string nearest = sql::didYouMean(name, names);
        return mistake(call.place, "no window function '" + call.text + "'",
                       nearest.empty() ? "there are TUMBLE, HOP and CUMULATE" : nearest);
    }
    auto arguments = nameArguments(call, *signature);
    if (!arguments) return std::move(arguments).error();
    WindowCall window{.table = arguments->data, .descriptor = arguments->timecol};
    if (window.table->kind != sql::Expr::Kind::Table) {
        return mistake(window.table->place, "the first argument of " + name + " is a table", "write TABLE t");
    }
    if (!window.table->arguments.empty()) return sql::notYet(window.table->place, "PARTITION BY in " + name);
    if (window.descriptor->kind != sql::Expr::Kind::Descriptor || window.descriptor->path.size() != 1) {
        return mistake(window.descriptor->place, "the second argument of " + name + " names the time column",
                       "write DESCRIPTOR(ts)");
    }
    auto spec = makeSpec(*signature, arguments->lengths, arguments->offset);
    if (!spec) return std::move(spec).error();
    window.spec = *spec;
    return window;
}

bool isGroupWindow(const sql::Expr& expr) {
    if (expr.kind != sql::Expr::Kind::Call) return false;
    const std::string name = sql::upperCase(expr.text);
    return name == "TUMBLE" || name == "HOP" || name == "SESSION";
}

Result<GroupWindow> bindGroupWindow(const sql::Expr& call, const Relation& input) {
    const std::string name = sql::upperCase(call.text);
    const Signature* signature = findSignature(name);
    if (signature == nullptr) return sql::notYet(call.place, name + " windows");
    const std::size_t lengths = signature->lengths[1].empty() ? 1 : 2;
    const std::string example = name == "TUMBLE" ? "write TUMBLE(ts, INTERVAL '1' HOUR)"
                                                 : "write HOP(ts, INTERVAL '10' MINUTE, INTERVAL '1' HOUR)";
    if (call.arguments.size() < 1 + lengths || call.arguments.size() > 2 + lengths) {
        return mistake(
            call.place,
            name + " in GROUP BY takes a time column and " + (lengths == 1 ? "a size" : "slide and size"),
            example);
    }
    if (call.arguments.size() == 2 + lengths)
        return sql::notYet(call.arguments.back().place, "the offset of a group window");
    if (call.arguments[0].kind != sql::Expr::Kind::Path) {
        return mistake(call.arguments[0].place, "the first argument of " + name + " is a time column",
                       example);
    }
    const ExpressionBinder binder(input, "GROUP BY");
    auto column = binder.findColumn(call.arguments[0]);
    if (!column) return std::move(column).error();
    auto time = windowTimeColumn(**column, call.arguments[0].place);
    if (!time) return std::move(time).error();
    std::array<const sql::Expr*, 2> bounds{&call.arguments[1], lengths == 2 ? &call.arguments[2] : nullptr};
    auto spec = makeSpec(*signature, bounds, nullptr);
    if (!spec) return std::move(spec).error();
    return GroupWindow{&call, *spec, *time};
}

std::optional<GroupWindowColumn> groupWindowColumn(std::string_view function) {
    for (const std::string_view window : {"TUMBLE", "HOP", "SESSION"}) {
        if (!function.starts_with(window)) continue;
        const std::string_view what = function.substr(window.size());
        if (what == "_START") return GroupWindowColumn{window, kWindowStart};
        if (what == "_END") return GroupWindowColumn{window, kWindowEnd};
        if (what == "_ROWTIME") return GroupWindowColumn{window, kWindowTime};
    }
    return std::nullopt;
}

Result<std::size_t> windowTimeColumn(const RelationColumn& column, TextPosition position) {
    if (column.proctime) return sql::notYet(position, "windows over processing time");
    if (!column.rowtime) {
        return mistake(position, "'" + column.name + "' is not an event time",
                       column.type.isTimestamp() ? "declare it in its table: WATERMARK FOR " + column.name +
                                                       " AS " + column.name + " - INTERVAL '5' SECOND"
                                                 : "a window needs a TIMESTAMP column with a WATERMARK");
    }
    return column.index;
}

}  // namespace guanlan::planning
