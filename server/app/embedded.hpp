// SPDX-License-Identifier: AGPL-3.0-or-later
// Files inside the program: the built pages, messages and migrations. Written at build time by tools/embed.py.
#pragma once

#include <span>
#include <string_view>

#include "http/assets.hpp"

namespace xinan::app {

struct EmbeddedText {
    std::string_view path;  // "messages/zh.yaml", "server/ledger/migrations/0001_ledger.sqlite.sql"
    std::string_view text;
};
std::span<const EmbeddedText> embedded_texts();
std::span<const http::Asset> embedded_assets();

}  // namespace xinan::app
