// SPDX-License-Identifier: AGPL-3.0-or-later
// The ways into casework. Handlers: routes_sessions.cpp, routes_cases.cpp, routes_records.cpp, routes_process.cpp,
// routes_transfer.cpp, routes_contact.cpp, routes_supervision.cpp, routes_refusals.cpp.
#include "capabilities/casework/routes_steps.hpp"

namespace xinan::casework {
namespace {

using http::Limits;
using http::Method;
using http::Repeat;
using http::Route;
using http::shape_of;

constexpr Limits kNoBody{.body_bytes_max = 16, .per_minute_max = 120};
constexpr Limits kSmall{.body_bytes_max = 8 * 1024, .per_minute_max = 60};
constexpr Limits kText{.body_bytes_max = 512 * 1024, .per_minute_max = 240};

constexpr Route kRoutes[] = {
    {.method = Method::post, .path = "/api/v1/sessions", .action = "casework.session.start", .repeat = Repeat::needs_idempotency_key, .limits = kSmall,
     .summary = "Starts the session of an appointment; an ordinary one needs consent in force.", .request = shape_of<StartBody>,
     .reply = shape_of<StartedSession>, .handler = handle_start},
    {.method = Method::post, .path = "/api/v1/sessions/unplanned", .action = "casework.session.start_unplanned",
     .repeat = Repeat::needs_idempotency_key, .limits = kSmall,
     .summary = "An emergency session or a first unplanned talk: no booking, room, identity or consent needed.", .request = shape_of<UnplannedBody>,
     .reply = shape_of<StartedSession>, .handler = handle_unplanned},
    {.method = Method::post, .path = "/api/v1/sessions/{session}/end", .action = "casework.session.end", .repeat = Repeat::needs_idempotency_key,
     .limits = kNoBody, .summary = "Ends a session; its record is due from now.", .reply = shape_of<StartedSession>, .handler = handle_end},
    {.method = Method::get, .path = "/api/v1/cases", .action = "casework.case.list", .repeat = Repeat::safe, .limits = kNoBody,
     .summary = "My cases.", .reply = shape_of<CaseList>, .handler = handle_cases},
    {.method = Method::get, .path = "/api/v1/cases/{case}", .action = "casework.case.read", .repeat = Repeat::safe, .limits = kNoBody,
     .summary = "One case with goals and sessions.", .reply = shape_of<CaseView>, .handler = handle_case},
    {.method = Method::put, .path = "/api/v1/cases/{case}/plan", .action = "casework.plan.write", .repeat = Repeat::by_version, .limits = kText,
     .summary = "Goals, risk level and next contact.", .request = shape_of<PlanBody>, .reply = shape_of<CaseView>, .handler = handle_plan},
    {.method = Method::post, .path = "/api/v1/cases/{case}/stand-down", .action = "casework.case.stand_down", .repeat = Repeat::needs_idempotency_key,
     .limits = kSmall, .summary = "Says why a high risk no longer stands.", .request = shape_of<ReasonBody>, .reply = shape_of<CaseView>,
     .handler = handle_stand_down},
    {.method = Method::post, .path = "/api/v1/cases/{case}/hand-over", .action = "casework.case.hand_over", .repeat = Repeat::needs_idempotency_key,
     .limits = kSmall, .summary = "Hands a case to another counsellor, with its future appointments.", .request = shape_of<HandOverBody>,
     .reply = shape_of<HandedOver>, .handler = handle_hand_over},
    {.method = Method::post, .path = "/api/v1/cases/{case}/close", .action = "casework.case.close", .repeat = Repeat::by_version, .limits = kText,
     .summary = "Closes a case: summary, outcome, reason, aftercare; it becomes an archive file.", .request = shape_of<CloseBody>,
     .reply = shape_of<CaseView>, .handler = handle_close},
    {.method = Method::get, .path = "/api/v1/sessions/{session}/record", .action = "casework.record.read", .repeat = Repeat::safe, .limits = kNoBody,
     .summary = "The session record.", .reply = shape_of<RecordView>, .handler = handle_record},
    {.method = Method::put, .path = "/api/v1/sessions/{session}/record", .action = "casework.record.write", .repeat = Repeat::by_version, .limits = kText,
     .summary = "Saves the draft; a stale save is kept beside as a conflict version.", .request = shape_of<RecordIn>, .reply = shape_of<RecordView>,
     .handler = handle_put_record},
    {.method = Method::post, .path = "/api/v1/sessions/{session}/record/sign", .action = "casework.record.sign", .repeat = Repeat::by_version,
     .limits = kNoBody, .summary = "Signs and locks the record.", .reply = shape_of<RecordView>, .handler = handle_sign},
    {.method = Method::post, .path = "/api/v1/sessions/{session}/record/addenda", .action = "casework.record.addend",
     .repeat = Repeat::needs_idempotency_key, .limits = kText, .summary = "Adds to a signed record.", .request = shape_of<AddendumBody>,
     .reply = shape_of<VersionList>, .handler = handle_addendum},
    {.method = Method::get, .path = "/api/v1/sessions/{session}/record/versions", .action = "casework.record.read", .repeat = Repeat::safe,
     .limits = kNoBody, .summary = "Kept versions of the record.", .reply = shape_of<VersionList>, .handler = handle_versions},
    {.method = Method::get, .path = "/api/v1/sessions/{session}/record/versions/{number}", .action = "casework.record.read", .repeat = Repeat::safe,
     .limits = kNoBody, .summary = "One kept version.", .reply = shape_of<RecordView>, .handler = handle_version},
    {.method = Method::get, .path = "/api/v1/sessions/{session}/process-note", .action = "casework.process.read", .repeat = Repeat::safe,
     .limits = kNoBody, .summary = "The author's process note, opened by the author's own session.", .reply = shape_of<ProcessView>,
     .handler = handle_process},
    {.method = Method::put, .path = "/api/v1/sessions/{session}/process-note", .action = "casework.process.write", .repeat = Repeat::by_version,
     .limits = kText, .summary = "Saves the process note, sealed to people.", .request = shape_of<ProcessBody>, .reply = shape_of<ProcessView>,
     .handler = handle_put_process},
    {.method = Method::get, .path = "/api/v1/me/unwritten", .action = "casework.unwritten.list", .repeat = Repeat::safe, .limits = kNoBody,
     .summary = "Ended sessions of mine without a signed record.", .reply = shape_of<UnwrittenList>, .handler = handle_unwritten},
    {.method = Method::get, .path = "/api/v1/me/summaries", .action = "casework.summary.list", .repeat = Repeat::safe, .limits = kNoBody,
     .summary = "Shared summaries for the visitor to read and sign.", .reply = shape_of<SummaryList>, .handler = handle_summaries},
    {.method = Method::post, .path = "/api/v1/me/summaries/{session}/sign", .action = "casework.summary.sign", .repeat = Repeat::needs_idempotency_key,
     .limits = kText, .summary = "The visitor signs the shared summary.", .request = shape_of<SignatureBody>, .reply = shape_of<SummaryList>,
     .handler = handle_sign_summary},
    {.method = Method::post, .path = "/api/v1/me/summaries/{session}/refuse", .action = "casework.summary.refuse",
     .repeat = Repeat::needs_idempotency_key, .limits = kSmall, .summary = "The visitor does not sign the shared summary, and says why.",
     .request = shape_of<ReasonBody>, .handler = handle_refuse_summary},
    {.method = Method::post, .path = "/api/v1/sessions/{session}/summary/not-signed", .action = "casework.summary.refuse",
     .repeat = Repeat::needs_idempotency_key, .limits = kSmall,
     .summary = "The counsellor enters that the visitor does not sign or cannot sign the shared summary, and why.", .request = shape_of<NotSignedBody>,
     .handler = handle_not_signed},
    {.method = Method::get, .path = "/api/v1/me/adrift", .action = "casework.adrift.list", .repeat = Repeat::safe, .limits = kNoBody,
     .summary = "My open cases with no appointment ahead and no next contact, or one that is past.", .reply = shape_of<AdriftList>,
     .handler = handle_adrift},
    {.method = Method::get, .path = "/api/v1/cases/figures", .action = "casework.figures.read", .repeat = Repeat::safe, .limits = kNoBody,
     .summary = "Counts of open cases: without a next contact, without a counsellor, records due.", .reply = shape_of<CaseFigures>,
     .handler = handle_figures},
    {.method = Method::get, .path = "/api/v1/cases/stranded", .action = "casework.stranded.list", .repeat = Repeat::safe, .limits = kNoBody,
     .summary = "Open cases whose counsellor has left, no longer practises or is suspended: code and state only.", .reply = shape_of<StrandedList>,
     .handler = handle_stranded},
    {.method = Method::post, .path = "/api/v1/cases/{case}/reassign", .action = "casework.case.reassign", .repeat = Repeat::needs_idempotency_key,
     .limits = kSmall, .summary = "The leader gives a case whose counsellor is gone to another counsellor.", .request = shape_of<HandOverBody>,
     .reply = shape_of<HandedOver>, .handler = handle_reassign},
    {.method = Method::get, .path = "/api/v1/me/supervised", .action = "casework.supervised.list", .repeat = Repeat::safe, .limits = kNoBody,
     .summary = "Process notes of the counsellors I supervise, by case code.", .reply = shape_of<SupervisedList>, .handler = handle_supervised},
    {.method = Method::get, .path = "/api/v1/sessions/{session}/process-notes/{author}", .action = "casework.process.supervise", .repeat = Repeat::safe,
     .limits = kNoBody, .summary = "A process note of a counsellor I supervise, opened by my own sign-in.", .reply = shape_of<ProcessView>,
     .handler = handle_supervised_note},
};
static_assert(http::well_formed(kRoutes), "every route names its action, limits and repeat rule");

}  // namespace

std::span<const http::Route> routes() { return kRoutes; }

}  // namespace xinan::casework
