// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>

#include "capabilities/family/rules.hpp"
#include "capabilities/family/store.hpp"

namespace xinan::family {
namespace {

using store::Origin;
using store::SettingSpec;

constexpr std::int64_t kRelationsMax = 20;  // in force, of one person

// clang-format off
constexpr std::array kSettings{
    SettingSpec{"family.guardian_age_unknown",       "strength", 1,  0, 2,  "D2.1b", Origin::standard},
    SettingSpec{"family.attendance_secret_from_age", "years",    14, 8, 18, "C1.5h", Origin::standard},
};
// clang-format on

Result<std::vector<GuardianFacts>> at_most(Result<std::vector<GuardianFacts>> found) {
    if (found && std::ssize(*found) > kRelationsMax) {
        return fail(ErrorKind::conflict, "family.too_many", {{"max", std::to_string(kRelationsMax)}});
    }
    return found;
}

}  // namespace

std::span<const SettingSpec> settings() { return kSettings; }

Result<Parameters> load_parameters(store::Tx& tx, UtcTime now) {
    return Parameters{TRY(store::strength_setting(tx, kSettings[0], now)), TRY(store::setting(tx, kSettings[1], now))};
}

Result<std::vector<GuardianFacts>> guardians_of(store::Tx& tx, PersonId ward, LocalDate day) {
    return at_most(rows::in_force(tx, rows::Of::ward, ward, day, kRelationsMax + 1));
}
Result<std::vector<GuardianFacts>> wards_of(store::Tx& tx, PersonId guardian, LocalDate day) {
    return at_most(rows::in_force(tx, rows::Of::guardian, guardian, day, kRelationsMax + 1));
}

Result<std::optional<GuardianFacts>> guardian_relation(store::Tx& tx, PersonId ward, PersonId guardian, LocalDate day) {
    for (const GuardianFacts& facts : TRY(guardians_of(tx, ward, day))) {
        if (facts.guardian == guardian) return std::optional{facts};
    }
    return std::optional<GuardianFacts>{};
}

Result<bool> may_learn_attendance(store::Tx& tx, PersonId ward, PersonId guardian, LocalDate day) {
    const auto relation = TRY(guardian_relation(tx, ward, guardian, day));
    return relation && relation->may_learn_attendance;
}

Result<void> insert_guardian(store::Tx& tx, const NewGuardian& made, UtcTime from_at, UtcTime now) {
    if (made.ward == made.guardian) return fail(ErrorKind::invalid, "family.own_guardian");
    if (TRY(rows::open_relations(tx, made.ward, made.guardian)) > 0) return fail(ErrorKind::conflict, "family.already_guardian");
    if (std::ssize(TRY(rows::in_force(tx, rows::Of::ward, made.ward, made.from, kRelationsMax))) >= kRelationsMax ||
        std::ssize(TRY(rows::in_force(tx, rows::Of::guardian, made.guardian, made.from, kRelationsMax))) >= kRelationsMax) {
        return fail(ErrorKind::conflict, "family.too_many", {{"max", std::to_string(kRelationsMax)}});
    }
    auto inserted = rows::insert(tx, made, now);
    if (!inserted && inserted.error().code == "store.unique") return fail(ErrorKind::conflict, "family.already_guardian");
    TRY_VOID(inserted);
    return access::add_relation(tx, any(made.guardian), access::Relation::guardian_of, "person", any(made.ward), from_at,
                                std::nullopt);
}

Result<void> end_guardian(store::Tx& tx, PersonId ward, GuardianId id, LocalDate until, UtcTime now) {
    const auto stored = TRY(rows::find(tx, id));
    if (!stored || stored->ward != ward) return access::not_known();
    if (!TRY(rows::end(tx, id, until))) return fail(ErrorKind::conflict, "family.ended_before");
    return access::end_relation(tx, any(stored->guardian), access::Relation::guardian_of, "person", any(ward), now);
}

}  // namespace xinan::family
