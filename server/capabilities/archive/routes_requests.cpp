// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests to open a file, their decisions, and legal holds. Whoever decides sees a file's number and who asks, nothing of what
// it holds nor whose it is.
#include <algorithm>

#include "capabilities/archive/routes_file.hpp"
#include "identity/identity.hpp"

namespace xinan::archive {
namespace {

using http::Call;
using http::Reply;

constexpr std::array<std::string_view, 4> kPurposes{"supervision", "law", "visitor_request", "research_approved"};
constexpr std::array<std::string_view, 4> kStates{"open", "approved", "refused", "ended"};
constexpr std::int64_t kListMax = 200;

template <class E, std::size_t N>
E enum_from(const std::array<std::string_view, N>& words, std::string_view word) {
    const auto found = std::ranges::find(words, word);
    ensure(found != words.end(), "a word of our own database is known");
    return static_cast<E>(found - words.begin());
}

Result<RequestList> listed(Call& call) {
    const auto names = TRY(staff::names(call.env, call.centre()));
    RequestList list;
    for (const auto& r : TRY(call.read([](store::Tx& tx) { return rows::requests(tx, kListMax); }))) {
        list.items.push_back({r.row.id, r.row.file, number_text(r.file_number), r.row.to, staff::name_in(names, r.row.to),
                              enum_from<Purpose>(kPurposes, r.row.purpose), r.row.days, enum_from<RequestState>(kStates, r.row.state),
                              staff::name_in(names, StaffId{r.row.asked_by.bytes}), r.row.asked_at,
                              r.row.decided_by ? staff::name_in(names, StaffId{r.row.decided_by->bytes}) : std::string(), r.row.decided_at, r.row.until});
    }
    return list;
}

// A request of the path with its file; the same look-ups and deed when there is none.
struct ReachedRequest {
    rows::Request row;
    File file;
    access::Answer answer;
};
Result<ReachedRequest> reach_request(Call& call) {
    const auto id = TRY(call.id<AnyId>("request"));
    std::optional<rows::Request> row;
    std::optional<File> file;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        row = TRY(rows::find_request(tx, id));
        file = TRY(rows::find(tx, row ? row->file : ArchiveFileId{id.bytes}));
        return {};
    }));
    const auto answer = call.decide({});
    if (!row || !file || !answer.permitted) return call.refuse_read({ledger::Subject{"archive_request", id}});
    return ReachedRequest{std::move(*row), std::move(*file), answer};
}
std::vector<ledger::Subject> subjects_of(const ReachedRequest& reached) {
    auto subjects = subjects_of(reached.file);
    subjects.push_back(ledger::subject("staff", reached.row.to));
    return subjects;
}

Result<Reply> hold(Call& call, State to) {
    const auto body = TRY(http::parse<HoldBody>(call.body));
    const Reached reached = TRY(reach(call));
    const File& file = reached.file;
    const std::int64_t number = TRY(call.read([&](store::Tx& tx) { return rows::holds(tx, file.id); })) + 1;
    rows::Hold row{file.id, number, to == State::legal_hold ? "set" : "lifted", call.who.subject.person, call.now, {}};
    const crypto::Place place{call.centre(), {crypto::ScopeKind::case_file, any(file.case_id)}, "archive_hold", any(file.id), "reason",
                              static_cast<std::uint32_t>(number)};
    row.reason = TRY(call.env.vault.seal_field(place, body.reason.reveal()));
    const auto subjects = subjects_of(file);
    auto deed = call.deed(ledger::Outcome::done, subjects, "archive", reached.answer.clauses, &reached.answer);
    deed.object_hash = call.env.vault.suite().hash(row.reason);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        const auto now_there = TRY(rows::find(tx, file.id));
        if (!now_there) return access::not_known();
        TRY_VOID(decide_hold(now_there->state, to).settle(false));
        TRY_VOID(rows::insert_hold(tx, row));
        TRY_VOID(rows::set_state(tx, file.id, to));
        ledger::leave(tx, deed);
        return file.id.text();
    }));
    return http::ok(TRY(one_view(call, file.id)));
}

}  // namespace

std::string_view purpose_word(Purpose purpose) { return kPurposes[static_cast<std::size_t>(purpose)]; }

Result<void> insert_request(store::Tx& tx, const rows::Request& row) {
    auto done = rows::insert_request(tx, row);
    if (!done && done.error().code == "store.unique") return fail(ErrorKind::conflict, "archive.requested_already", {}, {"D1.3c"});
    return done;
}

Result<Reply> handle_request(Call& call) {
    const auto body = TRY(http::parse<GrantBody>(call.body));
    const Reached reached = TRY(reach(call));
    auto subjects = subjects_of(reached.file);
    subjects.push_back(ledger::subject("staff", body.to));
    const rows::Request row{new_random<AnyId>(call.env.random), reached.file.id, body.to, std::string(purpose_word(body.purpose)), body.days, "open",
                            call.who.subject.person, call.now, {}, {}, {}, {}};
    const auto deed = call.deed(ledger::Outcome::done, subjects, "archive", reached.answer.clauses, &reached.answer);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        GrantFacts facts = TRY(facts_of(tx, call, body.to));
        facts.days = body.days;
        facts.approver_is_holder = false;  // whoever asks for himself is decided about by another
        TRY_VOID(decide_grant(facts, TRY(load_parameters(tx, call.now))).settle(false));
        TRY_VOID(archive::insert_request(tx, row));
        ledger::leave(tx, deed);
        return row.id.text();
    }));
    return http::ok(TRY(listed(call)));
}

Result<Reply> handle_requests(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    return http::ok(TRY(listed(call)));
}

Result<Reply> handle_approve(Call& call) {
    const ReachedRequest reached = TRY(reach_request(call));
    const auto purpose = enum_from<Purpose>(kPurposes, reached.row.purpose);
    const access::Grant grant = grant_of(call, reached.file.id, reached.row.to, purpose, reached.row.days);
    const auto subjects = subjects_of(reached);
    auto deed = call.deed(ledger::Outcome::done, subjects, "archive", reached.answer.clauses, &reached.answer);
    deed.grant = any(grant.id);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        GrantFacts facts = TRY(facts_of(tx, call, reached.row.to));
        facts.days = reached.row.days;
        TRY_VOID(decide_grant(facts, TRY(load_parameters(tx, call.now))).settle(false));
        TRY_VOID(rows::decide_request(tx, reached.row.id, "approved", call.who.subject.person, call.now, grant.id, grant.until));
        TRY_VOID(access::add_grant(tx, grant));
        ledger::leave(tx, deed);
        return reached.row.id.text();
    }));
    return http::ok(TRY(listed(call)));
}

Result<Reply> handle_refuse(Call& call) {
    const ReachedRequest reached = TRY(reach_request(call));
    const auto subjects = subjects_of(reached);
    const auto deed = call.deed(ledger::Outcome::done, subjects, "archive", reached.answer.clauses, &reached.answer);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(rows::decide_request(tx, reached.row.id, "refused", call.who.subject.person, call.now, std::nullopt, std::nullopt));
        ledger::leave(tx, deed);
        return reached.row.id.text();
    }));
    return http::ok(TRY(listed(call)));
}

Result<Reply> handle_end(Call& call) {
    const ReachedRequest reached = TRY(reach_request(call));
    const auto subjects = subjects_of(reached);
    auto deed = call.deed(ledger::Outcome::done, subjects, "archive", reached.answer.clauses, &reached.answer);
    if (reached.row.grant) deed.grant = any(*reached.row.grant);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        TRY_VOID(rows::end_request(tx, reached.row.id));
        ensure(reached.row.grant.has_value(), "an approved request has its grant");
        TRY_VOID(access::end_grant(tx, *reached.row.grant, call.now));
        ledger::leave(tx, deed);
        return reached.row.id.text();
    }));
    return http::ok(TRY(listed(call)));
}

Result<Reply> handle_hold(Call& call) { return hold(call, State::legal_hold); }
Result<Reply> handle_lift(Call& call) { return hold(call, State::active); }

}  // namespace xinan::archive
