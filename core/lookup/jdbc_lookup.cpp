// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lookup/jdbc_lookup.h"

#include "core/lookup/mysql_address.h"
#include "core/lookup/mysql_lookup.h"
#include "core/lookup/sqlite_lookup.h"

#include <string_view>

namespace guanlan {

namespace {

constexpr std::string_view kSqlite = "jdbc:sqlite:";

Result<std::unique_ptr<LookupTable>> create(const LookupRequest& request, const LookupSettings& settings) {
    const std::string url = request.table.option("url");
    if (url.starts_with(kSqlite))
        return createSqliteLookup(request, settings, std::string_view(url).substr(kSqlite.size()));
    if (isMysqlUrl(url)) return createMysqlLookup(request, settings);
    Error error{.code = ErrorCode::InvalidInput,
                .id = "lookup.jdbc",
                .what = "rows cannot be looked up in '" + url + "'",
                .next = "write 'url' = 'jdbc:mysql://HOST:3306/DATABASE' or 'jdbc:sqlite:FILE'",
                .arguments = {url}};
    error.position = request.table.position;
    return error;
}

}  // namespace

const LookupKind kJdbcLookup{
    .component = {.name = "jdbc",
                  .options = {"driver", "username", "password", "guanlan.password-secret", "lookup.*",
                              "connection.*", "scan.*", "sink.*"},
                  .required = {"url", "table-name"},
                  .noticed = {{"password",
                               "the password stands in the script for all to read; keep it in the system's "
                               "keychain and write 'guanlan.password-secret' = 'its name' instead"}},
                  .lookup = true},
    .create = create};

}  // namespace guanlan
