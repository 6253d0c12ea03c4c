// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of visitors call: facts, sealing, opening, searching. Inside visitors only; no http.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "capabilities/visitors/form.hpp"
#include "capabilities/visitors/rules.hpp"
#include "capabilities/visitors/store.hpp"
#include "capabilities/visitors/visitors.hpp"
#include "ledger/ledger.hpp"

namespace xinan::visitors {

// Centre and figures of the moment, read once a request.
struct Here {
    CentreKind kind = CentreKind::community;
    LocalDate today;
    Parameters parameters;
};
Result<Here> here(store::Tx&, UtcTime now);

// A person with everything opened. Lives as long as one reply.
struct Opened {
    PersonId id;
    std::int64_t version = 1;
    Kind kind = Kind::pupil;
    std::string code;
    bool provisional = false;
    std::optional<ClassRef> school_class;
    PrivateText name = {};
    std::optional<Gender> gender = {};
    std::optional<LocalDate> birthday = {};
    PrivateText phone = {};           // empty when unknown
    PrivateText student_number = {};  // empty when unknown
};
Result<Opened> open_person(crypto::Vault&, CentreId, const SealedPerson&);
AgeGroup age_group(std::optional<LocalDate> birthday, LocalDate day);
// Of the student number, else of the phone; empty when there is neither.
std::string last_four(const Opened&);
PersonHit hit_of(const Opened&, const Messages&, Language);  // names the class
Traits traits_of(const Opened&);

// Seals version `version` of a person; a new one has no id yet (zero): one is made, with its key and candidate codes.
Result<PreparedPerson> prepare(const Env&, CentreId, PersonId, std::int64_t version, const PersonFields&, LocalDate today);
// Writes a change over version - 1: row, tokens and class from today on. Errors: not_found, stale http.stale, invalid
// visitors.unknown_class.
Result<void> change_person(store::Tx&, const PreparedPerson&, const Here&, UtcTime now);

struct SealedReason {
    std::string guard;
    Bytes sealed;
};
// The reason of an override, under the person's file key. Errors: invalid base.text_*, those of the vault.
Result<Bytes> seal_reason(const Env&, CentreId, PersonId, std::int64_t version, std::string_view guard,
                          const PrivateText& reason);

// Tokens of what was typed, made outside the transaction.
struct SearchPlan {
    std::vector<Criterion> criteria;
    std::vector<rows::TokenChoice> all_of;  // of the criteria that are found by tokens
    std::string code;                       // or the one that is found by its code
};
Result<SearchPlan> plan_search(const Env&, CentreId, std::string_view typed);
struct Candidates {
    bool too_many = false;  // nothing may be decrypted
    bool initials = true;   // initials count in a centre of this size
    std::vector<SealedPerson> persons;
};
Result<Candidates> find_candidates(store::Tx&, const SearchPlan&, const Here&, UtcTime now);
// Opens the candidates and keeps those that truly match: tokens are short and may collide.
Result<std::vector<Opened>> open_matches(const Env&, CentreId, const SearchPlan&, const Candidates&);

// Entries that may be the same person as this one, the likeliest first, at most 20. Two steps as above.
Result<std::vector<SealedPerson>> duplicate_candidates(store::Tx&, const PreparedPerson&, const Here&, UtcTime now);
Result<std::vector<Opened>> open_duplicates(const Env&, CentreId, const Opened& of, const std::vector<SealedPerson>&);

// Seals what is written into a form. place of a value: the person's file key, table basic_form_value.
crypto::Place form_place(CentreId, PersonId, std::string_view key, std::int64_t version);
struct FormChange {
    std::int64_t expected_version = 1;
    std::vector<rows::FormValue> written;
    std::vector<std::string> cleared;
};
// Errors: not_found, stale http.stale.
Result<void> write_form(store::Tx&, PersonId, const FormChange&, const Here&, AnyId collector, UtcTime now);

}  // namespace xinan::visitors
