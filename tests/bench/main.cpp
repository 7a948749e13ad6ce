// SPDX-License-Identifier: GPL-3.0-or-later
// guanlan_bench [FILTER] [--json]: measures what it is built as; figures mean something in a release build
// only.
#include "tests/bench/benchmarks.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <sstream>

namespace {

using namespace guanlan;

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

void print(const Figure& figure, bool json) {
    if (!json) {
        std::printf("%-44s %14.2f %s", figure.name.c_str(), figure.value, figure.unit.c_str());
        if (!figure.against.empty()) std::printf("  (%.2f x %s)", figure.ratio, figure.against.c_str());
        std::printf("\n");
    } else {
        std::printf("{\"name\":%s,\"value\":%.6g,\"unit\":%s", quoted(figure.name).c_str(), figure.value,
                    quoted(figure.unit).c_str());
        if (!figure.against.empty()) {
            std::printf(",\"against\":%s,\"ratio\":%.4g", quoted(figure.against).c_str(), figure.ratio);
        }
        std::printf("}\n");
    }
    std::fflush(stdout);
}

/// A filter is a part of a benchmark's name, or the whole name of one of its figures.
bool matches(const Benchmark& benchmark, const std::string& filter) {
    std::istringstream names(benchmark.names);
    for (std::string name; names >> name;) {
        if (name.find(filter) != std::string::npos || filter.starts_with(name)) return true;
    }
    return false;
}

/// Those the filter names, or all when it names the benchmark.
void printMatching(const std::vector<Figure>& figures, const std::string& filter, bool json) {
    const auto named = [&filter](const Figure& figure) {
        return figure.name.find(filter) != std::string::npos;
    };
    const bool some = std::any_of(figures.begin(), figures.end(), named);
    for (const Figure& figure : figures) {
        if (!some || named(figure)) print(figure, json);
    }
}

/// The exit code: 1 when a benchmark failed.
int runMatching(const std::string& filter, bool json) {
    int matching = 0;
    int failed = 0;
    for (const Benchmark& benchmark : benchmarks()) {
        if (!matches(benchmark, filter)) continue;
        ++matching;
        const Figures figures = benchmark.run();
        if (figures) {
            printMatching(*figures, filter, json);
            continue;
        }
        const bool skipped = figures.error().code == ErrorCode::NotFound;
        std::fprintf(stderr, "%s: %s: %s\n", benchmark.names, skipped ? "skipped" : "failed",
                     figures.error().sentence().c_str());
        if (!skipped) ++failed;
    }
    if (matching == 0) std::fprintf(stderr, "no benchmark is called *%s*\n", filter.c_str());
    return matching == 0 || failed > 0 ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Measures Guanlan's parts on this machine");
    std::string filter;
    bool json = false;
    app.add_option("FILTER", filter, "only figures whose name contains this");
    app.add_flag("--json", json, "one JSON object a line");
    CLI11_PARSE(app, argc, argv);
    return runMatching(filter, json);
}
