// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/archive/rules.hpp"

#include <algorithm>
#include <array>

namespace xinan::archive {
namespace {

using access::Role;
using store::Origin;
using store::SettingSpec;

// clang-format off
constexpr std::array kSettings{
    SettingSpec{"archive.retention_years", "years", kRetentionYearsFloor, kRetentionYearsFloor, 100, "D1.3b", Origin::source},
    SettingSpec{"archive.grant_days_max",  "days",  30,                   1,                    30,  "D1.3c", Origin::standard},
};
// clang-format on

// Who reads files in the course of their work, when somebody else approves it.
constexpr access::Roles kReaders{Role::counsellor, Role::supervisor, Role::archive_keeper};

}  // namespace

std::span<const SettingSpec> settings() { return kSettings; }

Result<Parameters> load_parameters(store::Tx& tx, UtcTime now) {
    Parameters p;
    p.retention_years = static_cast<int>(TRY(store::setting(tx, kSettings[0], now)));
    p.grant_days_max = static_cast<int>(TRY(store::setting(tx, kSettings[1], now)));
    return p;
}

LocalDate retention_until(LocalDate closed_on, const Parameters& p) {
    const LocalDate until = closed_on + std::chrono::years{std::max(p.retention_years, kRetentionYearsFloor)};
    return until.ok() ? until : LocalDate{until.year(), std::chrono::March, std::chrono::day{1}};
}

bool retention_over(LocalDate until, State state, LocalDate today) { return state != State::legal_hold && today >= until; }

Decision decide_hold(State now, State to) {
    Decision decision;
    if (now == to && to == State::legal_hold) decision.add({Guard("archive.held_already"), Strength::hard, {Clause("C5.4.5b")}});
    if (now == to && to == State::active) decision.add({Guard("archive.not_held"), Strength::hard, {Clause("C5.4.5b")}});
    return decision;
}

Decision decide_grant(const GrantFacts& f, const Parameters& p) {
    Decision decision;
    if (!f.known) {
        decision.add({Guard("archive.grant_to_unknown"), Strength::hard, {Clause("D5.2d")}, {}, ErrorKind::invalid});
        return decision;
    }
    if (f.roles.any_of(access::kNeverContent)) {
        decision.add({Guard("archive.grant_wall"), Strength::hard, {Clause("C5.4.2b"), Clause("C1.5g")}});
    }
    if (!f.roles.any_of(kReaders)) decision.add({Guard("archive.grant_role"), Strength::hard, {Clause("A7.3b")}});
    if (f.approver_is_holder) decision.add({Guard("archive.grant_self"), Strength::hard, {Clause("D1.3c")}});
    if (f.days < 1 || f.days > p.grant_days_max) {
        decision.add({Guard("archive.grant_days"), Strength::hard, {Clause("D1.3c")}, {{"max", std::to_string(p.grant_days_max)}},
                      ErrorKind::invalid});
    }
    return decision;
}

Decision decide_custody(const GrantFacts& f) {
    Decision decision;
    if (!f.known) {
        decision.add({Guard("archive.grant_to_unknown"), Strength::hard, {Clause("D5.2d")}, {}, ErrorKind::invalid});
        return decision;
    }
    if (f.roles.any_of(access::kNeverContent)) {
        decision.add({Guard("archive.grant_wall"), Strength::hard, {Clause("C5.4.2b"), Clause("C1.5g")}});
    }
    if (!f.roles.has(Role::archive_keeper)) decision.add({Guard("archive.custody_role"), Strength::hard, {"A2.5a", "A6.3a", "A7.3a"}});
    return decision;
}

}  // namespace xinan::archive
