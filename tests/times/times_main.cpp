// SPDX-License-Identifier: AGPL-3.0-or-later
// times_of_404 DEMO_FOLDER [LOGIN]: does the time of an answer tell that a record exists? Somebody who may not know of a record asks for
// it and for one that does not exist, 2 x 5,000 times, mixed by chance, over one connection that stays open. Prints TAP.
//
// The figure is the chance that an answer about the real one took longer than an answer about nothing (the area under the ROC
// curve): 0.5 tells nothing; up to 0.55 either way is allowed (DECISIONS, Ledger). Noise moves it both ways, a leak always the
// same: a door fails when three measurements in a row lie beyond the bound on the same side. Controls plant a delay.
//
// The folder should be in memory (/dev/shm): a disk that syncs takes a hundred times longer than what is looked for.
// The program's own clock is set forward with each request, so that its limits of requests a minute do not end the test.
#include <arpa/inet.h>
#include <fmt/core.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <stdexcept>

#include "app/application.hpp"
#include "app/demo_client.hpp"
#include "http/server.hpp"

namespace xinan::app {
namespace {

constexpr int kEach = 5'000;
constexpr int kWarm = 200;
constexpr double kBound = 0.05;
constexpr int kTries = 3;
constexpr Millis kBetween{2'500};
constexpr const char* kNothing = "0123456789abcdef0123456789abcdef";

std::int64_t nanoseconds() {
    timespec at{};
    ::clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1'000'000'000LL + at.tv_nsec;
}

// A connection that stays open, as a browser's.
class Peer final {
   public:
    Peer(std::uint16_t port, ManualClock& clock) : clock_(clock), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("no connection");
    }
    ~Peer() { ::close(socket_); }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    struct Answer {
        int status = 0;
        std::string body;
        std::int64_t nanoseconds = 0;
    };
    // `planted` more time passes before the answer counts as received.
    Answer get(const std::string& path, std::int64_t planted = 0) { return ask("GET", path, {}, planted); }
    void sign_in(const std::string& login, const std::string& passphrase) {
        const Answer said = ask("POST", "/session", fmt::format(R"({{"login":"{}","passphrase":"{}"}})", login, passphrase), 0);
        if (said.status / 100 != 2) throw std::runtime_error(fmt::format("{} may not enter: {}", login, said.status));
    }

   private:
    Answer ask(const char* method, const std::string& path, const std::string& body, std::int64_t planted) {
        clock_.advance(kBetween);
        const std::string text = fmt::format("{} /api/v1{} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Xinan: 1\r\nCookie: {}\r\nContent-Type: application/json\r\n"
                                             "Content-Length: {}\r\n\r\n{}", method, path, cookie_, body.size(), body);
        Answer answer;
        const std::int64_t began = nanoseconds();
        if (::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size())) throw std::runtime_error("cannot send");
        std::string got;
        std::size_t head = std::string::npos, length = 0;
        while (head == std::string::npos || got.size() < head + 4 + length) {
            std::array<char, 65536> bytes;
            const auto n = ::recv(socket_, bytes.data(), bytes.size(), 0);
            if (n <= 0) throw std::runtime_error("the connection ended");
            got.append(bytes.data(), static_cast<std::size_t>(n));
            if (head != std::string::npos) continue;
            head = got.find("\r\n\r\n");
            if (const auto at = got.find("Content-Length: "); head != std::string::npos && at < head) length = std::stoul(got.substr(at + 16));
        }
        for (const std::int64_t until = nanoseconds() + planted; planted > 0 && nanoseconds() < until;) {}
        answer.nanoseconds = nanoseconds() - began;
        answer.status = std::stoi(got.substr(9, 3));
        answer.body = got.substr(head + 4);
        if (const auto set = got.find("Set-Cookie: "); set < head) cookie_ = got.substr(set + 12, got.find(';', set) - set - 12);
        return answer;
    }

    ManualClock& clock_;
    int socket_;
    std::string cookie_;
};

// The chance that one of `real` is larger than one of `none`; halves for ties.
double area(std::vector<std::int64_t> real, std::vector<std::int64_t> none) {
    std::ranges::sort(none);
    double above = 0;
    for (const std::int64_t one : real) {
        const auto [low, high] = std::ranges::equal_range(none, one);
        above += static_cast<double>(low - none.begin()) + 0.5 * static_cast<double>(high - low);
    }
    return above / (static_cast<double>(real.size()) * static_cast<double>(none.size()));
}

struct Door {
    std::string login, path, id;
    std::string at(const std::string& of) const {
        std::string text = path;
        return text.replace(text.find("ID"), 2, of);
    }
};

class Bench final {
   public:
    Bench(std::uint16_t port, ManualClock& clock, Random& random) : port_(port), clock_(clock), random_(random) {}

    // Throws when an answer is not a refusal.
    double measure(const Door& door, const std::string& passphrase, std::int64_t planted = 0) {
        Peer peer(port_, clock_);
        peer.sign_in(door.login, passphrase);
        const std::string real = door.at(door.id), nothing = door.at(kNothing);
        std::vector<std::int64_t> of_real, of_nothing;
        for (int i = -kWarm; i < kEach; ++i) {
            std::array<std::uint8_t, 1> coin{};
            random_.fill(coin);
            for (const bool first : {true, false}) {
                const bool is_real = first == ((coin[0] & 1U) != 0);
                const auto said = peer.get(is_real ? real : nothing, is_real ? planted : 0);
                if (said.status != 404 && said.status != 403) throw std::runtime_error(fmt::format("answered with {}", said.status));
                if (i >= 0) (is_real ? of_real : of_nothing).push_back(said.nanoseconds);
            }
        }
        std::vector<std::int64_t> sorted = of_nothing;
        std::ranges::sort(sorted);
        fmt::print("#   {} {}: median {} us, nine in ten below {} us\n", door.login, door.path, sorted[sorted.size() / 2] / 1000, sorted[sorted.size() * 9 / 10] / 1000);
        return area(std::move(of_real), std::move(of_nothing));
    }

   private:
    std::uint16_t port_;
    ManualClock& clock_;
    Random& random_;
};

// "role: login  passphrase" of demo-accounts.txt.
std::string passphrase_of(std::string_view accounts, const std::string& login) {
    const std::string mark = ": " + login + "  ";
    const auto at = accounts.find(mark);
    if (at == std::string_view::npos) throw std::runtime_error("no account " + login);
    return std::string(accounts.substr(at + mark.size(), accounts.find('\n', at) - at - mark.size()));
}

template <class T>
T value(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().code);
    return std::move(result).value();
}

int number = 0, failed = 0;
void tell(bool good, const std::string& what) {
    if (!good) ++failed;
    fmt::print("{} {} - {}\n", good ? "ok" : "not ok", ++number, what);
    std::fflush(stdout);
}

void run(const std::string& root, const std::string& only) {
    const Folder folder{root};
    const auto wall = system_clock();
    const auto random = system_random();
    ManualClock clock(wall->now() + Millis{60'000});
    const SettingsFile settings = value(read_settings(folder));
    auto app = value(Application::open(folder, settings, clock, *random));
    if (!value(app->unseal_by_file())) throw std::runtime_error("the key file is not there");
    http::RouterOptions options;
    options.secure = false;
    options.default_centre = value(app->centres()).front().id;
    const Env env = app->env();
    http::Router router(env, app->identity(), app->routes(), options);
    http::ServerOptions listening;
    listening.port = 0;
    auto server = value(http::Server::listen(router, listening));
    server->start();
    const std::string accounts(value(read_private_file(folder.accounts(), 64 * 1024)).text());

    Peer desk(server->port(), clock);
    desk.sign_in("counsellor", passphrase_of(accounts, "counsellor"));
    const auto take = [&](const std::string& path, const char* at) {
        const std::string id = text_at(desk.get(path).body, at);
        if (id.size() != 32) throw std::runtime_error("no id at " + path);
        return id;
    };
    const std::string of_case = take("/cases", "items.0.id"), person = take("/cases", "items.0.visitor.id");
    const std::string session = take("/cases/" + of_case, "sessions.0.id"), file = take("/archive-files", "items.0.id");
    Peer visitor(server->port(), clock);
    visitor.sign_in("chenxi", passphrase_of(accounts, "chenxi"));
    const std::string self = text_at(visitor.get("/me/person").body, "id");
    const std::string other = self == person ? take("/cases", "items.1.visitor.id") : person;
    const std::vector<Door> doors{
        {"district", "/cases/ID", of_case}, {"district", "/sessions/ID/record", session}, {"district", "/sessions/ID/process-note", session},
        {"district", "/sessions/ID/record/versions", session}, {"chenxi", "/persons/ID/consents", other},
        {"teacher", "/cases/ID", of_case}, {"leader", "/sessions/ID/record", session}, {"finance", "/persons/ID", person},
        {"admin", "/archive-files/ID/content", file}, {"auditor", "/persons/ID/basic-form", person}};
    Bench bench(server->port(), clock, *random);
    for (const Door& door : doors) {
        if (!only.empty() && door.login != only) continue;
        const std::string passphrase = passphrase_of(accounts, door.login);
        std::string figures;
        int side = 0;
        bool good = false;
        for (int attempt = 0; attempt < kTries && !good; ++attempt) {
            const double found = bench.measure(door, passphrase);
            figures += fmt::format(" {:.3f}", found);
            const int now = found > 0.5 ? 1 : -1;
            good = std::abs(found - 0.5) <= kBound || (side != 0 && now != side);
            side = now;
        }
        tell(good, fmt::format("{} learns nothing from the time of {}: area{}", door.login, door.path, figures));
    }
    for (const int microseconds : {200, 50}) {
        const double found = bench.measure(doors.front(), passphrase_of(accounts, "district"), microseconds * 1000);
        if (microseconds == 200) tell(std::abs(found - 0.5) > kBound, fmt::format("a planted delay of 200 us is noticed: area {:.3f}", found));
        else fmt::print("# a planted delay of {} us: area {:.3f}; beyond the bound on a quiet machine only\n", microseconds, found);
    }
    server->stop();
}

}  // namespace
}  // namespace xinan::app

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) return fmt::print(stderr, "usage: times_of_404 DEMO_FOLDER [LOGIN]\n"), 2;
    try {
        xinan::app::run(argv[1], argc > 2 ? argv[2] : "");
    } catch (const std::exception& error) {
        xinan::app::tell(false, error.what());
    }
    fmt::print("1..{}\n", xinan::app::number);
    return xinan::app::failed == 0 ? 0 : 1;
}
