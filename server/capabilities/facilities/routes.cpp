// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>

#include "capabilities/facilities/rules.hpp"
#include "http/route.hpp"

namespace xinan::facilities {

struct RoomBody {
    std::string name;
    RoomKind kind = RoomKind::counselling;
    std::string place;
    bool in_use = true;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"name", 1, 40}, http::Bounds{"place", 0, 80}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(RoomBody, (), (name, kind, place, in_use))
// Room as it is shown: a place may be empty.
struct RoomView {
    RoomId id;
    std::int64_t version = 1;
    std::string name;
    RoomKind kind = RoomKind::counselling;
    std::string place;
    bool in_use = true;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"name", 1, 40}, http::Bounds{"place", 0, 80}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(RoomView, (), (id, version, name, kind, place, in_use))
struct RoomList {
    std::vector<RoomView> items;
};
BOOST_DESCRIBE_STRUCT(RoomList, (), (items))

namespace {

using http::Call;
using http::Reply;

RoomView view(const Room& room) { return {room.id, room.version, room.name, room.kind, room.place, room.in_use}; }

Result<RoomView> stored(Call& call, RoomId id) {
    return call.read([&](store::Tx& tx) -> Result<RoomView> {
        const auto room = TRY(find_room(tx, id));
        if (!room) return access::not_known();
        return view(*room);
    });
}

Result<Reply> handle_list(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    RoomList list;
    for (const Room& room : TRY(call.read([](store::Tx& tx) { return all_rooms(tx); }))) list.items.push_back(view(room));
    return http::ok(list);
}

Result<Reply> handle_add(Call& call) {
    const auto body = TRY(http::parse<RoomBody>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const Room room = TRY(clean_room({new_random<RoomId>(call.env.random), 1, body.name, body.kind, body.place, body.in_use}));
    const auto subject = ledger::subject("room", room.id);
    const auto deed = call.deed(ledger::Outcome::done, {subject}, "admin", {}, &answer);
    const auto once = TRY(call.write_once({subject}, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(insert_room(tx, room, call.now));
        ledger::leave(tx, deed);
        return room.id.text();
    }));
    const RoomView made = TRY(stored(call, TRY(parse_id<RoomId>(once.reference))));
    return http::created(made, "/api/v1/rooms/" + once.reference, made.version);
}

Result<Reply> handle_change(Call& call) {
    const auto id = TRY(call.id<RoomId>("room"));
    const std::int64_t version = TRY(call.version());
    const auto body = TRY(http::parse<RoomBody>(call.body));
    const auto answer = call.decide({});
    const auto subject = ledger::subject("room", id);
    if (!answer.permitted) return call.refuse_read({subject});
    const Room room = TRY(clean_room({id, version + 1, body.name, body.kind, body.place, body.in_use}));
    const auto deed = call.deed(ledger::Outcome::done, {subject}, "admin", {}, &answer);
    TRY_VOID(call.write({subject}, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(change_room(tx, room, call.now));
        ledger::leave(tx, deed);
        return {};
    }));
    const RoomView changed = TRY(stored(call, id));
    return http::ok(changed, changed.version);
}

using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .path = "/api/v1/rooms",
     .action = "facilities.room.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .summary = "All rooms, by name.",
     .reply = shape_of<RoomList>,
     .handler = handle_list},
    {.method = Method::post,
     .path = "/api/v1/rooms",
     .action = "facilities.room.add",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 2048, .per_minute_max = 30},
     .summary = "Enters a room.",
     .request = shape_of<RoomBody>,
     .reply = shape_of<RoomView>,
     .handler = handle_add},
    {.method = Method::put,
     .path = "/api/v1/rooms/{room}",
     .action = "facilities.room.change",
     .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 2048, .per_minute_max = 30},
     .summary = "Changes a room, or takes it out of use.",
     .request = shape_of<RoomBody>,
     .reply = shape_of<RoomView>,
     .handler = handle_change},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

std::span<const http::Route> routes() { return kRoutes; }

}  // namespace xinan::facilities
