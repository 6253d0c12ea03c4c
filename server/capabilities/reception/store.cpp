// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reception/store.hpp"

namespace xinan::reception::rows {
namespace {

constexpr store::Sql kInsertOverride{"reception.insert_override", R"(
INSERT INTO reception_override (centre_id, appointment_id, version, reason_sealed, given_by, given_at_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6))"};

}  // namespace

Result<void> insert_override(store::Tx& tx, AppointmentId id, std::int64_t version, const Bytes& reason_sealed, AnyId by,
                             UtcTime now) {
    TRY(tx.run(kInsertOverride, id, version, reason_sealed, by, now));
    return {};
}

}  // namespace xinan::reception::rows
