// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/scheduling/view.hpp"

#include <algorithm>

namespace xinan::scheduling {
namespace {

SessionsOf g_sessions = nullptr;  // Set once, before serving.

constexpr std::size_t kRoomsOneByOneMax = 16;  // beyond, all of them in one statement

// The rooms of a list: its own few, not every room of the house.
Result<std::vector<facilities::Room>> rooms_of(store::Tx& tx, const std::vector<Appointment>& all) {
    std::vector<RoomId> ids;
    for (const Appointment& a : all) {
        if (a.room && std::ranges::find(ids, *a.room) == ids.end()) ids.push_back(*a.room);
    }
    if (ids.size() > kRoomsOneByOneMax) return facilities::all_rooms(tx);
    std::vector<facilities::Room> rooms;
    for (const RoomId id : ids) {
        if (auto room = TRY(facilities::find_room(tx, id))) rooms.push_back(std::move(*room));
    }
    return rooms;
}

}  // namespace

void bind_sessions(SessionsOf handler) {
    ensure(g_sessions == nullptr || g_sessions == handler, "sessions of appointments are bound once");
    g_sessions = handler;
}

Result<ViewFacts> view_facts(store::Tx& tx, const std::vector<Appointment>& all, LocalDate day, UtcTime now) {
    ViewFacts facts;
    std::vector<PersonId> persons;
    std::vector<AppointmentId> ids;
    for (const Appointment& a : all) {
        if (std::ranges::find(persons, a.visitor) == persons.end()) persons.push_back(a.visitor);
        ids.push_back(a.id);
    }
    facts.persons = TRY(visitors::sealed_labels(tx, persons, day, now));
    facts.rooms = TRY(rooms_of(tx, all));
    if (g_sessions != nullptr && !ids.empty()) facts.sessions = TRY(g_sessions(tx, ids));
    return facts;
}

Result<std::vector<AppointmentView>> views(const Env& env, CentreId centre, const std::vector<Appointment>& all, const ViewFacts& facts,
                                           Language language, const std::function<bool(const Appointment&)>& with_visitor) {
    std::vector<visitors::SealedPerson> shown;
    for (const auto& person : facts.persons) {
        const bool wanted = std::ranges::any_of(all, [&](const Appointment& a) { return a.visitor == person.id && with_visitor(a); });
        if (wanted) shown.push_back(person);
    }
    const auto labels = TRY(visitors::open_labels(env, centre, shown, language));
    std::vector<StaffId> counsellors;
    for (const Appointment& a : all) {
        if (std::ranges::find(counsellors, a.counsellor) == counsellors.end()) counsellors.push_back(a.counsellor);
    }
    const auto names = TRY(staff::names_of(env, centre, counsellors));
    std::vector<AppointmentView> out;
    out.reserve(all.size());
    for (const Appointment& a : all) {
        AppointmentView v;
        v.id = a.id;
        v.version = a.version;
        v.state = a.state;
        v.kind = a.kind;
        v.channel = a.channel;
        v.starts_at = a.when.starts_at;
        v.ends_at = a.when.ends_at;
        v.counsellor = a.counsellor;
        v.counsellor_name = staff::name_in(names, a.counsellor);
        v.room = a.room;
        if (a.room) {
            const auto room = std::ranges::find(facts.rooms, *a.room, &facilities::Room::id);
            if (room != facts.rooms.end()) v.room_name = room->name;
        }
        if (with_visitor(a)) {
            const auto label = std::ranges::find(labels, a.visitor, &visitors::PersonHit::id);
            if (label != labels.end()) v.visitor = *label;
            if (!a.case_id.is_zero()) v.case_ = CaseId{a.case_id.bytes};
            const auto session = std::ranges::find(facts.sessions, a.id, &ViewFacts::Session::appointment);
            if (session != facts.sessions.end()) {
                v.session = session->session;
                v.note_state = session->note;
            }
        }
        out.push_back(std::move(v));
    }
    return out;
}

}  // namespace xinan::scheduling
