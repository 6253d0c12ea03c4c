// SPDX-License-Identifier: AGPL-3.0-or-later
// What the route files of visitors share.
#pragma once

#include "capabilities/visitors/routes_dto.hpp"
#include "capabilities/visitors/service.hpp"

namespace xinan::visitors {

// What a read or act by this hat is for: a closed word of deeds.
std::string_view purpose_of(const access::Answer&);
inline ledger::Subject person_subject(PersonId id) { return ledger::subject("person", id); }
// Relations and grants of the asker with a person; a visitor stands to himself.
Result<access::Standing> standing_with(store::Tx&, const http::Call&, PersonId);
Person view_of_person(const Opened&, const Here&, const Messages&, Language);

Result<http::Reply> handle_search(http::Call&);
Result<http::Reply> handle_add(http::Call&);
Result<http::Reply> handle_read(http::Call&);
Result<http::Reply> handle_change(http::Call&);
Result<http::Reply> handle_me(http::Call&);
Result<http::Reply> handle_form_read(http::Call&);
Result<http::Reply> handle_form_write(http::Call&);
Result<http::Reply> handle_classes(http::Call&);
Result<http::Reply> handle_add_class(http::Call&);
Result<http::Reply> handle_issue_card(http::Call&);
Result<http::Reply> handle_end_card(http::Call&);

}  // namespace xinan::visitors
