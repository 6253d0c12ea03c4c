// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything built in, in rank order, and what a higher rank does inside a lower one's transaction. One place.
#include <iterator>

#include "app/application.hpp"
#include "capabilities/archive/archive.hpp"
#include "capabilities/audit/audit.hpp"
#include "capabilities/casework/casework.hpp"
#include "capabilities/consent/consent.hpp"
#include "capabilities/facilities/facilities.hpp"
#include "capabilities/family/family.hpp"
#include "capabilities/governance/governance.hpp"
#include "capabilities/reception/reception.hpp"
#include "capabilities/scheduling/scheduling.hpp"
#include "capabilities/staff/staff.hpp"
#include "capabilities/visitors/visitors.hpp"
#include "http/session_routes.hpp"

namespace xinan::app {
namespace {

struct Part {
    std::span<const http::Route> (*routes)();
    const std::vector<access::Rule>& (*rules)();
    std::span<const store::SettingSpec> (*settings)();
};
constexpr Part kParts[] = {
    {visitors::routes, visitors::rules, visitors::settings},       {staff::routes, staff::rules, staff::settings},
    {facilities::routes, facilities::rules, facilities::settings}, {governance::routes, governance::rules, governance::settings},
    {family::routes, family::rules, family::settings},             {consent::routes, consent::rules, consent::settings},
    {scheduling::routes, scheduling::rules, scheduling::settings}, {casework::routes, casework::rules, casework::settings},
    {reception::routes, reception::rules, reception::settings},    {archive::routes, archive::rules, archive::settings},
    {audit::routes, audit::rules, audit::settings},
};

// The calendar shows whether a record is written: casework's rows, scheduling's view.
Result<std::vector<scheduling::ViewFacts::Session>> sessions_of(store::Tx& tx, std::span<const AppointmentId> ids) {
    std::vector<scheduling::ViewFacts::Session> out;
    for (const auto& s : TRY(casework::sessions_of_appointments(tx, ids))) {
        out.push_back({s.appointment, s.id, static_cast<scheduling::NoteState>(s.note)});
    }
    return out;
}

}  // namespace

void add_routes(http::Routes& routes) {
    routes.add(http::session_routes());
    for (const Part& part : kParts) routes.add(part.routes());
}

void add_rules(access::Policy& policy) {
    policy.add(identity::rules());
    policy.add(http::rules());
    for (const Part& part : kParts) policy.add(part.rules());
}

std::vector<store::SettingSpec> all_settings() {
    std::vector<store::SettingSpec> out;
    for (const Part& part : kParts) std::ranges::copy(part.settings(), std::back_inserter(out));
    return out;
}

void bind_handlers() {
    casework::bind_case_closed(archive::on_case_closed);
    staff::bind_supervision_ended(casework::on_supervision_ended);
    scheduling::bind_sessions(sessions_of);
    governance::bind_settings(all_settings);
}

}  // namespace xinan::app
