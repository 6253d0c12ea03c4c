// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/facilities/store.hpp"

#include <algorithm>
#include <array>

namespace xinan::facilities::rows {
namespace {

using store::Sql;

constexpr Sql kAll{"facilities.rooms", R"(
SELECT room_id, version, name, kind, place, in_use FROM room WHERE centre_id = ?1 ORDER BY name, room_id LIMIT ?2)"};
constexpr Sql kFind{"facilities.room",
                    "SELECT room_id, version, name, kind, place, in_use FROM room WHERE centre_id = ?1 AND room_id = ?2"};
constexpr Sql kInsert{"facilities.insert_room", R"(
INSERT INTO room (centre_id, room_id, version, name, kind, place, in_use, changed_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))"};
constexpr Sql kUpdate{"facilities.update_room", R"(
UPDATE room SET version = ?3, name = ?4, kind = ?5, place = ?6, in_use = ?7, changed_at_ms = ?8
WHERE centre_id = ?1 AND room_id = ?2 AND version = ?3 - 1)"};

constexpr std::array<std::string_view, 6> kKinds{"counselling", "group", "play", "reading", "relaxation", "other"};

std::string_view word_of(RoomKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }
RoomKind kind_from(std::string_view word) {
    const auto found = std::ranges::find(kKinds, word);
    ensure(found != kKinds.end(), "a stored kind of room is one of the list");
    return static_cast<RoomKind>(found - kKinds.begin());
}

Room room_from(const store::Rows& found, std::size_t row) {
    return {found.id<RoomId>(row, 0), found.i64(row, 1), std::string(found.text(row, 2)), kind_from(found.text(row, 3)),
            std::string(found.text(row, 4)), found.flag(row, 5)};
}

}  // namespace

Result<std::vector<Room>> all(store::Tx& tx, std::int64_t limit) {
    const auto found = TRY(tx.query(kAll, limit));
    std::vector<Room> rooms;
    for (std::size_t i = 0; i < found.size(); ++i) rooms.push_back(room_from(found, i));
    return rooms;
}

Result<std::optional<Room>> find(store::Tx& tx, RoomId id) {
    const auto found = TRY(tx.query(kFind, id));
    if (found.empty()) return std::optional<Room>{};
    return std::optional{room_from(found, 0)};
}

Result<void> insert(store::Tx& tx, const Room& room, UtcTime now) {
    TRY(tx.run(kInsert, room.id, room.version, room.name, word_of(room.kind), room.place, room.in_use, now));
    return {};
}

Result<bool> update(store::Tx& tx, const Room& room, UtcTime now) {
    return TRY(tx.run(kUpdate, room.id, room.version, room.name, word_of(room.kind), room.place, room.in_use, now)) == 1;
}

}  // namespace xinan::facilities::rows
