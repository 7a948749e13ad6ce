// SPDX-License-Identifier: GPL-3.0-or-later
// The first record is the pattern, the others are lines.
#include "tests/fuzz/decoded_records.h"

using namespace guanlan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<std::string> records = recordsIn({data, size});
    const Options options{{"regex.pattern", records.front()}};
    records.erase(records.begin());
    checkRecords(wideTable("regex", options), records);
    return 0;
}
