// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/group.hpp"

#include <algorithm>

namespace xinan::store {

Result<std::int64_t> OperationTx::step(const Sql& sql, std::span<const Value> values, Rows* rows) {
    if (failed_) return *failed_;
    ensure(++statements_ <= (mode_ == Mode::hook ? kHookStatementsMax : kStatementsMax),
           "an operation has at most 256 statements: long work is a job in steps");
    auto done = connection_.execute(centre_, sql, values, rows);
    if (!done) failed_ = done.error();
    return done;
}

Result<Rows> OperationTx::query_values(const Sql& sql, std::span<const Value> values) {
    Rows rows;
    TRY(step(sql, values, &rows));
    return rows;
}

Result<std::int64_t> OperationTx::run_values(const Sql& sql, std::span<const Value> values) {
    return step(sql, values, nullptr);
}

Result<void> OperationTx::run_script(std::string_view statements) {
    ensure(writable(), "a script runs in a write transaction");
    if (failed_) return *failed_;
    auto done = connection_.script(statements);
    if (!done) failed_ = done.error();
    return done;
}

void OperationTx::leave(std::unique_ptr<Pending> entry) {
    ensure(mode_ == Mode::write && entries_ != nullptr, "only an operation that writes leaves something for the hook");
    entries_->push_back(std::move(entry));
}

Result<void> run_read(Connection& connection, CentreId centre, const Store::Op& op) {
    OperationTx tx(connection, centre, OperationTx::Mode::read, nullptr);
    auto result = op(tx);
    if (result && tx.failed()) return *tx.failed();
    return result;
}

struct GroupWriter::Request {
    CentreId centre;
    Store::Op op;
    Store::Refused refused;
    Result<void> result;
    std::exception_ptr thrown;
    std::vector<std::unique_ptr<Pending>> entries;
    std::atomic<std::uint32_t> done = 0;
};

struct GroupWriter::Attempt {
    std::optional<Error> failure;  // of the group as a whole
    bool gone = false;             // trying again is useless (unreachable) or wrong (perhaps committed)
};

GroupWriter::GroupWriter(std::vector<std::unique_ptr<WriteSession>> sessions, unsigned group_max,
                         bool centres_share_a_group)
    : sessions_(std::move(sessions)), group_max_(std::max(1U, group_max)), centres_share_a_group_(centres_share_a_group) {
    for (auto& session : sessions_) threads_.emplace_back([this, &session = *session] { work(session); });
}

GroupWriter::~GroupWriter() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    work_arrived_.notify_all();
    threads_.clear();  // joins
}

namespace {
thread_local bool serving = false;  // this thread is a writer: it would wait for itself
}  // namespace

Result<void> GroupWriter::write(CentreId centre, Store::Op op, Store::Refused refused) {
    ensure(!serving, "an operation does not begin another");
    Request request{.centre = centre, .op = std::move(op), .refused = std::move(refused), .result = {}, .thrown = {}, .entries = {}};
    {
        const std::lock_guard lock(mutex_);
        if (queue_.size() >= kQueueMax) return fail(ErrorKind::unavailable, "unavailable.busy");
        queue_.push_back(&request);
    }
    work_arrived_.notify_one();
    request.done.wait(0, std::memory_order_acquire);
    if (request.thrown) std::rethrow_exception(request.thrown);
    return std::move(request.result);
}

Store::Counts GroupWriter::counts() const {
    Store::Counts counts{.groups = groups_, .operations = operations_, .syncs = 0};
    for (const auto& session : sessions_) counts.syncs += session->syncs();
    return counts;
}

void GroupWriter::answer(Request& request) {
    request.entries.clear();
    // The caller may return between these two lines; notify_one uses the address only as the name of a queue.
    auto& done = request.done;
    done.store(1, std::memory_order_release);
    done.notify_one();
}

// Takes what is queued now, at most group_max, in order. When centres do not share a group: of the first centre that no
// other session is serving.
GroupWriter::Group GroupWriter::take() {
    Group group;
    if (centres_share_a_group_) {
        const auto count = std::min<std::size_t>(queue_.size(), group_max_);
        group.assign(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
        queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
        return group;
    }
    const auto first = std::ranges::find_if(queue_, [&](const Request* r) { return !busy_.contains(r->centre); });
    if (first == queue_.end()) return group;
    const CentreId centre = (*first)->centre;
    busy_.insert(centre);
    std::deque<Request*> rest;
    for (Request* request : queue_) {
        if (request->centre == centre && group.size() < group_max_) group.push_back(request);
        else rest.push_back(request);
    }
    queue_.swap(rest);
    return group;
}

void GroupWriter::work(WriteSession& session) {
    serving = true;
    std::unique_lock lock(mutex_);
    while (true) {
        Group group = take();
        if (group.empty()) {
            if (stopping_ && queue_.empty()) return;
            work_arrived_.wait(lock);
            continue;
        }
        const CentreId centre = group.front()->centre;
        lock.unlock();
        serve(session, group);
        lock.lock();
        if (!centres_share_a_group_) {
            busy_.erase(centre);
            if (!queue_.empty() || stopping_) work_arrived_.notify_all();
        }
    }
}

// A group that failed as a whole was rolled back. One operation may have been the cause (a full disk, a hook that could
// not write for one centre), so each is run again alone; alone, a transient failure is tried a few times more.
void GroupWriter::serve(WriteSession& session, const Group& group) {
    Attempt last = attempt(session, group);
    if (group.size() > 1 && last.failure && !last.gone) {
        for (std::size_t i = 0; i < group.size(); ++i) serve(session, {group[i]});
        return;
    }
    for (int i = 1; i < kAttemptsMax && last.failure && last.failure->kind == ErrorKind::unavailable && !last.gone &&
                    session.worth_retrying(); ++i) {
        last = attempt(session, group);
    }
    for (Request* request : group) {
        if (last.failure) {
            request->thrown = nullptr;
            request->result = *last.failure;
        }
        answer(*request);
    }
}

GroupWriter::Attempt GroupWriter::attempt(WriteSession& session, const Group& group) {
    if (auto ready = session.ready(); !ready) return {std::move(ready).error(), true};
    bool anything_stands = false;
    Attempt result = run_all(session, group, anything_stands);
    if (result.failure || !anything_stands) {
        session.rollback();
        return result;
    }
    if (auto committed = session.commit(); !committed) {
        session.rollback();
        // Running it again might do it twice.
        const bool unknown = committed.error().code == "unavailable.commit_unknown";
        return {std::move(committed).error(), unknown};
    }
    groups_.fetch_add(1, std::memory_order_relaxed);
    operations_.fetch_add(group.size(), std::memory_order_relaxed);
    return {};
}

GroupWriter::Attempt GroupWriter::run_all(WriteSession& session, const Group& group, bool& anything_stands) {
    if (auto begun = session.begin(group.front()->centre); !begun) return {std::move(begun).error(), false};
    bool marked = false;
    for (Request* request : group) {
        if (auto failure = run_one(session, *request, anything_stands, marked)) return {std::move(failure), false};
    }
    return {run_hooks(session, group), false};
}

namespace {

// Undoes what an operation did and left. Without a savepoint nothing stood before it: the transaction begins again.
std::optional<Error> undo(WriteSession& session, CentreId centre, bool marked) {
    if (!marked) {
        session.rollback();
        if (auto begun = session.begin(centre); !begun) return std::move(begun).error();
        return std::nullopt;
    }
    if (auto back = session.rollback_to(); !back) return std::move(back).error();
    return std::nullopt;
}

// What one call of an operation or of its `refused` came to.
struct Ran {
    std::optional<Error> environment;  // the group is lost
    std::optional<Error> error;        // this one is undone
    std::exception_ptr thrown;         // this one is undone
    [[nodiscard]] bool stands() const { return !environment && !error && !thrown; }
};

template <class Call>
Ran run_call(WriteSession& session, CentreId centre, std::vector<std::unique_ptr<Pending>>& entries, Call call) {
    OperationTx tx(session, centre, OperationTx::Mode::write, &entries);
    Ran ran;
    try {
        if (auto result = call(tx); !result) ran.error = std::move(result).error();
    } catch (...) {
        ran.thrown = std::current_exception();
    }
    if (tx.failed()) {
        if (tx.failed()->kind == ErrorKind::unavailable || !session.in_transaction()) ran.environment = tx.failed();
        else if (!ran.error) ran.error = tx.failed();
    }
    if (!ran.stands()) entries.clear();
    return ran;
}

}  // namespace

// Runs one operation behind a savepoint; the first of a group needs none, since nothing stands before it.
// Returns an error only when the group is lost.
std::optional<Error> GroupWriter::run_one(WriteSession& session, Request& request, bool& anything_stands, bool& marked) {
    request.result = {};
    request.thrown = nullptr;
    request.entries.clear();
    bool fresh = false;  // the savepoint was just rolled back to
    const auto mark = [&]() -> std::optional<Error> {
        if (!anything_stands || fresh) return std::nullopt;
        auto set = marked ? session.next_savepoint() : session.savepoint();
        if (!set) return std::move(set).error();
        marked = true;
        return std::nullopt;
    };
    if (auto failure = mark()) return failure;
    Ran ran = run_call(session, request.centre, request.entries, [&](Tx& tx) { return request.op(tx); });
    if (ran.environment) return ran.environment;
    if (ran.stands()) {
        anything_stands = true;
        return std::nullopt;
    }
    request.thrown = ran.thrown;
    if (ran.error) request.result = *ran.error;
    if (auto failure = undo(session, request.centre, marked)) return failure;
    if (ran.thrown || !request.refused) return std::nullopt;

    fresh = true;
    const Ran refusal = run_call(session, request.centre, request.entries,
                                 [&](Tx& tx) { return request.refused(tx, *ran.error); });
    if (refusal.environment) return refusal.environment;
    if (refusal.stands()) {
        anything_stands = true;
        return std::nullopt;
    }
    request.thrown = refusal.thrown;
    if (refusal.error) request.result = *refusal.error;
    return undo(session, request.centre, marked);
}

// The last step before COMMIT, once for each centre that left something, in the order of its operations.
std::optional<Error> GroupWriter::run_hooks(WriteSession& session, const Group& group) {
    if (!hook_) return std::nullopt;
    for (std::size_t i = 0; i < group.size(); ++i) {
        const CentreId centre = group[i]->centre;
        std::vector<std::unique_ptr<Pending>> entries;
        for (std::size_t j = i; j < group.size(); ++j) {
            if (group[j]->centre != centre) continue;
            for (auto& entry : group[j]->entries) entries.push_back(std::move(entry));
            group[j]->entries.clear();
        }
        if (entries.empty()) continue;
        OperationTx tx(session, centre, OperationTx::Mode::hook, nullptr);
        try {
            if (auto done = hook_(tx, entries); !done) return std::move(done).error();
        } catch (const std::exception&) {
            // Our bug in the ledger: nothing of the group may stand without its deeds.
            return fail(ErrorKind::internal, "store.hook_failed");
        }
        if (tx.failed()) return *tx.failed();
    }
    return std::nullopt;
}

}  // namespace xinan::store
