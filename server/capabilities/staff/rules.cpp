// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/staff/rules.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace xinan::staff {
namespace {

using access::Role;

// The weaker of two: with one counsellor a dual relation warns at most (A1.2c).
Strength at_most_warn(Strength strength) { return strength == Strength::hard ? Strength::warn : strength; }

int days_between(LocalDate from, LocalDate to) {
    return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

void check_relation(Decision& decision, const CounsellorFacts& facts, const Parameters& parameters) {
    if (!facts.conflict_declared && !facts.head_teacher_of_visitor) return;
    if (parameters.one_counsellor) {
        decision.add({"staff.only_counsellor_related", at_most_warn(parameters.dual_relation), {"A1.2c", "C1.10b"}});
        return;
    }
    if (facts.conflict_declared) decision.add({"staff.dual_relation", parameters.dual_relation, {"A1.2c", "C1.10b"}});
    if (facts.head_teacher_of_visitor) decision.add({"staff.head_teacher", parameters.dual_relation, {"A1.2c"}});
}

// Who asks for the education and for the certificate; they say the same, so a refusal names them all.
constexpr std::array<Clause, 3> kEducation{"A2.1a", "A3.1a", "A7.2a"};
constexpr std::array<Clause, 4> kCertificate{"A2.1b", "A3.1c", "A6.1a", "C5.2.1a"};

std::vector<Clause> of_certificate() { return {kCertificate.begin(), kCertificate.end()}; }
std::vector<Clause> of_credential() {
    std::vector<Clause> all(kEducation.begin(), kEducation.end());
    all.insert(all.end(), kCertificate.begin(), kCertificate.end());
    return all;
}

// Example: grace 60 days, entered on 1 September without a credential: bookable with a reason until 30 October.
void check_credential(Decision& decision, const CounsellorFacts& facts, const Parameters& parameters, LocalDate day) {
    if (!facts.has_credential) {
        const bool grace_over = days_between(facts.since, day) >= parameters.credential_grace_days;
        if (parameters.credential_missing == Strength::off) return;
        if (grace_over) decision.add({"staff.credential_never", Strength::hard, of_credential()});
        else decision.add({"staff.credential_missing", parameters.credential_missing, of_credential()});
    } else if (facts.credential_expires && *facts.credential_expires < day) {
        decision.add({"staff.credential_expired", parameters.credential_expired, of_certificate(),
                      {{"date", to_text(*facts.credential_expires)}}});
    }
}

}  // namespace

void check_counsellor(Decision& decision, const CounsellorFacts& facts, const Parameters& parameters, LocalDate day) {
    if (!facts.known || !facts.active || !facts.practises) {
        decision.add({"staff.not_practising", Strength::hard, {"A2.1b"}});
        return;
    }
    check_relation(decision, facts, parameters);
    check_credential(decision, facts, parameters, day);
}

bool keeps_the_house(access::Roles roles) { return roles.any_of({Role::leader, Role::system_admin}); }

Decision decide_account(const AccountChange& change) {
    Decision decision;
    if (change.roles.bits() == 0 || change.roles.any_of({Role::visitor, Role::guardian})) {
        decision.add({"staff.roles", Strength::hard, {"B2.1.1a"}, {}, ErrorKind::invalid});
    }
    const bool stays_keeper = change.active && keeps_the_house(change.roles);
    if (change.was_keeper && !stays_keeper && change.other_keepers == 0) {
        decision.add({"staff.last_keeper", Strength::hard, {"B2.1.1a"}});
    }
    return decision;
}

Decision decide_supervision(const SupervisionFacts& f) {
    Decision decision;
    if (f.same_person) {
        decision.add({"staff.own_supervisor", Strength::hard, {"C5.2.5b"}});
        return decision;
    }
    if (!f.supervisor_works_here || !f.supervisor_has_hat || !f.has_key) decision.add({"staff.not_a_supervisor", Strength::hard, {"C5.2.5b"}});
    if (f.already) decision.add({"staff.supervised_already", Strength::hard, {"C5.2.5b"}});
    if (f.in_force >= kSupervisorsMax) {
        decision.add({"staff.too_many_supervisors", Strength::hard, {"C5.2.5b"}, {{"max", std::to_string(kSupervisorsMax)}}});
    }
    return decision;
}

}  // namespace xinan::staff
