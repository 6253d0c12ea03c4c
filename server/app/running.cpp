// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/running.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <condition_variable>
#include <csignal>
#include <cstring>
#include <mutex>
#include <thread>

#include "app/embedded.hpp"
#include "app/housekeeping.hpp"
#include "base/log.hpp"
#include "http/server.hpp"

namespace xinan::app {
namespace {

constexpr std::size_t kPassphraseBytesMax = 1024;
constexpr Millis kTick{5'000};
constexpr int kTicksAMinute = 12;
constexpr int kTicksAnHour = 60 * kTicksAMinute;

// What must happen by itself: checkpoints, counted 401s, idle wraps, keys made by other servers. Its own thread, woken to stop.
class Timers final {
   public:
    Timers(Machine& machine, Application& app) : machine_(machine), app_(app), thread_([this](const std::stop_token& stop) { run(stop); }) {}
    ~Timers() {
        thread_.request_stop();
        wake_.notify_all();
    }
    Timers(const Timers&) = delete;
    Timers& operator=(const Timers&) = delete;

   private:
    void run(const std::stop_token& stop) {
        int tick = 0;
        std::unique_lock lock(mutex_);
        while (!stop.stop_requested()) {
            wake_.wait_for(lock, stop, kTick, [] { return false; });
            if (stop.stop_requested()) break;
            lock.unlock();
            once(++tick);
            lock.lock();
        }
    }
    void once(int tick) {
        if (app_.vault().sealed()) return;
        if (auto noticed = app_.vault().notice_changes(); !noticed) log(LogLevel::warning, "app.keyring_silent", {{"error", noticed.error()}});
        const auto centres = app_.centres();
        if (!centres) {
            log(LogLevel::warning, "app.database_silent", {{"error", centres.error()}});
            return;
        }
        for (const store::Centre& centre : *centres) {
            if (auto made = app_.ledger().checkpoint_if_due(centre.id); !made) {
                log(LogLevel::error, "ledger.checkpoint_failed", {{"centre", centre.id}, {"error", made.error()}});
            }
        }
        if (tick % kTicksAMinute != 0) return;
        for (const store::Centre& centre : *centres) {
            if (auto swept = app_.identity().sweep(centre.id); !swept) log(LogLevel::warning, "identity.sweep_failed", {{"error", swept.error()}});
        }
        for (const store::Centre& centre : *centres) {
            if (auto purged = purge_old_rows(app_, centre.id, machine_.clock.now()); !purged) log(LogLevel::warning, "app.purge_failed", {{"error", purged.error()}});
        }
        if (tick % kTicksAnHour == 2 * kTicksAMinute) sweep_keys(*centres);
        if (auto flushed = app_.identity().flush_unauthenticated(); !flushed) log(LogLevel::warning, "identity.count_failed", {{"error", flushed.error()}});
        if (auto stamps = app_.check_stamps(); !stamps) log(LogLevel::error, "app.stamps", {{"error", stamps.error()}});
    }

    // Hourly, the first time two minutes after the start.
    void sweep_keys(const std::vector<store::Centre>& centres) {
        for (const store::Centre& centre : centres) {
            const auto swept = sweep_unused_keys(app_, centre.id, machine_.clock.now(), machine_.random);
            if (!swept) log(LogLevel::warning, "app.key_sweep_failed", {{"error", swept.error()}});
            if (swept && *swept != 0) log(LogLevel::info, "app.keys_swept", {{"count", static_cast<std::int64_t>(*swept)}});
        }
    }

    Machine& machine_;
    Application& app_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;
};

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
    return address;
}

// Waits for a passphrase on a socket only this account may open; ends when unsealed or stopped.
class UnsealSocket final {
   public:
    UnsealSocket(Machine& machine, Application& app)
        : machine_(machine), app_(app), path_(app.folder().unseal_socket()), thread_([this](const std::stop_token& stop) { run(stop); }) {}
    ~UnsealSocket() {
        thread_.request_stop();
        if (thread_.joinable()) thread_.join();
        ::unlink(path_.c_str());
    }
    UnsealSocket(const UnsealSocket&) = delete;
    UnsealSocket& operator=(const UnsealSocket&) = delete;

   private:
    void run(const std::stop_token& stop) {
        const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (listener < 0) return;
        const sockaddr_un address = address_of(path_);
        ::unlink(path_.c_str());
        const mode_t before = ::umask(S_IRWXG | S_IRWXO);
        const bool bound = ::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 && ::listen(listener, 4) == 0;  // NOLINT: sockets
        ::umask(before);
        while (bound && !stop.stop_requested() && app_.vault().sealed()) {
            pollfd waiting{listener, POLLIN, 0};
            if (::poll(&waiting, 1, 500) <= 0) continue;
            const int peer = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (peer < 0) continue;
            const timeval limit{5, 0};
            ::setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
            SecretBytes text(kPassphraseBytesMax);
            std::size_t size = 0;
            while (size < kPassphraseBytesMax) {
                const ssize_t n = ::read(peer, text.writable().data() + size, kPassphraseBytesMax - size);
                if (n <= 0) break;
                size += static_cast<std::size_t>(n);
                if (text.view()[size - 1] == '\n') { --size; break; }
            }
            const auto opened = app_.unseal({crypto::Unsealer::Kind::passphrase, SecretBytes(text.view().first(size))});
            const char answer = opened ? '1' : '0';
            (void)::send(peer, &answer, 1, MSG_NOSIGNAL);
            ::close(peer);
            if (opened) machine_.terminal.say("cli.serve.unsealed");
        }
        ::close(listener);
    }

    Machine& machine_;
    Application& app_;
    std::string path_;
    std::jthread thread_;
};

sigset_t stop_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

}  // namespace

void block_stop_signals() {
    const sigset_t set = stop_signals();
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

Result<void> run(Machine& machine, Application& app, int port, const std::function<void(const std::string& address)>& ready) {
    const SettingsFile& settings = app.settings();
    const bool tls = !settings.certificate.empty();
    const auto centres = TRY(app.centres());
    http::RouterOptions options;
    options.secure = tls;
    if (!centres.empty()) options.default_centre = centres.front().id;
    options.assets = embedded_assets();
    options.ready = [&app] { return !app.vault().sealed() && app.centres().ok(); };
    const Env env = app.env();
    http::Router router(env, app.identity(), app.routes(), options);
    http::ServerOptions listening;
    listening.address = settings.address == "localhost" ? "127.0.0.1" : settings.address;
    listening.port = static_cast<std::uint16_t>(port);
    if (tls) listening.tls = http::TlsFiles{settings.certificate, settings.private_key};
    auto server = TRY(http::Server::listen(router, listening));
    server->start();
    {
        std::optional<UnsealSocket> unsealing;
        if (app.vault().sealed()) {
            machine.terminal.warn("cli.serve.sealed", {{"data", app.folder().root}});
            unsealing.emplace(machine, app);
        }
        const Timers timers(machine, app);
        ready(std::string(tls ? "https://" : "http://") + listening.address + ":" + std::to_string(server->port()));
        const sigset_t set = stop_signals();
        int received = 0;
        ::sigwait(&set, &received);
        machine.terminal.warn("cli.serve.stopping");
    }
    server->stop();
    // What happened since the last checkpoint gets its own before the keys are forgotten.
    if (!app.vault().sealed()) {
        (void)app.identity().flush_unauthenticated();
        for (const store::Centre& centre : centres) (void)app.ledger().checkpoint_now(centre.id);
    }
    app.vault().seal();
    flush_log();
    return {};
}

Result<bool> send_unseal(const std::string& path, const SecretBytes& passphrase) {
    const Error absent = fail(ErrorKind::not_found, "app.not_running", {{"path", path}});
    const int peer = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (peer < 0) return absent;
    const sockaddr_un address = address_of(path);
    if (::connect(peer, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {  // NOLINT: sockets
        ::close(peer);
        return absent;
    }
    (void)::send(peer, passphrase.view().data(), passphrase.size(), MSG_NOSIGNAL);
    (void)::send(peer, "\n", 1, MSG_NOSIGNAL);
    char answer = '0';
    const ssize_t n = ::read(peer, &answer, 1);
    ::close(peer);
    return n == 1 && answer == '1';
}

}  // namespace xinan::app
