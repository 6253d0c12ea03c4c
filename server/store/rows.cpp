// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/rows.hpp"

namespace xinan::store {

const Rows::Cell& Rows::cell(std::size_t row, std::size_t column) const {
    // Without size(), which divides: this is asked for each cell of each row.
    const std::size_t at = row * columns_ + column;
    ensure(column < columns_ && row < cells_.size() && at < cells_.size(), "a cell within the rows");
    return cells_[at];
}

bool Rows::is_null(std::size_t row, std::size_t column) const { return cell(row, column).kind == Kind::null; }

std::int64_t Rows::i64(std::size_t row, std::size_t column) const {
    const Cell& found = cell(row, column);
    ensure(found.kind == Kind::integer, "an integer that is not null");
    return found.number;
}

std::string_view Rows::text(std::size_t row, std::size_t column) const {
    const Cell& found = cell(row, column);
    ensure(found.kind == Kind::text || found.kind == Kind::null, "text or null");
    return text_of(ByteView{arena_}.subspan(static_cast<std::size_t>(found.number), found.size));
}

ByteView Rows::bytes(std::size_t row, std::size_t column) const {
    const Cell& found = cell(row, column);
    ensure(found.kind == Kind::bytes || found.kind == Kind::null, "bytes or null");
    return ByteView{arena_}.subspan(static_cast<std::size_t>(found.number), found.size);
}

void RowsBuilder::append(ByteView value, Rows::Kind kind) {
    ensure(value.size() <= UINT32_MAX, "a cell below 4 GiB");
    rows_.cells_.push_back(
        {static_cast<std::int64_t>(rows_.arena_.size()), static_cast<std::uint32_t>(value.size()), kind});
    rows_.arena_.insert(rows_.arena_.end(), value.begin(), value.end());
}

}  // namespace xinan::store
