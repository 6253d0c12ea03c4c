// SPDX-License-Identifier: AGPL-3.0-or-later
// Bell schedule, availability, free times, calendar, own appointments and slips.
#include <algorithm>

#include "capabilities/scheduling/routes_dto.hpp"
#include "capabilities/scheduling/store.hpp"

namespace xinan::scheduling {
namespace {

using http::Call;
using http::Reply;

constexpr std::int64_t kDay = 24LL * 60 * 60'000;
constexpr std::size_t kCounsellorsMax = 50;
constexpr std::size_t kHoursMax = 200;  // openings and closed days of one counsellor

Result<BellSchedule> bell(Call& call) {
    return call.read([](store::Tx& tx) -> Result<BellSchedule> {
        BellSchedule out;
        for (auto& p : TRY(rows::periods(tx))) out.periods.push_back(std::move(p.period));
        return out;
    });
}

Result<Availability> availability(Call& call, StaffId id) {
    return call.read([&](store::Tx& tx) -> Result<Availability> {
        Availability out;
        const LocalDate today = TRY(zone_of(tx))->to_local(call.now).date;
        for (const auto& o : TRY(rows::openings(tx, id))) out.weekly.push_back({o.weekday, o.period});
        for (const auto& c : TRY(rows::closed(tx, id, add_days(today, -31), add_days(today, 400)))) {
            static constexpr std::array<std::string_view, 6> kNames{"leave", "training", "exam", "holiday", "unfit", "other"};
            const auto at = std::ranges::find(kNames, c.reason_kind) - kNames.begin();
            out.closed.push_back({c.date, static_cast<ClosedReason>(at)});
        }
        return out;
    });
}

// The list as the asker may see it, and the deed of the names in it.
Result<Reply> listed(Call& call, const std::vector<Appointment>& all, const access::Answer& answer) {
    const bool desk = call.who.subject.roles.has(access::Role::reception);
    const auto shown = [&](const Appointment& a) { return desk || any(a.counsellor) == call.who.subject.person || any(a.visitor) == call.who.subject.person; };
    const auto facts = TRY(call.read([&](store::Tx& tx) -> Result<ViewFacts> {
        return view_facts(tx, all, TRY(zone_of(tx))->to_local(call.now).date, call.now);
    }));
    AppointmentList list;
    list.items = TRY(views(call.env, call.centre(), all, facts, call.language, shown));
    std::vector<ledger::Subject> subjects;
    for (const Appointment& a : all) {
        if (!shown(a)) continue;
        const auto subject = ledger::subject("person", a.visitor);
        if (std::ranges::find(subjects, subject) == subjects.end()) subjects.push_back(subject);
    }
    if (!subjects.empty()) TRY_VOID(call.leave_read(subjects, purpose_of(answer), answer, Call::Repeats::board));
    return http::ok(list);
}

}  // namespace

access::Standing standing_to(const access::Subject& who, const Appointment& a) {
    access::Standing standing;
    if (!who.is_staff && any(a.visitor) == who.person) standing.relations.push_back(access::Relation::self);
    if (who.is_staff && any(a.counsellor) == who.person) standing.relations.push_back(access::Relation::counsellor_of);
    return standing;
}

std::string_view purpose_of(const access::Answer& answer) {
    switch (answer.hat) {
        case access::Role::visitor:
        case access::Role::guardian: return "own";
        case access::Role::counsellor: return "care";
        case access::Role::reception: return "reception";
        default: return "admin";
    }
}

Result<AppointmentView> one_view(Call& call, const Appointment& a, const Decision* decision) {
    const std::vector<Appointment> one{a};
    const auto facts = TRY(call.read([&](store::Tx& tx) -> Result<ViewFacts> {
        return view_facts(tx, one, TRY(zone_of(tx))->to_local(call.now).date, call.now);
    }));
    AppointmentView view = TRY(views(call.env, call.centre(), one, facts, call.language, [](const Appointment&) { return true; })).front();
    if (decision != nullptr) {
        for (const Finding& f : decision->findings()) {
            Warning warning{std::string(f.guard.name), {}};
            for (const Clause& clause : f.clauses) warning.clauses.emplace_back(clause.id);
            view.warnings.push_back(std::move(warning));
        }
    }
    return view;
}

Result<Reply> handle_bell(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    return http::ok(TRY(bell(call)));
}

Result<Reply> handle_put_bell(Call& call) {
    const auto body = TRY(http::parse<BellSchedule>(call.body));
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const auto deed = call.deed(ledger::Outcome::done, {}, "admin", {"A2.2a"}, &answer);
    (void)TRY(call.write_once({}, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(put_bell_schedule(tx, body.periods, call.now));
        ledger::leave(tx, deed);
        return std::string("bell");
    }));
    return http::ok(TRY(bell(call)));
}

Result<Reply> handle_availability(Call& call) {
    const auto id = TRY(call.id<StaffId>("staff"));
    if (!call.decide({}).permitted) return call.refuse_read({ledger::subject("staff", id)});
    return http::ok(TRY(availability(call, id)));
}

Result<Reply> handle_put_availability(Call& call) {
    const auto body = TRY(http::parse<Availability>(call.body));
    const auto id = TRY(call.id<StaffId>("staff"));
    access::Standing standing;
    if (any(id) == call.who.subject.person) standing.relations.push_back(access::Relation::self);
    const auto answer = call.decide(standing);
    const auto known = TRY(call.read([&](store::Tx& tx) { return staff::staff_member(tx, id); }));
    if (!answer.permitted || !known) return call.refuse_read({ledger::subject("staff", id)});
    if (body.weekly.size() + body.closed.size() > kHoursMax) return fail(ErrorKind::invalid, "scheduling.too_many_hours");
    std::vector<rows::Closed> closed;
    static constexpr std::array<std::string_view, 6> kNames{"leave", "training", "exam", "holiday", "unfit", "other"};
    for (const ClosedDay& c : body.closed) closed.push_back({id, c.date, std::string(kNames[static_cast<std::size_t>(c.reason_kind)])});
    const auto deed = call.deed(ledger::Outcome::done, {ledger::subject("staff", id)}, "admin", {"A2.2a"}, &answer);
    (void)TRY(call.write_once({ledger::subject("staff", id)}, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(put_availability(tx, id, body.weekly, call.now));
        TRY_VOID(rows::replace_closed(tx, id, closed));
        ledger::leave(tx, deed);
        return id.text();
    }));
    return http::ok(TRY(availability(call, id)));
}

Result<Reply> handle_free_times(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    const auto from = TRY(call.query_date("from"));
    const auto days = TRY(call.query_int("days", 1, 31));
    const auto counsellor_text = call.query_text("counsellor");
    const auto field = call.query_text("field");
    std::optional<StaffId> only;
    if (counsellor_text) only = TRY(parse_id<StaffId>(*counsellor_text));
    const auto times = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<FreeTime>> {
        const auto zone = TRY(zone_of(tx));
        FreeTimesAsked asked;
        const LocalDate today = zone->to_local(call.now).date;
        asked.from = from && std::chrono::sys_days{*from} > std::chrono::sys_days{today} ? *from : today;
        asked.days = static_cast<int>(days.value_or(7));
        const int ahead = TRY(load_parameters(tx, call.now)).portal_ahead_days_max;
        if (!call.who.subject.is_staff && std::chrono::sys_days{asked.from} > std::chrono::sys_days{add_days(today, ahead)}) return std::vector<FreeTime>{};
        for (const auto& member : TRY(staff::active_counsellors(tx))) {
            if (only && member.id != *only) continue;
            if (field) {
                const bool works_in_it = std::ranges::any_of(member.fields, [&](staff::Field f) {
                    return std::string_view(boost::describe::enum_to_string(f, "")) == *field;
                });
                if (!works_in_it) continue;
            }
            if (asked.counsellors.size() < kCounsellorsMax) asked.counsellors.push_back(member.id);
        }
        auto found = TRY(free_times(tx, asked, *zone, call.now));
        // Nothing is offered that booking would then refuse.
        if (!call.who.subject.is_staff) {
            std::erase_if(found, [&](const FreeTime& t) { return t.when.starts_at.ms - call.now.ms > ahead * kDay; });
        }
        return found;
    }));
    std::vector<StaffId> offered;
    for (const FreeTime& t : times) {
        if (std::ranges::find(offered, t.counsellor) == offered.end()) offered.push_back(t.counsellor);
    }
    const auto names = TRY(staff::names_of(call.env, call.centre(), offered));
    FreeTimeList list;
    for (const FreeTime& t : times) {
        list.items.push_back({t.counsellor, staff::name_in(names, t.counsellor), t.when.starts_at, t.when.ends_at, t.period, t.rooms_free});
    }
    return http::ok(list);
}

Result<Reply> handle_calendar(Call& call) {
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const auto from = TRY(call.query_date("from"));
    const auto days = TRY(call.query_int("days", 1, 42));
    const auto counsellor_text = call.query_text("counsellor");
    std::optional<StaffId> only;
    if (counsellor_text) only = TRY(parse_id<StaffId>(*counsellor_text));
    const auto all = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<Appointment>> {
        const auto zone = TRY(zone_of(tx));
        const LocalDate first = from.value_or(zone->to_local(call.now).date);
        const TimeSpan span{zone->day_start(first), zone->day_start(add_days(first, static_cast<int>(days.value_or(7))))};
        return rows::in_span(tx, span, only, std::nullopt);
    }));
    return listed(call, all, answer);
}

Result<Reply> handle_mine(Call& call) {
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const TimeSpan span{call.now - Millis{180 * kDay}, call.now + Millis{400 * kDay}};
    const auto all = TRY(call.read([&](store::Tx& tx) { return rows::in_span(tx, span, std::nullopt, PersonId{call.who.subject.person.bytes}); }));
    return listed(call, all, answer);
}

Result<Reply> handle_slip(Call& call) {
    const auto id = TRY(call.id<AppointmentId>("appointment"));
    const auto found = TRY(call.read([&](store::Tx& tx) { return rows::find(tx, id); }));
    const auto answer = call.decide(found ? standing_to(call.who.subject, *found) : access::Standing{});
    if (!found || !answer.permitted) return call.refuse_read({ledger::subject("appointment", id)});
    const AppointmentView view = TRY(one_view(call, *found));
    TRY_VOID(call.leave_read({ledger::subject("appointment", id), ledger::subject("person", found->visitor)}, purpose_of(answer), answer,
                             Call::Repeats::board));
    Slip slip;
    slip.code = view.visitor ? view.visitor->code : std::string{};
    slip.heading = call.env.messages.text(call.language, "scheduling.slip.heading");
    slip.starts_at = found->when.starts_at;
    if (found->room) {
        const auto room = TRY(call.read([&](store::Tx& tx) { return facilities::find_room(tx, *found->room); }));
        if (room) slip.place = room->place;
    }
    slip.line = call.env.messages.text(call.language, "scheduling.slip.line");
    return http::ok(slip);
}

}  // namespace xinan::scheduling
