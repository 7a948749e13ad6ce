// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lookup/file_lookup.h"
#include "core/lookup/jdbc_lookup.h"

#include <array>

namespace guanlan {

std::span<const LookupKind* const> lookupKinds() {
    static const std::array all{&kFileLookup, &kJdbcLookup};
    return all;
}

LookupMaker lookupMaker(LookupSettings settings) {
    return [settings = std::move(settings)](const LookupRequest& request) {
        for (const LookupKind* kind : lookupKinds()) {
            if (kind->component.name == request.table.option("connector"))
                return kind->create(request, settings);
        }
        Error error{ErrorCode::InvalidInput, "lookup.connector",
                    "no rows can be looked up in the table '" + request.table.name + "'"};
        error.position = request.table.position;
        return Result<std::unique_ptr<LookupTable>>(std::move(error));
    };
}

}  // namespace guanlan
