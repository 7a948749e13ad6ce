// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as one value of any type, in either order of bytes.
#include "tests/fuzz/decoded_records.h"

using namespace guanlan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    TableDefinition table =
        wideTable("raw", {{"raw.endianness", (data[0] & 128U) != 0 ? "little-endian" : "big-endian"}});
    table.columns = {table.columns[(data[0] & 127U) % table.columns.size()]};
    checkRecords(table, recordsIn({data + 1, size - 1}));
    return 0;
}
