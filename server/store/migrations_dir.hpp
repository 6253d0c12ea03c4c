// SPDX-License-Identifier: AGPL-3.0-or-later
// Which migrations there are and in which order: by layer, then rank, then number (DECISIONS "Migrations"). Tests read
// the source tree; the program gives the files it carries. Runs nothing.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/engines.hpp"

namespace xinan::store {

// A path ending in "<part>/migrations/NNNN_name.sqlite.sql" or ".pg.sql", and the file's text.
using MigrationFile = std::pair<std::string, std::string>;

// Other files in a migrations folder are refused. Errors, all invalid: store.migration_name {path}, store.migration_part
// {part} (a folder whose rank nobody gave), store.migration_twin {path} (one engine only), store.migration_gap {part, number}
// (numbers are 1, 2, ... without gap).
Result<std::vector<Migration>> migrations_from_files(const std::vector<MigrationFile>& files);

// Every server/**/migrations/*.sql below the repository's root, read from disk. Errors: also unavailable store.migration_read.
Result<std::vector<Migration>> migrations_from_source(std::string_view source_root);

}  // namespace xinan::store
