// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as CSV lines; the first byte chooses among the options.
#include "tests/fuzz/decoded_records.h"

using namespace guanlan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    Options options;
    if ((data[0] & 1U) != 0) options["csv.field-delimiter"] = ";";
    if ((data[0] & 2U) != 0) options["csv.disable-quote-character"] = "true";
    if ((data[0] & 4U) != 0) options["csv.escape-character"] = "\\";
    if ((data[0] & 8U) != 0) options["csv.allow-comments"] = "true";
    if ((data[0] & 16U) != 0) options["csv.null-literal"] = "null";
    if ((data[0] & 32U) != 0) options["csv.header"] = "true";
    checkRecords(wideTable("csv", options), recordsIn({data + 1, size - 1}));
    return 0;
}
