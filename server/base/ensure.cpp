// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/ensure.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/log.hpp"

namespace xinan {

namespace {

std::string at(std::string_view what, const std::source_location& where) {
    std::string text(what);
    text += " (";
    text += where.file_name();
    text += ':';
    text += std::to_string(where.line());
    text += ')';
    return text;
}

}  // namespace

// Logged here, because only here is the place known as a value; the text may not go into the log.
void ensure_failed(std::string_view what, const std::source_location& where) {
    log(LogLevel::error, "base.impossible", {{"at", where}});
    throw Impossible(at(what, where));
}

// No logger and no destructors: whatever is damaged must not run again.
void ensure_or_die_failed(std::string_view what, const std::source_location& where) {
    std::fprintf(stderr, "xinan: impossible, ending: %s\n", at(what, where).c_str());
    std::fflush(stderr);
    std::abort();
}

}  // namespace xinan
