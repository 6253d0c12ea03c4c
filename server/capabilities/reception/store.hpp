// SPDX-License-Identifier: AGPL-3.0-or-later
// All SQL of reception: the sealed reasons of going on past a warning. Inside reception only.
#pragma once

#include "capabilities/reception/reception.hpp"

namespace xinan::reception::rows {

// version: of the appointment after the act. Errors: those of store::Tx.
Result<void> insert_override(store::Tx&, AppointmentId, std::int64_t version, const Bytes& reason_sealed, AnyId by, UtcTime now);

}  // namespace xinan::reception::rows
