// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reception/routes_report.hpp"

#include "capabilities/casework/casework.hpp"
#include "capabilities/reception/service.hpp"

namespace xinan::reception {

using http::Call;
using http::Reply;

constexpr int kDaysMax = 31;

Result<Reply> handle_report(Call& call) {
    if (!call.decide({}).permitted) return call.refuse_read({});
    const LocalDate today = TRY(call.read([&](store::Tx& tx) { return visitors::today(tx, call.now); }));
    const LocalDate from = TRY(call.query_date("from")).value_or(today);
    const LocalDate until = TRY(call.query_date("until")).value_or(from);
    const auto days = (std::chrono::sys_days{until} - std::chrono::sys_days{from}).count() + 1;
    if (days < 1 || days > kDaysMax) {
        return fail(ErrorKind::invalid, "reception.report_days", {{"max", std::to_string(kDaysMax)}}, {"B2.1.2j", "B2.2e", "D0.3b"});
    }
    ReportList list;
    for (LocalDate day = from; day <= until; day = add_days(day, 1)) {
        list.items.push_back(TRY(call.read([&](store::Tx& tx) -> Result<DayReport> {
            const auto zone = TRY(zone_of(tx));
            const TimeSpan span{zone->day_start(day), zone->day_start(add_days(day, 1))};
            std::vector<ReportedVisit> visits;
            std::vector<PersonId> persons;
            for (auto& a : TRY(scheduling::in_span(tx, span, std::nullopt, std::nullopt))) {
                persons.push_back(a.visitor);
                visits.push_back({std::move(a), false});
            }
            const auto complete = persons.empty() ? std::vector<bool>{} : TRY(visitors::forms_complete(tx, persons));
            for (std::size_t i = 0; i < visits.size(); ++i) visits[i].form_complete = complete[i];
            return report_of(day, visits, TRY(casework::minutes_to_signature(tx, span)));
        })));
    }
    return http::ok(list);
}

}  // namespace xinan::reception
