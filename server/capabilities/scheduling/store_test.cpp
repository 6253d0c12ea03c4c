// SPDX-License-Identifier: AGPL-3.0-or-later
// What the database refuses by itself, by bare SQL on both engines: the code's own checks are not asked.
#include <set>

#include "capabilities/scheduling/rules.hpp"
#include "capabilities/scheduling/testing.hpp"

namespace xinan::scheduling {
namespace {

using testing::kMinuteMs;
using testing::SchedulingTest;

constexpr store::Sql kOccupy{"test.occupy", R"(
INSERT INTO occupancy (centre_id, resource, starts_at_ms, ends_at_ms, kind, appointment_id) VALUES (?1, ?2, ?3, ?4, 'room', ?5))"};
constexpr store::Sql kAppointment{"test.appointment", R"(
INSERT INTO appointment (centre_id, appointment_id, version, state, kind, channel, starts_at_ms, ends_at_ms, counsellor_id, visitor_id, booked_by,
                         booked_at_ms, arrived_at_ms, started_at_ms, ended_at_ms, identity_means, cancel_reason)
VALUES (?1, ?2, 1, ?3, 'ordinary', 'portal', 1000, 2000, ?4, ?5, ?5, 500, 900, 1000, 1900, 'pupil_card', ?6))"};
constexpr store::Sql kStep{"test.step", R"(
UPDATE appointment SET state = ?3, version = version + 1, cancel_reason = ?4 WHERE centre_id = ?1 AND appointment_id = ?2)"};

class SchedulingDatabase : public SchedulingTest {
   protected:
    AppointmentId appointment(State state) {
        const auto id = new_random<AppointmentId>(app.random());
        EXPECT_EQ(bare(kAppointment, id, rows::name_of(state), id_of(anna), mei, reason(state)), "");
        return id;
    }
    static std::optional<std::string_view> reason(State state) {
        return state == State::cancelled ? std::optional<std::string_view>("other") : std::nullopt;
    }
    // minutes from nine o'clock
    std::string occupy(RoomId resource, std::int64_t from, std::int64_t until, AppointmentId by) {
        const UtcTime nine = testing::at(0, 9);
        return bare(kOccupy, resource, nine + Millis{from * kMinuteMs}, nine + Millis{until * kMinuteMs}, by);
    }
    static bool refused(const std::string& code) { return code == "scheduling.slot_taken" || code == "store.overlap" || code == "store.unique"; }
};
XINAN_ON_BOTH_ENGINES(SchedulingDatabase);

// B2.1.1d, B2.1.1e: the rows of counsellor and room hold their buffers.
TEST_P(SchedulingDatabase, RefusesEveryOverlapOfOneResource) {
    const auto first = appointment(State::booked);
    const auto second = appointment(State::booked);
    ASSERT_EQ(occupy(room1, 60, 120, first), "");
    const std::pair<int, int> overlaps[] = {{60, 120}, {30, 61}, {119, 150}, {30, 150}, {61, 119}, {60, 61}, {119, 120}, {0, 350}, {60, 150}, {30, 120}};
    for (const auto& [from, until] : overlaps) EXPECT_TRUE(refused(occupy(room1, from, until, second))) << from << "-" << until;
    EXPECT_EQ(occupy(room1, 30, 60, second), "");    // half-open: they touch and do not overlap
    EXPECT_EQ(occupy(room1, 120, 150, second), "");
    EXPECT_EQ(occupy(room2, 60, 120, second), "");   // another room
}

TEST_P(SchedulingDatabase, AgreesWithAnObviousCheckOnRandomSpans) {
    const auto by = appointment(State::booked);
    const auto chance = seeded_random(7);
    std::vector<std::pair<int, int>> kept;
    int refusals = 0;
    for (int i = 0; i < 120; ++i) {
        const int from = static_cast<int>(chance->below(1500));
        const int until = from + 1 + static_cast<int>(chance->below(90));
        const bool free = std::ranges::none_of(kept, [&](const auto& k) { return k.first < until && from < k.second; });
        const std::string code = occupy(room1, from, until, by);
        EXPECT_EQ(code.empty(), free) << from << "-" << until << " " << code;
        if (free) kept.emplace_back(from, until);
        refusals += free ? 0 : 1;
    }
    EXPECT_GT(refusals, 20);
}

TEST_P(SchedulingDatabase, RefusesWhatItsTriggersRelyOn) {
    const auto by = appointment(State::booked);
    EXPECT_EQ(occupy(room1, 0, 361, by), "store.check");    // longer than six hours would be overlooked
    EXPECT_EQ(occupy(room1, 10, 10, by), "store.check");
    EXPECT_EQ(occupy(room1, 0, 10, new_random<AppointmentId>(app.random())), "store.foreign_key");
    ASSERT_EQ(occupy(room1, 0, 10, by), "");
    EXPECT_EQ(bare({"test.shift", "UPDATE occupancy SET ends_at_ms = ends_at_ms + 1 WHERE centre_id = ?1"}), "scheduling.occupancy_is_immutable");
    EXPECT_EQ(bare({"test.delete", "DELETE FROM appointment WHERE centre_id = ?1"}), "scheduling.appointment_is_kept");
}

// A1.1a: every pair of states, against the table of the rules.
TEST_P(SchedulingDatabase, HasTheSameStepsAsTheRules) {
    constexpr std::array kAll{State::held_by_phone, State::booked, State::arrived, State::in_session, State::done, State::missed, State::cancelled};
    for (const State from : kAll) {
        for (const State to : kAll) {
            const std::string code = bare(kStep, appointment(from), rows::name_of(to), reason(to));
            EXPECT_EQ(code, step_allowed(from, to) ? "" : "scheduling.undefined_step") << rows::name_of(from) << " to " << rows::name_of(to);
        }
    }
}

TEST_P(SchedulingDatabase, RefusesAJumpInVersionsAndAnotherCreator) {
    const auto id = appointment(State::booked);
    const auto with = [&](std::string_view set) {
        const std::string sql = "UPDATE appointment SET " + std::string(set) + " WHERE centre_id = ?1 AND appointment_id = ?2";
        return bare({"test.change", sql}, id);
    };
    EXPECT_EQ(with("version = version + 2"), "scheduling.undefined_step");
    EXPECT_EQ(with("version = version"), "scheduling.undefined_step");
    EXPECT_EQ(with("version = version + 1, channel = 'phone'"), "scheduling.undefined_step");          // B2.1.1a
    EXPECT_EQ(with("version = version + 1, booked_at_ms = booked_at_ms + 1"), "scheduling.undefined_step");
    EXPECT_EQ(with("version = version + 1, booked_by = counsellor_id"), "scheduling.undefined_step");
    EXPECT_EQ(with("version = version + 1, kind = 'emergency'"), "scheduling.undefined_step");
    EXPECT_EQ(with("version = version + 1, ends_at_ms = starts_at_ms"), "store.check");
    EXPECT_EQ(with("version = version + 1"), "");
}

TEST_P(SchedulingDatabase, KeepsTheReasonOfAnOverride) {
    const auto id = appointment(State::booked);
    const Bytes sealed(40, 7);
    write([&](store::Tx& tx) { return rows::insert_override(tx, id, 1, sealed, any(mei), now()); });
    EXPECT_EQ(bare({"test.o1", "UPDATE appointment_override SET given_at_ms = 1 WHERE centre_id = ?1"}), "scheduling.override_is_immutable");
    EXPECT_EQ(bare({"test.o2", "DELETE FROM appointment_override WHERE centre_id = ?1"}), "scheduling.override_is_immutable");
}

TEST_P(SchedulingDatabase, AsksForWhatAStateNeeds) {
    const auto id = appointment(State::booked);
    const auto with = [&](std::string_view set) {
        const std::string sql = "UPDATE appointment SET version = version + 1, " + std::string(set) + " WHERE centre_id = ?1 AND appointment_id = ?2";
        return bare({"test.need", sql}, id);
    };
    EXPECT_EQ(with("state = 'arrived', identity_means = NULL"), "store.check");   // C1.2: an arrival says how the person was known
    EXPECT_EQ(with("state = 'cancelled'"), "store.check");
    EXPECT_EQ(with("state = 'in_session', started_at_ms = NULL, ended_at_ms = NULL"), "store.check");
    EXPECT_EQ(with("cancel_reason = 'ill'"), "store.check");
}

}  // namespace
}  // namespace xinan::scheduling
