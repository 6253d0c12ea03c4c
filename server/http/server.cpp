// SPDX-License-Identifier: AGPL-3.0-or-later
#include <openssl/ssl.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <system_error>

#include "base/log.hpp"
#include "http/server_impl.hpp"

namespace xinan::http {
namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

// We speak one protocol; who offers others only is refused in the handshake (RFC 7301).
int choose_http_1_1(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in, unsigned in_size, void*) {
    static constexpr unsigned char kOurs[] = "\x08http/1.1";
    unsigned char* chosen = nullptr;
    const int found = SSL_select_next_proto(&chosen, out_size, kOurs, sizeof(kOurs) - 1, in, in_size);
    *out = chosen;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

Result<asio::ssl::context> tls_context(const TlsFiles& files) {
    asio::ssl::context context(asio::ssl::context::tls_server);
    boost::system::error_code error;
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_3_VERSION);
    SSL_CTX_set_alpn_select_cb(context.native_handle(), choose_http_1_1, nullptr);
    context.use_certificate_chain_file(files.certificate, error);
    if (!error) context.use_private_key_file(files.key, asio::ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(context.native_handle()) != 1) {
        return fail(ErrorKind::invalid, "http.bad_certificate");
    }
    return context;
}

}  // namespace

SmallThread::SmallThread(std::function<void()> run, std::size_t stack_bytes) : run_(std::move(run)) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_bytes);
    const int failed = pthread_create(
        &handle_, &attributes,
        [](void* self) -> void* {
            static_cast<SmallThread*>(self)->run_();
            return nullptr;
        },
        this);
    pthread_attr_destroy(&attributes);
    if (failed != 0) throw std::system_error(failed, std::generic_category(), "a worker thread");
}

SmallThread::~SmallThread() { pthread_join(handle_, nullptr); }

Server::Impl::Impl(Router& router_in, ServerOptions options_in) : router(router_in), options(std::move(options_in)) {
    for (unsigned i = 0; i < std::max(1U, options.io_threads); ++i) lanes.push_back(std::make_unique<Lane>());
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() { stop(); }

Result<std::unique_ptr<Server>> Server::listen(Router& router, ServerOptions options) {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) return fail(ErrorKind::invalid, "http.bad_address");
    if (!options.tls && !address.is_loopback()) return fail(ErrorKind::invalid, "http.plain_off_loopback");
    ensure(router.secure() == options.tls.has_value(), "the router knows whether it is behind TLS");
    const std::uint16_t port = options.port;
    auto impl = std::make_unique<Impl>(router, std::move(options));
    if (impl->options.tls) impl->tls.emplace(TRY(tls_context(*impl->options.tls)));
    const tcp::endpoint endpoint(address, port);
    tcp::acceptor& acceptor = impl->acceptor.emplace(impl->lanes.front()->io);
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return fail(ErrorKind::unavailable, "http.port_in_use", {{"port", std::to_string(port)}});
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const {
    boost::system::error_code error;
    return impl_->acceptor->local_endpoint(error).port();
}

Server::Counts Server::counts() const {
    return {impl_->connections.load(), impl_->requests.load(), impl_->refused_connections.load()};
}

void Server::start() {
    Impl& impl = *impl_;
    ensure(impl.io_threads.empty(), "a server is started once");
    for (unsigned i = 0; i < std::max(1U, impl.options.workers); ++i) {
        impl.worker_threads.emplace_back([&impl] { impl.workers.run(); }, impl.options.worker_stack_bytes);
    }
    impl.router.events().start();
    asio::co_spawn(impl.lanes.front()->io, impl.accept_all(), asio::detached);
    for (const auto& lane : impl.lanes) impl.io_threads.emplace_back([&io = lane->io] { io.run(); });
    log(LogLevel::info, "http.listening", {{"port", port()}, {"tls", impl.options.tls.has_value()}});
}

asio::awaitable<void> Server::Impl::accept_all() {
    asio::steady_timer pause(lanes.front()->io);
    for (std::size_t next = 0; !stopping; ++next) {
        Lane& lane = *lanes[next % lanes.size()];
        auto [error, socket] = co_await acceptor->async_accept(lane.io, kAwait);
        if (stopping) co_return;
        if (error) {  // Too many files open, a peer that left: breathe, and go on.
            pause.expires_after(std::chrono::milliseconds{50});
            (void)co_await pause.async_wait(kAwait);
            continue;
        }
        if (connections.load() >= options.connections_max) {
            ++refused_connections;
            continue;  // The socket closes.
        }
        ++connections;
        asio::co_spawn(lane.io, serve_connection(*this, lane, std::move(socket)), asio::detached);
    }
}

void Server::Impl::connection_ended() {
    const std::lock_guard lock(drained_mutex);
    --connections;
    drained.notify_all();
}

void Server::stop() {
    Impl& impl = *impl_;
    if (impl.stopping.exchange(true)) return;
    impl.router.events().end_all();
    asio::post(impl.lanes.front()->io, [&impl] {
        boost::system::error_code ignored;
        impl.acceptor->close(ignored);
    });
    for (const auto& lane : impl.lanes) {
        asio::post(lane->io, [&lane = *lane] {
            for (const Open& open : lane.open) {
                if (!open.busy) open.stream->close();
            }
        });
    }
    if (!impl.io_threads.empty()) {
        std::unique_lock lock(impl.drained_mutex);
        impl.drained.wait_for(lock, impl.options.drain_deadline, [&impl] { return impl.connections == 0; });
    }
    impl.workers_work.reset();
    impl.workers.stop();
    impl.worker_threads.clear();
    for (const auto& lane : impl.lanes) lane->io.stop();
    impl.io_threads.clear();
    log(LogLevel::info, "http.stopped", {{"cut_off", impl.connections.load()}});
}

}  // namespace xinan::http
