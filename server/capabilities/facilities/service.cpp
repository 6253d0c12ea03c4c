// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/facilities/store.hpp"

namespace xinan::facilities {

Result<std::vector<Room>> all_rooms(store::Tx& tx) {
    auto rooms = TRY(rows::all(tx, kRoomsMax + 1));
    ensure(rooms.size() <= kRoomsMax, "insert_room keeps the number of rooms below its maximum");
    return rooms;
}

Result<std::optional<Room>> find_room(store::Tx& tx, RoomId id) { return rows::find(tx, id); }

Result<void> insert_room(store::Tx& tx, const Room& room, UtcTime now) {
    if (TRY(rows::all(tx, kRoomsMax)).size() >= kRoomsMax) {
        return fail(ErrorKind::conflict, "facilities.too_many_rooms", {{"max", std::to_string(kRoomsMax)}});
    }
    auto inserted = rows::insert(tx, room, now);
    if (!inserted && inserted.error().code == "store.unique") return fail(ErrorKind::conflict, "facilities.room_name_taken");
    return inserted;
}

Result<void> change_room(store::Tx& tx, const Room& room, UtcTime now) {
    const auto updated = rows::update(tx, room, now);
    if (!updated) {
        if (updated.error().code == "store.unique") return fail(ErrorKind::conflict, "facilities.room_name_taken");
        return updated.error();
    }
    if (*updated) return {};
    const auto stored = TRY(rows::find(tx, room.id));
    if (!stored) return access::not_known();
    return fail(ErrorKind::stale, "http.stale", {{"version", std::to_string(stored->version)}});
}

std::span<const store::SettingSpec> settings() { return {}; }

}  // namespace xinan::facilities
