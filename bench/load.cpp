// SPDX-License-Identifier: AGPL-3.0-or-later
// The load: requests from a file over keep-alive connections, each connection one request at a time, one thread on epoll so
// that it takes little of the machine it shares with the server.
//
// A line of the file: KIND <tab> METHOD <tab> TARGET <tab> COOKIE LINE NUMBER <tab> IF-MATCH or - <tab> BODY. Every POST has a new
// idempotency key. Each request is sent once; latencies are told by kind. ACKNOWLEDGED gets the Location of each 201.
#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "bench/tool.hpp"

namespace xinan::bench {
namespace {

struct Ask {
    std::string kind;
    std::string bytes;
};
struct Line {  // one connection
    int socket = -1;
    const Ask* ask = nullptr;
    std::size_t sent = 0;
    std::int64_t begun = 0;
    std::string answer;
};

std::vector<std::string> lines_of(const char* path) {
    std::ifstream in(path);
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

std::vector<Ask> read_requests(const char* path, const std::vector<std::string>& cookies) {
    const auto random = system_random();
    std::vector<Ask> out;
    for (const std::string& line : lines_of(path)) {
        std::array<std::string_view, 6> part;
        std::string_view rest = line;
        for (std::size_t i = 0; i < part.size(); ++i) {
            const auto tab = i + 1 == part.size() ? std::string_view::npos : rest.find('\t');
            part[i] = rest.substr(0, tab);
            rest = tab == std::string_view::npos ? std::string_view{} : rest.substr(tab + 1);
        }
        std::string text = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: zh\r\n", part[1], part[2]);
        if (part[3] != "-") text += fmt::format("Cookie: xinan-local={}\r\n", cookies.at(std::stoul(std::string(part[3]))));
        if (part[1] != "GET") {
            text += fmt::format("X-Xinan: 1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n", part[5].size());
            std::array<std::uint8_t, 16> key{};
            random->fill(key);
            if (part[4] == "-") text += fmt::format("Idempotency-Key: {}\r\n", to_hex(key));
            else text += fmt::format("If-Match: \"{}\"\r\n", part[4]);
        }
        out.push_back({std::string(part[0]), text + "\r\n" + std::string(part[5])});
    }
    return out;
}

class Load final {
   public:
    Load(std::uint16_t port, const std::vector<Ask>& asks, const char* acknowledged) : port_(port), asks_(asks) {
        if (acknowledged != nullptr) acknowledged_.open(acknowledged, std::ios::app);
    }

    // False: the server went away before every request was answered (what was acknowledged until then is told).
    bool run(std::size_t connections) {
        poll_ = epoll_create1(EPOLL_CLOEXEC);
        lines_.resize(std::min(connections, asks_.size()));
        for (Line& line : lines_) {
            if (!open(line)) return false;
        }
        // All are connected before the first request, so that tries at one slot meet.
        begun_ = nanos();
        for (Line& line : lines_) next(line);
        std::array<epoll_event, 64> events{};
        while (answered_ < asks_.size() && alive_) {
            const int ready = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 60'000);
            if (ready <= 0) return false;
            for (int i = 0; i < ready; ++i) serve(*static_cast<Line*>(events[static_cast<std::size_t>(i)].data.ptr));
        }
        ended_ = nanos();
        return answered_ == asks_.size();
    }

    void tell(bool complete) {
        std::string kinds, statuses;
        for (auto& [kind, times] : latencies_) {
            std::ranges::sort(times);
            const auto at = [&](double part) { return static_cast<double>(times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))]) / 1000.0; };
            kinds += fmt::format("{}\"{}\": {{\"count\": {}, \"p50_us\": {:.1f}, \"p99_us\": {:.1f}, \"max_us\": {:.1f}}}", kinds.empty() ? "" : ", ", kind,
                                 times.size(), at(0.5), at(0.99), at(1.0));
        }
        for (const auto& [status, count] : statuses_) statuses += fmt::format("{}\"{}\": {}", statuses.empty() ? "" : ", ", status, count);
        fmt::print("{{\"complete\": {}, \"answered\": {}, \"seconds\": {:.4f}, \"statuses\": {{{}}}, \"kinds\": {{{}}}}}\n", complete, answered_,
                   static_cast<double>((ended_ == 0 ? nanos() : ended_) - begun_) / 1e9, statuses, kinds);
    }

   private:
    bool open(Line& line) {
        line.socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(line.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return false;
        const int on = 1;
        setsockopt(line.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        fcntl(line.socket, F_SETFL, O_NONBLOCK);
        epoll_event event{.events = EPOLLIN, .data = {.ptr = &line}};
        return epoll_ctl(poll_, EPOLL_CTL_ADD, line.socket, &event) == 0;
    }
    void next(Line& line) {
        line.answer.clear();
        line.ask = next_ < asks_.size() ? &asks_[next_++] : nullptr;
        if (line.ask == nullptr) return;
        line.begun = nanos();
        // A request is far smaller than a socket's buffer.
        const auto n = send(line.socket, line.ask->bytes.data(), line.ask->bytes.size(), MSG_NOSIGNAL);
        if (n != static_cast<ssize_t>(line.ask->bytes.size())) alive_ = false;
    }
    void serve(Line& line) {
        std::array<char, 65536> buffer;
        while (true) {
            const auto n = recv(line.socket, buffer.data(), buffer.size(), 0);
            if (n < 0 && errno == EAGAIN) return;
            if (n <= 0) {
                alive_ = false;
                return;
            }
            line.answer.append(buffer.data(), static_cast<std::size_t>(n));
            if (whole(line.answer)) break;
        }
        note(line);
        next(line);
    }
    static std::string_view header(std::string_view answer, std::string_view name) {
        const auto at = answer.find(name);
        if (at == std::string_view::npos) return {};
        const auto from = at + name.size();
        return answer.substr(from, answer.find("\r\n", from) - from);
    }
    static bool whole(std::string_view answer) {
        const auto head = answer.find("\r\n\r\n");
        if (head == std::string_view::npos) return false;
        const std::string_view length = header(answer.substr(0, head + 2), "\r\nContent-Length: ");
        return answer.size() >= head + 4 + (length.empty() ? 0 : std::stoul(std::string(length)));
    }
    void note(const Line& line) {
        latencies_[line.ask->kind].push_back(nanos() - line.begun);
        const std::string status = line.answer.substr(9, 3);
        ++statuses_[status];
        ++answered_;
        if (status == "201" && acknowledged_.is_open()) acknowledged_ << header(line.answer, "\r\nLocation: ") << '\n';
        else if (status.front() != '2' && std::getenv("XINAN_BENCH_SHOW") != nullptr) fmt::print(stderr, "{}\n{}\n", line.ask->bytes, line.answer);
        if (status.front() == '2' && acknowledged_.is_open() && line.ask->kind.ends_with("!")) acknowledged_ << line.answer.substr(line.answer.find("\r\n\r\n") + 4) << '\n';
    }

    const std::uint16_t port_;
    const std::vector<Ask>& asks_;
    std::ofstream acknowledged_;
    std::vector<Line> lines_;
    std::map<std::string, std::vector<std::int64_t>> latencies_;
    std::map<std::string, int> statuses_;
    int poll_ = -1;
    bool alive_ = true;
    std::size_t next_ = 0, answered_ = 0;
    std::int64_t begun_ = 0, ended_ = 0;
};

}  // namespace

int load(Arguments args) {
    if (args.size() < 4) return 2;
    const auto asks = read_requests(args[2], lines_of(args[3]));
    Load run(static_cast<std::uint16_t>(std::stoul(args[0])), asks, args.size() > 4 ? args[4] : nullptr);
    const bool complete = run.run(std::stoul(args[1]));
    run.tell(complete);
    return complete ? 0 : 1;
}

}  // namespace xinan::bench
