// SPDX-License-Identifier: AGPL-3.0-or-later
// Rooms of the centre. Not: who is in them when (scheduling). Everything here is plain data.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/access.hpp"
#include "base/decision.hpp"
#include "identity/env.hpp"
#include "store/setting.hpp"
#include "store/store.hpp"

namespace xinan::http {
struct Route;
}

namespace xinan::facilities {

enum class RoomKind : std::uint8_t { counselling, group, play, reading, relaxation, other };
BOOST_DESCRIBE_ENUM(RoomKind, counselling, group, play, reading, relaxation, other)

struct Room {
    RoomId id;
    std::int64_t version = 1;
    std::string name;      // 1..40
    RoomKind kind = RoomKind::counselling;
    std::string place;     // "图书馆三楼"; 0..80
    bool in_use = true;
};
BOOST_DESCRIBE_STRUCT(Room, (), (id, version, name, kind, place, in_use))

inline constexpr std::size_t kRoomsMax = 200;
Result<std::vector<Room>> all_rooms(store::Tx&);                 // by name; at most kRoomsMax
Result<std::optional<Room>> find_room(store::Tx&, RoomId);
Result<void> insert_room(store::Tx&, const Room&, UtcTime now);  // Errors: conflict facilities.room_name_taken, facilities.too_many_rooms
// room.version is the new one. Errors: not_found, stale http.stale, conflict facilities.room_name_taken.
Result<void> change_room(store::Tx&, const Room&, UtcTime now);

// May a room be booked? Guards: facilities.unknown_room, facilities.room_closed (both hard, B1.f). Pure.
void check_room(Decision&, const std::optional<Room>&);

std::span<const http::Route> routes();
const std::vector<access::Rule>& rules();
std::span<const store::SettingSpec> settings();

}  // namespace xinan::facilities
