// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>

#include "capabilities/archive/rules.hpp"
#include "capabilities/archive/store.hpp"
#include "store/centre.hpp"

namespace xinan::archive {

std::string number_text(std::int64_t number) {
    std::string running = std::to_string(number % rows::kYear);
    if (running.size() < 4) running.insert(0, 4 - running.size(), '0');
    return "A-" + std::to_string(number / rows::kYear) + "-" + running;
}

Result<std::optional<File>> find_file(store::Tx& tx, ArchiveFileId id) { return rows::find(tx, id); }

Result<void> on_case_closed(store::Tx& tx, const casework::CaseRow& closed, UtcTime now, ArchiveFileId id) {
    const auto zone = TRY(Zone::open(TRY(store::load_centre(tx)).zone));
    File file;
    file.id = id;
    file.case_id = closed.id;
    file.case_code = closed.code;
    file.visitor = closed.visitor;
    file.counsellor = closed.counsellor;
    file.custodian = closed.counsellor;
    file.closed_at = closed.closed_at.value_or(now);
    const LocalDate closed_on = zone->to_local(file.closed_at).date;
    const auto person = TRY(visitors::sealed_labels(tx, std::array{closed.visitor}, closed_on, now));
    ensure(!person.empty(), "a case has a visitor");
    file.visitor_code = person.front().code;
    file.retention_until = retention_until(closed_on, TRY(load_parameters(tx, now)));
    auto inserted = rows::insert(tx, file, static_cast<int>(closed_on.year()), closed_on, now);
    if (!inserted && inserted.error().code == "store.unique") return fail(ErrorKind::conflict, "archive.already_filed");
    return inserted;
}

Result<void> give_custody(store::Tx& tx, ArchiveFileId id, StaffId to, UtcTime now) {
    const auto file = TRY(rows::find(tx, id));
    if (!file) return access::not_known();
    const auto has = [&](StaffId who) -> Result<bool> {
        const auto relations = TRY(access::relations_of(tx, any(who), "archive_file", any(id), now));
        return std::ranges::find(relations, access::Relation::archive_keeper_of) != relations.end();
    };
    if (file->custodian == to && TRY(has(to))) return fail(ErrorKind::conflict, "archive.in_custody");
    if (TRY(has(file->custodian))) {
        TRY_VOID(access::end_relation(tx, any(file->custodian), access::Relation::archive_keeper_of, "archive_file", any(id), now));
    }
    TRY_VOID(access::add_relation(tx, any(to), access::Relation::archive_keeper_of, "archive_file", any(id), now, std::nullopt));
    return rows::set_custodian(tx, id, to);
}

}  // namespace xinan::archive
