// SPDX-License-Identifier: AGPL-3.0-or-later
// Moving, cancelling and taking a cancellation back, through HTTP.
#include "capabilities/scheduling/testing.hpp"

namespace xinan::scheduling {
namespace {

using testing::at;
using testing::Browser;
using testing::kNoon;
using testing::kTomorrow;
using testing::must;
using testing::names;
using testing::Role;
using testing::span_at;

class Changing : public testing::SchedulingTest {
   protected:
    static MoveBody to(TimeSpan when) { return {when.starts_at, when.ends_at, {}, {}, {}}; }
    http::Response undo(Browser& by, const AppointmentView& which) { return post_at(by, path_of(which.id, "undo-cancel"), "{}", which.version); }
    std::int64_t occupied() { return count({"test.occupied", "SELECT count(*) FROM occupancy WHERE centre_id = ?1"}); }
};
XINAN_ON_BOTH_ENGINES(Changing);

TEST_P(Changing, MovingGivesTheOldTimeBackAndKeepsTheRoom) {
    BookBody in_two = wish(mei, kNoon);
    in_two.room = room2;
    const auto made = booked(desk, in_two);
    const auto reply = move_to(desk, made, to(kTomorrow));
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto moved = must(http::parse<AppointmentView>(reply.body));
    EXPECT_EQ(moved.version, 2);
    EXPECT_EQ(moved.starts_at, kTomorrow.starts_at);
    EXPECT_EQ(moved.room, room2);  // though room one is free too
    const auto deed = app.newest_deed().deed;
    EXPECT_EQ(deed.action, "scheduling.appointment.move");
    EXPECT_EQ(deed.outcome, ledger::Outcome::done);
    EXPECT_TRUE(names(deed.clauses, "A1.1a"));
    EXPECT_EQ(occupied(), 3);
    EXPECT_EQ(book(desk, wish(lin, kNoon)).status, 201);
    expect_refused(book(desk, wish(lin, kTomorrow)), 409, "scheduling.slot_taken", "B2.1.1d");
}

TEST_P(Changing, MovingWithinOnesOwnTimeIsNoOverlap) {
    const auto made = booked(desk, wish(mei, span_at(0, 19, 0, 50)));
    EXPECT_EQ(move_to(desk, made, to(span_at(0, 19, 30, 50))).status, 200);
    EXPECT_EQ(occupied(), 3);
}

TEST_P(Changing, ARoomTakenMeanwhileIsExchanged) {
    const auto made = booked(desk, wish(mei, kNoon));
    BookBody other = wish(lin, kTomorrow);
    other.counsellor = id_of(bo);
    EXPECT_EQ(booked(desk, other).room, made.room);
    const auto moved = must(http::parse<AppointmentView>(move_to(desk, made, to(kTomorrow)).body));
    EXPECT_EQ(moved.room, room2);
}

TEST_P(Changing, ARefusedMoveLeavesEverythingAsItWas) {
    const auto made = booked(desk, wish(mei, kNoon));
    booked(desk, wish(lin, kTomorrow));
    expect_refused(move_to(desk, made, to(kTomorrow)), 409, "scheduling.slot_taken", "B2.1.1d");
    EXPECT_EQ(occupied(), 6);
    const auto still = must(http::parse<AppointmentView>(desk.get(path_of(made.id)).body));
    EXPECT_EQ(still.version, 1);
    EXPECT_EQ(still.starts_at, kNoon.starts_at);
    expect_refused(book(desk, wish(testing::SchedulingTest::person("他"), kNoon)), 409, "scheduling.slot_taken", "B2.1.1d");
}

TEST_P(Changing, AnOlderVersionChangesNothing) {
    const auto made = booked(desk, wish(mei, kNoon));
    EXPECT_EQ(move_to(desk, made, to(kTomorrow)).status, 200);
    const auto stale = move_to(anna, made, to(span_at(2, 12, 10, 50)));
    EXPECT_EQ(stale.status, 412) << stale.body;
    EXPECT_EQ(app.newest_deed().deed.code, "http.stale");
    EXPECT_EQ(cancel_it(desk, made).status, 412);
    for (const char* step : {"cancel", "move", "undo-cancel"}) {  // "nothing is there yet" is no version of what is there
        const std::string body = std::string(step) == "cancel" ? R"({"reason":"ill"})" : step == std::string("move") ? http::render(to(kNoon)) : "{}";
        EXPECT_EQ(post_at(desk, path_of(made.id, step), body, 0).status, 412) << step;
    }
    const auto none = desk.send("POST", path_of(made.id, "cancel"), R"({"reason":"ill"})");
    EXPECT_EQ(none.status, 422) << none.body;
}

TEST_P(Changing, AVisitorMovesWithinTheOpenTimesAndNotToAnother) {
    const auto made = booked(desk, wish(mei, kNoon));
    Browser own = portal(mei);
    MoveBody body = to(kTomorrow);
    body.counsellor = id_of(bo);
    const auto reply = move_to(own, made, body);
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto moved = must(http::parse<AppointmentView>(reply.body));
    EXPECT_EQ(moved.counsellor, id_of(anna));
    EXPECT_TRUE(names(app.newest_deed().deed.clauses, "A1.2b"));
    body = to(span_at(1, 14, 0, 50));
    body.override_reason = PrivateText("下午才有空");
    expect_refused(move_to(own, moved, body), 409, "scheduling.outside_hours", "A2.2a");
    EXPECT_EQ(move_to(desk, moved, body).status, 200);
    EXPECT_EQ(count({"test.reasons", "SELECT count(*) FROM appointment_override WHERE centre_id = ?1 AND version = 3"}), 1);
}

// A3.3b: the visitor chose; who gives him to another counsellor says why.
TEST_P(Changing, ExchangingTheCounsellorAsksForAReason) {
    const auto made = booked(desk, wish(mei, kNoon));
    MoveBody body = to(kTomorrow);
    body.counsellor = id_of(bo);
    expect_refused(move_to(desk, made, body), 409, "scheduling.other_counsellor", "A3.3b");
    body.override_reason = PrivateText("CANARY 安老师请假,来访者同意");
    const auto moved = must(http::parse<AppointmentView>(move_to(desk, made, body).body));
    EXPECT_EQ(moved.counsellor, id_of(bo));
    EXPECT_EQ(app.newest_deed().deed.code, "scheduling.other_counsellor");
    EXPECT_EQ(count({"test.reasons", "SELECT count(*) FROM appointment_override WHERE centre_id = ?1 AND version = 2"}), 1);
    body = to(kNoon);
    body.counsellor = id_of(bo);  // the same one: only the time changes
    EXPECT_EQ(move_to(desk, moved, body).status, 200);
}

TEST_P(Changing, ACancelledTimeIsFreeAndCanBeTakenBackWhileItIs) {
    const auto made = booked(desk, wish(mei, kNoon));
    auto gone = must(http::parse<AppointmentView>(cancel_it(desk, made, "ill").body));
    EXPECT_EQ(gone.state, State::cancelled);
    EXPECT_EQ(app.newest_deed().deed.action, "scheduling.appointment.cancel");
    EXPECT_EQ(occupied(), 0);
    for (const char* clause : {"A1.1a", "A5.2a", "A6.2a", "A7.1a"}) expect_refused(cancel_it(desk, gone), 409, "scheduling.undefined_step", clause);
    expect_refused(move_to(desk, gone, to(kTomorrow)), 409, "scheduling.cannot_move", "A1.1a");
    const auto back = undo(desk, gone);
    ASSERT_EQ(back.status, 200) << back.body;
    auto again = must(http::parse<AppointmentView>(back.body));
    EXPECT_EQ(again.state, State::booked);
    EXPECT_EQ(again.version, 3);
    EXPECT_EQ(occupied(), 3);
    expect_refused(undo(desk, again), 409, "scheduling.undefined_step", "A1.1a");
    // Somebody has the time since.
    gone = must(http::parse<AppointmentView>(cancel_it(anna, again).body));
    booked(desk, wish(lin, kNoon));
    expect_refused(undo(anna, gone), 409, "scheduling.slot_taken", "B2.1.1d");
    EXPECT_EQ(occupied(), 3);
    // And what is past stays cancelled.
    const auto other = booked(desk, wish(mei, kTomorrow));
    gone = must(http::parse<AppointmentView>(cancel_it(desk, other).body));
    app.clock().advance(Millis{2 * testing::kDayMs});
    const auto person = must(visitors::person_facts(app.env(), app.centre(), mei, testing::day(2026, 11, 25), now()));
    const auto late = app.store().write(app.centre(), [&](store::Tx& tx) -> Result<Booked> {
        return undo_cancel(tx, {gone.id, gone.version, Channel::on_site, true}, person, *TRY(zone_of(tx)), now());
    });
    EXPECT_EQ(testing::code_of(late), "scheduling.in_the_past");
}

// A2.2a, A5.2c: what was cancelled is asked again like a booking, as much may have changed since.
TEST_P(Changing, TakingBackACancellationAsksTheGuardsAgain) {
    const auto made = booked(desk, wish(mei, kNoon));
    const auto gone = must(http::parse<AppointmentView>(cancel_it(desk, made).body));
    booked(desk, wish(mei, span_at(0, 19, 0, 50)));
    expect_refused(undo(desk, gone), 409, "scheduling.second_booking", "A5.2c");
    EXPECT_EQ(occupied(), 3) << "refused: nothing was taken";
    write([&](store::Tx& tx) { return put_availability(tx, id_of(anna), {{1, "evening"}}, now()); });
    expect_refused(undo(desk, gone), 409, "scheduling.outside_hours", "A2.2a");
    const auto back = post_at(desk, path_of(gone.id, "undo-cancel"), R"({"override_reason":"两次都约好了"})", gone.version);
    ASSERT_EQ(back.status, 200) << back.body;
    EXPECT_EQ(app.newest_deed().deed.code, "scheduling.outside_hours");
    EXPECT_EQ(count({"test.reasons", "SELECT count(*) FROM appointment_override WHERE centre_id = ?1 AND version = 3"}), 1);
    EXPECT_EQ(occupied(), 6);
}

// Its room is another's by now: the first free one is taken.
TEST_P(Changing, ACancellationTakenBackMayComeToAnotherRoom) {
    const auto made = booked(desk, wish(mei, kNoon));
    const auto gone = must(http::parse<AppointmentView>(cancel_it(desk, made).body));
    BookBody other = wish(lin, kNoon);
    other.counsellor = id_of(bo);
    other.room = made.room;
    booked(desk, other);
    const auto back = must(http::parse<AppointmentView>(undo(desk, gone).body));
    EXPECT_NE(back.room, made.room);
}

// Nobody came: the time is free for others at once; who is late after all has it while nobody else does.
TEST_P(Changing, AMissedTimeIsFree) {
    const auto made = booked(desk, wish(mei, kNoon));
    const auto step = [&](AppointmentId id, State to) {
        return app.store().write(app.centre(), [&](store::Tx& tx) { return take_step(tx, {id, 0, to, IdentityMeans::pupil_card, {}}, now()); });
    };
    must(step(made.id, State::missed));
    EXPECT_EQ(occupied(), 0);
    must(step(made.id, State::arrived));
    EXPECT_EQ(occupied(), 3);
    const auto other = booked(desk, wish(mei, kTomorrow));
    must(step(other.id, State::missed));
    booked(desk, wish(lin, kTomorrow));
    EXPECT_EQ(testing::code_of(step(other.id, State::arrived)), "scheduling.slot_taken");
    EXPECT_EQ(must(app.store().read(app.centre(), [&](store::Tx& tx) { return find(tx, other.id); }))->state, State::missed);
}

// What the centre cancelled, only the centre takes back: the counsellor may be ill.
TEST_P(Changing, AVisitorTakesBackOnlyTheOwnCancellation) {
    const auto made = booked(desk, wish(mei, kNoon));
    Browser own = portal(mei);
    auto gone = must(http::parse<AppointmentView>(cancel_it(own, made, "counsellor").body));
    EXPECT_EQ(count({"test.reason", "SELECT count(*) FROM appointment WHERE centre_id = ?1 AND cancel_reason = 'visitor'"}), 1);
    const auto back = must(http::parse<AppointmentView>(undo(own, gone).body));
    EXPECT_EQ(back.state, State::booked);
    gone = must(http::parse<AppointmentView>(cancel_it(anna, back, "ill").body));
    expect_refused(undo(own, gone), 409, "scheduling.cancelled_by_centre", "A2.2a");
    EXPECT_EQ(undo(anna, gone).status, 200);
}

TEST_P(Changing, ACancelledPhoneBookingComesBackUnnamed) {
    const PhoneBody call{PrivateText("王女士"), PrivateText("13800001234"), id_of(anna), kNoon.starts_at, kNoon.ends_at, {}};
    const auto held = must(http::parse<AppointmentView>(desk.post("/api/v1/appointments/phone", http::render(call)).body));
    const auto gone = must(http::parse<AppointmentView>(cancel_it(desk, held).body));
    const auto back = must(http::parse<AppointmentView>(undo(desk, gone).body));
    EXPECT_EQ(back.state, State::held_by_phone);
}

TEST_P(Changing, StepsOutsideTheTableAreRefused) {
    const auto made = booked(desk, wish(mei, kNoon));
    const auto step = [&](State to) {
        return app.store().write(app.centre(), [&](store::Tx& tx) {
            return take_step(tx, {made.id, 0, to, IdentityMeans::pupil_card, {}}, now());
        });
    };
    EXPECT_EQ(testing::code_of(step(State::done)), "scheduling.undefined_step");
    EXPECT_EQ(testing::code_of(step(State::cancelled)), "scheduling.undefined_step");  // cancelling goes its own way
    const Appointment arrived = must(step(State::arrived));
    EXPECT_EQ(arrived.arrived_at, now());
    EXPECT_EQ(arrived.identity, IdentityMeans::pupil_card);
    expect_refused(move_to(desk, must(http::parse<AppointmentView>(desk.get(path_of(made.id)).body)), to(kTomorrow)), 409, "scheduling.cannot_move",
                   "A1.1a");
    EXPECT_EQ(must(step(State::booked)).arrived_at, std::nullopt);  // arrived by mistake
    EXPECT_EQ(must(step(State::in_session)).started_at, now());
    EXPECT_EQ(must(step(State::done)).ended_at, now());
    EXPECT_EQ(testing::code_of(step(State::in_session)), "scheduling.undefined_step");
}

TEST_P(Changing, AHandOverMovesWhatIsFreeAndNamesTheRest) {
    const auto first = booked(desk, wish(mei, kNoon));
    const auto second = booked(desk, wish(mei, kTomorrow));
    BookBody in_the_way = wish(lin, kTomorrow);
    in_the_way.counsellor = id_of(bo);
    booked(desk, in_the_way);
    const auto left = write([&](store::Tx& tx) { return hand_over(tx, mei, id_of(anna), id_of(bo), now()); });
    EXPECT_EQ(left, std::vector<AppointmentId>{second.id});
    EXPECT_EQ(must(http::parse<AppointmentView>(bo.get(path_of(first.id)).body)).counsellor, id_of(bo));
    EXPECT_EQ(anna.get(path_of(first.id)).status, 404);
    EXPECT_EQ(anna.get(path_of(second.id)).status, 200);
    EXPECT_EQ(book(desk, wish(lin, kNoon)).status, 201);  // the old counsellor is free at noon
}

}  // namespace
}  // namespace xinan::scheduling
