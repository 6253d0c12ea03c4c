// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/http_support.hpp"

namespace xinan::http::testing {
namespace {

using access::Role;

struct ThingRequest {
    std::string name;
    std::optional<std::int32_t> size;
    static std::span<const Bounds> bounds() {
        static constexpr Bounds kBounds[] = {{"name", 1, 60}, {"size", 1, 9}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(ThingRequest, (), (name, size))

struct ThingReply {
    std::string reference;
    bool repeated = false;
};
BOOST_DESCRIBE_STRUCT(ThingReply, (), (reference, repeated))

Result<Reply> handle_make(Call& call) {
    const auto request = TRY(parse<ThingRequest>(call.body));
    const auto deed = call.deed(ledger::Outcome::done, {{"room", Things::known}}, "reception");
    const auto once = TRY(call.write_once({{"room", Things::known}}, [&](store::Tx& tx) -> Result<std::string> {
        if (request.name == "taken") return fail(ErrorKind::conflict, "http.stale", {}, {"B2.1.1e"});
        ledger::leave(tx, deed);
        return "thing-" + std::to_string(++Things::made);
    }));
    return created(ThingReply{once.reference, once.repeated}, "/api/v1/things/" + once.reference);
}

Result<Reply> handle_change(Call& call) {
    const auto id = TRY(call.id<AnyId>("thing"));
    const std::int64_t version = TRY(call.version());
    TRY_VOID(parse<ThingRequest>(call.body));
    TRY_VOID(call.write({{"room", id}}, [&](store::Tx&) -> Result<void> {
        if (version != 7) return fail(ErrorKind::stale, "http.stale");
        return {};
    }));
    return ok(ThingReply{id.text(), false}, version + 1);
}

Result<Reply> handle_read(Call& call) {
    ++Things::reads;
    const auto id = TRY(call.id<AnyId>("thing"));
    const access::Answer answer = call.decide({});
    if (id != Things::known || !answer.permitted) return call.refuse_read({{"room", id}});
    TRY_VOID(call.leave_read({{"room", id}}, "reception", answer, Call::Repeats::board));
    return ok(ThingReply{id.text(), false}, 7);
}

Result<Reply> handle_search(Call& call) {
    const auto limit = TRY(call.query_int("limit", 1, 50));
    const auto day = TRY(call.query_date("day"));
    const auto request = TRY(parse<ThingRequest>(call.body));
    return ok(ThingReply{request.name + std::to_string(limit.value_or(0)) + (day ? to_text(*day) : ""), false});
}

Result<Reply> handle_break(Call&) {
    ensure(false, "a test breaks this on purpose");
    return no_content();
}

constexpr Route kRoutes[] = {
    {.method = Method::post, .path = "/api/v1/things", .action = "test.thing.make", .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 4096, .per_minute_max = 60}, .summary = "Make a thing.",
     .request = &shape_of<ThingRequest>, .reply = &shape_of<ThingReply>, .handler = handle_make},
    {.method = Method::put, .path = "/api/v1/things/{thing}", .action = "test.thing.change", .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 4096, .per_minute_max = 60}, .summary = "Change a thing.",
     .request = &shape_of<ThingRequest>, .reply = &shape_of<ThingReply>, .handler = handle_change},
    {.method = Method::get, .path = "/api/v1/things/{thing}", .action = "test.thing.read", .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60}, .summary = "Read a thing.",
     .reply = &shape_of<ThingReply>, .handler = handle_read},
    {.method = Method::post, .path = "/api/v1/things/search", .action = "test.thing.search", .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 4096, .per_minute_max = 3}, .search = true, .summary = "Search for things.",
     .request = &shape_of<ThingRequest>, .reply = &shape_of<ThingReply>, .handler = handle_search},
    {.method = Method::del, .path = "/api/v1/things/{thing}", .action = "test.thing.break", .repeat = Repeat::by_version,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60}, .summary = "Break.", .handler = handle_break},
};
static_assert(well_formed(kRoutes));

}  // namespace

std::span<const Route> thing_routes() { return kRoutes; }

std::span<const access::Rule> thing_rules() {
    using access::Class;
    static const std::vector<access::Rule> all{
        {.action = "test.thing.make", .roles = {Role::reception}, .relations = {}, .reads = Class::plain, .grantable = false, .clauses = {Clause("B3.3c")}},
        {.action = "test.thing.change", .roles = {Role::reception}, .relations = {}, .reads = Class::plain, .grantable = false, .clauses = {Clause("B3.3c")}},
        {.action = "test.thing.read", .roles = {Role::reception}, .relations = {}, .reads = Class::plain, .grantable = false, .clauses = {Clause("B3.3c")}},
        {.action = "test.thing.search", .roles = {Role::reception}, .relations = {}, .reads = Class::plain, .grantable = false, .clauses = {Clause("B3.3c")}},
        {.action = "test.thing.break", .roles = {Role::reception}, .relations = {}, .reads = Class::plain, .grantable = false, .clauses = {Clause("B3.3c")}},
    };
    return all;
}

}  // namespace xinan::http::testing
