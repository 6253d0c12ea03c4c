// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/centre.hpp"

namespace xinan::store {

namespace {

constexpr Sql kInsert{"centre.insert",
                      "INSERT INTO centre (centre_id, name, zone, kind, created_at_ms, keyring_stamp)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
constexpr Sql kLoad{"centre.load",
                    "SELECT centre_id, name, zone, kind, created_at_ms, keyring_stamp FROM centre WHERE centre_id = ?1"};
// The one statement that does not narrow by centre: it lists them.
constexpr Sql kList{"centre.list",
                    "SELECT centre_id, name, zone, kind, created_at_ms, keyring_stamp FROM centre"
                    " WHERE centre_id <> ?1 ORDER BY created_at_ms, centre_id LIMIT ?2"};
constexpr Sql kStamp{"centre.stamp", "UPDATE centre SET keyring_stamp = ?2 WHERE centre_id = ?1 AND keyring_stamp < ?2"};

Centre centre_at(const Rows& rows, std::size_t i) {
    return {rows.id<CentreId>(i, 0),         std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
            std::string(rows.text(i, 3)), rows.time(i, 4),              static_cast<std::uint64_t>(rows.i64(i, 5))};
}

}  // namespace

Result<void> create_centre(Tx& tx, const Centre& centre) {
    ensure(centre.id == tx.centre() && !centre.id.is_zero(), "a centre is created in its own transaction");
    TRY(tx.run(kInsert, centre.name, centre.zone, centre.kind, centre.created_at,
               static_cast<std::int64_t>(centre.keyring_stamp)));
    return {};
}

Result<Centre> load_centre(Tx& tx) {
    const Rows rows = TRY(tx.query(kLoad));
    if (rows.empty()) return fail(ErrorKind::not_found, "http.not_found");
    return centre_at(rows, 0);
}

Result<std::vector<Centre>> list_centres(Tx& tx) {
    ensure(tx.centre() == kNoCentre, "the list of centres belongs to no centre");
    const Rows rows = TRY(tx.query(kList, kCentresMax + 1));
    if (rows.size() > static_cast<std::size_t>(kCentresMax)) {
        return fail(ErrorKind::unavailable, "store.too_many_centres", {{"max", std::to_string(kCentresMax)}});
    }
    std::vector<Centre> centres;
    for (std::size_t i = 0; i < rows.size(); ++i) centres.push_back(centre_at(rows, i));
    return centres;
}

Result<void> set_keyring_stamp(Tx& tx, std::uint64_t stamp) {
    TRY(tx.run(kStamp, static_cast<std::int64_t>(stamp)));
    return {};
}

}  // namespace xinan::store
