// SPDX-License-Identifier: AGPL-3.0-or-later
// What the command line says: texts from messages, progress on long work, errors with what to do, exit codes.
#pragma once

#include <string>
#include <string_view>

#include "base/messages.hpp"
#include "base/secret.hpp"

namespace xinan::app {

// Exit codes, the same for every command (--help lists them).
enum class Exit : int { ok = 0, refused = 1, usage = 2, unavailable = 3, bug = 4 };
Exit exit_for(const Error& error);

class Terminal final {
   public:
    // Language: LC_ALL, LC_MESSAGES, LANG beginning with "zh" → zh; otherwise en.
    explicit Terminal(const Messages& messages);
    void say(std::string_view key, const Args& args = {}) const;     // to stdout
    void warn(std::string_view key, const Args& args = {}) const;    // to stderr
    [[nodiscard]] Exit fail(const Error& error) const;               // title, detail, what to do; to stderr
    // One line that is written over, when stderr is a terminal; a line each 10 percent otherwise.
    void progress(std::string_view key, std::uint64_t done, std::uint64_t total);
    // Asks without echo; from standard input when it is not a terminal (one line). Empty when there is none.
    [[nodiscard]] SecretBytes ask_secret(std::string_view key) const;
    [[nodiscard]] Language language() const { return language_; }
    [[nodiscard]] const Messages& messages() const { return messages_; }

   private:
    const Messages& messages_;
    Language language_;
    bool to_terminal_;
    int last_percent_ = -1;
};

}  // namespace xinan::app
