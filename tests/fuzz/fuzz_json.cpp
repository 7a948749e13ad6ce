// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as JSON records: a decoder that has seen the ones before reads each as one that has not.
#include "tests/fuzz/decoded_records.h"
#include "tests/fuzz/must.h"

using namespace guanlan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::vector<std::string> records = recordsIn({data, size});
    const TableDefinition table = wideTable("json", {});
    checkRecords(table, records);
    const auto experienced = createDecoder(table, {});
    for (const std::string& record : records) {
        const auto fresh = createDecoder(table, {});
        must(fresh.ok() && experienced.ok(), "no decoder");
        const std::string expected = outcomeOf(**fresh, record);
        must(outcomeOf(**experienced, record) == expected, "a learned arrangement changes the outcome");
        must(outcomeOf(**experienced, record) == expected, "the second time differs from the first");
    }
    return 0;
}
