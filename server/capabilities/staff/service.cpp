// SPDX-License-Identifier: AGPL-3.0-or-later
// Staff: sealing outside, rows inside, facts for bookings.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "capabilities/staff/service.hpp"

namespace xinan::staff {
namespace {

using store::Origin;
using store::SettingSpec;

constexpr std::int64_t kStaffMax = 500;
constexpr std::size_t kIntroductionMax = 300;  // code points
constexpr std::size_t kCredentialNumberMax = 60;
constexpr std::array<std::string_view, 6> kCredentialKinds{"teacher_qualification", "provincial_certificate", "former_national",
                                                           "society_register", "degree", "other"};

// clang-format off
constexpr std::array kSettings{
    SettingSpec{"staff.dual_relation",         "strength", 1,  0, 2,   "A1.2c", Origin::standard},
    SettingSpec{"staff.credential_expired",    "strength", 1,  0, 2,   "A2.1b", Origin::standard},
    SettingSpec{"staff.credential_missing",    "strength", 1,  0, 2,   "A2.1a", Origin::standard},
    SettingSpec{"staff.credential_grace_days", "days",     60, 0, 365, "A2.1a", Origin::standard},
};
// clang-format on

crypto::Place place(CentreId centre, StaffId id, std::string_view field, std::int64_t version) {
    return {.centre = centre, .scope = {crypto::ScopeKind::centre_identity, {}}, .table = "staff_member", .row = any(id),
            .field = field, .version = static_cast<std::uint32_t>(version)};
}

Result<std::string> opened(crypto::Vault& vault, const crypto::Place& where, const Bytes& sealed) {
    if (sealed.empty()) return std::string();
    return std::string(TRY(vault.open_field(where, sealed)).text());
}

}  // namespace

std::span<const SettingSpec> settings() { return kSettings; }
std::span<const std::string_view> credential_kinds() { return kCredentialKinds; }

Result<Parameters> load_parameters(store::Tx& tx, UtcTime now) {
    Parameters parameters;
    parameters.dual_relation = TRY(store::strength_setting(tx, kSettings[0], now));
    parameters.credential_expired = TRY(store::strength_setting(tx, kSettings[1], now));
    parameters.credential_missing = TRY(store::strength_setting(tx, kSettings[2], now));
    parameters.credential_grace_days = TRY(store::setting(tx, kSettings[3], now));
    parameters.one_counsellor = TRY(rows::count(tx, true)) <= 1;
    return parameters;
}

Result<CounsellorFacts> counsellor_facts(store::Tx& tx, StaffId id, std::optional<PersonId> visitor,
                                         std::optional<ClassId> class_of_visitor, LocalDate day) {
    return rows::facts(tx, id, visitor, class_of_visitor, day);
}

Result<std::vector<SealedStaff>> all_staff(store::Tx& tx) {
    auto members = TRY(rows::all(tx, false, kStaffMax + 1));
    ensure(std::ssize(members) <= kStaffMax, "insert_staff keeps the number of staff below its maximum");
    return members;
}
Result<std::vector<SealedStaff>> active_counsellors(store::Tx& tx) { return rows::all(tx, true, kStaffMax); }
Result<std::optional<SealedStaff>> staff_member(store::Tx& tx, StaffId id) { return rows::find(tx, id); }

Result<std::vector<StaffName>> open_names(crypto::Vault& vault, CentreId centre, const std::vector<SealedStaff>& members) {
    std::vector<StaffName> names;
    names.reserve(members.size());
    for (const SealedStaff& member : members) {
        names.push_back({member.id, TRY(opened(vault, place(centre, member.id, "name", member.version), member.name))});
    }
    return names;
}

Result<std::vector<StaffName>> names(const Env& env, CentreId centre) {
    const auto members = TRY(env.store.read(centre, [](store::Tx& tx) { return all_staff(tx); }));
    return open_names(env.vault, centre, members);
}

Result<std::vector<StaffName>> names_of(const Env& env, CentreId centre, std::span<const StaffId> ids) {
    constexpr std::size_t kOneByOneMax = 64;  // beyond, one statement for all is cheaper, and an operation is bounded
    if (ids.size() > kOneByOneMax) return names(env, centre);
    const auto members = TRY(env.store.read(centre, [&](store::Tx& tx) -> Result<std::vector<SealedStaff>> {
        std::vector<SealedStaff> found;
        for (const StaffId id : ids) {
            if (auto member = TRY(staff_member(tx, id))) found.push_back(std::move(*member));
        }
        return found;
    }));
    return open_names(env.vault, centre, members);
}

std::string name_in(const std::vector<StaffName>& names, StaffId id) {
    const auto found = std::ranges::find(names, id, &StaffName::id);
    return found == names.end() ? std::string() : found->name;
}

Result<Introductions> open_introductions(crypto::Vault& vault, CentreId centre, const SealedStaff& member) {
    return Introductions{
        TRY(opened(vault, place(centre, member.id, "introduction_zh", member.version), member.introduction_zh)),
        TRY(opened(vault, place(centre, member.id, "introduction_en", member.version), member.introduction_en))};
}

Result<std::vector<StaffId>> heads_of(store::Tx& tx, ClassId of, LocalDate day) { return rows::heads(tx, of, day); }
Result<std::vector<ClassId>> headed_by(store::Tx& tx, StaffId by, LocalDate day) { return rows::headed(tx, by, day); }

Result<PreparedStaff> prepare_staff(const Env& env, CentreId centre, StaffId id, std::int64_t version,
                                    const StaffFields& fields) {
    PreparedStaff made{.id = id, .version = version, .practises = fields.practises, .active = fields.active,
                       .fields = fields.fields};
    const auto seal = [&](std::string_view field, std::string_view text) -> Result<Bytes> {
        if (text.empty()) return Bytes();
        return env.vault.seal_field(place(centre, id, field, version), text);
    };
    made.name = TRY(seal("name", TRY(clean_name(fields.name.reveal()))));
    made.introduction_zh = TRY(seal("introduction_zh", TRY(clean_text(fields.introduction_zh.value_or(""), kIntroductionMax))));
    made.introduction_en = TRY(seal("introduction_en", TRY(clean_text(fields.introduction_en.value_or(""), kIntroductionMax))));
    return made;
}

Result<void> insert_staff(store::Tx& tx, const PreparedStaff& made, UtcTime now) {
    if (TRY(rows::count(tx, false)) >= kStaffMax) {
        return fail(ErrorKind::conflict, "staff.too_many", {{"max", std::to_string(kStaffMax)}});
    }
    return rows::insert(tx, made, now);
}

Result<void> change_staff(store::Tx& tx, const PreparedStaff& changed, UtcTime now) {
    if (TRY(rows::update(tx, changed, now))) return {};
    const auto stored = TRY(rows::version_of(tx, changed.id));
    if (!stored) return access::not_known();
    return fail(ErrorKind::stale, "http.stale", {{"version", std::to_string(*stored)}});
}

Result<PreparedCredential> prepare_credential(const Env& env, CentreId centre, StaffId staff, std::string_view kind,
                                              const PrivateText& number, std::optional<LocalDate> expires_on) {
    if (std::ranges::find(kCredentialKinds, kind) == kCredentialKinds.end()) {
        return fail(ErrorKind::invalid, "staff.credential_kind", {}, {"A2.1b"});
    }
    PreparedCredential credential{new_random<AnyId>(env.random), staff, std::string(kind), {}, expires_on};
    const std::string text = TRY(clean_text(number.reveal(), kCredentialNumberMax));
    credential.number = TRY(env.vault.seal_field(credential_place(centre, credential.id), text));
    return credential;
}

crypto::Place credential_place(CentreId centre, AnyId credential) {
    return {.centre = centre, .scope = {crypto::ScopeKind::centre_identity, {}}, .table = "staff_credential",
            .row = credential, .field = "number", .version = 1};
}

Result<void> insert_credential(store::Tx& tx, const PreparedCredential& credential, UtcTime now) {
    return rows::insert_credential(tx, credential, now);
}

Result<void> add_class_duty(store::Tx& tx, StaffId id, ClassId in, ClassDuty duty, LocalDate from,
                            std::optional<LocalDate> until) {
    if (until && *until < from) return fail(ErrorKind::conflict, "staff.class_span");
    if (until && TRY(rows::end_class_duty(tx, id, in, duty, *until))) return {};
    auto added = rows::insert_class_duty(tx, id, {in, duty, from, until});
    if (!added && added.error().code == "store.unique") return fail(ErrorKind::conflict, "staff.class_span");
    return added;
}

Result<void> declare_conflict(store::Tx& tx, StaffId id, PersonId with, ConflictKind kind, UtcTime now) {
    return rows::insert_conflict(tx, id, with, kind, now);
}

}  // namespace xinan::staff
