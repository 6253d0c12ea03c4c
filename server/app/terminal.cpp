// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/terminal.hpp"

#include <fmt/core.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace xinan::app {
namespace {

constexpr std::size_t kSecretBytesMax = 1024;

Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
        if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("zh") ? Language::zh : Language::en;
    }
    return Language::en;
}

// Echo off as long as it lives.
class NoEcho final {
   public:
    NoEcho() : on_(::isatty(STDIN_FILENO) != 0 && ::tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!on_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~NoEcho() {
        if (on_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
    [[nodiscard]] bool on() const { return on_; }

   private:
    termios before_{};
    bool on_;
};

}  // namespace

Exit exit_for(const Error& error) {
    switch (error.kind) {
        case ErrorKind::unavailable: return Exit::unavailable;
        case ErrorKind::internal: return Exit::bug;
        default: return Exit::refused;
    }
}

Terminal::Terminal(const Messages& messages)
    : messages_(messages), language_(language_of_environment()), to_terminal_(::isatty(STDERR_FILENO) != 0) {}

void Terminal::say(std::string_view key, const Args& args) const {
    fmt::print("{}\n", messages_.text(language_, key, args));
    (void)std::fflush(stdout);
}
void Terminal::warn(std::string_view key, const Args& args) const { fmt::print(stderr, "{}\n", messages_.text(language_, key, args)); }

Exit Terminal::fail(const Error& error) const {
    const ErrorText text = messages_.error_text(language_, error);
    fmt::print(stderr, "xinan: {}\n", text.title);
    if (!text.detail.empty()) fmt::print(stderr, "  {}\n", text.detail);
    if (!text.todo.empty()) fmt::print(stderr, "  → {}\n", text.todo);
    return exit_for(error);
}

void Terminal::progress(std::string_view key, std::uint64_t done, std::uint64_t total) {
    const int percent = total == 0 ? 100 : static_cast<int>(done * 100 / total);
    if (percent == last_percent_ || (!to_terminal_ && percent / 10 == last_percent_ / 10 && last_percent_ >= 0)) return;
    last_percent_ = percent;
    const std::string what = messages_.text(language_, key);
    if (to_terminal_) {
        fmt::print(stderr, "\r{} {:3}%{}", what, percent, percent == 100 ? "\n" : "");
    } else {
        fmt::print(stderr, "{} {}%\n", what, percent);
    }
    (void)std::fflush(stderr);
    if (percent == 100) last_percent_ = -1;
}

SecretBytes Terminal::ask_secret(std::string_view key) const {
    SecretBytes out(kSecretBytesMax);
    std::size_t size = 0;
    {
        const NoEcho quiet;
        if (quiet.on()) fmt::print(stderr, "{}: ", messages_.text(language_, key));
        while (size < kSecretBytesMax) {
            std::uint8_t c = 0;
            if (::read(STDIN_FILENO, &c, 1) != 1 || c == '\n') break;
            if (c != '\r') out.writable()[size++] = c;
        }
        if (quiet.on()) fmt::print(stderr, "\n");
    }
    return SecretBytes(out.view().first(size));
}

}  // namespace xinan::app
