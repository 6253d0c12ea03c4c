// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/scheduling/rules.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/enum_to_string.hpp>
#include <utility>

#include "base/text.hpp"

namespace xinan::scheduling {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = 24 * 60 * kMinute;

Error invalid(const char* code, Args args = {}, std::vector<std::string> clauses = {}) {
    return fail(ErrorKind::invalid, code, std::move(args), std::move(clauses));
}

}  // namespace

Result<void> check_span(const BookingFacts& f, const Parameters& p) {
    if (f.when.ends_at <= f.when.starts_at) return invalid("scheduling.end_before_start");
    const std::int64_t length = f.when.length().count() / kMinute;
    if (length < p.length_minutes_min || length > p.length_minutes_max) {
        return invalid("scheduling.span_length", {{"min", std::to_string(p.length_minutes_min)}, {"max", std::to_string(p.length_minutes_max)},
                                                  {"got", std::to_string(length)}});
    }
    if (f.when.starts_at < f.now) return invalid("scheduling.in_the_past");
    const int ahead = f.channel == Channel::portal ? p.portal_ahead_days_max : p.ahead_days_max;
    if (f.when.starts_at.ms - f.now.ms > ahead * kDay) return invalid("scheduling.too_far_ahead", {{"days", std::to_string(ahead)}});
    // The end is half-open: a session that ends at midnight stays on its day.
    const bool ends_at_midnight = f.ends.minute_of_day == 0 && f.ends.date == add_days(f.starts.date, 1);
    if (f.starts.date != f.ends.date && !ends_at_midnight) return invalid("scheduling.over_midnight");
    return {};
}

Decision decide_booking(const BookingFacts& f, const Parameters& p) {
    Decision decision;
    staff::check_counsellor(decision, f.counsellor, p.staff, f.starts.date);
    if (f.room_wanted) facilities::check_room(decision, f.room);
    if (!f.open_hours) {
        // The portal offers open times only; whoever asks for another was not offered it.
        const Strength strength = f.channel == Channel::portal ? Strength::hard : p.outside_hours_strength;
        std::vector<Clause> clauses{Clause("A2.2a")};
        if (f.channel == Channel::portal) clauses.push_back(Clause("B2.1.1g"));
        decision.add({Guard("scheduling.outside_hours"), strength, std::move(clauses)});
    }
    if (f.lesson) decision.add({Guard("scheduling.in_a_lesson"), p.visitor_away_strength, {Clause("A5.2b")}});
    if (f.booked_that_day >= p.daily_cap) {
        decision.add({Guard("scheduling.daily_cap"), p.daily_cap_strength, {Clause("A1.0b")}, {{"cap", std::to_string(p.daily_cap)}}});
    }
    if (f.booked_that_week >= p.weekly_cap) {
        decision.add({Guard("scheduling.weekly_cap"), p.weekly_cap_strength, {Clause("A1.0b")}, {{"cap", std::to_string(p.weekly_cap)}}});
    }
    if (f.visitor_booked_that_day) {
        decision.add({Guard("scheduling.second_booking"), p.second_booking_strength, {Clause("A5.2c")}});
    }
    if (f.counsellor_exchanged) decision.add({Guard("scheduling.other_counsellor"), p.exchange_strength, {Clause("A3.3b")}});
    return decision;
}

Result<Channel> check_channel(bool staff_books, std::optional<Channel> asked) {
    if (!staff_books) return Channel::portal;
    if (asked == Channel::portal) return invalid("scheduling.channel", {}, {"B2.1.1a"});
    return asked.value_or(Channel::counsellor);
}

Result<PersonId> check_visitor(bool staff_books, std::optional<PersonId> asked, PersonId self) {
    if (asked) return *asked;
    if (!staff_books) return self;
    Error error = invalid("http.invalid_request", {}, {"A4.2b", "A8.2b", "D5.1b"});
    error.fields.push_back({"/visitor", "http.missing_field", {}});
    return error;
}

Result<void> check_caller(std::string_view callback) {
    if (clean_phone(callback)) return {};
    Error error = invalid("base.not_a_phone", {}, {"B2.1.1f"});
    error.fields.push_back({"/callback", "base.not_a_phone", {}});
    return error;
}

bool step_allowed(State from, State to) {
    using enum State;
    static constexpr std::array<std::pair<State, State>, 17> kSteps{{
        {held_by_phone, held_by_phone}, {held_by_phone, booked}, {held_by_phone, cancelled}, {held_by_phone, missed},
        {booked, booked}, {booked, arrived}, {booked, in_session}, {booked, cancelled}, {booked, missed},
        {arrived, booked}, {arrived, in_session}, {arrived, cancelled}, {in_session, in_session}, {in_session, done},
        {missed, arrived}, {cancelled, booked}, {cancelled, held_by_phone},
    }};
    return std::ranges::find(kSteps, std::pair{from, to}) != kSteps.end();
}

Result<void> check_step(State from, State to) {
    if (!step_allowed(from, to)) return undefined_step(from, to);
    return {};
}

Error undefined_step(State from, State to) {
    const auto word = [](State state) { return std::string(boost::describe::enum_to_string(state, "")); };
    return fail(ErrorKind::conflict, "scheduling.undefined_step", {{"from", word(from)}, {"to", word(to)}}, {"A1.1a", "A5.2a", "A6.2a", "A7.1a"});
}

TimeSpan with_buffers(const TimeSpan& when, const Parameters& p) {
    return {when.starts_at - Millis{p.buffer_before_minutes * kMinute}, when.ends_at + Millis{p.buffer_after_minutes * kMinute}};
}

}  // namespace xinan::scheduling
