// SPDX-License-Identifier: AGPL-3.0-or-later
// One peer: read a request within limits, hand it to the router, write the response, again. Beast only parses.
//
// g++ 12 destroys a temporary of class type twice when it is an argument of what is awaited (seen here as "invalid
// pointer"). So whatever is handed to an awaited call has a name, and an await stands alone: not in ?:, not behind &&.
#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <charconv>

#include "base/log.hpp"
#include "crypto/process.hpp"
#include "http/server_impl.hpp"

namespace xinan::http {
namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kOneWriteMax = 16 * 1024;        // head and body in one buffer: one segment, one TLS record
constexpr std::size_t kLingerBytesMax = 4 * 1024 * 1024;
constexpr Millis kLingerDeadline{2'000};

// The headers the router reads. Twice is not HTTP for any of them.
constexpr std::array<std::string_view, 13> kKnownHeaders{
    "host",   "origin",        "cookie",          "content-type",    "content-length",  "transfer-encoding", "x-xinan",
    "expect", "if-none-match", "idempotency-key", "accept-language", "accept-encoding", "if-match"};

using Parser = beast::http::request_parser<beast::http::string_body>;

// Nothing when a header came twice, HTTP/1.1 came without Host, or the length is said in a way two readers could understand
// differently: Beast alone takes "chunked, gzip" with a Content-Length as the latter (RFC 9112 §6.1 wants it refused).
std::optional<Request> request_of(const Parser& parser, const std::string& address) {
    const auto& head = parser.get();
    Request request;
    request.method = std::string_view(head.method_string().data(), head.method_string().size());
    request.target = std::string_view(head.target().data(), head.target().size());
    request.address = address;
    for (const auto& field : head) {
        const std::string_view sent(field.name_string().data(), field.name_string().size());
        const auto known = std::ranges::find_if(kKnownHeaders, [sent](std::string_view name) {
            return beast::iequals({sent.data(), sent.size()}, {name.data(), name.size()});
        });
        if (known == kKnownHeaders.end()) continue;
        for (const auto& [name, value] : request.headers) {
            if (name == *known) return std::nullopt;
        }
        request.headers.emplace_back(*known, std::string_view(field.value().data(), field.value().size()));
    }
    if (head.version() != 10 && head.version() != 11) return std::nullopt;
    if (head.version() == 11 && request.header("host").empty()) return std::nullopt;
    const std::string_view coding = request.header("transfer-encoding");
    if (!coding.empty() && (!parser.chunked() || !beast::iequals({coding.data(), coding.size()}, "chunked"))) return std::nullopt;
    if (!coding.empty() && !request.header("content-length").empty()) return std::nullopt;
    return request;
}

template <class Stream>
class Connection final {
   public:
    Connection(Server::Impl& server, Lane& lane, Stream& stream, std::string address)
        : server_(server), stream_(stream), address_(std::move(address)) {
        lane_ = &lane;
        open_ = lane.open.insert(lane.open.end(), {&lowest(), false});
    }
    ~Connection() { lane_->open.erase(open_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    asio::awaitable<void> serve() {
        while (!server_.stopping) {
            if (buffer_.size() == 0) {
                const bool more = co_await wait_for_more();
                if (!more) co_return;
            }
            Parser parser;
            parser.header_limit(kHeaderBytesMax);
            parser.body_limit(boost::none);  // Set by route once the headers are here.
            lowest().expires_after(server_.options.header_deadline);
            const auto [error, bytes] = co_await beast::http::async_read_header(stream_, buffer_, parser, kAwait);
            open_->busy = true;
            bool go_on = false;
            if (error) co_await refuse_header(error);
            else go_on = co_await serve_one(parser);
            open_->busy = false;
            scrub_buffer();
            crypto::forget_on_this_thread();
            if (!go_on) co_return;
        }
    }

   private:
    beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }

    // The bytes of a request that was answered; a connection may stay open for long after.
    void scrub_buffer() {
        const auto room = buffer_.prepare(buffer_.capacity() - buffer_.size());
        wipe(room.data(), room.size());
    }

    // Between requests a peer may be quiet for longer than within one.
    asio::awaitable<bool> wait_for_more() {
        lowest().expires_after(server_.options.idle_deadline);
        const auto [error, bytes] = co_await stream_.async_read_some(buffer_.prepare(4096), kAwait);
        buffer_.commit(bytes);
        co_return !error;
    }

    // Only what the peer said wrong has an answer: a closed, timed out or reset connection has not.
    static bool said_wrong(beast::error_code error) {
        return error.category() == beast::http::make_error_code(beast::http::error::bad_method).category() &&
               error != beast::http::error::end_of_stream && error != beast::http::error::partial_message;
    }

    asio::awaitable<void> refuse_header(beast::error_code error) {
        if (!said_wrong(error)) co_return;
        const bool large = error == beast::http::error::header_limit || error == beast::http::error::buffer_overflow;
        const Request unread;
        co_await refuse_and_close(large ? "http.header_too_large" : "http.bad_request", unread);
    }

    asio::awaitable<void> refuse_and_close(const char* code, const Request& request) {
        const Response response = server_.router.refuse(fail(ErrorKind::invalid, code), request);
        co_await write_and_close(response);
    }

    asio::awaitable<void> write_and_close(const Response& response) {
        ++server_.requests;
        const bool written = co_await write(response, false);
        if (written) co_await linger();
    }

    // True: the connection goes on.
    asio::awaitable<bool> serve_one(Parser& parser) {
        auto request = request_of(parser, address_);
        if (!request) {
            const Request unread;
            co_await refuse_and_close("http.bad_request", unread);
            co_return false;
        }
        const Plan plan = server_.router.plan(request->method, request->target);
        const std::uint64_t declared = parser.content_length() ? *parser.content_length() : 0;
        const bool has_body = parser.chunked() || declared > 0;
        if (has_body && plan.kind == Plan::Kind::refused) {  // Nobody will read it.
            const Response response = server_.router.answer(plan, *request);
            co_await write_and_close(response);
            co_return false;
        }
        if (has_body) {
            const bool complete = co_await read_body(parser, *request, plan, declared);
            if (!complete) co_return false;
        }
        const bool keep_alive = parser.get().keep_alive() && !server_.stopping;
        Response response = co_await answer(plan, *request);
        ++server_.requests;
        if (response.events && !plan.head) {
            co_await stream_events(response);
            co_return false;
        }
        response.events.reset();
        const bool written = co_await write(response, keep_alive && !response.close);
        co_return written && keep_alive && !response.close;
    }

    asio::awaitable<void> refuse_length(const Plan& plan, const Request& request) {
        Error error = fail(ErrorKind::too_large, "http.too_large");
        error.args.emplace_back("max_bytes", std::to_string(plan.body_bytes_max));
        const Response response = server_.router.refuse(error, request);
        co_await write_and_close(response);
    }

    asio::awaitable<bool> read_body(Parser& parser, Request& request, const Plan& plan, std::uint64_t declared) {
        if (declared > plan.body_bytes_max) {
            co_await refuse_length(plan, request);
            co_return false;
        }
        parser.body_limit(plan.body_bytes_max);
        lowest().expires_after(server_.options.body_deadline);
        if (beast::iequals(parser.get()[beast::http::field::expect], "100-continue")) {
            static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
            const auto [error, bytes] = co_await asio::async_write(stream_, asio::buffer(kContinue), kAwait);
            if (error) co_return false;
        }
        const auto [error, bytes] = co_await beast::http::async_read(stream_, buffer_, parser, kAwait);
        if (error == beast::http::error::body_limit || error == beast::http::error::buffer_overflow) {
            co_await refuse_length(plan, request);
            co_return false;
        }
        if (error) {
            if (said_wrong(error)) co_await refuse_and_close("http.bad_request", request);
            co_return false;
        }
        request.body = std::move(parser.get().body());
        co_return true;
    }

    asio::awaitable<Response> answer(const Plan& plan, Request& request) {
        if (!plan.blocks()) co_return server_.router.answer(plan, request);
        if (server_.waiting.load() >= server_.options.waiting_max) {
            co_return server_.router.refuse(fail(ErrorKind::unavailable, "unavailable.busy"), request);
        }
        ++server_.waiting;
        // The connection itself goes over to a worker and comes back: no queue of our own, no copy.
        co_await asio::post(asio::bind_executor(server_.workers.get_executor(), asio::use_awaitable));
        Response response = server_.router.answer(plan, request);
        wipe(request.body.data(), request.body.size());
        crypto::forget_on_this_thread();
        co_await asio::post(asio::use_awaitable);
        --server_.waiting;
        co_return response;
    }

    asio::awaitable<bool> write(const Response& response, bool keep_alive) {
        lowest().expires_after(server_.options.write_deadline);
        std::string head = head_of(response, server_.router.secure(), keep_alive);
        const ByteView body = response.head || response.status == 204 || response.status == 304 ? ByteView{}
                              : response.fixed_body.empty()                                   ? view_of(response.body)
                                                                                              : response.fixed_body;
        if (body.size() <= kOneWriteMax) {
            head.append(text_of(body));
            const auto [error, bytes] = co_await asio::async_write(stream_, asio::buffer(head), kAwait);
            co_return !error;
        }
        const std::array<asio::const_buffer, 2> both{asio::buffer(head), asio::buffer(body.data(), body.size())};
        const auto [error, bytes] = co_await asio::async_write(stream_, both, kAwait);
        co_return !error;
    }

    // Closing while the peer still sends would make its system throw our answer away: say that we are done, read on for
    // a while, then close.
    asio::awaitable<void> linger() {
        boost::system::error_code ignored;
        lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
        lowest().expires_after(kLingerDeadline);
        std::array<char, 8192> sink{};
        for (std::size_t total = 0; total < kLingerBytesMax;) {
            const auto [error, bytes] = co_await lowest().async_read_some(asio::buffer(sink), kAwait);
            if (error) co_return;
            total += bytes;
        }
    }

    asio::awaitable<bool> write_chunk(std::string_view text) {
        std::array<char, 20> size{};
        const auto end = std::to_chars(size.data(), size.data() + size.size(), text.size(), 16);
        std::string framed(size.data(), end.ptr);
        framed.append("\r\n").append(text).append("\r\n");
        lowest().expires_after(server_.options.write_deadline);
        const auto [error, bytes] = co_await asio::async_write(stream_, asio::buffer(framed), kAwait);
        lowest().expires_never();
        co_return !error;
    }

    asio::awaitable<void> stream_events(const Response& response) {
        EventHub& hub = server_.router.events();
        const auto executor = co_await asio::this_coro::executor;
        asio::steady_timer timer(executor);
        auto opened = hub.open(*response.events, [&timer, executor] { asio::post(executor, [&timer] { timer.cancel(); }); });
        if (!opened) {
            const Request unread;
            const Response busy = server_.router.refuse(opened.error(), unread);
            co_await write_and_close(busy);
            co_return;
        }
        const StreamId id = *opened;
        // A peer that listens sends nothing: when there is something to read, it left.
        bool watching = true;
        bool left = false;
        lowest().socket().async_wait(tcp::socket::wait_read, [&](boost::system::error_code) {
            watching = false;
            left = true;
            timer.cancel();
        });
        bool good = co_await write(response, false);
        if (good) good = co_await write_chunk(": listening\n\n");
        while (good && !left) {
            const EventHub::Taken taken = hub.take(id);
            if (!taken.text.empty()) good = co_await write_chunk(taken.text);
            if (taken.ended || server_.stopping) {
                if (good) good = co_await write_chunk("event: end\ndata: {}\n\n");
                if (good) (void)co_await asio::async_write(stream_, asio::buffer("0\r\n\r\n", 5), kAwait);
                break;
            }
            if (!taken.text.empty() || !good || left) continue;
            timer.expires_after(kEventHeartbeat);
            const auto [woken] = co_await timer.async_wait(kAwait);
            if (!woken && !left) good = co_await write_chunk(": \n\n");
        }
        hub.close(id);
        boost::system::error_code ignored;
        lowest().socket().cancel(ignored);
        // What was posted before must run while timer and flags still stand. After close() nothing more is posted.
        do {
            co_await asio::post(asio::use_awaitable);
        } while (watching);
    }

    Server::Impl& server_;
    Stream& stream_;
    std::string address_;
    Lane* lane_ = nullptr;
    std::list<Open>::iterator open_;
    beast::flat_buffer buffer_;
};

asio::awaitable<void> serve_plain(Server::Impl& server, Lane& lane, tcp::socket socket, std::string address) {
    beast::tcp_stream stream(std::move(socket));
    Connection<beast::tcp_stream> connection(server, lane, stream, std::move(address));
    co_await connection.serve();
}

asio::awaitable<void> serve_tls(Server::Impl& server, Lane& lane, tcp::socket socket, std::string address) {
    asio::ssl::stream<beast::tcp_stream> stream(beast::tcp_stream(std::move(socket)), *server.tls);
    Connection<asio::ssl::stream<beast::tcp_stream>> connection(server, lane, stream, std::move(address));
    beast::get_lowest_layer(stream).expires_after(server.options.handshake_deadline);
    const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::server, kAwait);
    if (error) co_return;
    co_await connection.serve();
    beast::get_lowest_layer(stream).expires_after(kLingerDeadline);
    (void)co_await stream.async_shutdown(kAwait);
}

}  // namespace

asio::awaitable<void> serve_connection(Server::Impl& server, Lane& lane, tcp::socket socket) {
    try {
        boost::system::error_code error;
        const auto peer = socket.remote_endpoint(error);
        socket.set_option(tcp::no_delay(true), error);
        std::string address = peer.address().to_string();
        if (server.tls) co_await serve_tls(server, lane, std::move(socket), std::move(address));
        else co_await serve_plain(server, lane, std::move(socket), std::move(address));
    } catch (const std::exception&) {
        log(LogLevel::error, "http.connection_failed");
    }
    server.connection_ended();
}

}  // namespace xinan::http
