// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is told that something changed: topic and sequence only, never what. The page then asks through the API, under
// today's access. Source: the deeds, polled each 250 ms per centre while anyone listens, so it works on both engines.
//
// Threads: every function is safe from any thread. wake is called with the hub locked: it only posts, and calls nothing here.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "http/message.hpp"
#include "identity/env.hpp"

namespace xinan::http {

inline constexpr Millis kEventPoll{250};
inline constexpr Millis kEventHeartbeat{15'000};
inline constexpr std::size_t kStreamsMax = 2'048;
inline constexpr std::size_t kStreamsPerSignInMax = 8;

using StreamId = std::uint64_t;

class EventHub final {
   public:
    // idle: how long a sign-in may go without a request before its streams end (a stream alone keeps no session alive).
    EventHub(const Env& env, Millis idle_staff, Millis idle_kiosk);
    ~EventHub();  // ends the thread; streams are closed by their connections before
    EventHub(const EventHub&) = delete;
    EventHub& operator=(const EventHub&) = delete;

    void start();  // the polling thread; tests call poll() instead
    // Errors: unavailable.busy when there are too many streams.
    Result<StreamId> open(const Listener& listener, std::function<void()> wake);
    // What to send now: "id: 7\nevent: change\ndata: {\"topic\":\"scheduling.appointment\",\"sequence\":7}\n\n", or nothing.
    struct Taken {
        std::string text;
        bool ended = false;
    };
    Taken take(StreamId id);
    void close(StreamId id);

    void touch(SignInId sign_in);  // a request of this sign-in
    void end(SignInId sign_in);    // signed out or locked
    void end_all();                // the server stops

    // One round for every centre with a listener. Blocks on the store.
    void poll();

   private:
    struct Stream {
        identity::Principal who;
        std::function<void()> wake;
        std::map<std::string, std::uint64_t> topics;  // newest sequence of each
        bool ended = false;
    };
    struct Centre {
        std::optional<std::uint64_t> seen;  // entries told so far
    };
    void poll_centre(CentreId centre);
    void check_sign_ins(CentreId centre);
    void end_if(const std::function<bool(const Stream&)>& which);

    const Env& env_;
    const Millis idle_staff_;
    const Millis idle_kiosk_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    StreamId last_id_ = 0;
    std::map<StreamId, Stream> streams_;
    std::map<CentreId, Centre> centres_;
    std::map<SignInId, Millis> touched_;
    Millis checked_at_{0};
    std::jthread thread_;
};

}  // namespace xinan::http
