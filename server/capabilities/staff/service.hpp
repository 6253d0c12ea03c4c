// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of staff call besides the public header. Inside staff only; no http.
#pragma once

#include "capabilities/staff/staff.hpp"
#include "capabilities/staff/store.hpp"

namespace xinan::staff {

struct Introductions {
    std::string zh;
    std::string en;
};
Result<Introductions> open_introductions(crypto::Vault&, CentreId, const SealedStaff&);
crypto::Place credential_place(CentreId, AnyId credential);

}  // namespace xinan::staff
