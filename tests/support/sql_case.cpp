// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sql_case.h"

#include "tests/support/batch_text.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>

namespace guanlan {

namespace {

[[noreturn]] void refuse(const std::string& path, int line, const std::string& what) {
    std::fprintf(stderr, "%s:%d: %s\n", path.c_str(), line, what.c_str());
    std::abort();
}

/// Adds a finished block of lines to the case it belongs to.
void finishBlock(SqlCase& item, const std::string& head, const std::string& text) {
    const std::size_t space = head.find(' ');
    const std::string kind = head.substr(0, space);
    const int number = space == std::string::npos ? 0 : std::atoi(head.c_str() + space);
    if (kind.empty()) {
        item.script = text;
    } else if (kind == "events") {
        const std::size_t second = head.find(' ', space + 1);
        const int source = second == std::string::npos ? 0 : std::atoi(head.c_str() + second);
        item.arrivals.push_back(
            {static_cast<std::uint32_t>(number), static_cast<std::size_t>(source), batchFromText(text)});
    } else if (kind == "rows") {
        item.rows[static_cast<std::size_t>(number)] = text;
    } else if (kind == "accounting") {
        item.accounting = head.substr(space + 1);
    } else {
        refuse(item.name, item.line, "unknown block '" + head + "'");
    }
}

BatchPtr slice(const Batch& rows, std::size_t from, std::size_t count) {
    BatchBuilder builder(rows.schemaPtr());
    for (std::size_t i = 0; i < count; ++i)
        builder.appendRow(rows, from + i);
    return std::make_shared<const Batch>(builder.seal());
}

}  // namespace

std::vector<SqlCase> readSqlCases(const std::string& path) {
    std::ifstream in(path);
    if (!in) refuse(path, 0, "cannot be read");
    std::vector<SqlCase> cases;
    std::string head;
    std::string block;
    int number = 0;
    const auto close = [&] {
        if (!cases.empty()) finishBlock(cases.back(), head, block);
        block.clear();
    };
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.starts_with("== ")) {
            close();
            head.clear();
            cases.push_back({.name = line.substr(3), .line = number});
        } else if (line.starts_with(">>> ")) {
            close();
            head = line.substr(4);
        } else if (!line.starts_with("#") && (!line.empty() || head.empty())) {
            block += line + "\n";
        }
    }
    close();
    return cases;
}

PlannerOptions sqlCaseOptions(const std::string& file) {
    PlannerOptions options{.file = file};
    options.components.push_back({.name = "test", .source = true, .sink = true, .options = {"*"}});
    return options;
}

std::size_t recordsOf(const SqlCase& item) {
    std::size_t records = 0;
    for (const SqlCase::Arrival& arrival : item.arrivals)
        records += arrival.rows.rows();
    return records;
}

std::vector<SourceBatch> batchesOf(const SqlCase& item, std::size_t from, std::size_t to) {
    std::vector<SourceBatch> batches;
    std::map<std::pair<std::size_t, std::uint32_t>, std::int64_t> offsets;
    for (const SqlCase::Arrival& arrival : item.arrivals)
        offsets[{arrival.source, arrival.partition}] = 0;
    std::size_t position = 0;
    for (const SqlCase::Arrival& arrival : item.arrivals) {
        const std::size_t rows = arrival.rows.rows();
        const std::size_t first = std::clamp(from, position, position + rows) - position;
        const std::size_t last = std::clamp(to, position, position + rows) - position;
        if (first < last) {
            SourceBatch batch{.source = arrival.source};
            batch.rows = *slice(arrival.rows, first, last - first);
            batch.rows.runs = {{.partition = arrival.partition,
                                .rows = static_cast<std::uint32_t>(last - first),
                                .firstOffset = offsets[{arrival.source, arrival.partition}] +
                                               static_cast<std::int64_t>(first)}};
            for (const auto& [of, offset] : offsets) {
                if (of.first == arrival.source)
                    batch.progress.push_back({.partition = of.second, .nextOffset = offset});
            }
            batches.push_back(std::move(batch));
        }
        offsets[{arrival.source, arrival.partition}] += static_cast<std::int64_t>(rows);
        position += rows;
    }
    return batches;
}

}  // namespace guanlan
