// SPDX-License-Identifier: AGPL-3.0-or-later
// How long a file is kept and to whom a grant may open it. Pure: no clock, no database.
#pragma once

#include "base/decision.hpp"
#include "base/time.hpp"
#include "capabilities/archive/archive.hpp"

namespace xinan::archive {

inline constexpr int kRetentionYearsFloor = 10;  // D1.3b; the database refuses less

// Loaded by load_parameters. Clauses in settings.cpp.
struct Parameters {
    int retention_years = kRetentionYearsFloor;
    int grant_days_max = 30;
};
Result<Parameters> load_parameters(store::Tx&, UtcTime now);

// The longer of what the centre says and the floor, by civil years. 29 February ends on 1 March. Source: D1.3a, D1.3b, A1.4c.
LocalDate retention_until(LocalDate closed_on, const Parameters&);

// Whether the time to keep it is over: never while a legal hold stands (C5.4.5b, D1.3a).
bool retention_over(LocalDate retention_until, State, LocalDate today);
// A hold is set once and lifted once. Guards archive.held_already, archive.not_held (C5.4.5b), hard.
Decision decide_hold(State now, State to);

struct GrantFacts {
    bool known = false;             // an account of the centre
    access::Roles roles;            // of whom it is for
    bool approver_is_holder = false;
    std::int64_t days = 1;
};
// Guards, all hard: archive.grant_to_unknown; archive.grant_wall (C5.4.2b, C1.5g: class teachers, leaders, finance and system
// administrators open no content, by no grant); archive.grant_role (A7.3b: nobody whose work it is); archive.grant_self (D1.3c);
// archive.grant_days {max} (D1.3c: a request has an end).
Decision decide_grant(const GrantFacts&, const Parameters&);

// Custody goes to an archive keeper, and the walls hold: guards archive.grant_to_unknown, archive.grant_wall,
// archive.custody_role (A2.5a). All hard.
Decision decide_custody(const GrantFacts&);

}  // namespace xinan::archive
