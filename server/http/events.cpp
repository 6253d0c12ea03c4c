// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/events.hpp"

#include <algorithm>
#include <set>

#include "base/log.hpp"
#include "http/json_text.hpp"

namespace xinan::http {
namespace {

// More new deeds than this between two polls are one event "many": reload what you show.
constexpr unsigned kDeedsAPollMax = 256;

std::string_view topic_of(std::string_view action) { return action.substr(0, action.rfind('.')); }

// A visitor or guardian hears only of their own; staff of what their posts include.
bool may_hear(const Env& env, const access::Subject& who, const ledger::Deed& deed) {
    if (deed.outcome != ledger::Outcome::done) return false;
    if (deed.actor == who.person) return true;
    if (who.is_staff) return env.policy.may_try(who, deed.action);
    return std::ranges::any_of(deed.subjects, [&](const ledger::Subject& subject) { return subject.id == who.person; });
}

}  // namespace

EventHub::EventHub(const Env& env, Millis idle_staff, Millis idle_kiosk)
    : env_(env), idle_staff_(idle_staff), idle_kiosk_(idle_kiosk) {}

EventHub::~EventHub() {
    thread_.request_stop();
    changed_.notify_all();
}

void EventHub::start() {
    thread_ = std::jthread([this](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, stop, [this] { return !streams_.empty(); });
                if (stop.stop_requested()) return;
                changed_.wait_for(lock, stop, kEventPoll, [] { return false; });
            }
            if (stop.stop_requested()) return;
            try {
                poll();
            } catch (const std::exception&) {
                log(LogLevel::error, "http.events_failed");
            }
        }
    });
}

Result<StreamId> EventHub::open(const Listener& listener, std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    const auto own = std::ranges::count_if(
        streams_, [&](const auto& entry) { return entry.second.who.sign_in == listener.who.sign_in; });
    if (streams_.size() >= kStreamsMax || static_cast<std::size_t>(own) >= kStreamsPerSignInMax) {
        return fail(ErrorKind::unavailable, "unavailable.busy", {{"seconds", "60"}});
    }
    const StreamId id = ++last_id_;
    streams_[id] = {listener.who, std::move(wake), {}, false};
    centres_.try_emplace(listener.who.subject.centre);
    touched_.try_emplace(listener.who.sign_in, env_.clock.monotonic());
    changed_.notify_all();
    return id;
}

EventHub::Taken EventHub::take(StreamId id) {
    const std::lock_guard lock(mutex_);
    const auto found = streams_.find(id);
    if (found == streams_.end()) return {{}, true};
    Taken taken{{}, found->second.ended};
    for (const auto& [topic, sequence] : found->second.topics) {
        const std::string number = std::to_string(sequence);
        taken.text.append("id: ").append(number).append("\nevent: change\ndata: {\"topic\":");
        append_quoted(taken.text, topic);
        taken.text.append(",\"sequence\":").append(number).append("}\n\n");
    }
    found->second.topics.clear();
    return taken;
}

void EventHub::close(StreamId id) {
    const std::lock_guard lock(mutex_);
    const auto found = streams_.find(id);
    if (found == streams_.end()) return;
    const identity::Principal who = found->second.who;
    streams_.erase(found);
    const auto left = [&](const auto& same) {
        return std::ranges::any_of(streams_, [&](const auto& entry) { return same(entry.second.who); });
    };
    if (!left([&](const auto& other) { return other.subject.centre == who.subject.centre; })) centres_.erase(who.subject.centre);
    if (!left([&](const auto& other) { return other.sign_in == who.sign_in; })) touched_.erase(who.sign_in);
}

void EventHub::touch(SignInId sign_in) {
    const std::lock_guard lock(mutex_);
    const auto found = touched_.find(sign_in);
    if (found != touched_.end()) found->second = env_.clock.monotonic();
}

void EventHub::end_if(const std::function<bool(const Stream&)>& which) {
    const std::lock_guard lock(mutex_);
    for (auto& [id, stream] : streams_) {
        if (stream.ended || !which(stream)) continue;
        stream.ended = true;
        stream.wake();
    }
}

void EventHub::end(SignInId sign_in) {
    end_if([sign_in](const Stream& stream) { return stream.who.sign_in == sign_in; });
}

void EventHub::end_all() {
    end_if([](const Stream&) { return true; });
}

void EventHub::poll() {
    std::vector<CentreId> centres;
    const Millis now = env_.clock.monotonic();
    bool check = false;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [centre, state] : centres_) centres.push_back(centre);
        if (now - checked_at_ >= kEventHeartbeat) {
            checked_at_ = now;
            check = true;
        }
    }
    end_if([&](const Stream& stream) {
        const auto touched = touched_.find(stream.who.sign_in);
        return touched == touched_.end() || now - touched->second >= (stream.who.kiosk ? idle_kiosk_ : idle_staff_);
    });
    for (const CentreId centre : centres) {
        if (check) check_sign_ins(centre);
        poll_centre(centre);
    }
}

void EventHub::poll_centre(CentreId centre) {
    std::optional<std::uint64_t> seen;
    {
        const std::lock_guard lock(mutex_);
        const auto found = centres_.find(centre);
        if (found == centres_.end()) return;
        seen = found->second.seen;
    }
    std::uint64_t size = 0;
    const auto entries = env_.store.read(centre, [&](store::Tx& tx) -> Result<std::vector<ledger::Entry>> {
        const ledger::DeedReader deeds(tx);
        size = TRY(deeds.size());
        if (!seen || size <= *seen) return std::vector<ledger::Entry>{};
        ledger::Filter filter;
        filter.limit = static_cast<unsigned>(std::min<std::uint64_t>(size - *seen, kDeedsAPollMax));
        return deeds.find(filter);
    });
    if (!entries) return;  // The next round tries again; health says why.
    const bool many = seen && size - *seen > kDeedsAPollMax;
    const std::lock_guard lock(mutex_);
    const auto found = centres_.find(centre);
    if (found == centres_.end()) return;
    found->second.seen = std::max(size, found->second.seen.value_or(0));
    for (auto& [id, stream] : streams_) {
        if (stream.ended || stream.who.subject.centre != centre) continue;
        const bool had = !stream.topics.empty();
        if (many) stream.topics["many"] = size;
        for (const ledger::Entry& entry : *entries) {
            if (entry.sequence < *seen || !may_hear(env_, stream.who.subject, entry.deed)) continue;
            std::uint64_t& newest = stream.topics[std::string(topic_of(entry.deed.action))];
            newest = std::max(newest, entry.sequence);
        }
        if (!had && !stream.topics.empty()) stream.wake();
    }
}

// Roles as they are now; an account that is gone or locked listens no longer. Reads only: this keeps no session alive.
void EventHub::check_sign_ins(CentreId centre) {
    std::set<AccountId> accounts;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [id, stream] : streams_) {
            if (stream.who.subject.centre == centre) accounts.insert(stream.who.account);
        }
    }
    std::map<AccountId, std::optional<identity::Account>> now;
    const auto read = env_.store.read(centre, [&](store::Tx& tx) -> Result<void> {
        for (const AccountId account : accounts) now[account] = TRY(identity::account_by_id(tx, account));
        return {};
    });
    if (!read) return;
    end_if([&](const Stream& stream) {
        const auto found = now.find(stream.who.account);
        return found != now.end() && (!found->second || found->second->locked);
    });
    const std::lock_guard lock(mutex_);
    for (auto& [id, stream] : streams_) {
        const auto found = now.find(stream.who.account);
        if (found != now.end() && found->second) stream.who.subject.roles = found->second->roles;
    }
}

}  // namespace xinan::http
