// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/catalog.h"
#include "core/plan/format_types.h"
#include "core/plan/relation.h"
#include "core/sql/nearest_name.h"

#include <algorithm>
#include <array>

namespace guanlan::planning {

namespace {

using Component = PlannerOptions::Component;

/// Options that any source may have, whatever its connector.
constexpr std::array<std::string_view, 3> kOfEverySource{"scan.watermark.idle-timeout", "guanlan.max-future",
                                                         "scan.parallelism"};
constexpr std::array<std::string_view, 3> kFormatKeys{"format", "value.format", "key.format"};

bool matches(std::string_view pattern, std::string_view key) {
    if (!pattern.ends_with('*')) return pattern == key;
    return key.starts_with(pattern.substr(0, pattern.size() - 1));
}

/// The components that have a say in the options of one table.
struct Involved {
    std::vector<const Component*> connectors{};
    std::vector<std::pair<const Component*, std::string>>
        formats{};  ///< with "key." or "value." before its options
};

TextPosition placeOf(std::string_view key, const sql::OptionList& places, TextPosition fallback) {
    const auto it = std::find_if(places.begin(), places.end(),
                                 [key](const auto& option) { return option.first.text == key; });
    return it == places.end() ? fallback : TextPosition(it->first.place);
}

TextPosition placeOfValue(std::string_view key, const sql::OptionList& places, TextPosition fallback) {
    const auto it = std::find_if(places.begin(), places.end(),
                                 [key](const auto& option) { return option.first.text == key; });
    return it == places.end() ? fallback : TextPosition(it->second.place);
}

Error unknownComponent(std::string_view kind, const std::string& name, bool format, TextPosition position,
                       const Catalog& catalog) {
    std::vector<std::string> names;
    for (const Component& component : catalog.options.components) {
        const bool known = std::find(names.begin(), names.end(), component.name) != names.end();
        if (component.format == format && !known) names.push_back(component.name);
    }
    std::string next = sql::didYouMean(name, names);
    if (next.empty()) {
        for (const std::string& known : names)
            next += (next.empty() ? "there are " : ", ") + known;
    }
    return mistake(position, "no " + std::string(kind) + " '" + name + "'", std::move(next));
}

bool fits(const Component& component, TableUse use) {
    switch (use) {
        case TableUse::Declared:
            return true;
        case TableUse::Read:
            return component.source;
        case TableUse::Written:
            return component.sink;
        case TableUse::LookedUp:
            return component.lookup;
    }
    return false;
}

Result<void> findConnectors(const TableDefinition& table, const sql::OptionList& places, TableUse use,
                            const Catalog& catalog, Involved& involved) {
    const std::string name = table.option("connector");
    bool known = false;
    for (const Component& component : catalog.options.components) {
        if (component.format || component.name != name) continue;
        known = true;
        if (fits(component, use)) involved.connectors.push_back(&component);
    }
    if (!known)
        return unknownComponent("connector", name, false, placeOfValue("connector", places, table.position),
                                catalog);
    if (!involved.connectors.empty()) return {};
    if (use == TableUse::LookedUp) {
        return mistake(
            {}, "no rows can be looked up in table '" + table.name + "': its connector is '" + name + "'",
            "use 'filesystem' or 'jdbc'");
    }
    return mistake({}, "table '" + table.name + "' cannot be " +
                           (use == TableUse::Read ? "read" : "written") + ": its connector '" + name +
                           "' is a " + (use == TableUse::Read ? "sink" : "source") + " only");
}

Result<void> findFormats(const TableDefinition& table, const sql::OptionList& places, const Catalog& catalog,
                         Involved& involved) {
    for (const std::string_view key : kFormatKeys) {
        const std::string name = table.option(key);
        if (name.empty()) continue;
        const auto& components = catalog.options.components;
        const auto it = std::find_if(components.begin(), components.end(),
                                     [&name](const Component& c) { return c.format && c.name == name; });
        if (it == components.end()) {
            return unknownComponent("format", name, true, placeOfValue(key, places, table.position), catalog);
        }
        if (auto fits = key == "key.format" ? Result<void>() : checkTypes(*it, table); !fits) {
            Error error = std::move(fits).error();
            error.position = placeOfValue(key, places, table.position);
            return error;
        }
        involved.formats.emplace_back(&*it, std::string());
        if (key != "format")
            involved.formats.emplace_back(&*it, std::string(key.substr(0, key.find('.') + 1)));
    }
    return {};
}

/// The notice of an ignored option; nothing when the option is not one.
const std::string* ignoredNotice(const std::string& key, const Involved& involved) {
    for (const Component* connector : involved.connectors) {
        for (const auto& [ignored, notice] : connector->ignored) {
            if (matches(ignored, key)) return &notice;
        }
    }
    for (const auto& [format, prefix] : involved.formats) {
        for (const auto& [ignored, notice] : format->ignored) {
            if (matches(prefix + ignored, key)) return &notice;
        }
    }
    return nullptr;
}

std::vector<std::string> knownOptions(const Involved& involved) {
    std::vector<std::string> known{"connector"};
    const auto add = [&known](const Component& component, const std::string& prefix) {
        for (const auto* list : {&component.options, &component.required}) {
            for (const std::string& option : *list)
                known.push_back(prefix + option);
        }
    };
    bool source = false;
    for (const Component* connector : involved.connectors) {
        add(*connector, {});
        source = source || connector->source;
    }
    for (const auto& [format, prefix] : involved.formats)
        add(*format, prefix);
    if (source) known.insert(known.end(), kOfEverySource.begin(), kOfEverySource.end());
    if (!involved.formats.empty()) known.insert(known.end(), kFormatKeys.begin(), kFormatKeys.end());
    return known;
}

/// An option of another format, or one that looks like it.
std::string meantOption(const std::string& key, const std::vector<std::string>& known,
                        const Catalog& catalog) {
    for (const Component& component : catalog.options.components) {
        const std::string prefix = component.name + ".";
        const bool ours = std::any_of(known.begin(), known.end(), [&prefix](const std::string& option) {
            return option.starts_with(prefix);
        });
        if (component.format && !ours && key.starts_with(prefix))
            return "it belongs to the format '" + component.name + "'";
    }
    return sql::didYouMean(key, known);
}

/// What there is to say of an option that counts; once, even when several components say it.
void noteUsed(const std::string& key, const Involved& involved, TextPosition place, Catalog& catalog) {
    for (const Component* connector : involved.connectors) {
        for (const auto& [option, notice] : connector->noticed) {
            if (!matches(option, key)) continue;
            catalog.plan.notices.push_back({notice, place});
            return;
        }
    }
}

Result<void> checkKnown(const TableDefinition& table, const sql::OptionList& places, TableUse use,
                        const Involved& involved, Catalog& catalog) {
    const std::vector<std::string> known = knownOptions(involved);
    for (const auto& [key, value] : table.options) {
        const TextPosition place = placeOf(key, places, table.position);
        if (const std::string* notice = ignoredNotice(key, involved)) {
            if (use == TableUse::Declared) catalog.plan.notices.push_back({*notice, place});
            continue;
        }
        const bool found = std::any_of(known.begin(), known.end(), [&key = key](const std::string& pattern) {
            return matches(pattern, key);
        });
        if (found && use == TableUse::Declared) noteUsed(key, involved, place, catalog);
        if (found) continue;
        return mistake(place, "connector '" + table.option("connector") + "' has no option '" + key + "'",
                       meantOption(key, known, catalog));
    }
    return {};
}

Error lacks(const TableDefinition& table, const std::string& option, const Component& component) {
    return mistake(table.position, "table '" + table.name + "' lacks the option '" + option + "'",
                   "its " + std::string(component.format ? "format" : "connector") + " '" + component.name +
                       "' needs it");
}

Result<void> checkRequired(const TableDefinition& table, TableUse use, const Involved& involved) {
    if (use == TableUse::Declared && involved.connectors.size() > 1) return {};  // said when it is used
    std::vector<const Component*> components = involved.connectors;
    for (const auto& [format, prefix] : involved.formats)
        components.push_back(format);
    for (const Component* component : components) {
        for (const std::string& required : component->required) {
            const bool given = table.options.contains(required) ||
                               (required == "format" && table.options.contains("value.format"));
            if (given) continue;
            return lacks(table, required, *component);
        }
    }
    for (const Component* connector : involved.connectors) {
        const auto& options = connector->options;
        const bool readsFormat = std::find(options.begin(), options.end(), "format") != options.end();
        if (readsFormat && involved.formats.empty()) return lacks(table, "format", *connector);
    }
    return {};
}

}  // namespace

Result<void> checkOptions(const TableDefinition& table, const sql::OptionList& places, TableUse use,
                          Catalog& catalog) {
    if (!table.options.contains("connector")) {
        std::string next = "write WITH ('connector' = '...')";
        for (const auto& [key, value] : table.options) {
            const std::vector<std::string> wanted{"connector"};
            if (const auto nearest = sql::nearestName(key, wanted)) next = "'" + key + "' looks like it";
        }
        return mistake(table.position, "table '" + table.name + "' has no option 'connector'",
                       std::move(next));
    }
    if (catalog.options.components.empty()) return {};  // planning without a world: syntax and names only
    Involved involved;
    if (auto found = findConnectors(table, places, use, catalog, involved); !found) return found;
    if (auto found = findFormats(table, places, catalog, involved); !found) return found;
    if (auto known = checkKnown(table, places, use, involved, catalog); !known) return known;
    return checkRequired(table, use, involved);
}

}  // namespace guanlan::planning
