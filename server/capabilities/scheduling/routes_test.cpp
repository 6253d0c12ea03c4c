// SPDX-License-Identifier: AGPL-3.0-or-later
// Booking through HTTP: status, body and ledger entry, and a refusal for each role that must not pass. Moving and cancelling
// are in routes_change_test.cpp, lists and hours in routes_times_test.cpp.
#include <thread>

#include "access/access_table.hpp"
#include "capabilities/scheduling/testing.hpp"

namespace xinan::scheduling {
namespace {

using testing::at;
using testing::Browser;
using testing::day;
using testing::kNoon;
using testing::kTomorrow;
using testing::must;
using testing::names;
using testing::Role;
using testing::span_at;

class Booking : public testing::SchedulingTest {};
XINAN_ON_BOTH_ENGINES(Booking);

TEST_P(Booking, TheDeskBooksCounsellorAndRoomInOneStep) {
    const auto reply = book(desk, wish(mei, kNoon));
    ASSERT_EQ(reply.status, 201) << reply.body;
    const auto made = must(http::parse<AppointmentView>(reply.body));
    EXPECT_EQ(made.state, State::booked);
    EXPECT_EQ(made.version, 1);
    EXPECT_EQ(made.counsellor_name, "安老师");
    EXPECT_EQ(made.room, room1);
    EXPECT_EQ(made.room_name, "一号室");
    ASSERT_TRUE(made.visitor);
    EXPECT_EQ(made.visitor->id, mei);
    EXPECT_TRUE(made.warnings.empty());
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "scheduling.appointment.book");
    EXPECT_EQ(deed.outcome, ledger::Outcome::done);
    EXPECT_EQ(deed.role, "reception");
    EXPECT_TRUE(names(deed.clauses, "B2.1.1a"));
    EXPECT_EQ(deed.subjects.back(), ledger::subject("person", mei));
}

// B2.1.1d: all at once for one slot.
TEST_P(Booking, OneOfTwoHundredAtOneSlotIsBooked) {
    constexpr int kThreads = 200;
    std::vector<std::string> bodies;
    for (int i = 0; i < kThreads; ++i) bodies.push_back(http::render(wish(person("来访者"), kNoon)));
    std::vector<http::Response> replies(kThreads);
    {
        std::vector<std::jthread> all;
        for (int i = 0; i < kThreads; ++i) {
            all.emplace_back([&, i] {
                const auto n = static_cast<std::size_t>(i);
                replies[n] = desk.send("POST", "/api/v1/appointments", bodies[n], {{"idempotency-key", "one-of-two-hundred-" + std::to_string(i)}});
            });
        }
    }
    int made = 0;
    for (const auto& reply : replies) {
        if (reply.status == 201) ++made;
        else EXPECT_TRUE(reply.status == 409 && testing::has(reply.body, "scheduling.slot_taken") && testing::has(reply.body, "B2.1.1d")) << reply.body;
    }
    EXPECT_EQ(made, 1);
    EXPECT_EQ(count({"test.count", "SELECT count(*) FROM appointment WHERE centre_id = ?1"}), 1);
    EXPECT_EQ(deeds_of("scheduling.appointment.book", ledger::Outcome::done), 1U);
    EXPECT_EQ(deeds_of("scheduling.appointment.book", ledger::Outcome::refused), 199U);
}

// B2.1.1e: fifteen minutes belong to counsellor and room, none to the visitor.
TEST_P(Booking, BuffersLieBetweenSessionsAndSpansAreHalfOpen) {
    room("三号室");
    booked(desk, wish(mei, span_at(0, 19, 0, 50)));
    expect_refused(book(desk, wish(lin, span_at(0, 20, 4, 50))), 409, "scheduling.slot_taken", "B2.1.1e");
    EXPECT_EQ(book(desk, wish(lin, span_at(0, 20, 5, 50))).status, 201);  // to the minute after the buffer
    BookBody with_bo = wish(mei, span_at(0, 19, 50, 50), PrivateText("家长只有今天有空"));
    with_bo.counsellor = id_of(bo);
    EXPECT_EQ(book(desk, with_bo).status, 201);                           // the visitor goes straight on
    with_bo.starts_at = at(0, 20, 39);
    with_bo.ends_at = at(0, 21, 10);
    expect_refused(book(desk, with_bo), 409, "scheduling.slot_taken", "B2.1.1d");
    with_bo.starts_at = at(0, 19);
    with_bo.ends_at = at(0, 19, 30);
    const auto twice_at_once = book(desk, with_bo);
    expect_refused(twice_at_once, 409, "scheduling.slot_taken", "B2.1.1d");
    EXPECT_FALSE(testing::has(twice_at_once.body, "B2.1.1e")) << "a visitor has no preparation time";
    setting("scheduling.buffer_after", 0);
    booked(desk, wish(person("一"), span_at(1, 19, 0, 50)));
    EXPECT_EQ(book(desk, wish(person("二"), span_at(1, 19, 50, 50))).status, 201);
}

TEST_P(Booking, RoomsRunOutBeforeCounsellorsDo) {
    setting("scheduling.outside_hours_guard", 2);
    BookBody other = wish(lin, kNoon);
    other.counsellor = id_of(bo);
    const auto first = booked(desk, wish(mei, kNoon));
    const auto second = booked(desk, other);
    EXPECT_NE(first.room, second.room);
    Browser third = app.staff({Role::counsellor});
    counsellor(id_of(third));
    BookBody one_more = wish(person("三"), kNoon);
    one_more.counsellor = id_of(third);
    expect_refused(book(desk, one_more), 409, "scheduling.no_free_room", "B1.a");
    one_more.room = room("沙盘室", facilities::RoomKind::play);
    EXPECT_EQ(book(desk, one_more).status, 201);                          // asked for by name
    one_more.starts_at = kTomorrow.starts_at;
    one_more.ends_at = kTomorrow.ends_at;
    one_more.room = new_random<RoomId>(app.random());
    const auto no_such_room = book(desk, one_more);
    EXPECT_EQ(no_such_room.status, 422);
    for (const char* said : {"facilities.unknown_room", "A4.2a", "A8.2a", "C2.0a"}) EXPECT_TRUE(testing::has(no_such_room.body, said)) << said;
    one_more.kind = Kind::consultation;                                   // may go without a room, not with an unknown one
    EXPECT_TRUE(testing::has(book(desk, one_more).body, "facilities.unknown_room"));
    one_more.room = room("旧楼", facilities::RoomKind::counselling, false);
    expect_refused(book(desk, one_more), 409, "facilities.room_closed", "B1.f");
    one_more.room.reset();
    EXPECT_FALSE(booked(desk, one_more).room);
}

// A1.0b: the seventh of a day warns; the reason is sealed and nowhere in plain.
TEST_P(Booking, TheDailyCapAsksForAReasonAndSealsIt) {
    setting("scheduling.daily_cap", 1);
    booked(desk, wish(mei, kNoon));
    const TimeSpan later = span_at(0, 16, 0, 45);
    const auto refused = book(desk, wish(lin, later));
    expect_refused(refused, 409, "scheduling.daily_cap", "A1.0b");
    EXPECT_TRUE(testing::has(refused.body, R"("overridable":true)")) << refused.body;
    EXPECT_EQ(book(desk, wish(lin, later, PrivateText("啊"))).status, 422);
    const auto made = booked(desk, wish(lin, later, PrivateText("CANARY-REASON-77")));
    ASSERT_EQ(made.warnings.size(), 1U);
    EXPECT_EQ(made.warnings.front().code, "scheduling.daily_cap");
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.code, "scheduling.daily_cap");
    EXPECT_TRUE(names(deed.clauses, "A1.0b"));
    EXPECT_TRUE(names(deed.clauses, "B2.1.1a"));
    EXPECT_EQ(count({"test.reasons", "SELECT count(*) FROM appointment_override WHERE centre_id = ?1"}), 1);
    const auto plain = read([&](store::Tx& tx) -> Result<std::string> {
        std::string all;
        for (const char* sql : {"SELECT reason_sealed FROM appointment_override WHERE centre_id = ?1", "SELECT body FROM deed WHERE centre_id = ?1",
                                "SELECT name_sealed FROM person WHERE centre_id = ?1"}) {
            const auto found = TRY(tx.query({"test.scan", sql}));
            for (std::size_t i = 0; i < found.size(); ++i) all.append(text_of(found.bytes(i, 0)));
        }
        return all;
    });
    EXPECT_EQ(plain.find("CANARY-REASON-77"), std::string::npos);
    EXPECT_EQ(plain.find("梅"), std::string::npos);
    // A reason given where nothing stood in the way is not kept.
    setting("scheduling.daily_cap", 6);
    booked(desk, wish(mei, kTomorrow, PrivateText("并不需要")));
    EXPECT_EQ(count({"test.reasons", "SELECT count(*) FROM appointment_override WHERE centre_id = ?1"}), 1);
}

TEST_P(Booking, AnExpiredCredentialWarns) {
    Browser old = app.staff({Role::counsellor});
    counsellor(id_of(old), day(2026, 11, 22));
    BookBody body = wish(mei, kNoon);
    body.counsellor = id_of(old);
    for (const char* clause : {"A2.1b", "A3.1c", "A6.1a", "C5.2.1a"}) expect_refused(book(desk, body), 409, "staff.credential_expired", clause);
    body.override_reason = PrivateText("证书正在换发");
    EXPECT_EQ(book(desk, body).status, 201);
}

// A5.2c: the second of a day asks whether it is one twice.
TEST_P(Booking, ASecondBookingOfADayAsksForAReason) {
    booked(desk, wish(mei, kNoon));
    const TimeSpan later = span_at(0, 19, 0, 50);
    expect_refused(book(desk, wish(mei, later)), 409, "scheduling.second_booking", "A5.2c");
    EXPECT_EQ(book(desk, wish(lin, later)).status, 201);
    EXPECT_EQ(book(desk, wish(mei, span_at(0, 20, 30, 50), PrivateText("白天没有谈完"))).status, 201);
    EXPECT_EQ(book(desk, wish(mei, kTomorrow)).status, 201);
}

// C1.10b: a declared relation stands in the way as well.
TEST_P(Booking, ADeclaredRelativeAsksForAReason) {
    write([&](store::Tx& tx) { return staff::declare_conflict(tx, id_of(anna), mei, staff::ConflictKind::friend_, now()); });
    expect_refused(book(desk, wish(mei, kNoon)), 409, "staff.dual_relation", "C1.10b");
    EXPECT_EQ(book(desk, wish(lin, kNoon)).status, 201);
}

// A2.1a: without any credential there is a time of grace, then a wall.
TEST_P(Booking, WithoutACredentialGraceEnds) {
    Browser fresh = app.staff({Role::counsellor});
    staff::StaffFields fields;
    fields.name = PrivateText("新老师");
    fields.practises = true;
    const auto made = must(staff::prepare_staff(app.env(), app.centre(), id_of(fresh), 1, fields));
    write([&](store::Tx& tx) { return staff::insert_staff(tx, made, now()); });
    BookBody body = wish(mei, kNoon, PrivateText("证书在办"));
    body.counsellor = id_of(fresh);
    BookBody unreasoned = body;
    unreasoned.override_reason.reset();
    for (const char* clause : {"A2.1a", "A3.1a", "A7.2a"}) expect_refused(book(desk, unreasoned), 409, "staff.credential_missing", clause);
    EXPECT_EQ(book(desk, body).status, 201);
    app.clock().advance(Millis{61 * testing::kDayMs});
    Browser later = app.staff({Role::reception});
    body.starts_at = at(61, 12, 10);
    body.ends_at = at(61, 13);
    expect_refused(book(later, body), 409, "staff.credential_never", "A2.1a");
}

// A1.2c: the own head teacher is refused, whoever merely teaches the class is not.
TEST_P(Booking, TheOwnHeadTeacherIsRefusedMerelyTeachingIsNot) {
    const ClassId three = a_class();
    const PersonId pupil = person("凡", three);
    write([&](store::Tx& tx) -> Result<void> {
        TRY_VOID(staff::add_class_duty(tx, id_of(anna), three, staff::ClassDuty::head, day(2025, 9, 1), std::nullopt));
        return staff::add_class_duty(tx, id_of(bo), three, staff::ClassDuty::subject, day(2025, 9, 1), std::nullopt);
    });
    expect_refused(book(desk, wish(pupil, kNoon)), 409, "staff.head_teacher", "A1.2c");
    Browser own = portal(pupil);
    BookBody mine = wish(pupil, kTomorrow, PrivateText("我就想找她"));
    mine.visitor.reset();
    EXPECT_EQ(book(own, mine).status, 409);                               // a visitor's reason settles nothing
    BookBody with_bo = wish(pupil, kNoon);
    with_bo.counsellor = id_of(bo);
    EXPECT_EQ(book(desk, with_bo).status, 201);
    EXPECT_EQ(book(desk, wish(lin, kNoon)).status, 201);                  // of another class
}

TEST_P(Booking, AVisitorBooksForOneselfAtOpenTimesOnly) {
    Browser own = portal(mei);
    BookBody mine = wish(mei, kNoon);
    mine.visitor.reset();
    const auto made = booked(own, mine);
    EXPECT_EQ(made.channel, Channel::portal);
    EXPECT_EQ(made.visitor->id, mei);
    EXPECT_EQ(app.newest_deed().deed.role, "visitor");
    EXPECT_TRUE(names(app.newest_deed().deed.clauses, "B2.1.1g"));
    EXPECT_EQ(book(own, wish(lin, kTomorrow)).status, 404);               // for nobody else
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    mine.starts_at = at(1, 14);
    mine.ends_at = at(1, 14, 50);
    const auto closed = book(own, mine);
    expect_refused(closed, 409, "scheduling.outside_hours", "B2.1.1g");
    EXPECT_TRUE(testing::has(closed.body, "A2.2a"));
    mine.starts_at = at(35, 12, 10);
    mine.ends_at = at(35, 13);
    const auto far = book(own, mine);
    EXPECT_EQ(far.status, 422);
    EXPECT_TRUE(testing::has(far.body, "scheduling.too_far_ahead")) << far.body;
    // Staff are warned, not stopped.
    expect_refused(book(desk, wish(lin, span_at(1, 14, 0, 50))), 409, "scheduling.outside_hours", "A2.2a");
    EXPECT_EQ(book(desk, wish(lin, span_at(1, 14, 0, 50), PrivateText("班主任已同意"))).status, 201);
    // A lesson that is only touched is a lesson missed (A5.2b).
    setting("scheduling.outside_hours_guard", 2);
    expect_refused(book(desk, wish(person("课"), span_at(2, 8, 30, 50))), 409, "scheduling.in_a_lesson", "A5.2b");
}

TEST_P(Booking, BadInputIsNamedAndLeavesNoDeed) {
    const auto before = app.deeds({.limit = 1000}).size();
    const auto code = [&](const BookBody& body) {
        const auto reply = book(desk, body);
        EXPECT_EQ(reply.status, 422) << reply.body;
        return reply.body;
    };
    EXPECT_TRUE(testing::has(code(wish(mei, {at(0, 13), at(0, 12, 10)})), "scheduling.end_before_start"));
    EXPECT_TRUE(testing::has(code(wish(mei, span_at(0, 12, 10, 10))), "scheduling.span_length"));
    EXPECT_TRUE(testing::has(code(wish(mei, span_at(-1, 12, 10, 50))), "scheduling.in_the_past"));
    EXPECT_TRUE(testing::has(code(wish(mei, span_at(91, 12, 10, 50))), "scheduling.too_far_ahead"));
    EXPECT_TRUE(testing::has(code(wish(mei, span_at(0, 23, 30, 60))), "scheduling.over_midnight"));
    BookBody nobody = wish(mei, kNoon);
    nobody.visitor.reset();
    const std::string unnamed = code(nobody);
    for (const char* said : {"/visitor", "A4.2b", "A8.2b", "D5.1b"}) EXPECT_TRUE(testing::has(unnamed, said)) << said;
    const std::string two = R"({"visitor":[")" + mei.text() + R"(",")" + lin.text() + R"("],"counsellor":")" + id_of(anna).text() +
                            R"(","starts_at":")" + to_iso(kNoon.starts_at) + R"(","ends_at":")" + to_iso(kNoon.ends_at) + R"("})";
    EXPECT_EQ(desk.post("/api/v1/appointments", two).status, 422);        // one at a time
    BookBody by_portal = wish(mei, kNoon);
    by_portal.channel = Channel::portal;
    const std::string channel = code(by_portal);
    EXPECT_TRUE(testing::has(channel, "scheduling.channel") && testing::has(channel, "B2.1.1a")) << channel;
    BookBody by_phone = wish(mei, kNoon);
    by_phone.channel = Channel::phone;                                    // a caller who is known
    BookBody emergency = wish(mei, kNoon);
    emergency.kind = Kind::emergency;
    EXPECT_TRUE(testing::has(code(emergency), "scheduling.unplanned_needs_no_booking"));
    EXPECT_EQ(app.deeds({.limit = 1000}).size(), before);
    EXPECT_EQ(booked(desk, by_phone).channel, Channel::phone);
    EXPECT_EQ(book(desk, wish(new_random<PersonId>(app.random()), kNoon)).status, 404);
    EXPECT_EQ(book(desk, wish(mei, span_at(0, 23, 10, 50), PrivateText("只有夜里"))).status, 201);  // ends at midnight
}

TEST_P(Booking, TheSameRequestTwiceIsOneAppointmentAnotherUnderItsKeyIsRefused) {
    const std::string body = http::render(wish(mei, kNoon));
    const http::Headers key{{"idempotency-key", "one-booking-and-no-more"}};
    const auto first = must(http::parse<AppointmentView>(desk.send("POST", "/api/v1/appointments", body, key).body));
    const auto deeds = deeds_of("scheduling.appointment.book", ledger::Outcome::done);
    const auto again = must(http::parse<AppointmentView>(desk.send("POST", "/api/v1/appointments", body, key).body));
    EXPECT_EQ(first.id, again.id);
    EXPECT_EQ(deeds_of("scheduling.appointment.book", ledger::Outcome::done), deeds);
    const auto reused = desk.send("POST", "/api/v1/appointments", http::render(wish(lin, kTomorrow)), key);
    EXPECT_EQ(reused.status, 422);
    EXPECT_TRUE(testing::has(reused.body, "http.key_reused")) << reused.body;
    EXPECT_EQ(desk.send("POST", "/api/v1/appointments", body).status, 422);  // no key at all
}

// B2.1.1b: two fields hold the time; the person is named later.
TEST_P(Booking, APhoneBookingHoldsItsTimeWithTwoFields) {
    const PhoneBody call{PrivateText("CANARY-CALLER 女士"), PrivateText("13800001234"), id_of(anna), kNoon.starts_at, kNoon.ends_at, {}};
    const auto reply = desk.post("/api/v1/appointments/phone", http::render(call));
    ASSERT_EQ(reply.status, 201) << reply.body;
    const auto held = must(http::parse<AppointmentView>(reply.body));
    EXPECT_EQ(held.state, State::held_by_phone);
    EXPECT_EQ(held.channel, Channel::phone);
    EXPECT_TRUE(names(app.newest_deed().deed.clauses, "B2.1.1b"));
    expect_refused(book(desk, wish(lin, kNoon)), 409, "scheduling.slot_taken", "B2.1.1d");
    PhoneBody empty = call;
    empty.caller_name = PrivateText("");
    EXPECT_EQ(desk.post("/api/v1/appointments/phone", http::render(empty)).status, 422);
    PhoneBody unreachable = call;
    unreachable.callback = PrivateText("明天再打");
    const auto no_number = desk.post("/api/v1/appointments/phone", http::render(unreachable));
    EXPECT_EQ(no_number.status, 422);
    for (const char* said : {"base.not_a_phone", "/callback", "B2.1.1f"}) EXPECT_TRUE(testing::has(no_number.body, said)) << no_number.body;

    const auto name = [&](PersonId who, std::int64_t version, std::string_view more = {}) {
        return post_at(desk, path_of(held.id, "complete-phone"), R"({"visitor":")" + who.text() + R"(")" + std::string(more) + "}", version);
    };
    EXPECT_EQ(name(new_random<PersonId>(app.random()), 1).status, 404);
    EXPECT_EQ(name(mei, 7).status, 412);
    // A1.2c: only now it is known who comes, and whose head teacher waits.
    const ClassId three = a_class();
    const PersonId pupil = person("凡", three);
    write([&](store::Tx& tx) { return staff::add_class_duty(tx, id_of(anna), three, staff::ClassDuty::head, day(2025, 9, 1), std::nullopt); });
    expect_refused(name(pupil, 1), 409, "staff.head_teacher", "A1.2c");
    const auto named = name(mei, 1);
    ASSERT_EQ(named.status, 200) << named.body;
    const auto view = must(http::parse<AppointmentView>(named.body));
    EXPECT_EQ(view.state, State::booked);
    EXPECT_EQ(view.version, 2);
    EXPECT_EQ(view.visitor->id, mei);
    EXPECT_EQ(app.newest_deed().deed.action, "scheduling.appointment.complete");
    expect_refused(name(lin, 2), 409, "scheduling.not_by_phone", "B2.1.1b");
}

// That somebody comes is itself a secret: who has no part in bookings gets 403 before any record is looked at.
TEST_P(Booking, OtherRolesNeitherBookNorSee) {
    const auto made = booked(desk, wish(mei, kNoon));
    const std::string body = http::render(wish(lin, kTomorrow));
    for (const Role role : {Role::guardian, Role::archive_keeper, Role::supervisor, Role::leader, Role::class_teacher, Role::finance, Role::system_admin,
                            Role::auditor}) {
        Browser other = app.staff({role});
        SCOPED_TRACE(access::role_name(role));
        EXPECT_EQ(other.post("/api/v1/appointments", body).status, 403);
        EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
        EXPECT_EQ(other.post("/api/v1/appointments/phone", "{}").status, 403);
        EXPECT_EQ(other.get(path_of(made.id)).status, 403);
        EXPECT_EQ(other.get(path_of(made.id, "slip")).status, 403);
        EXPECT_EQ(other.get("/api/v1/calendar").status, 403);
        EXPECT_EQ(other.get("/api/v1/me/appointments").status, 403);
        EXPECT_EQ(move_to(other, made, {kTomorrow.starts_at, kTomorrow.ends_at, {}, {}, {}}).status, 403);
        EXPECT_EQ(cancel_it(other, made).status, 403);
    }
    // Those who have the action, of another's appointment: as if there were none.
    Browser stranger = portal(lin);
    const auto of_another = stranger.get(path_of(made.id));
    const auto of_nobody = stranger.get(path_of(new_random<AppointmentId>(app.random())));
    EXPECT_EQ(of_another.status, 404);
    EXPECT_EQ(of_nobody.status, 404);
    EXPECT_EQ(of_another.body.size(), of_nobody.body.size());
    EXPECT_EQ(bo.get(path_of(made.id)).status, 404);
    EXPECT_EQ(cancel_it(bo, made).status, 404);
    EXPECT_EQ(cancel_it(stranger, made).status, 404);
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::refused);
    EXPECT_EQ(stranger.get(path_of(made.id, "slip")).status, 404);
    EXPECT_EQ(app.nobody().get("/api/v1/calendar").status, 401);
    EXPECT_EQ(anna.get(path_of(made.id)).status, 200);
    Browser own = portal(mei);
    EXPECT_EQ(own.get(path_of(made.id)).status, 200);
    EXPECT_EQ(app.newest_deed().deed.outcome, ledger::Outcome::read);
}

TEST(SchedulingAccess, TheTableWrittenByHandSaysTheSame) {
    access::Policy policy;
    policy.add(rules());
    const auto table = must(access::read_access_table(xinan::testing::repository_file("tests/contract/access.csv")));
    EXPECT_EQ(access::check_access_table(policy, access::rows_of(table, "scheduling.")), std::vector<std::string>{});
}

TEST(SchedulingMessages, AreThereInBothLanguages) {
    const auto messages = must(Messages::load(xinan::testing::repository_file("messages/zh.yaml"), xinan::testing::repository_file("messages/en.yaml")));
    for (const char* code : {"end_before_start", "span_length", "in_the_past", "too_far_ahead", "over_midnight", "slot_taken", "no_free_room", "outside_hours",
                             "in_a_lesson", "daily_cap", "weekly_cap", "second_booking", "other_counsellor", "channel", "undefined_step", "cannot_move", "not_by_phone",
                             "unplanned_needs_no_booking", "too_many_in_list", "too_many_periods", "too_many_hours", "cancelled_by_centre", "period_twice", "period_kind", "period_words", "weekday",
                             "unknown_period", "appointment_is_kept", "occupancy_is_immutable", "override_is_immutable"}) {
        EXPECT_TRUE(messages.has(std::string("scheduling.") + code + ".title")) << code;
    }
}

}  // namespace
}  // namespace xinan::scheduling
