// SPDX-License-Identifier: AGPL-3.0-or-later
// Writing the basic form: values are sealed outside under the person's file key; completeness is counted inside.
#include <algorithm>

#include "capabilities/visitors/service.hpp"

namespace xinan::visitors {

crypto::Place form_place(CentreId centre, PersonId id, std::string_view key, std::int64_t version) {
    return {.centre = centre, .scope = {crypto::ScopeKind::visitor_file, any(id)}, .table = "basic_form_value",
            .row = any(id), .field = key, .version = static_cast<std::uint32_t>(version)};
}

Result<void> write_form(store::Tx& tx, PersonId id, const FormChange& change, const Here& at, AnyId collector, UtcTime now) {
    const auto person = TRY(rows::version_of(tx, id));
    if (!person || person->closed) return access::not_known();
    std::vector<std::string> filled;
    for (const rows::FormValue& stored : TRY(rows::form_values(tx, id))) {
        if (std::ranges::find(change.cleared, stored.key) == change.cleared.end()) filled.push_back(stored.key);
    }
    for (const rows::FormValue& written : change.written) filled.push_back(written.key);
    if (!TRY(rows::put_form(tx, id, change.expected_version, form_complete(at.kind, filled), now))) {
        const auto stored = TRY(rows::form(tx, id));
        return fail(ErrorKind::stale, "http.stale", {{"version", std::to_string(stored.version)}});
    }
    for (const std::string& key : change.cleared) TRY_VOID(rows::clear_form_value(tx, id, key));
    for (const rows::FormValue& written : change.written) TRY_VOID(rows::put_form_value(tx, id, written, collector, now));
    return {};
}

Result<std::vector<bool>> forms_complete(store::Tx& tx, std::span<const PersonId> ids) {
    return rows::forms_complete(tx, ids);
}

}  // namespace xinan::visitors
