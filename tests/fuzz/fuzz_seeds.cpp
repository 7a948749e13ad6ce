// SPDX-License-Identifier: GPL-3.0-or-later
// fuzz_seeds FOLDER: writes the inputs that the fuzz targets start from, a folder for each, from the cases of
// the tests.
#include "tests/fuzz/saved_state.h"
#include "tests/support/sql_case.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace guanlan;
namespace fs = std::filesystem;

namespace {

const fs::path kTree = GUANLAN_SOURCE_DIR;

class SeedFolder {
  public:
    SeedFolder(const fs::path& parent, const char* name) : m_folder(parent / name) {
        fs::create_directories(m_folder);
    }
    void add(std::string_view bytes) {
        std::ofstream(m_folder / std::to_string(m_count++), std::ios::binary) << bytes;
    }

  private:
    fs::path m_folder;
    int m_count = 0;
};

std::string textOf(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> filesIn(const fs::path& folder, const char* ending) {
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ending) files.push_back(entry.path());
    }
    return files;
}

/// The scripts of tests/core/sql/cases with their tables, and of the examples and operators.
void writeSql(SeedFolder seeds) {
    for (const fs::path& path : filesIn(kTree / "tests/core/sql/cases", ".txt")) {
        std::istringstream in(textOf(path));
        std::string tables;
        std::string script;
        bool inTables = false;
        for (std::string line; std::getline(in, line);) {
            if (line == "====" || line.starts_with("----")) {
                if (inTables) tables = script;
                if (!inTables && !script.empty())
                    seeds.add(script.find("user_behavior") == std::string::npos ? script : tables + script);
                script.clear();
                inTables = false;
            } else if (line.starts_with("# ")) {
                inTables = line == "# tables";
                script.clear();
            } else {
                script += line + "\n";
            }
        }
    }
    for (const fs::path& path : filesIn(kTree / "resources", ".sql"))
        seeds.add(textOf(path));
    for (const fs::path& path : filesIn(kTree / "tests/core/exec/cases", ".txt")) {
        for (const SqlCase& item : readSqlCases(path.string()))
            seeds.add(item.script);
    }
}

void writeJson(SeedFolder seeds) {
    for (const fs::path& path : filesIn(kTree / "../shared/data/json", ".json")) {
        const std::string text = textOf(path);
        if (text.size() < 2000) seeds.add("{\"a\":" + text + "}\x1E{\"b\":" + text + "}");
    }
    seeds.add(
        R"({"a":1,"b":"x","c":0.1,"d":"1.005","e":true,"f":"2026-03-01 08:00:00","g":"2026-03-01T08:00:00Z",)"
        R"("h":"2026-03-01","i":-7,"j":2.5,"k":"08:00:00"})");
}

void writeCsv(SeedFolder seeds) {
    for (const char options : {'\0', '\1', '\2', '\4', '\x14', '\x3C'}) {
        seeds.add(std::string(1, options) +
                  "1,x,0.1,1.005,true,2026-03-01 08:00:00,2026-03-01T08:00:00Z,2026-03-01,-7,2.5,08:00:00");
        seeds.add(std::string(1, options) + "1;\"x\"\"y\";;null;\\a;#\x1E# comment\x1E,,,,,,,,,,");
    }
}

void writeRegex(SeedFolder seeds) {
    seeds.add(
        "(\\S+) (\\S+) (.*)\x1E"
        "1 text 0.5");
    seeds.add(
        "(?<a>\\d+);(?<b>[^;]*);(?<f>.+)\x1E"
        "12;x;2026-03-01 08:00:00");
    seeds.add(
        "(?<b>.*)(?<i>\\d)?\x1E"
        "any 7\x1E");
}

void writeRaw(SeedFolder seeds) {
    for (int column = 0; column < 11; ++column) {
        seeds.add(std::string(1, static_cast<char>(column)) +
                  std::string("\x01\x02\x03\x04\x05\x06\x07\x08"));
        seeds.add(std::string(1, static_cast<char>(column | 128)) + std::string("\x01\x1E\x41\x42\x43\x44"));
    }
}

void writeStates(SeedFolder seeds) {
    for (std::size_t script = 0; script < savedScripts().size(); ++script)
        seeds.add(bytesOf(script));
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::fputs("usage: fuzz_seeds FOLDER\n", stderr);
        return 2;
    }
    const fs::path folder = arguments[1];
    writeSql({folder, "fuzz_sql"});
    writeJson({folder, "fuzz_json"});
    writeCsv({folder, "fuzz_csv"});
    writeRegex({folder, "fuzz_regex"});
    writeRaw({folder, "fuzz_raw"});
    writeStates({folder, "fuzz_state"});
    return 0;
}
