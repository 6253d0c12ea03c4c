// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/pg_look.hpp"

#include "store/pg_connection.hpp"

namespace xinan::store {
namespace {

// About the server, so it has no ?1.
constexpr Sql kLook{"look.cluster",
                    "SELECT system_identifier::text,"
                    " (current_setting('archive_mode') <> 'off' OR EXISTS (SELECT 1 FROM pg_stat_replication)"
                    "  OR EXISTS (SELECT 1 FROM pg_replication_slots))::int::bigint"
                    " FROM pg_control_system()"};

}  // namespace

Result<ClusterLook> look_at_cluster(const std::string& conninfo) {
    PgDoor door(conninfo);
    PgConnection connection(door);
    TRY_VOID(connection.ready());
    Rows rows;
    TRY(connection.execute(CentreId{}, kLook, {}, &rows));
    if (rows.empty()) return fail(ErrorKind::unavailable, "unavailable.database");
    return ClusterLook{std::string(rows.text(0, 0)), rows.flag(0, 1)};
}

}  // namespace xinan::store
