// SPDX-License-Identifier: AGPL-3.0-or-later
// The one door: may this person do this, to this record, and which fields may they see? Pure decision over facts;
// relations and grants are rows. A role opens screens; only a relation or a grant opens content (DESIGN §1.5).
//
// On any error the answer is no. Threads: Policy is immutable after start.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/words.hpp"
#include "store/store.hpp"

namespace xinan::access {

// Hats. One account may hold any set (DESIGN §2).
enum class Role : std::uint8_t {
    visitor, guardian, counsellor, reception, archive_keeper, supervisor, leader, class_teacher, finance, system_admin, auditor,
};
inline constexpr unsigned kRoleCount = 11;
std::string_view role_name(Role role);
std::optional<Role> role_from(std::string_view name);

class Roles final {
   public:
    constexpr Roles() = default;
    constexpr Roles(std::initializer_list<Role> roles) { for (Role r : roles) bits_ |= 1U << static_cast<unsigned>(r); }
    static constexpr Roles from_bits(std::uint32_t bits) { Roles r; r.bits_ = bits; return r; }
    [[nodiscard]] constexpr bool has(Role role) const { return (bits_ >> static_cast<unsigned>(role) & 1U) != 0; }
    [[nodiscard]] constexpr bool any_of(Roles other) const { return (bits_ & other.bits_) != 0; }
    [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }
    constexpr void add(Role role) { bits_ |= 1U << static_cast<unsigned>(role); }
    friend constexpr bool operator==(Roles, Roles) = default;

   private:
    std::uint32_t bits_ = 0;
};

// How a person stands to a record. Rows in `relation` with a beginning and an end, or computed by the owner of the record.
enum class Relation : std::uint8_t {
    none,              // no relation needed: the role is enough (plain data)
    self,              // the visitor of the record
    guardian_of,       // of the visitor of the record
    counsellor_of,     // of this case (or appointment)
    supervisor_of,     // to whom the case was presented
    archive_keeper_of, // of this archive file
    head_teacher_of,   // of the visitor's class; never opens content (C5.4.2b)
    author_of,         // wrote it
    crisis_on_call,
};
inline constexpr unsigned kRelationCount = 9;
std::string_view relation_name(Relation relation);
std::optional<Relation> relation_from(std::string_view name);

enum class Class : std::uint8_t { plain, personal, content, process };  // DECISIONS "Classes of field"
std::string_view class_name(Class reads);
std::optional<Class> class_from(std::string_view name);

// Who asks. person is the StaffId or PersonId behind the account.
struct Subject {
    CentreId centre;
    AnyId person{};
    Roles roles;
    bool is_staff = false;
};

// Relations the asker has with the record, and grants in force, loaded by the record's owner.
struct Standing {
    std::vector<Relation> relations;
    std::optional<GrantId> grant;   // in force, for this record and action
    [[nodiscard]] bool has(Relation relation) const;
};

// One line of the access policy. A capability declares its rules beside its actions (actions.cpp).
// Permitted when the asker has one of `roles` AND (relations is empty OR stands in one of them OR a grant when grantable).
// Several rules may name one action: any permits; the fields are the union.
struct Rule {
    Action action;
    Roles roles;
    std::vector<Relation> relations;   // empty: the role is enough
    Class reads = Class::plain;        // the highest class of field this opens
    bool grantable = false;
    std::vector<Clause> clauses;       // why
};

// Roles that never open content or process notes, whatever relation or grant they hold (C1.5g, C5.4.2b; TRUST §3 actor 2).
inline constexpr Roles kNeverContent{Role::leader, Role::class_teacher, Role::finance, Role::system_admin};

struct Answer {
    bool permitted = false;
    Class reads = Class::plain;
    std::vector<std::string> clauses;  // never empty; of a refusal: what forbids it (A7.3b, and C5.4.2b for a class teacher)
    Role hat = Role::visitor;          // the role that permitted, for the deed
    std::optional<GrantId> grant;
};

class Policy final {
   public:
    // Ensures the walls: a rule that opens content or process notes names no role of kNeverContent, names at least one
    // relation, and never `none` or `head_teacher_of`.
    void add(std::span<const Rule> rules);
    // Coarse: has any role of this person the action at all? Decided before any id is read. No → 403.
    [[nodiscard]] bool may_try(const Subject& subject, std::string_view action) const;
    // On the record. Not permitted → the caller answers 404 through not_known().
    [[nodiscard]] Answer decide(const Subject& subject, std::string_view action, const Standing& standing) const;
    [[nodiscard]] bool knows(std::string_view action) const;
    [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }

   private:
    std::vector<Rule> rules_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_action_;  // Action names are literals: they live for ever
};

// The one not-found answer for records one may not know of, and for records that do not exist.
Error not_known();

// --- rows (access/store.cpp) -----------------------------------------------------------------------------------------
// record_kind: "case", "archive_file", "person". Both inserts leave no deed: the act that makes them does.
// A row is added and ended, never deleted or reopened (the database refuses). Spans are half-open: from <= t < until.
// Already so for the whole span: ok, nothing is written. Errors: invalid access.span, conflict store.unique.
Result<void> add_relation(store::Tx&, AnyId person, Relation, std::string_view record_kind, AnyId record, UtcTime from,
                          std::optional<UtcTime> until);
// Ends what is in force at `at` or begins later. Errors: conflict access.relation_not_in_force.
Result<void> end_relation(store::Tx&, AnyId person, Relation, std::string_view record_kind, AnyId record, UtcTime at);
// Each relation once, in the order of the enum.
Result<std::vector<Relation>> relations_of(store::Tx&, AnyId person, std::string_view record_kind, AnyId record, UtcTime at);

struct Grant {
    GrantId id;
    AnyId to_person;
    std::string action;
    std::string record_kind;
    AnyId record;
    AnyId approved_by;
    std::string purpose;   // closed word
    UtcTime from, until;
};
// A grant has an end (at most a year), a purpose, and an approver who is not its holder except in an emergency.
// Errors: invalid access.span, conflict access.grant_self_approved.
Result<void> add_grant(store::Tx&, const Grant&);
Result<std::optional<GrantId>> grant_in_force(store::Tx&, AnyId person, std::string_view action, std::string_view record_kind,
                                              AnyId record, UtcTime at);
Result<void> end_grant(store::Tx&, GrantId, UtcTime at);  // Errors: conflict access.grant_not_in_force
// relations and grant in one look-up, the same statements whether the record exists or not.
Result<Standing> standing(store::Tx&, const Subject&, std::string_view action, std::string_view record_kind, AnyId record, UtcTime at);
// Whether the person is on crisis duty for any record: no counter ever keeps them from signing in (A7.3b).
Result<bool> on_crisis_duty(store::Tx&, AnyId person, UtcTime at);

}  // namespace xinan::access
