// SPDX-License-Identifier: AGPL-3.0-or-later
// Errors as RFC 9457 problem documents in the reader's language: what, why, which clause, what to do.
#pragma once

#include "base/messages.hpp"
#include "http/message.hpp"

namespace xinan::http {

inline constexpr std::string_view kProblemType = "application/problem+json";

// The HTTP status of an error. By kind, but for the few codes of HTTP itself (http.method_not_allowed ...).
int status_of(const Error& error);

// {type, title, status, detail, code, what_to_do, clauses, fields, overridable, request_id}. A code without a message keeps
// the code as its title and is logged (http.message_missing). Retry-After is set from args "seconds".
Response problem(const Error& error, Language language, const Messages& messages, const RequestId& request_id);

}  // namespace xinan::http
