// SPDX-License-Identifier: AGPL-3.0-or-later
// How an engine fills Rows. Only store includes this.
#pragma once

#include "store/store.hpp"

namespace xinan::store {

class RowsBuilder final {
   public:
    explicit RowsBuilder(Rows& rows) : rows_(rows) {}
    void columns(std::size_t count) { rows_.columns_ = count; }  // before the first cell
    void null() { rows_.cells_.push_back({}); }
    void integer(std::int64_t value) { rows_.cells_.push_back({value, 0, Rows::Kind::integer}); }
    void text(std::string_view value) { append(view_of(value), Rows::Kind::text); }
    void bytes(ByteView value) { append(value, Rows::Kind::bytes); }

   private:
    void append(ByteView value, Rows::Kind kind);
    Rows& rows_;
};

}  // namespace xinan::store
