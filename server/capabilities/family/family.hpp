// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is guardian of whom, from when until when, and whether the guardian may learn that the pupil attends.
// Not: what a guardian agreed to (consent). Both are persons of visitors.
//
// Functions on a Tx touch no key. Threads: safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <vector>

#include "access/access.hpp"
#include "identity/env.hpp"
#include "store/setting.hpp"
#include "store/store.hpp"
#include "capabilities/visitors/visitors.hpp"

namespace xinan::http {
struct Route;
}

namespace xinan::family {

using GuardianId = Id<struct GuardianTag>;

enum class Relation : std::uint8_t { mother, father, grandparent, other_kin, entrusted, institution };
BOOST_DESCRIBE_ENUM(Relation, mother, father, grandparent, other_kin, entrusted, institution)

// What the pupil said about a guardian learning of the attendance.
enum class Wish : std::uint8_t { agrees, refuses, not_asked };
BOOST_DESCRIBE_ENUM(Wish, agrees, refuses, not_asked)

// One relation in force or ended; dates are civil and half-open.
struct GuardianFacts {
    GuardianId id;
    PersonId ward;
    PersonId guardian;
    Relation relation = Relation::mother;
    LocalDate from;
    std::optional<LocalDate> until = {};
    bool may_learn_attendance = false;  // over 14 (setting): only by the pupil's agreement or a ground (DESIGN §2)
};
// In force on a day, oldest first; at most 20 (conflict family.too_many).
Result<std::vector<GuardianFacts>> guardians_of(store::Tx&, PersonId ward, LocalDate day);
Result<std::vector<GuardianFacts>> wards_of(store::Tx&, PersonId guardian, LocalDate day);
Result<std::optional<GuardianFacts>> guardian_relation(store::Tx&, PersonId ward, PersonId guardian, LocalDate day);
// May this guardian be told that the ward attends? False when no relation is in force. On doubt no.
Result<bool> may_learn_attendance(store::Tx&, PersonId ward, PersonId guardian, LocalDate day);

struct NewGuardian {
    GuardianId id;
    PersonId ward;
    PersonId guardian;
    Relation relation = Relation::mother;
    LocalDate from;
    bool may_learn_attendance = false;
    Bytes reason = {};  // sealed; why somebody went on although a guard warned
};
// Row and, from from_at on, the access relation guardian_of on ("person", ward). Leaves no deed. For routes and the demo.
// Errors: conflict family.already_guardian, family.too_many; invalid family.own_guardian.
Result<void> insert_guardian(store::Tx&, const NewGuardian&, UtcTime from_at, UtcTime now);

// Ends the relation and its access relation. Errors: not_found, conflict family.ended_before.
Result<void> end_guardian(store::Tx&, PersonId ward, GuardianId, LocalDate until, UtcTime now);

// The default when nobody said otherwise: a pupil of `secret_from_age` (14) or more decides himself; an unknown age is
// taken as more. Pure. Source: DESIGN §2.
bool attendance_open_to_guardian(std::optional<int> age_of_ward, std::int64_t secret_from_age);

std::span<const http::Route> routes();
const std::vector<access::Rule>& rules();
std::span<const store::SettingSpec> settings();

}  // namespace xinan::family
