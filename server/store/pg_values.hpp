// SPDX-License-Identifier: AGPL-3.0-or-later
// PostgreSQL's binary form of our values: parameters out, cells in. Only store includes this.
#pragma once

#include <libpq-fe.h>

#include <string>

#include "store/rows.hpp"

namespace xinan::store {

// Parameters of one statement as libpq wants them; ?1 is the centre. Views into the caller's values: lives no longer.
class PgParameters final {
   public:
    PgParameters(const CentreId& centre, std::span<const Value> values, std::size_t count);
    [[nodiscard]] int count() const { return static_cast<int>(pointers_.size()); }
    [[nodiscard]] const char* const* pointers() const { return pointers_.data(); }
    [[nodiscard]] const int* lengths() const { return lengths_.data(); }
    [[nodiscard]] const int* formats() const { return formats_.data(); }

   private:
    std::vector<std::array<char, 8>> integers_;
    std::vector<const char*> pointers_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

std::string type_letters(std::span<const Value> values);  // "b" of the centre first; i t b, n where null
std::vector<Oid> types_of(std::string_view letters);      // null: the server infers it

// Ensure: columns are integers (also whole numerics), booleans, text or bytes.
void copy_rows(const PGresult* result, Rows& rows);

}  // namespace xinan::store
