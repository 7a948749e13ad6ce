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

/// Rows are added to each of their counted windows one by one.
constexpr std::int64_t kMostOpenWindows = 1000;

/// The lengths of one window function in the order of its arguments.
struct Signature {
    std::string_view name;
    WindowKind kind;
    std::array<std::string_view, 2> lengths;  ///< the second is empty when there is one only
    std::string_view example;
    std::string_view groupExample;  ///< in GROUP BY; empty when it cannot stand there

    [[nodiscard]] bool two() const { return !lengths[1].empty(); }
    [[nodiscard]] bool takesOffset() const {
        return kind != WindowKind::Session && kind != WindowKind::Count;
    }
};
constexpr std::array<Signature, 5> kSignatures{
    {{"TUMBLE",
      WindowKind::Tumble,
      {"SIZE", ""},
      "TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)",
      "TUMBLE(ts, INTERVAL '1' HOUR)"},
     {"HOP",
      WindowKind::Hop,
      {"SLIDE", "SIZE"},
      "HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '10' MINUTE)",
      "HOP(ts, INTERVAL '10' MINUTE, INTERVAL '1' HOUR)"},
     {"CUMULATE",
      WindowKind::Cumulate,
      {"STEP", "SIZE"},
      "CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' MINUTE, INTERVAL '1' DAY)",
      ""},
     {"SESSION",
      WindowKind::Session,
      {"GAP", ""},
      "SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), INTERVAL '30' MINUTE)",
      "SESSION(ts, INTERVAL '30' MINUTE)"},
     {"COUNT_WINDOW",
      WindowKind::Count,
      {"SIZE", "SLIDE"},
      "COUNT_WINDOW(TABLE t PARTITION BY k, 100)",
      ""}}};

const Signature* findSignature(std::string_view name) {
    const auto* found = std::find_if(kSignatures.begin(), kSignatures.end(),
                                     [name](const Signature& s) { return s.name == name; });
    return found == kSignatures.end() ? nullptr : found;
}

struct Length {
    Micros micros = 0;
    std::int64_t months = 0;
    TextPosition position{};
    [[nodiscard]] bool nothing() const { return micros <= 0 && months <= 0; }
};

Error noLength(TextPosition position) {
    return mistake(position, "the length of a window must be longer than nothing");
}

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

/// Where the steps of a cumulating window of months fall: a month is a whole number of days only.
Result<void> checkMonths(const WindowSpec& spec, TextPosition size, TextPosition step) {
    if (spec.months == 0 || spec.kind == WindowKind::Tumble) return {};
    if (spec.kind != WindowKind::Cumulate)
        return mistake(size, "calendar months work in TUMBLE and CUMULATE only");
    if (kDay % spec.step == 0) return {};
    return mistake(step, "the step of a CUMULATE over months must divide a day");
}

Result<void> checkMultiple(const WindowSpec& spec, TextPosition position) {
    if (spec.months != 0 || spec.size % spec.step == 0) return {};
    return mistake(position, spec.kind == WindowKind::Hop
                                 ? "the size of HOP must be a multiple of its slide"
                                 : "the size of CUMULATE must be a multiple of its step");
}

/// The whole time of day as offset: TUMBLE(ts, INTERVAL '1' DAY, TIME '08:00:00').
Result<Length> readOffset(const sql::Expr& expr) {
    if (expr.kind != sql::Expr::Kind::Typed || expr.text != "TIME") {
        auto length = readLength(expr);
        if (length && length->months != 0)
            return mistake(length->position, "the offset of a window is given in days or less");
        return length;
    }
    auto time = bindLiteral(expr);
    if (!time) return std::move(time).error();
    return Length{.micros = std::get<std::int64_t>(time->literal), .position = expr.place};
}

Result<WindowSpec> makeSpec(const Signature& signature, const std::array<const sql::Expr*, 2>& lengths,
                            const sql::Expr* offset) {
    WindowSpec spec{.kind = signature.kind};
    auto size = readLength(*lengths[signature.two() ? 1 : 0]);
    if (!size) return std::move(size).error();
    spec.size = size->micros;
    spec.months = size->months;
    if (size->nothing()) return noLength(size->position);
    if (spec.kind == WindowKind::Session && spec.months != 0)
        return mistake(size->position, "the gap of a session is given in days or less");
    if (signature.two()) {
        auto step = readLength(*lengths[0]);
        if (!step) return std::move(step).error();
        if (step->months != 0)
            return mistake(step->position, "calendar months work in TUMBLE and CUMULATE only");
        if (step->nothing()) return noLength(step->position);
        spec.step = step->micros;
        if (auto months = checkMonths(spec, size->position, step->position); !months)
            return std::move(months).error();
        if (auto checked = checkMultiple(spec, step->position); !checked) return std::move(checked).error();
    }
    if (offset != nullptr) {
        auto shift = readOffset(*offset);
        if (!shift) return std::move(shift).error();
        spec.offset = shift->micros;
    }
    return spec;
}

Result<std::int64_t> readRows(const sql::Expr& expr) {
    auto rows = expr.kind == sql::Expr::Kind::Number ? bindLiteral(expr) : Result<Expression>(Expression{});
    if (!rows) return std::move(rows).error();
    const auto* number = std::get_if<std::int64_t>(&rows->literal);
    if (number != nullptr && *number > 0) return *number;
    return mistake(expr.place, "COUNT_WINDOW takes a number of rows", "write for example 100");
}

/// The size in rows, and after how many rows the next window begins: as many, when nothing is said.
Result<WindowSpec> makeCountSpec(const std::array<const sql::Expr*, 2>& lengths) {
    auto size = readRows(*lengths[0]);
    if (!size) return std::move(size).error();
    auto slide = lengths[1] != nullptr ? readRows(*lengths[1]) : size;
    if (!slide) return std::move(slide).error();
    if (*size % *slide != 0)
        return mistake(lengths[1]->place, "the size of COUNT_WINDOW must be a multiple of its slide");
    if (*size / *slide > kMostOpenWindows) {
        return mistake(lengths[1]->place,
                       "every row would stand in " + std::to_string(*size / *slide) + " windows",
                       "let the size be at most " + std::to_string(kMostOpenWindows) + " slides");
    }
    return WindowSpec{.kind = WindowKind::Count, .size = *size, .step = *slide};
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

std::vector<std::string> argumentOrder(const Signature& signature) {
    std::vector<std::string> order{"DATA"};
    if (signature.kind != WindowKind::Count) order.emplace_back("TIMECOL");
    for (const std::string_view length : signature.lengths) {
        if (!length.empty()) order.emplace_back(length);
    }
    if (signature.takesOffset()) order.emplace_back("OFFSET");
    return order;
}

bool isOptional(std::string_view name, const Signature& signature) {
    return name == "OFFSET" || (name == "SLIDE" && signature.kind == WindowKind::Count);
}

Result<Arguments> nameArguments(const sql::Expr& call, const Signature& signature) {
    const std::vector<std::string> order = argumentOrder(signature);
    Arguments arguments;
    const std::string example = "write " + std::string(signature.example);
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        const sql::Expr& argument = call.arguments[i];
        const bool named = argument.kind == sql::Expr::Kind::Named;
        if (!named && i >= order.size()) {
            return mistake(argument.place, std::string(signature.name) + " takes no more arguments", example);
        }
        const std::string name = named ? argument.text : order[i];
        if (std::find(order.begin(), order.end(), name) == order.end()) {
            const std::string nearest = sql::didYouMean(name, order);
            return mistake(argument.place, std::string(signature.name) + " has no argument " + name,
                           nearest.empty() ? example : nearest);
        }
        *arguments.find(name, signature) = named ? &argument.arguments[0] : &argument;
    }
    for (const std::string& name : order) {
        if (!isOptional(name, signature) && *arguments.find(name, signature) == nullptr) {
            return mistake(call.place, std::string(signature.name) + " lacks its argument " + name, example);
        }
    }
    return arguments;
}

Result<void> checkTable(const sql::Expr& table, const Signature& signature) {
    const std::string name(signature.name);
    if (table.kind != sql::Expr::Kind::Table)
        return mistake(table.place, "the first argument of " + name + " is a table", "write TABLE t");
    if (signature.takesOffset() && !table.arguments.empty()) {
        return mistake(table.arguments[0].place, "PARTITION BY belongs to SESSION and COUNT_WINDOW",
                       "the windows of " + name + " are the same for every key: name the key in GROUP BY");
    }
    return {};
}

}  // namespace

Result<WindowCall> bindWindowFunction(const sql::Expr& call) {
    const std::string name = sql::upperCase(call.text);
    const Signature* signature = findSignature(name);
    if (signature == nullptr) {
        std::vector<std::string> names;
        for (const Signature& known : kSignatures)
            names.emplace_back(known.name);
        const std::string nearest = sql::didYouMean(name, names);
        return mistake(
            call.place, "no window function '" + call.text + "'",
            nearest.empty() ? "there are TUMBLE, HOP, CUMULATE, SESSION and COUNT_WINDOW" : nearest);
    }
    auto arguments = nameArguments(call, *signature);
    if (!arguments) return std::move(arguments).error();
    WindowCall window{.table = arguments->data, .descriptor = arguments->timecol};
    if (auto checked = checkTable(*window.table, *signature); !checked) return std::move(checked).error();
    if (window.descriptor != nullptr &&
        (window.descriptor->kind != sql::Expr::Kind::Descriptor || window.descriptor->path.size() != 1)) {
        return mistake(window.descriptor->place, "the second argument of " + name + " names the time column",
                       "write DESCRIPTOR(ts)");
    }
    auto spec = signature->kind == WindowKind::Count
                    ? makeCountSpec(arguments->lengths)
                    : makeSpec(*signature, arguments->lengths, arguments->offset);
    if (!spec) return std::move(spec).error();
    window.spec = *spec;
    return window;
}

bool isGroupWindow(const sql::Expr& expr) {
    if (expr.kind != sql::Expr::Kind::Call) return false;
    const Signature* signature = findSignature(sql::upperCase(expr.text));
    return signature != nullptr && !signature->groupExample.empty();
}

Result<GroupWindow> bindGroupWindow(const sql::Expr& call, const Relation& input) {
    const Signature& signature = *findSignature(sql::upperCase(call.text));
    const std::string name(signature.name);
    const std::size_t lengths = signature.two() ? 2 : 1;
    const std::size_t most = 1 + lengths + (signature.takesOffset() ? 1 : 0);
    const std::string example = "write " + std::string(signature.groupExample);
    if (call.arguments.size() < 1 + lengths || call.arguments.size() > most) {
        const std::string_view takes = signature.kind == WindowKind::Session ? "a gap" : "a size";
        return mistake(call.place,
                       name + " in GROUP BY takes a time column and " +
                           (lengths == 1 ? std::string(takes) : std::string("slide and size")),
                       example);
    }
    if (call.arguments[0].kind != sql::Expr::Kind::Path) {
        return mistake(call.arguments[0].place, "the first argument of " + name + " is a time column",
                       example);
    }
    const ExpressionBinder binder(input, "GROUP BY");
    auto column = binder.findColumn(call.arguments[0]);
    if (!column) return std::move(column).error();
    auto time = windowTimeColumn(**column, call.arguments[0].place);
    if (!time) return std::move(time).error();
    const std::array<const sql::Expr*, 2> bounds{&call.arguments[1],
                                                 lengths == 2 ? &call.arguments[2] : nullptr};
    const bool shifted = call.arguments.size() == 2 + lengths;
    auto spec = makeSpec(signature, bounds, shifted ? &call.arguments.back() : nullptr);
    if (!spec) return std::move(spec).error();
    spec->proctime = time->proctime;
    return GroupWindow{&call, *spec, time->column};
}

std::optional<GroupWindowColumn> groupWindowColumn(std::string_view function) {
    for (const std::string_view window : {"TUMBLE", "HOP", "SESSION"}) {
        if (!function.starts_with(window)) continue;
        const std::string_view what = function.substr(window.size());
        if (what == "_START") return GroupWindowColumn{window, kWindowStart};
        if (what == "_END") return GroupWindowColumn{window, kWindowEnd};
        if (what == "_ROWTIME") return GroupWindowColumn{window, kWindowTime};
        if (what == "_PROCTIME") return GroupWindowColumn{window, kWindowTime, true};
    }
    return std::nullopt;
}

Result<TimeAttribute> windowTimeColumn(const RelationColumn& column, TextPosition position) {
    if (!column.rowtime && !column.proctime) {
        return mistake(position, "'" + column.name + "' is not an event time",
                       column.type.isTimestamp() ? "declare it in its table: WATERMARK FOR " + column.name +
                                                       " AS " + column.name + " - INTERVAL '5' SECOND"
                                                 : "a window needs a TIMESTAMP column with a WATERMARK");
    }
    return TimeAttribute{column.index, column.proctime};
}

}  // namespace guanlan::planning
