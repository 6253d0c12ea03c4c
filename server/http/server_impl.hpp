// SPDX-License-Identifier: AGPL-3.0-or-later
// What server.cpp (listening, threads) and connection.cpp (one peer) share. Included by these two only: it brings Asio.
#pragma once

#include <pthread.h>

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

#include "http/server.hpp"

namespace xinan::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;

// A thread with a small stack: there are many workers, and each is shallow.
class SmallThread final {
   public:
    SmallThread(std::function<void()> run, std::size_t stack_bytes);  // Throws std::system_error.
    SmallThread(const SmallThread&) = delete;
    SmallThread& operator=(const SmallThread&) = delete;
    ~SmallThread();  // joins

   private:
    std::function<void()> run_;
    pthread_t handle_{};
};

// One open connection, as its I/O thread sees it.
struct Open {
    beast::tcp_stream* stream = nullptr;
    bool busy = false;  // A request has begun and is not answered.
};

// One thread that moves bytes. Its connections are touched by it alone, so they need no lock.
struct Lane {
    std::list<Open> open;
    asio::io_context io{1};
    asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(io);
};

struct Server::Impl {
    Impl(Router& router, ServerOptions options);

    Router& router;
    const ServerOptions options;
    std::atomic<bool> stopping{false};
    std::atomic<std::uint64_t> connections{0};
    std::atomic<std::uint64_t> refused_connections{0};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::size_t> waiting{0};
    std::mutex drained_mutex;
    std::condition_variable drained;

    std::optional<asio::ssl::context> tls;
    // Suspended connections are destroyed with their lane; they refer to what stands above.
    std::vector<std::unique_ptr<Lane>> lanes;
    asio::io_context workers;
    asio::executor_work_guard<asio::io_context::executor_type> workers_work = asio::make_work_guard(workers);
    std::optional<tcp::acceptor> acceptor;
    std::vector<std::jthread> io_threads;
    std::list<SmallThread> worker_threads;

    asio::awaitable<void> accept_all();
    void connection_ended();
};

// Serves one peer until it or we end. Never throws.
asio::awaitable<void> serve_connection(Server::Impl& server, Lane& lane, tcp::socket socket);

}  // namespace xinan::http
