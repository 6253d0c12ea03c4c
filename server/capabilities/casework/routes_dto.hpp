// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of casework take and give, and their handlers.
#pragma once

#include <array>

#include "capabilities/casework/routes_reach.hpp"

namespace xinan::casework {

enum class GoalState : std::uint8_t { open, reached, dropped };
BOOST_DESCRIBE_ENUM(GoalState, open, reached, dropped)
enum class Outcome : std::uint8_t { achieved, partly, not_achieved, moved_on };
BOOST_DESCRIBE_ENUM(Outcome, achieved, partly, not_achieved, moved_on)
enum class CloseReason : std::uint8_t { goal_met, visitor_wish, referral, absence, unsuitable, left_school };
BOOST_DESCRIBE_ENUM(CloseReason, goal_met, visitor_wish, referral, absence, unsuitable, left_school)
enum class Aftercare : std::uint8_t { none, one_month, three_months, six_months };
BOOST_DESCRIBE_ENUM(Aftercare, none, one_month, three_months, six_months)
enum class UnplannedKind : std::uint8_t { emergency, first_talk };
BOOST_DESCRIBE_ENUM(UnplannedKind, emergency, first_talk)
enum class VersionKind : std::uint8_t { draft, conflict, signed_, addendum };
BOOST_DESCRIBE_ENUM(VersionKind, draft, conflict, signed_, addendum)

struct Goal {
    PrivateText text;
    PrivateText indicator;
    std::optional<LocalDate> target_date;
    GoalState state = GoalState::open;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"text", 1, 500}, http::Bounds{"indicator", 0, 500}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(Goal, (), (text, indicator, target_date, state))
// A plan as it is sealed: each version with its reason.
struct GoalList {
    std::vector<Goal> goals;
    std::optional<PrivateText> reason = std::nullopt;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"reason", 2, 2000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(GoalList, (), (goals, reason))
// How a case came to its counsellor, for whoever has it now (C5.2.7a).
struct HandOverNote {
    PrivateText reason;
    bool visitor_agrees = false;
    std::optional<PrivateText> why_not_asked;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"reason", 2, 2000}, http::Bounds{"why_not_asked", 2, 2000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(HandOverNote, (), (reason, visitor_agrees, why_not_asked))

struct SessionRef {
    SessionId id;
    AppointmentId appointment;
    scheduling::Kind kind = scheduling::Kind::ordinary;
    UtcTime started_at;
    std::optional<UtcTime> ended_at;
    NoteState note_state = NoteState::none;
};
BOOST_DESCRIBE_STRUCT(SessionRef, (), (id, appointment, kind, started_at, ended_at, note_state))
struct CheckItem {
    std::string item;
    bool done = false;
};
BOOST_DESCRIBE_STRUCT(CheckItem, (), (item, done))
struct CaseView {
    CaseId id;
    std::int64_t version = 1;
    std::string code;
    CaseState state = CaseState::intake;
    visitors::PersonHit visitor;
    StaffId counsellor;
    std::string counsellor_name;
    Risk risk = Risk::none;
    std::optional<LocalDate> next_contact;
    std::vector<Goal> goals;
    std::vector<SessionRef> sessions;
    UtcTime opened_at;
    std::optional<UtcTime> closed_at;
    std::vector<CheckItem> checklist;
    std::optional<PrivateText> plan_reason;       // why the plan is as it is now
    std::optional<HandOverNote> handed_over;      // the latest
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"plan_reason", 2, 2000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(CaseView, (), (id, version, code, state, visitor, counsellor, counsellor_name, risk, next_contact, goals, sessions, opened_at,
                                     closed_at, checklist, plan_reason, handed_over))
struct CaseList { std::vector<CaseView> items; };
BOOST_DESCRIBE_STRUCT(CaseList, (), (items))
struct StartedSession {
    SessionRef session;
    CaseId case_;
    std::string case_code;
};
BOOST_DESCRIBE_STRUCT(StartedSession, (), (session, case_, case_code))

struct StartBody {
    AppointmentId appointment;
    std::optional<PrivateText> reason;      // of an emergency or a first talk that the desk let in
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"reason", 2, 500}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(StartBody, (), (appointment, reason))
struct UnplannedBody {
    std::optional<PersonId> visitor;      // none: a person not named yet
    UnplannedKind kind = UnplannedKind::emergency;
    PrivateText reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"reason", 2, 500}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(UnplannedBody, (), (visitor, kind, reason))
struct PlanBody {
    std::vector<Goal> goals;
    Risk risk = Risk::none;
    std::optional<LocalDate> next_contact;
    std::optional<bool> activate = std::nullopt;   // the case is to be active now; refused while its intake is open
    std::optional<PrivateText> reason = std::nullopt;  // of a change, of a plan without goal or without a next contact
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"reason", 2, 2000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(PlanBody, (), (goals, risk, next_contact, activate, reason))
struct ReasonBody {
    PrivateText reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"reason", 2, 2000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(ReasonBody, (), (reason))
struct HandOverBody {
    StaffId to;
    PrivateText reason;
    std::optional<bool> visitor_agrees = std::nullopt;           // asked and agreed
    std::optional<PrivateText> why_not_asked = std::nullopt;     // or why that was not possible
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"reason", 2, 2000}, http::Bounds{"why_not_asked", 2, 2000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(HandOverBody, (), (to, reason, visitor_agrees, why_not_asked))
struct HandedOver {
    CaseId case_;
    std::vector<AppointmentId> not_moved;   // appointments the new counsellor is not free for
};
BOOST_DESCRIBE_STRUCT(HandedOver, (), (case_, not_moved))
struct CloseBody {
    PrivateText summary;
    Outcome outcome = Outcome::achieved;
    CloseReason reason = CloseReason::goal_met;
    Aftercare aftercare = Aftercare::none;
    PrivateText aftercare_note;
    std::optional<PrivateText> override_reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"summary", 2, 10'000}, http::Bounds{"aftercare_note", 0, 5'000}, http::Bounds{"override_reason", 3, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(CloseBody, (), (summary, outcome, reason, aftercare, aftercare_note, override_reason))

struct RecordIn {
    PrivateText background, request, theme, intervention, method, plan, shared_summary;
    std::optional<Risk> risk;
    std::optional<LocalDate> next_contact;
    std::optional<bool> keep_version;       // an explicit save keeps this version in the history
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{
            http::Bounds{"background", 0, 20'000, "背景(D1.1c)", "background"}, http::Bounds{"request", 0, 20'000, "来访者自己的话", "in the visitor's own words"},
            http::Bounds{"theme", 0, 20'000}, http::Bounds{"intervention", 0, 20'000}, http::Bounds{"method", 0, 200}, http::Bounds{"plan", 0, 20'000},
            http::Bounds{"shared_summary", 0, 20'000, "来访者能看到这一段", "the visitor sees this"}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(RecordIn, (), (background, request, theme, intervention, method, plan, shared_summary, risk, next_contact, keep_version))
struct RecordView {
    SessionId session;
    CaseId case_;
    std::int64_t version = 0;
    NoteState state = NoteState::none;
    PrivateText background, request, theme, intervention, method, plan, shared_summary;
    std::optional<Risk> risk;
    std::optional<LocalDate> next_contact;
    std::optional<UtcTime> saved_at;
    std::string author_name;
    std::vector<std::string> missing;
    std::vector<std::string> methods;
    static std::span<const http::Bounds> bounds() {  // each may be empty still
        static constexpr std::array kBounds{
            http::Bounds{"version", 0, 1'000'000}, http::Bounds{"background", 0, 20'000}, http::Bounds{"request", 0, 20'000},
            http::Bounds{"theme", 0, 20'000}, http::Bounds{"intervention", 0, 20'000}, http::Bounds{"method", 0, 200}, http::Bounds{"plan", 0, 20'000},
            http::Bounds{"shared_summary", 0, 20'000}, http::Bounds{"author_name", 0, 60}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(RecordView, (), (session, case_, version, state, background, request, theme, intervention, method, plan, shared_summary, risk,
                                       next_contact, saved_at, author_name, missing, methods))
struct AddendumBody {
    PrivateText text;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"text", 1, 20'000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(AddendumBody, (), (text))
struct VersionRef {
    std::int64_t version = 1;
    std::string author_name;
    UtcTime written_at;
    VersionKind kind = VersionKind::draft;
};
BOOST_DESCRIBE_STRUCT(VersionRef, (), (version, author_name, written_at, kind))
struct VersionList { std::vector<VersionRef> items; };
BOOST_DESCRIBE_STRUCT(VersionList, (), (items))

struct ProcessBody {
    PrivateText text;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"text", 0, 50'000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(ProcessBody, (), (text))
struct ProcessView {
    std::int64_t version = 0;
    std::optional<PrivateText> text;
    std::optional<UtcTime> saved_at;
    bool opened = true;
    std::optional<std::string> why_not;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"version", 0, 1'000'000}, http::Bounds{"text", 0, 50'000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(ProcessView, (), (version, text, saved_at, opened, why_not))
struct Unwritten {
    SessionId session;
    std::string case_code;
    visitors::PersonHit visitor;
    UtcTime ended_at, due_at;
    bool overdue = false;
};
BOOST_DESCRIBE_STRUCT(Unwritten, (), (session, case_code, visitor, ended_at, due_at, overdue))
struct UnwrittenList { std::vector<Unwritten> items; };
BOOST_DESCRIBE_STRUCT(UnwrittenList, (), (items))
struct SummaryView {
    SessionId session;
    UtcTime date;
    std::string counsellor_name;
    PrivateText shared_summary;
    std::optional<UtcTime> signed_at;
    std::optional<UtcTime> refused_at;      // read and not signed
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"shared_summary", 1, 20'000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(SummaryView, (), (session, date, counsellor_name, shared_summary, signed_at, refused_at))
struct SummaryList {
    std::vector<SummaryView> items;
    bool signing = true;                    // whether visitors are asked to sign here
};
BOOST_DESCRIBE_STRUCT(SummaryList, (), (items, signing))
struct SignatureBody {
    PrivateText signature;    // base64 of a PNG
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"signature", 1, 280'000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(SignatureBody, (), (signature))

#define XINAN_HANDLER(name) Result<http::Reply> name(http::Call&)
XINAN_HANDLER(handle_start);
XINAN_HANDLER(handle_unplanned);
XINAN_HANDLER(handle_end);
XINAN_HANDLER(handle_cases);
XINAN_HANDLER(handle_case);
XINAN_HANDLER(handle_plan);
XINAN_HANDLER(handle_stand_down);
XINAN_HANDLER(handle_close);
XINAN_HANDLER(handle_record);
XINAN_HANDLER(handle_put_record);
XINAN_HANDLER(handle_sign);
XINAN_HANDLER(handle_addendum);
XINAN_HANDLER(handle_versions);
XINAN_HANDLER(handle_version);
XINAN_HANDLER(handle_process);
XINAN_HANDLER(handle_put_process);
XINAN_HANDLER(handle_unwritten);
XINAN_HANDLER(handle_summaries);
XINAN_HANDLER(handle_sign_summary);
#undef XINAN_HANDLER

// The case as its counsellor sees it, goals opened.
Result<CaseView> case_view(http::Call&, const rows::StoredCase&);

}  // namespace xinan::casework
