// SPDX-License-Identifier: AGPL-3.0-or-later
// The text of a code card: 12 characters that cannot be mistaken for one another and a check character. No rows, no keys.
//
// Alphabet: 0-9 and A-Z without I, L, O, U (Crockford's base 32). The check character is a sum over GF(32) with powers of
// a primitive element: it finds every single wrong character and every swap of two neighbours.
// Example: shown as "7K3M-9PQX-2TWD-H".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"

namespace xinan::identity {

// 60 random bits and their check character, without hyphens: 13 characters.
std::string new_card_code(Random& random);
// In groups of four, as printed.
std::string shown_card_code(std::string_view code);
// As a person types it: any case, blanks, hyphens, full width, O for 0, I or L for 1. Nothing when it is not 13
// characters of the alphabet or the check character disagrees.
std::optional<std::string> read_card_code(std::string_view typed);

}  // namespace xinan::identity
