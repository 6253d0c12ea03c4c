// SPDX-License-Identifier: AGPL-3.0-or-later
// The ways to the catalogue, and the one to what a file holds.
#include <algorithm>
#include <array>
#include <charconv>

#include "capabilities/archive/routes_file.hpp"
#include "capabilities/archive/rules.hpp"
#include "capabilities/archive/store.hpp"
#include "capabilities/staff/staff.hpp"
#include "http/route.hpp"
#include "identity/identity.hpp"

namespace xinan::archive {

struct FileList {
    std::vector<ArchiveFile> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(FileList, (), (items, next))

struct FiledCase {
    std::string code;
    UtcTime opened_at;
    std::optional<UtcTime> closed_at;
    std::string counsellor_name;
    PrivateText closing_summary;
    PrivateText aftercare_note;
};
BOOST_DESCRIBE_STRUCT(FiledCase, (), (code, opened_at, closed_at, counsellor_name, closing_summary, aftercare_note))
struct FiledRecord {
    SessionId session;
    std::int64_t version = 0;
    PrivateText background, request, theme, intervention, method, plan, shared_summary;
    casework::Risk risk = casework::Risk::none;
    UtcTime written_at;
    std::string author_name;
    bool addendum = false;
};
BOOST_DESCRIBE_STRUCT(FiledRecord, (), (session, version, background, request, theme, intervention, method, plan, shared_summary, risk,
                                        written_at, author_name, addendum))
struct FileContent {
    FiledCase case_;  // JSON "case"
    std::vector<FiledRecord> records;
};
BOOST_DESCRIBE_STRUCT(FileContent, (), (case_, records))

struct GrantMade {
    GrantId id;
    ArchiveFileId file;
    StaffId to;
    UtcTime until;
};
BOOST_DESCRIBE_STRUCT(GrantMade, (), (id, file, to, until))
struct CustodyBody {
    StaffId to;
};
BOOST_DESCRIBE_STRUCT(CustodyBody, (), (to))

namespace {

using http::Call;
using http::Reply;

constexpr Action kOpen = "archive.content.read";
constexpr std::int64_t kNumberMax = 9'999'999'999;
// How the asker stands to a file: to its case and to itself; grants are of the file. The same statements whether it exists or not.
Result<access::Standing> standing_to(store::Tx& tx, const access::Subject& who, std::string_view action, ArchiveFileId id,
                                     const std::optional<File>& file, UtcTime now) {
    access::Standing standing = TRY(access::standing(tx, who, action, "archive_file", any(id), now));
    const CaseId of_case = file ? file->case_id : CaseId{id.bytes};
    for (const access::Relation relation : TRY(access::standing(tx, who, action, "case", any(of_case), now)).relations) {
        if (!standing.has(relation)) standing.relations.push_back(relation);
    }
    return standing;
}

// Who only approves sees which file it is, not whose.
bool sees_visitor_codes(const access::Subject& who) { return who.roles.any_of({access::Role::archive_keeper, access::Role::counsellor}); }

ArchiveFile view_of(const Call& call, const File& f, const std::vector<staff::StaffName>& names, bool may_open, LocalDate today) {
    return {f.id, number_text(f.number), f.case_code, sees_visitor_codes(call.who.subject) ? f.visitor_code : std::string(), f.closed_at, f.retention_until,
            f.class_, f.place, staff::name_in(names, f.custodian), f.state, may_open, retention_over(f.retention_until, f.state, today)};
}

// The decision of opening, asked of each row: what the catalogue promises is what the door says.
Result<bool> may_open(Call& call, store::Tx& tx, const File& file) {
    const auto standing = TRY(standing_to(tx, call.who.subject, kOpen.name, file.id, file, call.now));
    return call.env.policy.decide(call.who.subject, kOpen.name, standing).permitted;
}

}  // namespace

std::vector<ledger::Subject> subjects_of(const File& file) {
    return {ledger::subject("archive_file", file.id), ledger::subject("case", file.case_id), ledger::subject("person", file.visitor)};
}

Result<Reached> reach(Call& call) {
    const auto id = TRY(call.id<ArchiveFileId>("file"));
    std::optional<File> found;
    access::Standing standing;
    TRY_VOID(call.read([&](store::Tx& tx) -> Result<void> {
        found = TRY(rows::find(tx, id));
        standing = TRY(standing_to(tx, call.who.subject, call.route.action, id, found, call.now));
        return {};
    }));
    Reached out;
    out.answer = call.decide(standing);
    if (!found || !out.answer.permitted) return call.refuse_read({ledger::subject("archive_file", id)});
    out.file = std::move(*found);
    return out;
}

access::Grant grant_of(const Call& call, ArchiveFileId file, StaffId to, Purpose purpose, std::int64_t days) {
    constexpr std::int64_t kDay = 24LL * 60 * 60 * 1000;
    access::Grant grant;
    grant.id = new_random<GrantId>(call.env.random);
    grant.to_person = any(to);
    grant.action = kOpen.name;
    grant.record_kind = "archive_file";
    grant.record = any(file);
    grant.approved_by = call.who.subject.person;
    grant.purpose = purpose_word(purpose);
    grant.from = call.now;
    grant.until = call.now + Millis{days * kDay};
    return grant;
}

Result<ArchiveFile> one_view(Call& call, ArchiveFileId id) {
    const auto names = TRY(staff::names(call.env, call.centre()));
    return call.read([&](store::Tx& tx) -> Result<ArchiveFile> {
        const auto file = TRY(rows::find(tx, id));
        if (!file) return access::not_known();
        return view_of(call, *file, names, TRY(may_open(call, tx, *file)), TRY(visitors::today(tx, call.now)));
    });
}

Result<GrantFacts> facts_of(store::Tx& tx, const Call& call, const StaffId& to) {
    GrantFacts facts;
    const auto account = TRY(identity::account_of(tx, any(to)));
    facts.known = account && account->is_staff && !account->locked;
    if (account) facts.roles = account->roles;
    facts.approver_is_holder = any(to) == call.who.subject.person;
    return facts;
}

namespace {

Result<std::int64_t> cursor(const Call& call) {
    const auto text = call.query_text("after");
    if (!text) return kNumberMax;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || end != text->data() + text->size() || number < 1 || number > kNumberMax) {
        Error wrong = fail(ErrorKind::invalid, "http.invalid_request");
        wrong.fields.push_back({"?after", "http.wrong_type", {{"expected", "cursor"}, {"got", "text"}}});
        return wrong;
    }
    return number;
}

Result<Reply> handle_list(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    const std::int64_t before = TRY(cursor(call));
    std::optional<StaffId> own;
    if (!call.who.subject.roles.any_of({access::Role::archive_keeper, access::Role::leader})) own = StaffId{call.who.subject.person.bytes};
    const auto names = TRY(staff::names(call.env, call.centre()));
    return http::ok(TRY(call.read([&](store::Tx& tx) -> Result<FileList> {
        FileList list;
        auto files = TRY(rows::list(tx, before, own, std::int64_t{rows::kPage} + 1));
        if (files.size() > rows::kPage) {
            files.resize(rows::kPage);
            list.next = std::to_string(files.back().number);
        }
        const LocalDate today = TRY(visitors::today(tx, call.now));
        for (const File& file : files) list.items.push_back(view_of(call, file, names, TRY(may_open(call, tx, file)), today));
        return list;
    })));
}

Result<Reply> handle_read(Call& call) {
    const Reached reached = TRY(reach(call));
    return http::ok(TRY(one_view(call, reached.file.id)));
}

Result<Reply> handle_content(Call& call) {
    const Reached reached = TRY(reach(call));
    const auto opened = TRY(casework::open_case_content(call.env, call.centre(), reached.file.case_id));
    const auto names = TRY(staff::names(call.env, call.centre()));
    FileContent content;
    content.case_ = {opened.row.code, opened.row.opened_at, opened.row.closed_at, staff::name_in(names, opened.row.counsellor),
                     opened.closing_summary, opened.aftercare_note};
    for (const auto& r : opened.records) {
        content.records.push_back({r.session, r.version, r.background, r.request, r.theme, r.intervention, r.method, r.plan, r.shared_summary,
                                   r.risk, r.written_at, staff::name_in(names, r.author), r.addendum});
    }
    TRY_VOID(call.leave_read(subjects_of(reached.file), "archive", reached.answer));
    return http::ok(content);
}

Result<Reply> handle_grant(Call& call) {
    const auto body = TRY(http::parse<GrantBody>(call.body));
    const Reached reached = TRY(reach(call));
    access::Grant grant = grant_of(call, reached.file.id, body.to, body.purpose, body.days);
    auto subjects = subjects_of(reached.file);
    subjects.push_back(ledger::subject("staff", body.to));
    auto deed = call.deed(ledger::Outcome::done, subjects, "archive", reached.answer.clauses, &reached.answer);
    deed.grant = any(grant.id);
    const auto once = TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        GrantFacts facts = TRY(facts_of(tx, call, body.to));
        facts.days = body.days;
        TRY_VOID(decide_grant(facts, TRY(load_parameters(tx, call.now))).settle(false));
        TRY_VOID(access::add_grant(tx, grant));
        // Stands in the list of grants like one that was asked for.
        rows::Request row{any(grant.id), reached.file.id, body.to, std::string(purpose_word(body.purpose)), body.days, "open", call.who.subject.person, call.now, {}, {}, {}, {}};
        TRY_VOID(archive::insert_request(tx, row));
        TRY_VOID(rows::decide_request(tx, row.id, "approved", call.who.subject.person, call.now, grant.id, grant.until));
        ledger::leave(tx, deed);
        return grant.id.text();
    }));
    return http::created(GrantMade{TRY(parse_id<GrantId>(once.reference)), reached.file.id, body.to, grant.until},
                         "/api/v1/archive-files/" + reached.file.id.text());
}

Result<Reply> handle_custody(Call& call) {
    const auto body = TRY(http::parse<CustodyBody>(call.body));
    const Reached reached = TRY(reach(call));
    auto subjects = subjects_of(reached.file);
    subjects.push_back(ledger::subject("staff", body.to));
    const auto deed = call.deed(ledger::Outcome::done, subjects, "archive", reached.answer.clauses, &reached.answer);
    (void)TRY(call.write_once(subjects, [&](store::Tx& tx) -> Result<std::string> {
        GrantFacts facts = TRY(facts_of(tx, call, body.to));
        facts.approver_is_holder = false;  // whoever has the file may also be the one who keeps it
        TRY_VOID(decide_custody(facts).settle(false));
        TRY_VOID(give_custody(tx, reached.file.id, body.to, call.now));
        ledger::leave(tx, deed);
        return reached.file.id.text();
    }));
    return http::ok(TRY(one_view(call, reached.file.id)));
}

using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr Route kRoutes[] = {
    {.method = Method::get,
     .path = "/api/v1/archive-files",
     .action = "archive.file.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "The catalogue, newest first: codes, dates and places, no names.",
     .reply = shape_of<FileList>,
     .handler = handle_list},
    {.method = Method::get,
     .path = "/api/v1/archive-files/{file}",
     .action = "archive.file.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 120},
     .summary = "One entry of the catalogue.",
     .reply = shape_of<ArchiveFile>,
     .handler = handle_read},
    {.method = Method::get,
     .path = "/api/v1/archive-files/{file}/content",
     .action = "archive.content.read",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 30},
     .summary = "What a file holds, by relation or grant; the visitor sees who opened it.",
     .reply = shape_of<FileContent>,
     .handler = handle_content},
    {.method = Method::post,
     .path = "/api/v1/archive-files/{file}/grants",
     .action = "archive.grant.add",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 1024, .per_minute_max = 30},
     .summary = "Lets one person open one file for a purpose and a time; who approves reads nothing.",
     .request = shape_of<GrantBody>,
     .reply = shape_of<GrantMade>,
     .handler = handle_grant},
    {.method = Method::post,
     .path = "/api/v1/archive-files/{file}/custody",
     .action = "archive.custody.give",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 1024, .per_minute_max = 30},
     .summary = "Gives a file into the custody of an archive keeper.",
     .request = shape_of<CustodyBody>,
     .reply = shape_of<ArchiveFile>,
     .handler = handle_custody},
    {.method = Method::post,
     .path = "/api/v1/archive-files/{file}/requests",
     .action = "archive.grant.request",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 1024, .per_minute_max = 30},
     .summary = "The archive keeper enters who asks to open a file, why and for how long; the leader decides.",
     .request = shape_of<GrantBody>,
     .reply = shape_of<RequestList>,
     .handler = handle_request},
    {.method = Method::get,
     .path = "/api/v1/archive-requests",
     .action = "archive.request.list",
     .repeat = Repeat::safe,
     .limits = {.body_bytes_max = 0, .per_minute_max = 60},
     .summary = "Requests and grants, open ones first, then the newest: file numbers and staff, no visitors.",
     .reply = shape_of<RequestList>,
     .handler = handle_requests},
    {.method = Method::post,
     .path = "/api/v1/archive-requests/{request}/approve",
     .action = "archive.grant.add",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 16, .per_minute_max = 30},
     .summary = "Approves a request: the grant begins now.",
     .reply = shape_of<RequestList>,
     .handler = handle_approve},
    {.method = Method::post,
     .path = "/api/v1/archive-requests/{request}/refuse",
     .action = "archive.request.refuse",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 16, .per_minute_max = 30},
     .summary = "Refuses a request.",
     .reply = shape_of<RequestList>,
     .handler = handle_refuse},
    {.method = Method::post,
     .path = "/api/v1/archive-requests/{request}/end",
     .action = "archive.grant.end",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 16, .per_minute_max = 30},
     .summary = "Ends a grant before its time; the file closes at once.",
     .reply = shape_of<RequestList>,
     .handler = handle_end},
    {.method = Method::post,
     .path = "/api/v1/archive-files/{file}/hold",
     .action = "archive.hold.set",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 8192, .per_minute_max = 20},
     .summary = "Sets a legal hold: the file's time does not run out while it stands.",
     .request = shape_of<HoldBody>,
     .reply = shape_of<ArchiveFile>,
     .handler = handle_hold},
    {.method = Method::post,
     .path = "/api/v1/archive-files/{file}/lift-hold",
     .action = "archive.hold.lift",
     .repeat = Repeat::needs_idempotency_key,
     .limits = {.body_bytes_max = 8192, .per_minute_max = 20},
     .summary = "Lifts a legal hold, with its reason.",
     .request = shape_of<HoldBody>,
     .reply = shape_of<ArchiveFile>,
     .handler = handle_lift},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

std::span<const http::Route> routes() { return kRoutes; }

}  // namespace xinan::archive
