// SPDX-License-Identifier: AGPL-3.0-or-later
// A case goes to another counsellor: handed over by its own, or given on by the leader when its counsellor is gone. The leader
// sees a code and a state, never what was said nor whose case it is.
#include <algorithm>

#include "capabilities/casework/routes_steps.hpp"
#include "identity/identity.hpp"

namespace xinan::casework {
namespace {

using http::Call;
using http::Reply;

constexpr std::size_t kCounsellorsInOneOperation = 100;

Result<HandedOver> transfer(Call& call, const rows::StoredCase& stored, const HandOverBody& body, std::string_view purpose, const access::Answer& answer) {
    const CaseId id = stored.row.id;
    const PersonId visitor = stored.row.visitor;
    const LocalDate day = TRY(today(call));
    const auto person = TRY(visitors::person_facts(call.env, call.centre(), visitor, day, call.now));
    const HandOverNote said{body.reason, body.visitor_agrees.value_or(false), body.why_not_asked};
    const NewText text = TRY(prepare_text(call, id, "hand_over", http::render(said)));
    auto subjects = subjects_of(stored);
    subjects.push_back(ledger::subject("staff", body.to));
    auto deed = call.deed(ledger::Outcome::done, subjects, purpose, answer.clauses, &answer);
    deed.object_hash = call.env.vault.suite().hash(text.text.sealed);
    HandedOver out{id, {}};
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        auto c = TRY(rows::find_case(tx, id));
        if (!c) return access::not_known();
        const StaffId from = c->row.counsellor;
        HandOverFacts facts;
        facts.closed = c->row.state == CaseState::closed;
        facts.same_counsellor = from == body.to;
        facts.other_open_case = TRY(rows::open_case(tx, visitor, body.to)).has_value();
        facts.visitor_agrees = said.visitor_agrees;
        const Decision decision = decide_hand_over(facts, TRY(load_step_parameters(tx, call.now)));
        TRY_VOID(decision.settle(body.why_not_asked.has_value()));
        // Who takes a case over must be able to: the same guards as for a booking.
        Decision able;
        staff::check_counsellor(able, TRY(staff::counsellor_facts(tx, body.to, visitor, person.class_id, day)), TRY(staff::load_parameters(tx, call.now)), day);
        TRY_VOID(able.settle(true));
        c->row.version += 1;
        c->row.counsellor = body.to;
        TRY_VOID(rows::update_case(tx, *c));
        TRY_VOID(rows::insert_text(tx, id, text.kind, text.text));
        for (const auto& [kind, record] : {std::pair{"case", any(id)}, std::pair{"person", any(visitor)}}) {
            TRY_VOID(access::end_relation(tx, any(from), access::Relation::counsellor_of, kind, record, call.now));
            TRY_VOID(access::add_relation(tx, any(body.to), access::Relation::counsellor_of, kind, record, call.now, std::nullopt));
        }
        out.not_moved = TRY(scheduling::hand_over(tx, visitor, from, body.to, call.now));
        deed.clauses = answer.clauses;
        for (std::string& clause : able.clauses()) deed.clauses.push_back(std::move(clause));
        // Whether the visitor agreed stands in the ledger; why he could not be asked stays sealed.
        deed.code = decision.findings().empty() ? std::string() : std::string(decision.findings().front().guard.name);
        ledger::leave(tx, deed);
        return id.text();
    }));
    return out;
}

}  // namespace

Result<Reply> handle_hand_over(Call& call) {
    const auto body = TRY(http::parse<HandOverBody>(call.body));
    const ReachedCase reached = TRY(reach_case(call, TRY(call.id<CaseId>("case"))));
    return http::ok(TRY(transfer(call, reached.stored, body, "care", reached.answer)));
}

Result<Reply> handle_stranded(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    const auto open = TRY(call.read([](store::Tx& tx) { return rows::open_cases(tx); }));
    std::vector<StaffId> counsellors;
    for (const auto& c : open) if (std::ranges::find(counsellors, c.row.counsellor) == counsellors.end()) counsellors.push_back(c.row.counsellor);
    std::vector<StaffId> gone;
    for (std::size_t from = 0; from < counsellors.size(); from += kCounsellorsInOneOperation) {
        TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
            for (std::size_t i = from; i < std::min(counsellors.size(), from + kCounsellorsInOneOperation); ++i) {
                if (TRY(counsellor_is_gone(tx, counsellors[i]))) gone.push_back(counsellors[i]);
            }
            return {};
        }));
    }
    const auto names = TRY(staff::names(call.env, call.centre()));
    StrandedList list;
    for (const auto& c : open) {
        if (std::ranges::find(gone, c.row.counsellor) == gone.end()) continue;
        list.items.push_back({c.row.id, c.row.code, c.row.state, c.row.counsellor, staff::name_in(names, c.row.counsellor), c.row.opened_at});
    }
    return http::ok(list);
}

Result<Reply> handle_reassign(Call& call) {
    const auto body = TRY(http::parse<HandOverBody>(call.body));
    const auto id = TRY(call.id<CaseId>("case"));
    std::optional<rows::StoredCase> found;
    bool gone = false;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        found = TRY(rows::find_case(tx, id));
        gone = TRY(counsellor_is_gone(tx, found ? found->row.counsellor : StaffId{id.bytes}));
        return {};
    }));
    const auto answer = call.decide({});
    // The leader knows of cases without a counsellor only: any other looks like none.
    if (!answer.permitted || !found || !gone || found->row.state == CaseState::closed) return call.refuse_read({ledger::subject("case", id)});
    return http::ok(TRY(transfer(call, *found, body, "admin", answer)));
}

}  // namespace xinan::casework
