// SPDX-License-Identifier: AGPL-3.0-or-later
// What lists of appointments show, for scheduling's routes and the board of reception. Names and labels are opened outside the
// transaction, for many rows at once. Included through scheduling.hpp.
#pragma once

#include <functional>

#include "capabilities/scheduling/scheduling.hpp"
#include "capabilities/facilities/facilities.hpp"
#include "capabilities/staff/staff.hpp"

namespace xinan::scheduling {

struct Warning {
    std::string code;
    std::vector<std::string> clauses;
};
BOOST_DESCRIBE_STRUCT(Warning, (), (code, clauses))

enum class NoteState : std::uint8_t { none, draft, signed_ };  // JSON "signed"
BOOST_DESCRIBE_ENUM(NoteState, none, draft, signed_)

struct AppointmentView {
    AppointmentId id;
    std::int64_t version = 1;
    State state = State::booked;
    Kind kind = Kind::ordinary;
    Channel channel = Channel::portal;
    UtcTime starts_at, ends_at;
    StaffId counsellor;
    std::string counsellor_name;
    std::optional<RoomId> room;
    std::optional<std::string> room_name;
    std::optional<visitors::PersonHit> visitor;   // only for those who may see who it is
    std::optional<CaseId> case_;                  // JSON "case"
    std::optional<SessionId> session;
    std::optional<NoteState> note_state;
    std::vector<Warning> warnings;
};
BOOST_DESCRIBE_STRUCT(AppointmentView, (), (id, version, state, kind, channel, starts_at, ends_at, counsellor, counsellor_name, room, room_name,
                                            visitor, case_, session, note_state, warnings))

// What the rows need from the database besides themselves; loaded in the same transaction.
struct ViewFacts {
    std::vector<visitors::SealedPerson> persons;
    std::vector<facilities::Room> rooms;
    struct Session { AppointmentId appointment; SessionId session; NoteState note = NoteState::none; };
    std::vector<Session> sessions;
};
Result<ViewFacts> view_facts(store::Tx&, const std::vector<Appointment>&, LocalDate day, UtcTime now);
// with_visitor says of each row whether its visitor may be shown.
Result<std::vector<AppointmentView>> views(const Env&, CentreId, const std::vector<Appointment>&, const ViewFacts&, Language,
                                           const std::function<bool(const Appointment&)>& with_visitor);

// casework fills in sessions and notes (a later rank): bound by app before serving, at most one.
using SessionsOf = Result<std::vector<ViewFacts::Session>> (*)(store::Tx&, std::span<const AppointmentId>);
void bind_sessions(SessionsOf handler);

}  // namespace xinan::scheduling
