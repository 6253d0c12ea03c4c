// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reception/rules.hpp"

#include <algorithm>
#include <array>

namespace xinan::reception {
namespace {

using scheduling::IdentityMeans;
using scheduling::Kind;
using scheduling::State;
using store::Origin;
using store::SettingSpec;

constexpr std::int64_t kMinute = 60'000;

// clang-format off
constexpr std::array kSettings{
    SettingSpec{"reception.identity_guard",       "strength", 1,  0,  2,   "B2.1.2b", Origin::standard},
    SettingSpec{"reception.booking_guard",        "strength", 1,  0,  2,   "B2.1.2c", Origin::standard},
    SettingSpec{"reception.missed_after_minutes", "minutes",  15, 0,  120, "B2.1.2i", Origin::standard},
    SettingSpec{"reception.walk_in_minutes",      "minutes",  45, 15, 120, "B2.1.1h", Origin::standard},
};
// clang-format on
enum Index : std::size_t { identity_guard, booking_guard, missed_after, walk_in };

bool help_at_once(Kind kind) { return kind == Kind::emergency || kind == Kind::first_talk; }

// What an appointment takes of its counsellor's time; nothing for those that never did or no longer do.
std::optional<TimeSpan> taken(const scheduling::Appointment& a, const WalkInTimes& times) {
    if (a.state == State::cancelled || a.state == State::missed) return std::nullopt;
    if (help_at_once(a.kind)) {
        if (a.state != State::in_session) return std::nullopt;
        return TimeSpan{a.when.starts_at, std::max(a.when.ends_at, times.now)};
    }
    return TimeSpan{a.when.starts_at - times.before, a.when.ends_at + times.after};
}

}  // namespace

std::span<const SettingSpec> settings() { return kSettings; }

Result<Parameters> load_parameters(store::Tx& tx, UtcTime now) {
    Parameters p;
    p.identity = TRY(store::strength_setting(tx, kSettings[identity_guard], now));
    p.booking = TRY(store::strength_setting(tx, kSettings[booking_guard], now));
    p.missed_after_minutes = static_cast<int>(TRY(store::setting(tx, kSettings[missed_after], now)));
    p.walk_in_minutes = static_cast<int>(TRY(store::setting(tx, kSettings[walk_in], now)));
    return p;
}

Stage stage_of(State state) {
    switch (state) {
        case State::held_by_phone:
        case State::booked: return Stage::expected;
        case State::arrived: return Stage::arrived;
        case State::in_session: return Stage::in_session;
        case State::done: return Stage::done;
        case State::missed: return Stage::missed;
        case State::cancelled: break;
    }
    ensure(false, "no board shows a cancelled appointment");
    return Stage::missed;
}

Decision decide_arrival(const ArrivalFacts& f, const Parameters& p) {
    Decision decision;
    if (help_at_once(f.kind)) return decision;
    if (f.state == State::held_by_phone) decision.add({Guard("reception.fields_open"), Strength::hard, {Clause("B2.1.1b")}});
    if (f.identity == IdentityMeans::none || f.identity == IdentityMeans::pseudonym) {
        decision.add({Guard("reception.identity_unchecked"), p.identity, {Clause("B2.1.2b")}});
    }
    if (!f.booked_for_today) decision.add({Guard("reception.other_day"), p.booking, {Clause("B2.1.2c")}});
    if (!f.room_in_use) decision.add({Guard("reception.room_closed"), p.booking, {Clause("B2.1.2c")}});
    if (!f.counsellor_active) decision.add({Guard("reception.counsellor_left"), p.booking, {Clause("B2.1.2c")}});
    return decision;
}

Decision decide_missed(UtcTime starts_at, UtcTime now, const Parameters& p) {
    Decision decision;
    if (now < starts_at + Millis{p.missed_after_minutes * kMinute}) {
        decision.add({Guard("reception.not_late_yet"), Strength::hard, {Clause("B2.1.2i")},
                      {{"minutes", std::to_string(p.missed_after_minutes)}}});
    }
    return decision;
}

std::optional<TimeSpan> next_free(std::span<const scheduling::Appointment> booked, const WalkInTimes& times) {
    std::vector<TimeSpan> busy;
    for (const auto& each : booked) {
        if (const auto span = taken(each, times)) busy.push_back(*span);
    }
    std::ranges::sort(busy, {}, &TimeSpan::starts_at);
    UtcTime start{(times.now.ms + kMinute - 1) / kMinute * kMinute};
    for (const TimeSpan& span : busy) {
        const TimeSpan wanted{start - times.before, start + times.length + times.after};
        if (!overlap(wanted, span)) continue;
        start = {(span.ends_at.ms + times.before.count() + kMinute - 1) / kMinute * kMinute};
    }
    const TimeSpan when{start, start + times.length};
    if (when.ends_at > times.until) return std::nullopt;
    return when;
}

}  // namespace xinan::reception
