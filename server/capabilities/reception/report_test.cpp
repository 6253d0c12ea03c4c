// SPDX-License-Identifier: AGPL-3.0-or-later
// The report of the desk: counting by hand, and over HTTP on both engines.
#include "capabilities/reception/report.hpp"
#include "capabilities/reception/routes_report.hpp"
#include "capabilities/reception/testing.hpp"

namespace xinan::reception {
namespace {

using namespace xinan::reception::testing;
using access::Role;
using scheduling::Appointment;
using scheduling::Channel;
using scheduling::IdentityMeans;
using scheduling::Kind;
using scheduling::State;

constexpr std::int64_t kMin = 60'000;

ReportedVisit visit(State state, Channel channel, std::int64_t arrived_after, std::int64_t started_after, bool form = true) {
    Appointment a;
    a.state = state;
    a.channel = channel;
    a.when = {UtcTime{1'000 * kMin}, UtcTime{1'050 * kMin}};
    if (arrived_after != -999) a.arrived_at = a.when.starts_at + Millis{arrived_after * kMin};
    if (started_after != -999) a.started_at = a.when.starts_at + Millis{started_after * kMin};
    a.identity = IdentityMeans::pupil_card;
    return {a, form};
}

// B2.1.2j, B2.2e, D0.3b
TEST(DeskReport, CountsWhatADayLeftOpenAndWhoWasLate) {
    std::vector<ReportedVisit> day{
        visit(State::done, Channel::portal, -5, 0),              // five minutes early, begun in time: waits five
        visit(State::done, Channel::portal, 10, 12, false),      // ten late, then the counsellor two
        visit(State::done, Channel::on_site, -1, 7),             // the counsellor seven late, waits eight
        visit(State::missed, Channel::phone, -999, -999),
        visit(State::cancelled, Channel::counsellor, -999, -999),
        visit(State::held_by_phone, Channel::phone, -999, -999),
        visit(State::booked, Channel::counsellor, -999, -999),
    };
    day[2].appointment.identity = IdentityMeans::none;
    ReportedVisit emergency = visit(State::done, Channel::counsellor, -999, 30, false);
    emergency.appointment.kind = Kind::emergency;
    day.push_back(emergency);
    const DayReport r = report_of(xinan::testing::day(2026, 11, 23), day, {30, 5, 600});
    EXPECT_EQ(r.portal, 2);
    EXPECT_EQ(r.phone, 2);
    EXPECT_EQ(r.on_site, 1);
    EXPECT_EQ(r.counsellor, 2);
    EXPECT_EQ(r.unplanned, 1);
    EXPECT_EQ(r.came, 3);
    EXPECT_EQ(r.missed, 1);
    EXPECT_EQ(r.cancelled, 1);
    EXPECT_EQ(r.names_open, 1);
    EXPECT_EQ(r.identity_open, 1);
    EXPECT_EQ(r.forms_open, 1) << "an emergency owes no form";
    EXPECT_EQ(r.visitors_late, 1);
    EXPECT_EQ(r.visitors_late_minutes, 10);
    EXPECT_EQ(r.counsellors_late, 2) << "two after the visitor came, and seven after the hour";
    EXPECT_EQ(r.counsellors_late_minutes, 2);
    EXPECT_EQ(r.waiting_minutes, 5);
    EXPECT_EQ(r.record_minutes, 30);
    const DayReport none = report_of(xinan::testing::day(2026, 11, 23), {}, {});
    EXPECT_EQ(none.came + none.waiting_minutes + none.record_minutes, 0);
}

class DeskReports : public CentreTest {
   protected:
    DeskReports() : CentreTest({.routes = {routes()}, .rules = {rules()}}) {}
};
XINAN_ON_BOTH_ENGINES(DeskReports);

TEST_P(DeskReports, AreCountsByDayWithoutNames) {
    const auto talk = desk.post("/api/v1/board/walk-ins", R"({"name":"金丝雀","callback":"13900139000","counsellor":")" + staff_of(counsellor).text() +
                                                            R"(","kind":"emergency"})");
    ASSERT_EQ(talk.status, 201) << talk.body;
    Browser leader = app.staff({Role::leader});
    for (Browser* who : {&desk, &leader}) {
        const auto reply = who->get("/api/v1/reports/reception?from=2026-11-22&until=2026-11-24");
        ASSERT_EQ(reply.status, 200) << reply.body;
        const auto list = must(http::parse<ReportList>(reply.body));
        ASSERT_EQ(list.items.size(), 3U);
        EXPECT_EQ(list.items[1].day, kToday);
        EXPECT_EQ(list.items[1].unplanned, 1);
        EXPECT_EQ(reply.body.find("金丝雀"), std::string::npos);
    }
    const auto too_long = desk.get("/api/v1/reports/reception?from=2026-01-01&until=2026-02-01");
    EXPECT_EQ(too_long.status, 422);
    for (const char* said : {"reception.report_days", "B2.1.2j", "B2.2e", "D0.3b"}) EXPECT_NE(too_long.body.find(said), std::string::npos) << said;
    EXPECT_EQ(desk.get("/api/v1/reports/reception?from=2026-11-24&until=2026-11-23").status, 422);
    for (const Role role : {Role::counsellor, Role::class_teacher, Role::finance, Role::system_admin, Role::auditor, Role::archive_keeper}) {
        Browser other = app.staff({role});
        EXPECT_EQ(other.get("/api/v1/reports/reception").status, 403) << access::role_name(role);
    }
}

}  // namespace
}  // namespace xinan::reception
