// SPDX-License-Identifier: AGPL-3.0-or-later
// A real listener on loopback and a client that says what no browser would: too long, too slow, two lengths at once.
// Deadlines are short so that the cut, not a sleep, ends each test.
#include "http/server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "http/http_support.hpp"

namespace xinan::http {
namespace {

using access::Role;
using testing::Browser;
using testing::TestApp;
using testing::Things;
using xinan::testing::code_of;
using xinan::testing::must;

// A blocking client with a long safety limit: a hang is a failure, not a wait for ever.
class Client final {
   public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval limit{.tv_sec = 20, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) throw std::runtime_error("no connection");
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool send(std::string_view text) const {
        while (!text.empty()) {
            const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    // Until the text holds `part`, or the peer ends.
    std::string read_until(std::string_view part) {
        while (read_.find(part) == std::string::npos) {
            char bytes[4096];
            const auto got = ::recv(socket_, bytes, sizeof(bytes), 0);
            if (got <= 0) break;
            read_.append(bytes, static_cast<std::size_t>(got));
        }
        return read_;
    }
    std::string read_all() { return read_until("\x01 never \x01"); }
    // One response with Content-Length; what follows stays.
    std::string read_one() {
        read_until("\r\n\r\n");
        const std::size_t head = read_.find("\r\n\r\n");
        if (head == std::string::npos) return std::exchange(read_, {});
        std::size_t length = 0;
        if (const auto at = read_.find("Content-Length: "); at < head) length = std::stoul(read_.substr(at + 16));
        while (read_.size() < head + 4 + length) {
            char bytes[4096];
            const auto got = ::recv(socket_, bytes, sizeof(bytes), 0);
            if (got <= 0) break;
            read_.append(bytes, static_cast<std::size_t>(got));
        }
        std::string one = read_.substr(0, head + 4 + length);
        read_.erase(0, head + 4 + length);
        return one;
    }
    [[nodiscard]] int socket() const { return socket_; }

   private:
    int socket_;
    std::string read_;
};

std::string ask(std::uint16_t port, std::string_view text) {
    Client client(port);
    client.send(text);
    return client.read_one();
}

constexpr std::string_view kLive = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

// Key and self-signed certificate, written for one test.
TlsFiles self_signed(const std::string& folder) {
    TlsFiles files{folder + "/cert.pem", folder + "/key.pem"};
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("xinan.test"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());
    FILE* out = std::fopen(files.certificate.c_str(), "wb");
    PEM_write_X509(out, certificate);
    std::fclose(out);
    out = std::fopen(files.key.c_str(), "wb");
    PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(out);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return files;
}

class ServerTest : public ::testing::Test {
   protected:
    explicit ServerTest(bool secure = false)
        : app_(store::Engine::sqlite, {.routes = {testing::thing_routes()}, .rules = {testing::thing_rules()}, .secure = secure}) {
        Things::made = 0;
        Things::known = new_random<AnyId>(app_.random());
    }
    void start(ServerOptions options = {}) {
        options.port = 0;
        options.workers = 4;
        server_ = must(Server::listen(app_.router(), std::move(options)));
        server_->start();
    }
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    static std::string cookie_of(const Browser& browser) { return "Cookie: xinan-local=" + browser.cookie() + "\r\n"; }
    std::string post_head(const Browser& browser, const std::string& more) const {
        return "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nX-Xinan: 1\r\nContent-Type: application/json\r\n"
               "Idempotency-Key: 0123456789abcdef\r\n" + cookie_of(browser) + more + "\r\n";
    }
    TestApp app_;
    std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersThroughTheWholeWay) {
    start();
    const Browser desk = app_.staff({Role::reception});
    const std::string body = R"({"name":"a"})";
    const std::string reply = ask(port(), post_head(desk, "Content-Length: " + std::to_string(body.size()) + "\r\n") + body);
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 201 Created\r\n")) << reply;
    EXPECT_TRUE(reply.ends_with(R"({"reference":"thing-1","repeated":false})")) << reply;
    const std::string chunked = ask(port(), post_head(desk, "Transfer-Encoding: chunked\r\n") + "6\r\n{\"name\r\n6\r\n\":\"a\"}\r\n0\r\n\r\n");
    EXPECT_TRUE(chunked.ends_with(R"({"reference":"thing-1","repeated":true})")) << chunked;
}

TEST_F(ServerTest, KeepsTheConnectionAndAnswersWhatIsPipelined) {
    start();
    Client client(port());
    client.send(std::string(kLive) + std::string(kLive) + "HEAD /health/live HTTP/1.1\r\nHost: x\r\n\r\nGET /api/v1/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(client.read_one().ends_with("live\n"));
    EXPECT_TRUE(client.read_one().ends_with("live\n"));
    client.read_until("404");
    const std::string rest = client.read_all();
    EXPECT_TRUE(rest.starts_with("HTTP/1.1 200 OK\r\n")) << rest;
    EXPECT_NE(rest.find("Content-Length: 5\r\n\r\nHTTP/1.1 404"), std::string::npos) << "HEAD has no body: " << rest;
    EXPECT_EQ(server_->counts().requests, 4U);
}

TEST_F(ServerTest, ABodyTooLongIs413DeclaredAndChunked) {
    start();
    const Browser desk = app_.staff({Role::reception});
    const std::string declared = ask(port(), post_head(desk, "Content-Length: 10485760\r\n"));
    EXPECT_TRUE(declared.starts_with("HTTP/1.1 413 ")) << declared;
    EXPECT_NE(declared.find("Connection: close"), std::string::npos);
    EXPECT_NE(declared.find("4096"), std::string::npos) << "says the limit";
    Client client(port());
    client.send(post_head(desk, "Transfer-Encoding: chunked\r\n"));
    const std::string chunk = "400\r\n" + std::string(1024, 'x') + "\r\n";
    for (int i = 0; i < 64; ++i) client.send(chunk);
    EXPECT_TRUE(client.read_one().starts_with("HTTP/1.1 413 "));
    EXPECT_EQ(Things::made, 0);
    const std::string on_get = ask(port(), "GET /api/v1/things/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");
    EXPECT_TRUE(on_get.starts_with("HTTP/1.1 413 ")) << "a GET has no body";
}

TEST_F(ServerTest, WhatIsNotHttpIsRefusedAndCut) {
    start();
    const std::string big(20'000, 'a');
    const std::pair<const char*, std::string> table[] = {
        {"two lengths", "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"two lengths, other order", "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"},
        {"length twice", "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nxxxxxx"},
        {"not a length", "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"},
        {"unknown coding", "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\nContent-Length: 2\r\n\r\n{}"},
        {"unknown coding alone", "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n"},
        {"chunked twice", "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"a coding in disguise", "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}"},
        {"no host", "GET /health/live HTTP/1.1\r\n\r\n"},
        {"host twice", "GET /health/live HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"},
        {"cookie twice", "GET /health/live HTTP/1.1\r\nHost: x\r\nCookie: a=1\r\nCookie: b=1\r\n\r\n"},
        {"another version", "GET /health/live HTTP/2.0\r\nHost: x\r\n\r\n"},
        {"no HTTP at all", "\x16\x03\x01\x02\x00\x01\r\n\r\n"},
        {"a folded header", "GET /health/live HTTP/1.1\r\nHost: x\r\n\x01: y\r\n\r\n"},
        {"a blank before the colon", "GET /health/live HTTP/1.1\r\nHost : x\r\n\r\n"},
        {"a path with NUL", "GET /health/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"},
    };
    for (const auto& [story, text] : table) {
        SCOPED_TRACE(story);
        Client client(port());
        client.send(text);
        const std::string reply = client.read_all();  // until we are cut
        EXPECT_TRUE(reply.starts_with("HTTP/1.1 400 ")) << reply;
    }
    Client client(port());
    client.send("GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: " + big + "\r\n\r\n");
    EXPECT_TRUE(client.read_all().starts_with("HTTP/1.1 431 "));
}

TEST_F(ServerTest, SlowPeersAreCutAtTheDeadline) {
    start({.header_deadline = Millis{300}, .body_deadline = Millis{300}, .idle_deadline = Millis{300}});
    const Browser desk = app_.staff({Role::reception});
    // Each says a little and then nothing; the read ends because the server ends it.
    for (const std::string& text : {std::string(), std::string("GET /hea"), post_head(desk, "Content-Length: 100\r\n") + "{",
                                    post_head(desk, "Transfer-Encoding: chunked\r\n") + "5\r\n{"}) {
        Client client(port());
        client.send(text);
        const auto before = std::chrono::steady_clock::now();  // tidy-ok: the deadline of a real socket
        EXPECT_EQ(client.read_all(), "");
        EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds{10});  // tidy-ok: the same
    }
    // A byte now and then does not renew the time for the headers: the deadline is for the whole.
    Client drip(port());
    pollfd readable{.fd = drip.socket(), .events = POLLIN, .revents = 0};
    bool cut = false;
    for (int i = 0; i < 200 && !cut; ++i) {
        drip.send("G");
        cut = ::poll(&readable, 1, 50) > 0;
    }
    EXPECT_TRUE(cut);
    EXPECT_TRUE(ask(port(), kLive).ends_with("live\n")) << "others are served meanwhile";
}

TEST_F(ServerTest, IdleConnectionsDoNotStarveOthers) {
    start();
    std::vector<std::unique_ptr<Client>> idle;
    for (int i = 0; i < 100; ++i) {
        idle.push_back(std::make_unique<Client>(port()));
        if (i % 2 == 0) idle.back()->send("GET / HT");
    }
    EXPECT_TRUE(ask(port(), kLive).ends_with("live\n"));
}

TEST_F(ServerTest, BeyondTheMostConnectionsANewOneIsClosed) {
    start({.connections_max = 2});
    Client one(port());
    one.send(kLive);
    one.read_one();
    Client two(port());
    two.send(kLive);
    two.read_one();
    Client three(port());
    three.send(kLive);
    EXPECT_EQ(three.read_all(), "");
    EXPECT_EQ(server_->counts().refused_connections, 1U);
}

TEST_F(ServerTest, ManyAtOnceEachGetTheirOwn) {
    start();
    const Browser desk = app_.staff({Role::reception});
    std::vector<std::jthread> threads;
    std::atomic<int> good{0};
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            Client client(port());
            for (int i = 0; i < 5; ++i) {
                const std::string body = R"({"name":"t)" + std::to_string(t) + R"("})";
                std::string head = post_head(desk, "Content-Length: " + std::to_string(body.size()) + "\r\n");
                head.replace(head.find("0123456789abcdef"), 16, "key-of-thread-" + std::to_string(t) + "-" + std::to_string(i));
                client.send(head + body);
                if (client.read_one().starts_with("HTTP/1.1 201 ")) ++good;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(good, 40);
    EXPECT_EQ(Things::made, 40);
}

TEST_F(ServerTest, EventsArriveAndEndWhenTheServerStops) {
    start();
    const Browser desk = app_.staff({Role::reception});
    Browser acts = desk;
    Client client(port());
    client.send("GET /api/v1/events HTTP/1.1\r\nHost: x\r\n" + cookie_of(desk) + "\r\n");
    const std::string head = client.read_until(": listening");
    EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\n")) << head;
    EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), std::string::npos);
    EXPECT_NE(head.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
    // The first poll sets the beginning; act until something is heard.
    std::string heard;
    for (int i = 0; i < 40 && heard.find("test.thing") == std::string::npos; ++i) {
        EXPECT_EQ(acts.post("/api/v1/things", R"({"name":"a"})").status, 201);
        pollfd readable{.fd = client.socket(), .events = POLLIN, .revents = 0};
        if (::poll(&readable, 1, 300) > 0) heard = client.read_until("test.thing");
    }
    EXPECT_NE(heard.find(R"(data: {"topic":"test.thing","sequence":)"), std::string::npos) << heard;
    std::jthread stopping([this] { server_->stop(); });
    const std::string all = client.read_all();
    EXPECT_NE(all.find("event: end\n"), std::string::npos);
    EXPECT_TRUE(all.ends_with("0\r\n\r\n")) << "ended in good form";
}

TEST_F(ServerTest, StopLetsARequestFinishAndEndsTheIdle) {
    start();
    const Browser desk = app_.staff({Role::reception});
    Client idle(port());
    idle.send(kLive);
    EXPECT_TRUE(idle.read_one().ends_with("live\n"));
    Client busy(port());
    const std::string body = R"({"name":"a"})";
    busy.send(post_head(desk, "Expect: 100-continue\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"));
    busy.read_until("100 Continue\r\n\r\n");
    std::jthread stopping([this] { server_->stop(); });
    EXPECT_EQ(idle.read_all(), "") << "the idle one is closed";
    busy.send(body);
    const std::string reply = busy.read_all();
    EXPECT_NE(reply.find("HTTP/1.1 201 Created"), std::string::npos) << reply;
    EXPECT_NE(reply.find("Connection: close"), std::string::npos);
}

TEST_F(ServerTest, PlainHttpOffLoopbackDoesNotStart) {
    for (const char* address : {"0.0.0.0", "192.0.2.1", "::"}) {
        EXPECT_EQ(code_of(Server::listen(app_.router(), {.address = address, .port = 0})), "http.plain_off_loopback") << address;
    }
    EXPECT_EQ(code_of(Server::listen(app_.router(), {.address = "localhost", .port = 0})), "http.bad_address");
    start();
    EXPECT_EQ(code_of(Server::listen(app_.router(), {.port = port()})), "http.port_in_use");
}

class TlsTest : public ServerTest {
   protected:
    TlsTest() : ServerTest(true) {}
    // The version agreed and the reply to kLive, or "" when the handshake fails.
    static std::pair<std::string, std::string> talk(std::uint16_t port, int max_version) {
        Client client(port);
        SSL_CTX* context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_max_proto_version(context, max_version);
        SSL* ssl = SSL_new(context);
        SSL_set_fd(ssl, client.socket());
        std::pair<std::string, std::string> said;
        if (SSL_connect(ssl) == 1) {
            said.first = SSL_get_version(ssl);
            SSL_write(ssl, kLive.data(), static_cast<int>(kLive.size()));
            char bytes[4096];
            const int got = SSL_read(ssl, bytes, sizeof(bytes));
            if (got > 0) said.second.assign(bytes, static_cast<std::size_t>(got));
        }
        SSL_free(ssl);
        SSL_CTX_free(context);
        return said;
    }
};

TEST_F(TlsTest, SpeaksTls13AndNothingOlder) {
    store::TestDatabase folder(store::Engine::sqlite, false);
    start({.tls = self_signed(folder.folder())});
    const auto [version, reply] = talk(port(), TLS1_3_VERSION);
    EXPECT_EQ(version, "TLSv1.3");
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 200 OK\r\n")) << reply;
    EXPECT_NE(reply.find("Strict-Transport-Security: "), std::string::npos);
    EXPECT_EQ(talk(port(), TLS1_2_VERSION).first, "");
    EXPECT_EQ(ask(port(), kLive).find("200 OK"), std::string::npos) << "plain HTTP on the TLS port";
}

TEST_F(TlsTest, ABadCertificateStopsTheStart) {
    store::TestDatabase one(store::Engine::sqlite, false);
    store::TestDatabase two(store::Engine::sqlite, false);
    const TlsFiles a = self_signed(one.folder());
    const TlsFiles b = self_signed(two.folder());
    for (const TlsFiles& files : {TlsFiles{a.certificate, b.key}, TlsFiles{"/nowhere", a.key}, TlsFiles{a.certificate, "/nowhere"}}) {
        EXPECT_EQ(code_of(Server::listen(app_.router(), {.port = 0, .tls = files})), "http.bad_certificate");
    }
}

}  // namespace
}  // namespace xinan::http
