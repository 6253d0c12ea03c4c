// SPDX-License-Identifier: AGPL-3.0-or-later
// The people who work here: fields, credentials, declared conflicts, the classes they head or teach.
// Not: their accounts and hats (identity), their duty hours (scheduling).
//
// Names are sealed under the centre's identity key. Functions on a Tx touch no key. Threads: safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/access.hpp"
#include "base/decision.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "identity/env.hpp"
#include "store/setting.hpp"
#include "store/store.hpp"

namespace xinan::http {
struct Route;
}

namespace xinan::staff {

enum class Field : std::uint8_t { study, emotion, family, peers, self, career, crisis, other };
BOOST_DESCRIBE_ENUM(Field, study, emotion, family, peers, self, career, crisis, other)
enum class ConflictKind : std::uint8_t { relative, friend_, supervisor, other };  // JSON "friend"
BOOST_DESCRIBE_ENUM(ConflictKind, relative, friend_, supervisor, other)
enum class ClassDuty : std::uint8_t { head, subject };
BOOST_DESCRIBE_ENUM(ClassDuty, head, subject)

// What a booking or a hand-over asks of a counsellor, about one visitor, on one day.
struct CounsellorFacts {
    bool known = false;                                   // a staff member of this centre
    bool active = false;
    bool practises = false;
    LocalDate since = {};                                 // when entered here; the grace for credentials counts from it
    bool has_credential = false;
    std::optional<LocalDate> credential_expires = {};     // latest expiry of all; none = no expiry or no credential
    bool conflict_declared = false;                       // kin, friend, appraiser of this visitor
    std::optional<ConflictKind> conflict_kind = {};
    bool head_teacher_of_visitor = false;                 // of the visitor's class on that day: a dual relation
    bool merely_teaches = false;                          // teaches the class a subject: no conflict
    std::vector<Field> fields = {};
};
// visitor and class_of_visitor (visitors::class_at) may be absent: a free-time search, a caller not named yet.
Result<CounsellorFacts> counsellor_facts(store::Tx&, StaffId, std::optional<PersonId> visitor,
                                         std::optional<ClassId> class_of_visitor, LocalDate day);

// The dual-relation and credential guards, to be added to a caller's own Decision (A1.2c, C1.10b, A2.1a, A2.1b).
// Strengths and the grace period come from settings(); load with load_parameters.
struct Parameters {
    Strength dual_relation = Strength::warn;              // warn: refused unless overridden with a reason
    Strength credential_expired = Strength::warn;
    Strength credential_missing = Strength::warn;         // within the grace; afterwards at least as the centre says
    std::int64_t credential_grace_days = 60;              // then a missing credential refuses
    bool one_counsellor = false;                          // then a dual relation warns at most, and the district centre is offered
};
Result<Parameters> load_parameters(store::Tx&, UtcTime now);
// Guards: staff.not_practising (hard), staff.dual_relation, staff.head_teacher, staff.only_counsellor_related (the two before
// in a centre with one counsellor), staff.credential_expired, staff.credential_missing, staff.credential_never (hard). Pure.
void check_counsellor(Decision&, const CounsellorFacts&, const Parameters&, LocalDate day);

// --- lists -----------------------------------------------------------------------------------------------------------

struct SealedStaff {
    StaffId id;
    std::int64_t version = 1;
    bool active = true;
    bool practises = false;
    std::vector<Field> fields = {};
    Bytes name = {};             // sealed
    Bytes introduction_zh = {};  // sealed; may be empty
    Bytes introduction_en = {};
};
// All staff members, by id; at most 500 (conflict staff.too_many). active_counsellors: active and practising.
Result<std::vector<SealedStaff>> all_staff(store::Tx&);
Result<std::vector<SealedStaff>> active_counsellors(store::Tx&);
Result<std::optional<SealedStaff>> staff_member(store::Tx&, StaffId);

struct StaffName {
    StaffId id;
    std::string name;  // shown to colleagues and to visitors who book: staff names are not hidden
};
Result<std::vector<StaffName>> open_names(crypto::Vault&, CentreId, const std::vector<SealedStaff>&);
// Names of everybody, past staff too, for a calendar or a history. Reads and opens; about 10 µs each.
Result<std::vector<StaffName>> names(const Env&, CentreId);
// Names of these alone, unknown ids left out: for what shows a few people among many colleagues.
Result<std::vector<StaffName>> names_of(const Env&, CentreId, std::span<const StaffId>);
std::string name_in(const std::vector<StaffName>&, StaffId);  // empty when unknown

// Who heads a class on a day ("who was the head teacher then").
Result<std::vector<StaffId>> heads_of(store::Tx&, ClassId, LocalDate day);
Result<std::vector<ClassId>> headed_by(store::Tx&, StaffId, LocalDate day);

// --- supervision -----------------------------------------------------------------------------------------------------

inline constexpr std::int64_t kSupervisorsMax = 16;  // of one counsellor at a time
// Who is named supervisor of this member at a moment (C5.2.5b), works here and still has the hat; by id.
Result<std::vector<StaffId>> supervisors_of(store::Tx&, StaffId, UtcTime at);
// Whom a supervisor supervises at a moment; by id, at most 500. Does not ask for the hat: the action does.
Result<std::vector<StaffId>> supervised_by(store::Tx&, StaffId supervisor, UtcTime at);
// Called in the transaction that ends a supervision, bound by app: what was opened to the supervisor is closed there.
using SupervisionEnded = Result<void> (*)(store::Tx&, StaffId of, StaffId supervisor);
void bind_supervision_ended(SupervisionEnded handler);  // before serving; at most one
// From now on. Leaves no deed. Errors: those of decide_supervision (rules.hpp), not_known().
Result<void> name_supervisor(store::Tx&, StaffId of, StaffId supervisor, UtcTime now);
// Errors: conflict staff.not_supervised, those of the bound handler.
Result<void> end_supervision(store::Tx&, StaffId of, StaffId supervisor, UtcTime now);

// --- making staff (routes, init and demo) ----------------------------------------------------------------------------

struct StaffFields {
    PrivateText name = {};
    std::vector<Field> fields = {};
    bool practises = false;
    bool active = true;
    std::optional<std::string> introduction_zh = {};
    std::optional<std::string> introduction_en = {};
};
struct PreparedStaff {
    StaffId id;
    std::int64_t version = 1;
    bool practises = false;
    bool active = true;
    std::vector<Field> fields = {};
    Bytes name = {}, introduction_zh = {}, introduction_en = {};  // sealed
};
// Outside a transaction. Errors: invalid base.name_*, base.text_*; those of the vault.
Result<PreparedStaff> prepare_staff(const Env&, CentreId, StaffId, std::int64_t version, const StaffFields&);
Result<void> insert_staff(store::Tx&, const PreparedStaff&, UtcTime now);  // leaves no deed; conflict staff.too_many
// staff.version is the new one. Errors: not_found, stale http.stale.
Result<void> change_staff(store::Tx&, const PreparedStaff&, UtcTime now);
struct PreparedCredential {
    AnyId id;
    StaffId staff;
    std::string kind;  // closed list: credential_kinds()
    Bytes number;      // sealed
    std::optional<LocalDate> expires_on;
};
std::span<const std::string_view> credential_kinds();
// Errors: invalid staff.credential_kind, base.text_*.
Result<PreparedCredential> prepare_credential(const Env&, CentreId, StaffId, std::string_view kind,
                                              const PrivateText& number, std::optional<LocalDate> expires_on);
Result<void> insert_credential(store::Tx&, const PreparedCredential&, UtcTime now);
// from/until half-open; with until, an open duty of this kind in this class is ended. Errors: conflict staff.class_span (until before from; or the same duty already stands).
Result<void> add_class_duty(store::Tx&, StaffId, ClassId, ClassDuty, LocalDate from, std::optional<LocalDate> until);
Result<void> declare_conflict(store::Tx&, StaffId, PersonId, ConflictKind, UtcTime now);

// --- wiring ----------------------------------------------------------------------------------------------------------

std::span<const http::Route> routes();
const std::vector<access::Rule>& rules();
std::span<const store::SettingSpec> settings();

}  // namespace xinan::staff
