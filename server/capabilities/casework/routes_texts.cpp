// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/casework/routes_texts.hpp"

#include "store/centre.hpp"

namespace xinan::casework {

Result<NewText> prepare_text(http::Call& call, CaseId id, std::string kind, std::string_view body) {
    const auto newest = TRY(call.read([&](store::Tx& tx) { return rows::newest_text(tx, id, kind); }));
    NewText out;
    out.text.version = newest ? newest->version + 1 : 1;
    out.text.author = call.who.subject.person;
    out.text.written_at = call.now;
    out.text.sealed = TRY(call.env.vault.seal_field(text_place(call.centre(), id, kind, out.text.version), body));
    out.kind = std::move(kind);
    return out;
}

Result<LocalDate> today(http::Call& call) {
    return call.read([&](store::Tx& tx) -> Result<LocalDate> {
        return TRY(Zone::open(TRY(store::load_centre(tx)).zone))->to_local(call.now).date;
    });
}

}  // namespace xinan::casework
