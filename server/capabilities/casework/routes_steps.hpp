// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of supervision, hand-over, contact and refused signatures take and give, and their handlers.
#pragma once

#include "capabilities/casework/routes_dto.hpp"
#include "capabilities/casework/routes_texts.hpp"
#include "capabilities/casework/rules_steps.hpp"

namespace xinan::casework {

// --- supervision -----------------------------------------------------------------------------------------------------
struct SupervisedNote {
    SessionId session;
    std::string case_code;               // no name: a case is discussed under its code (C1.5d)
    StaffId author;
    std::string author_name;
    UtcTime saved_at;
    bool sealed_to_me = false;           // written before the supervision began: opens when the author saves it again
};
BOOST_DESCRIBE_STRUCT(SupervisedNote, (), (session, case_code, author, author_name, saved_at, sealed_to_me))
struct SupervisedList { std::vector<SupervisedNote> items; };  // newest first, at most 200
BOOST_DESCRIBE_STRUCT(SupervisedList, (), (items))

// --- hand-over -------------------------------------------------------------------------------------------------------
struct StrandedCase {
    CaseId case_;
    std::string code;
    CaseState state = CaseState::intake;
    StaffId counsellor;
    std::string counsellor_name;
    UtcTime opened_at;
};
BOOST_DESCRIBE_STRUCT(StrandedCase, (), (case_, code, state, counsellor, counsellor_name, opened_at))
struct StrandedList { std::vector<StrandedCase> items; };
BOOST_DESCRIBE_STRUCT(StrandedList, (), (items))

// --- contact ---------------------------------------------------------------------------------------------------------
struct AdriftCase {
    CaseId case_;
    std::string code;
    CaseState state = CaseState::intake;
    visitors::PersonHit visitor;
    std::optional<LocalDate> next_contact;   // past, when there is one
    std::optional<UtcTime> last_session;
    std::int64_t days_since = 0;             // whole days since the last session, or since the case was opened
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"days_since", 0, 100'000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(AdriftCase, (), (case_, code, state, visitor, next_contact, last_session, days_since))
struct AdriftList { std::vector<AdriftCase> items; };   // the longest without contact first
BOOST_DESCRIBE_STRUCT(AdriftList, (), (items))
struct CaseFigures {
    std::int64_t intake = 0, active = 0, without_contact = 0, without_counsellor = 0, records_due = 0, records_overdue = 0;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"intake", 0, 1'000'000}, http::Bounds{"active", 0, 1'000'000},
                                            http::Bounds{"without_contact", 0, 1'000'000}, http::Bounds{"without_counsellor", 0, 1'000'000},
                                            http::Bounds{"records_due", 0, 1'000'000}, http::Bounds{"records_overdue", 0, 1'000'000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(CaseFigures, (), (intake, active, without_contact, without_counsellor, records_due, records_overdue))

// --- a summary that is not signed ------------------------------------------------------------------------------------
enum class NotSigned : std::uint8_t { refused, cannot_sign };
BOOST_DESCRIBE_ENUM(NotSigned, refused, cannot_sign)
struct NotSignedBody {
    NotSigned why = NotSigned::refused;
    PrivateText reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"reason", 2, 2000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(NotSignedBody, (), (why, reason))

Result<http::Reply> handle_supervised(http::Call&);
Result<http::Reply> handle_supervised_note(http::Call&);
Result<http::Reply> handle_stranded(http::Call&);
Result<http::Reply> handle_reassign(http::Call&);
Result<http::Reply> handle_hand_over(http::Call&);
Result<http::Reply> handle_adrift(http::Call&);
Result<http::Reply> handle_figures(http::Call&);
Result<http::Reply> handle_refuse_summary(http::Call&);
Result<http::Reply> handle_not_signed(http::Call&);

// The bytes a process note is bound to besides its readers.
Bytes bound_to(CentreId, SessionId, AnyId author, std::int64_t version);
// A process note with the key of whoever asks, or why it does not open. Leaves no deed: that comes first, by the caller.
Result<ProcessView> opened_note(http::Call&, SessionId, AnyId author, const rows::ProcessNote&);

}  // namespace xinan::casework
