// SPDX-License-Identifier: AGPL-3.0-or-later
// What the route files of archive share: an entry of the catalogue, reaching it, requests and holds.
#pragma once

#include <array>

#include "capabilities/archive/rules.hpp"
#include "capabilities/archive/store.hpp"
#include "capabilities/staff/staff.hpp"
#include "http/route.hpp"

namespace xinan::archive {

struct ArchiveFile {
    ArchiveFileId id;
    std::string number;
    std::string case_code;
    std::string visitor_code;
    UtcTime closed_at;
    LocalDate retention_until{};
    Class class_ = Class::counselling;  // JSON "class"
    Place place = Place::electronic;
    std::string custodian;
    State state = State::active;
    bool may_open = false;
    bool retention_over = false;        // its time is over and no legal hold keeps it
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"visitor_code", 0, 8}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(ArchiveFile, (), (id, number, case_code, visitor_code, closed_at, retention_until, class_, place, custodian, state, may_open,
                                        retention_over))
enum class Purpose : std::uint8_t { supervision, law, visitor_request, research_approved };
BOOST_DESCRIBE_ENUM(Purpose, supervision, law, visitor_request, research_approved)
struct GrantBody {
    StaffId to;
    Purpose purpose = Purpose::supervision;
    std::int64_t days = 1;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"days", 1, 366}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(GrantBody, (), (to, purpose, days))

enum class RequestState : std::uint8_t { open, approved, refused, ended };
BOOST_DESCRIBE_ENUM(RequestState, open, approved, refused, ended)
struct RequestView {
    AnyId id;
    ArchiveFileId file;
    std::string number;                    // of the file: "A-2026-0007"
    StaffId to;
    std::string to_name;
    Purpose purpose = Purpose::supervision;
    std::int64_t days = 1;
    RequestState state = RequestState::open;
    std::string asked_by_name;
    UtcTime asked_at;
    std::string decided_by_name;           // empty while open
    std::optional<UtcTime> decided_at;
    std::optional<UtcTime> until;          // of the grant
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"days", 1, 366}, http::Bounds{"to_name", 0, 200}, http::Bounds{"asked_by_name", 0, 200},
                                            http::Bounds{"decided_by_name", 0, 200}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(RequestView, (), (id, file, number, to, to_name, purpose, days, state, asked_by_name, asked_at, decided_by_name, decided_at, until))
struct RequestList { std::vector<RequestView> items; };
BOOST_DESCRIBE_STRUCT(RequestList, (), (items))
struct HoldBody {
    PrivateText reason;
    static std::span<const http::Bounds> bounds() {
        static constexpr std::array kBounds{http::Bounds{"reason", 2, 2000}};
        return kBounds;
    }
};
BOOST_DESCRIBE_STRUCT(HoldBody, (), (reason))

std::string_view purpose_word(Purpose);
std::vector<ledger::Subject> subjects_of(const File&);
// The file of the path, if the asker may act on it; the same look-ups and deed when not, or when there is none.
struct Reached {
    File file;
    access::Answer answer;
};
Result<Reached> reach(http::Call&);
Result<ArchiveFile> one_view(http::Call&, ArchiveFileId);
// Whom a grant or a request is for, as the rules see him.
Result<GrantFacts> facts_of(store::Tx&, const http::Call&, const StaffId& to);
// To open one file, approved by the asker, from now on.
access::Grant grant_of(const http::Call&, ArchiveFileId, StaffId to, Purpose, std::int64_t days);
// Errors: conflict archive.requested_already.
Result<void> insert_request(store::Tx&, const rows::Request&);

Result<http::Reply> handle_request(http::Call&);
Result<http::Reply> handle_requests(http::Call&);
Result<http::Reply> handle_approve(http::Call&);
Result<http::Reply> handle_refuse(http::Call&);
Result<http::Reply> handle_end(http::Call&);
Result<http::Reply> handle_hold(http::Call&);
Result<http::Reply> handle_lift(http::Call&);

}  // namespace xinan::archive
