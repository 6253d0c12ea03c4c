// SPDX-License-Identifier: AGPL-3.0-or-later
// The listener: bytes on the network become requests for the router, within limits of size and time. TLS 1.3, or plain
// HTTP on loopback only. Two threads move bytes; handlers run on their own threads and may block.
//
// Source: RFC 9112; STACK §2 (probes a server of ours must pass). Threads: listen, start and stop belong to the owner.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "http/router.hpp"

namespace xinan::http {

struct TlsFiles {
    std::string certificate;  // PEM, the chain
    std::string key;          // PEM, mode 0600
};

struct ServerOptions {
    std::string address = "127.0.0.1";  // an IP address; no names
    std::uint16_t port = 8443;          // 0: any free one (tests)
    std::optional<TlsFiles> tls = std::nullopt;
    unsigned io_threads = 2;
    unsigned workers = 72;              // more than a commit takes operations: a group can be full
    std::size_t worker_stack_bytes = 512 * 1024;
    std::size_t connections_max = 4'096;
    std::size_t waiting_max = 2'048;    // requests handed to workers and not answered; beyond: 503
    Millis handshake_deadline{10'000};
    Millis header_deadline{10'000};     // from a request's first byte to the end of its headers
    Millis body_deadline{30'000};
    Millis write_deadline{60'000};
    Millis idle_deadline{60'000};       // between requests
    Millis drain_deadline{10'000};      // of stop()
};

inline constexpr std::size_t kHeaderBytesMax = 16 * 1024;

class Server final {
   public:
    // Binds, but answers nobody before start(). router outlives the server and knows whether it is behind TLS (ensured).
    // Errors: invalid http.bad_address, invalid http.plain_off_loopback, invalid http.bad_certificate,
    //         unavailable http.port_in_use {port}.
    static Result<std::unique_ptr<Server>> listen(Router& router, ServerOptions options);
    ~Server();  // stops
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    void start();
    [[nodiscard]] std::uint16_t port() const;
    // Accepts no more, ends idle connections and event streams, lets requests finish until drain_deadline, then ends
    // the rest. Returns when every thread has ended; a handler that is in the store is waited for.
    void stop();

    struct Counts { std::uint64_t connections = 0; std::uint64_t requests = 0; std::uint64_t refused_connections = 0; };
    [[nodiscard]] Counts counts() const;  // connections: open now

    struct Impl;  // server_impl.hpp

   private:
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace xinan::http
