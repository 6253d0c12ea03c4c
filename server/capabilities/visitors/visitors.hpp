// SPDX-License-Identifier: AGPL-3.0-or-later
// Persons the service knows: visitors, parents, staff who visit, other adults; their classes and their basic form.
// Not: who is guardian of whom (family), what was agreed (consent) or said (casework).
//
// Names, numbers, birthdays are sealed under the centre's identity key and found by blind tokens only. Functions on a Tx
// touch no key; what is sealed is opened outside the transaction. Threads: no shared state; safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/access.hpp"
#include "base/messages.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "identity/env.hpp"
#include "store/setting.hpp"
#include "store/store.hpp"

namespace xinan::http {
struct Route;
}

namespace xinan::visitors {

enum class Kind : std::uint8_t { pupil, parent, staff, adult };
BOOST_DESCRIBE_ENUM(Kind, pupil, parent, staff, adult)
enum class Gender : std::uint8_t { female, male, unstated };
BOOST_DESCRIBE_ENUM(Gender, female, male, unstated)
enum class Stage : std::uint8_t { primary, junior, senior, other };
BOOST_DESCRIBE_ENUM(Stage, primary, junior, senior, other)
// base::AgeBand, and unknown where no birthday is known.
enum class AgeGroup : std::uint8_t { under_8, from_8_to_13, from_14_to_17, adult, unknown };
BOOST_DESCRIBE_ENUM(AgeGroup, under_8, from_8_to_13, from_14_to_17, adult, unknown)

// The civil date of the centre.
Result<LocalDate> today(store::Tx&, UtcTime now);

// --- classes ---------------------------------------------------------------------------------------------------------

// A class is year of entry and number; grade and name are computed for a day. grade 0: it has left the stage, or "other".
struct ClassRef {
    ClassId id;
    std::int64_t entry_year = 0;
    std::int64_t number = 0;
    Stage stage = Stage::other;
    std::int64_t grade = 0;
    std::string name;  // "初二(3)班"; empty until named for a language
};
BOOST_DESCRIBE_STRUCT(ClassRef, (), (id, entry_year, number, stage, grade, name))

// A class others made, or the demo makes. Errors: conflict visitors.class_exists.
Result<void> insert_class(store::Tx&, const ClassRef&, UtcTime now);
// The figures that make a grade of a year of entry. Source of each: settings().
struct SchoolCalendar {
    int starts_month_day = 901;  // 901 = 1 September
    int primary_years = 6;
    int junior_years = 3;
    int senior_years = 3;
};
Result<SchoolCalendar> school_calendar(store::Tx&, UtcTime now);
// The grade of a class on a day: 1..years of its stage, else 0. Pure.
int grade_on(const ClassRef&, LocalDate day, const SchoolCalendar&);
// "初二(3)班" / "Junior 2 (3)". Pure.
std::string class_name(const ClassRef&, const Messages&, Language);

// --- facts for others' rules -----------------------------------------------------------------------------------------

// A person as stored: plain columns, and sealed ones as they are. Made in a transaction, opened outside.
struct SealedPerson {
    PersonId id;
    std::int64_t version = 1;
    Kind kind = Kind::pupil;
    std::string code;
    bool provisional = false;
    std::optional<ClassRef> school_class;  // on the day asked for; grade computed, not named
    Bytes name, gender, birthday, phone, student_number;  // sealed; empty when unknown
};
// Errors: not_found (access::not_known()).
Result<SealedPerson> sealed_person(store::Tx&, PersonId, LocalDate day, UtcTime now);

// What other capabilities' rules ask of a person.
struct PersonFacts {
    PersonId id;
    std::int64_t version = 1;
    Kind kind = Kind::pupil;
    bool provisional = false;               // a phone booking's two fields; to be completed at arrival
    std::optional<LocalDate> birthday = {};
    AgeGroup age_group = AgeGroup::unknown;  // by civil birthday on the day asked for
    std::optional<int> age = {};             // whole years
    std::optional<ClassId> class_id = {};    // on the day asked for
};
// Outside a transaction: opens the birthday. Errors: those of the vault.
Result<PersonFacts> open_facts(crypto::Vault&, CentreId, const SealedPerson&, LocalDate day);
// Both steps; for handlers. In the write that follows ask person_unchanged with facts.version.
Result<PersonFacts> person_facts(const Env&, CentreId, PersonId, LocalDate day, UtcTime now);
// The person still has the version whose facts were used. Errors: not_found, conflict visitors.person_changed.
Result<void> person_unchanged(store::Tx&, PersonId, std::int64_t version);
Result<std::optional<ClassId>> class_at(store::Tx&, PersonId, LocalDate day);
// Who is in a class on a day, by id. Errors: conflict visitors.class_too_big above 200.
Result<std::vector<PersonId>> members_of(store::Tx&, ClassId, LocalDate day);

// --- labels ----------------------------------------------------------------------------------------------------------

// One person in a list. label = name, class and last four digits (else the code): namesakes and twins are told apart.
struct PersonHit {
    PersonId id;
    PrivateText label;
    std::string code;
    Kind kind = Kind::pupil;
    std::optional<ClassRef> class_;  // JSON "class"
};
BOOST_DESCRIBE_STRUCT(PersonHit, (), (id, label, code, kind, class_))

// One statement for at most 512 persons, in the order of ids; unknown ids are left out. Then opened outside.
inline constexpr std::size_t kLabelsMax = 512;
Result<std::vector<SealedPerson>> sealed_labels(store::Tx&, std::span<const PersonId> ids, LocalDate day, UtcTime now);
Result<std::vector<PersonHit>> open_labels(const Env&, CentreId, const std::vector<SealedPerson>&, Language);
// Both steps, for a board, a calendar or one person. The caller leaves the read deed (call.leave_read).
Result<std::vector<PersonHit>> labels(const Env&, CentreId, std::span<const PersonId> ids, LocalDate day, UtcTime now,
                                      Language);
// Name alone, in the same order. For letters and slips that may name a person.
Result<std::vector<PrivateText>> open_names(crypto::Vault&, CentreId, const std::vector<SealedPerson>&);

// --- making persons --------------------------------------------------------------------------------------------------

struct PersonFields {
    Kind kind = Kind::pupil;
    PrivateText name;
    std::optional<Gender> gender;
    std::optional<LocalDate> birthday;
    std::optional<ClassId> school_class;
    std::optional<PrivateText> phone;
    std::optional<PrivateText> student_number;
};

// Sealed columns and blind tokens of one version of a person; made outside the transaction, may be written again.
struct BlindToken {
    std::string field;  // name, pinyin, initials, phone, last_four, student_number
    std::int64_t token = 0;
};
struct PreparedPerson {
    PersonId id;
    std::int64_t version = 1;
    Kind kind = Kind::pupil;
    bool provisional = false;
    std::optional<ClassId> school_class = {};
    Bytes name = {}, gender = {}, birthday = {}, phone = {}, student_number = {};  // sealed
    std::vector<std::string> codes = {};  // candidates; the first free one is taken
    std::vector<BlindToken> tokens = {};
    [[nodiscard]] std::array<std::uint8_t, 32> object_hash(const crypto::Suite&) const;  // for the deed
};
// A new person: its visitor-file key is durable in the keyring before this returns. Outside a transaction.
// Errors: invalid base.name_*, base.not_a_phone, visitors.birthday, visitors.student_number, each with the field's
// pointer; those of the vault.
Result<PreparedPerson> prepare_person(const Env&, CentreId, const PersonFields&, LocalDate today);
// A phone booking holds its slot with two fields (B2.1.1b); the person is completed by PUT /persons or closed.
Result<PreparedPerson> prepare_provisional(const Env&, CentreId, const PrivateText& caller_name,
                                           const PrivateText& callback);
// Inserts row, tokens and class membership; leaves no deed (the act that makes it does).
// Errors: invalid visitors.unknown_class, conflict visitors.no_free_code.
Result<void> insert_person(store::Tx&, const PreparedPerson&, LocalDate today, UtcTime now);
// The caller of a phone booking turned out to be a person known already: the provisional row is no longer found.
// Errors: not_found, conflict visitors.not_provisional.
Result<void> close_provisional(store::Tx&, PersonId provisional, UtcTime now);

// --- basic form ------------------------------------------------------------------------------------------------------

// Whether every required field of the form is filled (B2.1.2h, D2.1a); one statement for at most 512 persons, same order.
Result<std::vector<bool>> forms_complete(store::Tx&, std::span<const PersonId> ids);

// --- wiring ----------------------------------------------------------------------------------------------------------

std::span<const http::Route> routes();
const std::vector<access::Rule>& rules();
std::span<const store::SettingSpec> settings();

}  // namespace xinan::visitors
