// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/keyring_store.hpp"

#include <algorithm>

namespace xinan::store {

namespace {

using crypto::KeyringHeader;
using crypto::Scope;
using crypto::WrappedKey;
using Values = std::initializer_list<Value>;

// One row each in header and stamp; `singleton` keeps it so.
constexpr std::string_view kTables = R"(
CREATE TABLE IF NOT EXISTS keyring_header (
    singleton                  INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    installation          BLOB    NOT NULL CHECK (length(installation) = 16),
    suite                 INTEGER NOT NULL CHECK (suite BETWEEN 1 AND 255),
    passphrase_salt       BLOB    NOT NULL,
    master_by_passphrase  BLOB    NOT NULL,
    master_by_key_file    BLOB    NOT NULL,
    master_check          BLOB    NOT NULL,
    recovery_public_key   BLOB    NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS keyring_stamp (
    singleton   INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    stamp  INTEGER NOT NULL CHECK (stamp >= 0)
) STRICT;
CREATE TABLE IF NOT EXISTS keyring_key (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    scope_kind     INTEGER NOT NULL CHECK (scope_kind BETWEEN 1 AND 255),
    scope_id       BLOB    NOT NULL CHECK (length(scope_id) = 16),
    generation     INTEGER NOT NULL CHECK (generation BETWEEN 1 AND 4294967295),
    wrapped        BLOB    NOT NULL CHECK ((length(wrapped) = 0) = (destroyed = 1)),
    public_key     BLOB    NOT NULL,
    created_at_ms  INTEGER NOT NULL,
    destroyed      INTEGER NOT NULL CHECK (destroyed IN (0, 1)),
    PRIMARY KEY (centre_id, scope_kind, scope_id, generation)
) STRICT, WITHOUT ROWID;
INSERT INTO keyring_stamp (singleton, stamp) VALUES (1, 0) ON CONFLICT (singleton) DO NOTHING;
)";
// The types' names differ; two servers must not create at once.
constexpr std::string_view kTablesPg = R"(
SELECT pg_advisory_xact_lock(7811200044);
CREATE TABLE IF NOT EXISTS keyring_header (
    singleton                  bigint NOT NULL PRIMARY KEY CHECK (singleton = 1),
    installation          bytea  NOT NULL CHECK (length(installation) = 16),
    suite                 bigint NOT NULL CHECK (suite BETWEEN 1 AND 255),
    passphrase_salt       bytea  NOT NULL,
    master_by_passphrase  bytea  NOT NULL,
    master_by_key_file    bytea  NOT NULL,
    master_check          bytea  NOT NULL,
    recovery_public_key   bytea  NOT NULL
);
CREATE TABLE IF NOT EXISTS keyring_stamp (
    singleton   bigint NOT NULL PRIMARY KEY CHECK (singleton = 1),
    stamp  bigint NOT NULL CHECK (stamp >= 0)
);
CREATE TABLE IF NOT EXISTS keyring_key (
    centre_id      bytea  NOT NULL CHECK (length(centre_id) = 16),
    scope_kind     bigint NOT NULL CHECK (scope_kind BETWEEN 1 AND 255),
    scope_id       bytea  NOT NULL CHECK (length(scope_id) = 16),
    generation     bigint NOT NULL CHECK (generation BETWEEN 1 AND 4294967295),
    wrapped        bytea  NOT NULL CHECK ((length(wrapped) = 0) = (destroyed = 1)),
    public_key     bytea  NOT NULL,
    created_at_ms  bigint NOT NULL,
    destroyed      bigint NOT NULL CHECK (destroyed IN (0, 1)),
    PRIMARY KEY (centre_id, scope_kind, scope_id, generation)
);
INSERT INTO keyring_stamp (singleton, stamp) VALUES (1, 0) ON CONFLICT (singleton) DO NOTHING;
)";

constexpr Sql kHeader{"keyring.header",
                      "SELECT h.installation, h.suite, h.passphrase_salt, h.master_by_passphrase, h.master_by_key_file,"
                      " h.master_check, h.recovery_public_key, s.stamp FROM keyring_header h CROSS JOIN keyring_stamp s"};
constexpr Sql kPutHeader{"keyring.put_header",
                         "INSERT INTO keyring_header (singleton, installation, suite, passphrase_salt, master_by_passphrase,"
                         " master_by_key_file, master_check, recovery_public_key) VALUES (1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                         " ON CONFLICT (singleton) DO UPDATE SET installation = excluded.installation, suite = excluded.suite,"
                         " passphrase_salt = excluded.passphrase_salt, master_by_passphrase = excluded.master_by_passphrase,"
                         " master_by_key_file = excluded.master_by_key_file, master_check = excluded.master_check,"
                         " recovery_public_key = excluded.recovery_public_key"};
constexpr Sql kRaiseStamp{"keyring.raise_stamp", "UPDATE keyring_stamp SET stamp = ?2 WHERE stamp < ?2"};
constexpr Sql kNextStamp{"keyring.next_stamp", "UPDATE keyring_stamp SET stamp = stamp + 1 RETURNING stamp"};
constexpr Sql kStamp{"keyring.stamp", "SELECT stamp FROM keyring_stamp"};
constexpr Sql kPut{"keyring.put",
                   "INSERT INTO keyring_key (centre_id, scope_kind, scope_id, generation, wrapped, public_key, created_at_ms,"
                   " destroyed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                   " ON CONFLICT (centre_id, scope_kind, scope_id, generation) DO NOTHING"};
constexpr Sql kNewest{"keyring.newest",
                      "SELECT scope_kind, scope_id, generation, wrapped, public_key, created_at_ms, destroyed FROM keyring_key"
                      " WHERE centre_id = ?1 AND scope_kind = ?2 AND scope_id = ?3 ORDER BY generation DESC LIMIT 1"};
constexpr Sql kGet{"keyring.get",
                   "SELECT scope_kind, scope_id, generation, wrapped, public_key, created_at_ms, destroyed FROM keyring_key"
                   " WHERE centre_id = ?1 AND scope_kind = ?2 AND scope_id = ?3 AND generation = ?4"};
constexpr Sql kPage{"keyring.page",
                    "SELECT scope_kind, scope_id, generation, wrapped, public_key, created_at_ms, destroyed FROM keyring_key"
                    " WHERE centre_id = ?1 AND (scope_kind, scope_id) > (?2, ?3)"
                    " ORDER BY scope_kind, scope_id, generation LIMIT ?4"};
constexpr Sql kRestOfScope{"keyring.rest_of_scope",
                           "SELECT scope_kind, scope_id, generation, wrapped, public_key, created_at_ms, destroyed"
                           " FROM keyring_key WHERE centre_id = ?1 AND scope_kind = ?2 AND scope_id = ?3 AND generation > ?4"
                           " ORDER BY generation"};
constexpr Sql kDestroy{"keyring.destroy",
                       "UPDATE keyring_key SET wrapped = ?4, destroyed = 1"
                       " WHERE centre_id = ?1 AND scope_kind = ?2 AND scope_id = ?3 AND destroyed = 0"};
constexpr Sql kRewrap{"keyring.rewrap",
                      "UPDATE keyring_key SET wrapped = ?5 WHERE centre_id = ?1 AND scope_kind = ?2 AND scope_id = ?3"
                      " AND generation = ?4 AND destroyed = 0"};

Result<Rows> ask(Connection& connection, CentreId centre, const Sql& sql, Values values) {
    Rows rows;
    TRY(connection.execute(centre, sql, {values.begin(), values.size()}, &rows));
    return rows;
}
Result<std::int64_t> tell(Connection& connection, CentreId centre, const Sql& sql, Values values) {
    return connection.execute(centre, sql, {values.begin(), values.size()}, nullptr);
}

Value kind_of(const Scope& scope) { return static_cast<std::int64_t>(scope.kind); }

WrappedKey key_at(const Rows& rows, std::size_t i, CentreId centre) {
    return {.centre = centre,
            .scope = {static_cast<crypto::ScopeKind>(rows.i64(i, 0)), rows.id<AnyId>(i, 1)},
            .generation = static_cast<std::uint32_t>(rows.i64(i, 2)),
            .wrapped = to_bytes(rows.bytes(i, 3)),
            .public_key = to_bytes(rows.bytes(i, 4)),
            .created_at = rows.time(i, 5),
            .destroyed = rows.flag(i, 6)};
}

class SqlKeyring final : public crypto::KeyringBackend {
   public:
    explicit SqlKeyring(std::unique_ptr<KeyringLink> link) : link_(std::move(link)) {}

    Result<void> make_tables() {
        return run<void>([](Connection& c) { return c.script(c.is_postgres() ? kTablesPg : kTables); });
    }
    Result<std::optional<KeyringHeader>> header() override;
    Result<void> put_header(const KeyringHeader& header) override;
    Result<std::uint64_t> put(const WrappedKey& key) override;
    Result<std::optional<WrappedKey>> newest(CentreId centre, const Scope& scope) override {
        return one(centre, kNewest, {kind_of(scope), bound(scope.id)});
    }
    Result<std::optional<WrappedKey>> get(CentreId centre, const Scope& scope, std::uint32_t generation) override {
        return one(centre, kGet, {kind_of(scope), bound(scope.id), std::int64_t{generation}});
    }
    Result<std::uint64_t> destroy(CentreId centre, const Scope& scope) override;
    Result<std::vector<WrappedKey>> page(CentreId centre, const std::optional<Scope>& after, unsigned limit) override;
    Result<std::uint64_t> stamp() override;
    Result<void> replace_wraps(const std::vector<WrappedKey>& keys) override;

   private:
    // Whatever the engine could not do is unavailable.keyring to the caller.
    template <class T>
    Result<T> named(Result<T> result) {
        if (result || result.error().kind != ErrorKind::unavailable) return result;
        return fail(ErrorKind::unavailable, "unavailable.keyring", {{"reason", result.error().code}});
    }
    template <class T, class Work>
    Result<T> run(Work work) {
        const std::lock_guard lock(mutex_);
        if constexpr (std::is_void_v<T>) {
            return named(link_->transaction([&](Connection& c) { return Result<void>(work(c)); }));
        } else {
            std::optional<T> out;
            auto done = link_->transaction([&](Connection& c) -> Result<void> {
                out = TRY(work(c));
                return {};
            });
            TRY_VOID(named(std::move(done)));
            return std::move(*out);
        }
    }
    Result<std::optional<WrappedKey>> one(CentreId centre, const Sql& sql, Values values) {
        return run<std::optional<WrappedKey>>([&](Connection& c) -> Result<std::optional<WrappedKey>> {
            const Rows rows = TRY(ask(c, centre, sql, values));
            if (rows.empty()) return std::optional<WrappedKey>{};
            return std::optional{key_at(rows, 0, centre)};
        });
    }
    static Result<std::uint64_t> next_stamp(Connection& c) {
        const Rows rows = TRY(ask(c, {}, kNextStamp, {}));
        return static_cast<std::uint64_t>(rows.i64(0, 0));
    }

    std::mutex mutex_;
    std::unique_ptr<KeyringLink> link_;
};

Result<std::optional<KeyringHeader>> SqlKeyring::header() {
    return run<std::optional<KeyringHeader>>([](Connection& c) -> Result<std::optional<KeyringHeader>> {
        const Rows rows = TRY(ask(c, {}, kHeader, {}));
        if (rows.empty()) return std::optional<KeyringHeader>{};
        KeyringHeader header;
        std::ranges::copy(rows.id<AnyId>(0, 0).bytes, header.installation.begin());
        header.suite = static_cast<std::uint8_t>(rows.i64(0, 1));
        header.passphrase_salt = to_bytes(rows.bytes(0, 2));
        header.master_by_passphrase = to_bytes(rows.bytes(0, 3));
        header.master_by_key_file = to_bytes(rows.bytes(0, 4));
        header.master_check = to_bytes(rows.bytes(0, 5));
        header.recovery_public_key = to_bytes(rows.bytes(0, 6));
        header.stamp = static_cast<std::uint64_t>(rows.i64(0, 7));
        return std::optional{header};
    });
}

Result<void> SqlKeyring::put_header(const KeyringHeader& header) {
    return run<void>([&](Connection& c) -> Result<void> {
        TRY(tell(c, {}, kPutHeader,
                 {bound(header.installation), std::int64_t{header.suite}, bound(header.passphrase_salt),
                  bound(header.master_by_passphrase), bound(header.master_by_key_file), bound(header.master_check),
                  bound(header.recovery_public_key)}));
        TRY(tell(c, {}, kRaiseStamp, {static_cast<std::int64_t>(header.stamp)}));
        return {};
    });
}

Result<std::uint64_t> SqlKeyring::put(const WrappedKey& key) {
    return run<std::uint64_t>([&](Connection& c) -> Result<std::uint64_t> {
        const auto inserted = TRY(tell(c, key.centre, kPut,
                                       {kind_of(key.scope), bound(key.scope.id), std::int64_t{key.generation},
                                        bound(key.wrapped), bound(key.public_key), key.created_at.ms, bound(key.destroyed)}));
        if (inserted == 0) return fail(ErrorKind::conflict, "keyring.exists");
        return next_stamp(c);
    });
}

Result<std::uint64_t> SqlKeyring::destroy(CentreId centre, const Scope& scope) {
    const auto stamp = TRY(run<std::uint64_t>([&](Connection& c) -> Result<std::uint64_t> {
        TRY(tell(c, centre, kDestroy, {kind_of(scope), bound(scope.id), ByteView{}}));
        return next_stamp(c);
    }));
    const std::lock_guard lock(mutex_);
    TRY_VOID(named(link_->scrub()));
    return stamp;
}

Result<std::vector<WrappedKey>> SqlKeyring::page(CentreId centre, const std::optional<Scope>& after, unsigned limit) {
    return run<std::vector<WrappedKey>>([&](Connection& c) -> Result<std::vector<WrappedKey>> {
        const Scope from = after.value_or(Scope{static_cast<crypto::ScopeKind>(0), {}});
        std::vector<WrappedKey> keys;
        const Rows rows = TRY(ask(c, centre, kPage, {kind_of(from), bound(from.id), std::int64_t{limit}}));
        for (std::size_t i = 0; i < rows.size(); ++i) keys.push_back(key_at(rows, i, centre));
        if (keys.size() < limit || keys.empty()) return keys;
        // A page ends with a whole scope, so that the next may begin after it.
        const WrappedKey last = keys.back();
        const Rows rest = TRY(ask(c, centre, kRestOfScope,
                                  {kind_of(last.scope), bound(last.scope.id), std::int64_t{last.generation}}));
        for (std::size_t i = 0; i < rest.size(); ++i) keys.push_back(key_at(rest, i, centre));
        return keys;
    });
}

Result<std::uint64_t> SqlKeyring::stamp() {
    return run<std::uint64_t>([](Connection& c) -> Result<std::uint64_t> {
        const Rows rows = TRY(ask(c, {}, kStamp, {}));
        return static_cast<std::uint64_t>(rows.i64(0, 0));
    });
}

Result<void> SqlKeyring::replace_wraps(const std::vector<WrappedKey>& keys) {
    return run<void>([&](Connection& c) -> Result<void> {
        for (const WrappedKey& key : keys) {
            const auto changed = TRY(tell(c, key.centre, kRewrap,
                                          {kind_of(key.scope), bound(key.scope.id), std::int64_t{key.generation},
                                           bound(key.wrapped)}));
            ensure_or_die(changed == 1, "a wrap is replaced where there is one");
        }
        return {};
    });
}

}  // namespace

Result<std::unique_ptr<crypto::KeyringBackend>> make_keyring(std::unique_ptr<KeyringLink> link) {
    auto keyring = std::make_unique<SqlKeyring>(std::move(link));
    TRY_VOID(keyring->make_tables());
    return std::unique_ptr<crypto::KeyringBackend>(std::move(keyring));
}

}  // namespace xinan::store
