// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reception/report.hpp"

#include <algorithm>

namespace xinan::reception {
namespace {

using scheduling::Channel;
using scheduling::Kind;
using scheduling::State;

constexpr std::int64_t kMinute = 60'000;

// The lower middle: of two values the smaller.
std::int64_t median(std::vector<std::int64_t> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

bool came(State state) { return state == State::arrived || state == State::in_session || state == State::done; }

}  // namespace

DayReport report_of(LocalDate day, std::span<const ReportedVisit> visits, std::vector<std::int64_t> to_signature) {
    DayReport out;
    out.day = day;
    std::vector<std::int64_t> visitors_late, counsellors_late, waiting;
    for (const ReportedVisit& visit : visits) {
        const scheduling::Appointment& a = visit.appointment;
        if (a.kind == Kind::emergency || a.kind == Kind::first_talk) {  // help at once has no hour to keep and no paper to show
            ++out.unplanned;
            continue;
        }
        switch (a.channel) {
            case Channel::portal: ++out.portal; break;
            case Channel::phone: ++out.phone; break;
            case Channel::on_site: ++out.on_site; break;
            case Channel::counsellor: ++out.counsellor; break;
        }
        if (a.state == State::missed) ++out.missed;
        if (a.state == State::cancelled) ++out.cancelled;
        if (a.state == State::held_by_phone) ++out.names_open;
        if (!came(a.state)) continue;
        ++out.came;
        if (!a.identity || *a.identity == scheduling::IdentityMeans::none) ++out.identity_open;
        if (!visit.form_complete) ++out.forms_open;
        const UtcTime ready = a.arrived_at ? std::max(*a.arrived_at, a.when.starts_at) : a.when.starts_at;
        if (a.arrived_at && a.arrived_at->ms - a.when.starts_at.ms >= kMinute) visitors_late.push_back((a.arrived_at->ms - a.when.starts_at.ms) / kMinute);
        if (a.started_at && a.started_at->ms - ready.ms >= kMinute) counsellors_late.push_back((a.started_at->ms - ready.ms) / kMinute);
        if (a.arrived_at && a.started_at && *a.started_at >= *a.arrived_at) waiting.push_back((a.started_at->ms - a.arrived_at->ms) / kMinute);
    }
    out.visitors_late = std::ssize(visitors_late);
    out.counsellors_late = std::ssize(counsellors_late);
    out.visitors_late_minutes = median(std::move(visitors_late));
    out.counsellors_late_minutes = median(std::move(counsellors_late));
    out.waiting_minutes = median(std::move(waiting));
    out.record_minutes = median(std::move(to_signature));
    return out;
}

}  // namespace xinan::reception
