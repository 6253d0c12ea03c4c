// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows of persons, classes, blind tokens and basic forms: all SQL of visitors. Decides nothing; inside visitors only.
// Errors of all: those of store::Tx.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "capabilities/visitors/form.hpp"
#include "capabilities/visitors/visitors.hpp"

namespace xinan::visitors::rows {

std::int64_t number_of(LocalDate day);    // 20261123
LocalDate day_of(std::int64_t number);

// --- persons ---------------------------------------------------------------------------------------------------------
struct StoredPerson {
    SealedPerson person;   // grade of the class not computed
    bool closed = false;
};
// In the order of ids; unknown ones are left out.
Result<std::vector<StoredPerson>> load(store::Tx&, std::span<const PersonId> ids, LocalDate day);
struct VersionRow {
    std::int64_t version;
    bool provisional;
    bool closed;
};
Result<std::optional<VersionRow>> version_of(store::Tx&, PersonId);
Result<bool> code_taken(store::Tx&, std::string_view code);
Result<void> insert(store::Tx&, const PreparedPerson&, std::string_view code, UtcTime now);
Result<bool> update(store::Tx&, const PreparedPerson&, UtcTime now);  // false: another version stands
Result<void> close(store::Tx&, PersonId, UtcTime now);
Result<void> replace_tokens(store::Tx&, const PreparedPerson&);
Result<void> insert_override(store::Tx&, PersonId, std::int64_t version, std::string_view guard, ByteView reason,
                             AnyId by, UtcTime now);
// Counts to `max` and no further.
Result<std::int64_t> count_up_to(store::Tx&, std::int64_t max);

// --- search ----------------------------------------------------------------------------------------------------------
// One criterion as tokens of up to three fields, any of which will do.
struct TokenChoice {
    std::vector<BlindToken> any_of;  // 1..3
};
// Persons who meet every choice, by id, at most limit.
Result<std::vector<PersonId>> with_tokens(store::Tx&, std::span<const TokenChoice> all_of, std::int64_t limit);
Result<std::optional<PersonId>> with_code(store::Tx&, std::string_view code);

// --- classes ---------------------------------------------------------------------------------------------------------
Result<std::vector<ClassRef>> classes(store::Tx&, std::int64_t limit);
Result<std::optional<ClassRef>> find_class(store::Tx&, ClassId);
Result<void> insert_class(store::Tx&, const ClassRef&, UtcTime now);
Result<std::optional<ClassId>> class_on(store::Tx&, PersonId, LocalDate day);
Result<std::optional<ClassId>> open_class(store::Tx&, PersonId);
Result<void> end_membership(store::Tx&, PersonId, LocalDate until);
Result<void> begin_membership(store::Tx&, PersonId, ClassId, LocalDate from);
Result<std::vector<PersonId>> members(store::Tx&, ClassId, LocalDate day, std::int64_t limit);

// --- basic form ------------------------------------------------------------------------------------------------------
struct FormRow {
    std::int64_t version = 1;  // 1: nothing written yet
    bool complete = false;
};
struct FormValue {
    std::string key;
    std::int64_t version;
    Bytes sealed;
    FormSource source;
};
Result<FormRow> form(store::Tx&, PersonId);
Result<std::vector<FormValue>> form_values(store::Tx&, PersonId);
Result<bool> put_form(store::Tx&, PersonId, std::int64_t expected_version, bool complete, UtcTime now);
Result<void> put_form_value(store::Tx&, PersonId, const FormValue&, AnyId collector, UtcTime now);
Result<void> clear_form_value(store::Tx&, PersonId, std::string_view key);
Result<std::vector<bool>> forms_complete(store::Tx&, std::span<const PersonId> ids);

}  // namespace xinan::visitors::rows
