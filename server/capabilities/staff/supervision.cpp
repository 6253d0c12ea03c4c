// SPDX-License-Identifier: AGPL-3.0-or-later
// Supervision: the leader names who supervises whom; casework seals process notes to them (DECISIONS "Keys").
#include <algorithm>

#include "capabilities/staff/routes_member.hpp"
#include "capabilities/staff/rules.hpp"
#include "capabilities/staff/store.hpp"
#include "identity/identity.hpp"

namespace xinan::staff {
namespace {

using http::Call;
using http::Reply;

constexpr std::int64_t kListMax = 200;
constexpr std::int64_t kSupervisedMax = 500;

SupervisionEnded g_supervision_ended = nullptr;  // Set once, before serving.

bool in_force(const rows::SupervisionRow& row, UtcTime at) { return row.from <= at && (!row.until || *row.until > at); }

// The hat can be taken away, the account locked or the member leave while the row stands.
Result<bool> may_supervise(store::Tx& tx, StaffId who) {
    const auto member = TRY(rows::find(tx, who));
    const auto account = TRY(identity::account_of(tx, any(who)));
    return member && member->active && account && !account->locked && account->roles.has(access::Role::supervisor);
}

Result<SupervisorList> listed(Call& call, StaffId of) {
    const auto shown = TRY(names(call.env, call.centre()));
    SupervisorList list;
    const auto found = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<rows::SupervisionRow>> {
        if (!TRY(rows::version_of(tx, of))) return access::not_known();
        return rows::supervisions(tx, of, kListMax);
    }));
    for (const auto& row : found) list.items.push_back({row.supervisor, name_in(shown, row.supervisor), row.from, row.until});
    return list;
}

}  // namespace

void bind_supervision_ended(SupervisionEnded handler) {
    ensure(g_supervision_ended == nullptr || g_supervision_ended == handler, "the end of a supervision is bound once");
    g_supervision_ended = handler;
}

Result<std::vector<StaffId>> supervisors_of(store::Tx& tx, StaffId of, UtcTime at) {
    std::vector<StaffId> out;
    for (const auto& row : TRY(rows::supervisions(tx, of, kListMax))) {
        if (in_force(row, at) && std::ranges::find(out, row.supervisor) == out.end() && TRY(may_supervise(tx, row.supervisor))) out.push_back(row.supervisor);
    }
    std::ranges::sort(out, {}, &StaffId::bytes);
    return out;
}

Result<std::vector<StaffId>> supervised_by(store::Tx& tx, StaffId supervisor, UtcTime at) {
    return rows::supervised_by(tx, supervisor, at, kSupervisedMax);
}

Result<void> name_supervisor(store::Tx& tx, StaffId of, StaffId supervisor, UtcTime now) {
    if (!TRY(rows::version_of(tx, of))) return access::not_known();
    SupervisionFacts facts;
    facts.same_person = of == supervisor;
    const auto member = TRY(rows::find(tx, supervisor));
    const auto account = TRY(identity::account_of(tx, any(supervisor)));
    facts.supervisor_works_here = member && member->active && account && !account->locked;
    facts.supervisor_has_hat = account && account->roles.has(access::Role::supervisor);
    facts.has_key = TRY(identity::public_key_of(tx, any(supervisor))).has_value();
    for (const auto& row : TRY(rows::supervisions(tx, of, kListMax))) {
        if (!in_force(row, now)) continue;
        ++facts.in_force;
        facts.already = facts.already || row.supervisor == supervisor;
    }
    TRY_VOID(decide_supervision(facts).settle(false));
    return rows::insert_supervision(tx, of, supervisor, now);
}

Result<void> end_supervision(store::Tx& tx, StaffId of, StaffId supervisor, UtcTime now) {
    if (!TRY(rows::end_supervision(tx, of, supervisor, now))) return fail(ErrorKind::conflict, "staff.not_supervised", {}, {"C5.2.5b"});
    return g_supervision_ended == nullptr ? Result<void>{} : g_supervision_ended(tx, of, supervisor);
}

Result<Reply> handle_supervisors(Call& call) {
    const auto of = TRY(call.id<StaffId>("staff"));
    if (!call.decide({}).permitted) return call.refuse_read({staff_subject(of)});
    return http::ok(TRY(listed(call, of)));
}

Result<Reply> handle_name_supervisor(Call& call) {
    const auto of = TRY(call.id<StaffId>("staff"));
    const auto body = TRY(http::parse<SupervisorBody>(call.body));
    const auto answer = call.decide({});
    const std::vector<ledger::Subject> subjects{staff_subject(of), staff_subject(body.supervisor)};
    if (!answer.permitted) return call.refuse_read(subjects);
    const auto deed = call.deed(ledger::Outcome::done, subjects, "admin", answer.clauses, &answer);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(name_supervisor(tx, of, body.supervisor, call.now));
        ledger::leave(tx, deed);
        return of.text();
    }));
    return http::ok(TRY(listed(call, of)));
}

Result<Reply> handle_end_supervisor(Call& call) {
    const auto of = TRY(call.id<StaffId>("staff"));
    const auto supervisor = TRY(call.id<StaffId>("supervisor"));
    const auto answer = call.decide({});
    const std::vector<ledger::Subject> subjects{staff_subject(of), staff_subject(supervisor)};
    if (!answer.permitted) return call.refuse_read(subjects);
    const auto deed = call.deed(ledger::Outcome::done, subjects, "admin", answer.clauses, &answer);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(end_supervision(tx, of, supervisor, call.now));
        ledger::leave(tx, deed);
        return of.text();
    }));
    return http::ok(TRY(listed(call, of)));
}

}  // namespace xinan::staff
