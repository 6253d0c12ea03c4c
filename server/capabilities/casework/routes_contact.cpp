// SPDX-License-Identifier: AGPL-3.0-or-later
// Open cases nobody comes back to: the counsellor's list, the leader's counts.
#include <algorithm>

#include "capabilities/casework/routes_steps.hpp"

namespace xinan::casework {
namespace {

using http::Call;
using http::Reply;

constexpr std::int64_t kDayMs = 24LL * 3'600'000;
constexpr std::size_t kCasesInOneOperation = 80;  // three statements each

struct Looked {
    rows::StoredCase stored;
    std::optional<UtcTime> last_session;
    bool adrift = false;
};

// Each case with its sessions and what is booked ahead; in steps, as one operation has its most of statements.
Result<std::vector<Looked>> look_at(Call& call, const std::vector<rows::StoredCase>& cases, LocalDate day) {
    std::vector<Looked> out;
    for (std::size_t from = 0; from < cases.size(); from += kCasesInOneOperation) {
        TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
            for (std::size_t i = from; i < std::min(cases.size(), from + kCasesInOneOperation); ++i) {
                const CaseRow& row = cases[i].row;
                Looked looked{cases[i], {}, false};
                AdriftFacts facts;
                facts.state = row.state;
                facts.today = day;
                facts.next_contact = row.next_contact;
                for (const SessionRow& s : TRY(rows::sessions_of(tx, row.id))) {
                    facts.session_running = facts.session_running || !s.ended_at;
                    looked.last_session = s.started_at;
                }
                facts.future_appointment = TRY(has_future_appointment(tx, row, call.now));
                looked.adrift = is_adrift(facts);
                out.push_back(std::move(looked));
            }
            return {};
        }));
    }
    return out;
}

}  // namespace

Result<Reply> handle_adrift(Call& call) {
    const auto answer = call.decide({});
    if (!answer.permitted) return call.refuse_read({});
    const StaffId me{call.who.subject.person.bytes};
    const LocalDate day = TRY(today(call));
    const auto open = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<rows::StoredCase>> {
        auto all = TRY(rows::cases_of(tx, me, CaseState::intake));
        for (auto& c : TRY(rows::cases_of(tx, me, CaseState::active))) all.push_back(std::move(c));
        return all;
    }));
    auto looked = TRY(look_at(call, open, day));
    std::erase_if(looked, [](const Looked& each) { return !each.adrift; });
    const auto since = [](const Looked& each) { return each.last_session.value_or(each.stored.row.opened_at); };
    std::ranges::sort(looked, {}, since);
    std::vector<PersonId> ids;
    for (const Looked& each : looked) if (std::ranges::find(ids, each.stored.row.visitor) == ids.end()) ids.push_back(each.stored.row.visitor);
    const auto labels = TRY(visitors::labels(call.env, call.centre(), ids, day, call.now, call.language));
    AdriftList list;
    std::vector<ledger::Subject> subjects;
    for (const PersonId& id : ids) subjects.push_back(ledger::subject("person", id));
    for (const Looked& each : looked) {
        const CaseRow& row = each.stored.row;
        const auto label = std::ranges::find(labels, row.visitor, &visitors::PersonHit::id);
        list.items.push_back({row.id, row.code, row.state, label == labels.end() ? visitors::PersonHit{} : *label, row.next_contact, each.last_session,
                              (call.now.ms - since(each).ms) / kDayMs});
    }
    if (!subjects.empty()) TRY_VOID(call.leave_read(subjects, "care", answer, Call::Repeats::board));
    return http::ok(list);
}

Result<Reply> handle_figures(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    const LocalDate day = TRY(today(call));
    Parameters parameters;
    std::vector<SessionRow> due;
    const auto open = TRY(call.read([&](store::Tx& tx) -> Result<std::vector<rows::StoredCase>> {
        parameters = TRY(load_parameters(tx, call.now));
        due = TRY(rows::all_unwritten(tx));
        return rows::open_cases(tx);
    }));
    CaseFigures out;
    std::vector<std::pair<StaffId, bool>> known;
    for (const Looked& each : TRY(look_at(call, open, day))) {
        ++(each.stored.row.state == CaseState::intake ? out.intake : out.active);
        if (each.adrift) ++out.without_contact;
        const StaffId counsellor = each.stored.row.counsellor;
        auto it = std::ranges::find(known, counsellor, &std::pair<StaffId, bool>::first);
        if (it == known.end()) {
            const bool gone = TRY(call.read([&](store::Tx& tx) { return counsellor_is_gone(tx, counsellor); }));
            known.emplace_back(counsellor, gone);
            it = std::prev(known.end());
        }
        if (it->second) ++out.without_counsellor;
    }
    for (const SessionRow& s : due) {
        ++out.records_due;
        if (s.ended_at && note_due_at(*s.ended_at, parameters) < call.now) ++out.records_overdue;
    }
    return http::ok(out);
}

}  // namespace xinan::casework
