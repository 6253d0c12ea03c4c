// SPDX-License-Identifier: AGPL-3.0-or-later
// What xinan-verify decides about files away from the server. Not a server part: no store, no vault, no network; it needs
// only the suites. tools/verify.py is written apart from this and must answer alike, word for word.
//
// Source: docs/formats.md; DECISIONS "What can be proved". Threads: values; no shared state.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/formats.hpp"

namespace xinan::ledger::offline {

enum class Verdict : int { verified = 0, does_not_verify = 1, unusable = 2 };  // exit codes

// One sentence: its code in phrases.cpp and its values.
struct Sentence {
    std::string code;
    Args args;
};

struct Report {
    Verdict verdict = Verdict::verified;
    std::vector<Sentence> sentences;
};

// Which keys may have signed. Nothing given: any, and the report says to compare it.
struct Trust {
    std::optional<Checkpoint> outside;      // kept by somebody else
    std::vector<std::string> fingerprints;  // typed from paper: 16 hex digits, blanks left out
};

// A checkpoint file, or the checkpoint inside a proof file.
std::optional<Checkpoint> checkpoint_in(std::string_view text);

Report examine_proof(std::string_view file, const Trust& trust);
Report examine_consistency(std::string_view older, std::string_view newer, std::string_view proof, const Trust& trust);
// next_line gives the lines one by one without line feed, nothing at the end.
Report examine_export(const std::function<std::optional<std::string>()>& next_line, const Trust& trust);

enum class Language : std::uint8_t { english, chinese };
Language language_of(std::string_view locale);  // "zh_CN.UTF-8" is Chinese, whatever else English
std::string sentence_text(const Sentence& sentence, Language language);

}  // namespace xinan::ledger::offline
