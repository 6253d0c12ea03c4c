// SPDX-License-Identifier: AGPL-3.0-or-later
// The route rows as an OpenAPI 3.1 document: the contract of the web pages and of other programs. The same rows always
// give the same bytes.
#pragma once

#include <string>

#include "http/routes.hpp"

namespace xinan::http {

// Paths, methods and schemas sorted. operationId is the method and the action in camelCase ("postSchedulingAppointmentBook");
// rows that share both (a record read in two forms) get a number behind. `http::Problem` is the one reply to every refusal.
std::string openapi(const Routes& routes);

}  // namespace xinan::http
