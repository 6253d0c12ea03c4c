// SPDX-License-Identifier: AGPL-3.0-or-later
// The file: frames of a length (4 bytes, big-endian), a kind and bytes. 'S' which migrations ran; for each table and centre
// 'T' the COPY statement's target, then 'D' its binary rows; 'E' the hash chain over every frame before.
#include "store/pg_archive.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "crypto/suite.hpp"
#include "store/engines.hpp"
#include "store/pg_connection.hpp"

namespace xinan::store {

namespace {

constexpr std::size_t kFrameBytesMax = 64U << 20U;

// The second net is open for the owner while rows of every centre come back; both ends are in one transaction.
constexpr const char* kOpen = R"(DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
               AND c.relkind = 'r' AND c.relname <> 'migration' LOOP
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER', found.name);
  END LOOP; END $$)";
constexpr const char* kClose = R"(DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT c.oid::regclass AS name, c.relrowsecurity AS enabled FROM pg_class c
               WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', found.name);
    IF found.enabled THEN EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', found.name); END IF;
  END LOOP; END $$)";
constexpr const char* kSchema =
    "SELECT coalesce(string_agg(part || ' ' || number || ' ' || encode(sha256, 'hex'), E'\\n' ORDER BY part, number), '')"
    " FROM migration";
// In the order of creation, so that a foreign key's target comes first.
constexpr const char* kTables =
    "SELECT c.oid::regclass::text, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),"
    " bool_or(a.attname = 'centre_id') FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"
    " AND c.relname <> 'migration' GROUP BY c.oid ORDER BY c.oid";

Error of_server(const PGresult* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string code = state == nullptr ? "" : state;
    if (code == "53100") return fail(ErrorKind::unavailable, "unavailable.disk_full");
    return fail(ErrorKind::unavailable, "unavailable.database", {{"reason", code}});
}

Result<PgAnswer> ask(PGconn* connection, const std::string& sql, ExecStatusType expected) {
    PgAnswer answer(PQexec(connection, sql.c_str()));
    if (PQresultStatus(answer.get()) != expected) return of_server(answer.get());
    return answer;
}
Result<void> tell(PGconn* connection, const std::string& sql) {
    TRY(ask(connection, sql, PGRES_COMMAND_OK));
    return {};
}

// A file of frames, either direction. A write that fails is a full disk or a broken one.
class Frames final {
   public:
    explicit Frames(std::FILE* file) : file_(file) {}
    ~Frames() { if (file_ != nullptr) std::fclose(file_); }
    Frames(const Frames&) = delete;
    Frames& operator=(const Frames&) = delete;

    Result<void> put(char kind, ByteView bytes) {
        std::array<std::uint8_t, 5> head{};
        for (unsigned i = 0; i < 4; ++i) head[i] = static_cast<std::uint8_t>(bytes.size() >> (8U * (3U - i)));
        head[4] = static_cast<std::uint8_t>(kind);
        note(head, bytes);
        errno = 0;
        if (std::fwrite(head.data(), 1, head.size(), file_) != head.size() ||
            std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
            return fail(ErrorKind::unavailable, errno == ENOSPC ? "unavailable.disk_full" : "unavailable.database");
        }
        return {};
    }
    Result<void> finish() {
        const crypto::Hash hash = hash_;
        TRY_VOID(put('E', hash));
        if (std::fflush(file_) != 0 || ::fsync(::fileno(file_)) != 0) {
            return fail(ErrorKind::unavailable, errno == ENOSPC ? "unavailable.disk_full" : "unavailable.database");
        }
        return {};
    }
    struct Frame {
        char kind;
        Bytes bytes;
    };
    // The end frame is checked here. Errors: invalid store.archive_damaged.
    Result<Frame> next() {
        std::array<std::uint8_t, 5> head{};
        std::size_t size = 0;
        const Error damaged = fail(ErrorKind::invalid, "store.archive_damaged");
        if (std::fread(head.data(), 1, head.size(), file_) != head.size()) return damaged;
        for (unsigned i = 0; i < 4; ++i) size = (size << 8U) | head[i];
        if (size > kFrameBytesMax) return damaged;
        Frame frame{static_cast<char>(head[4]), Bytes(size)};
        if (std::fread(frame.bytes.data(), 1, size, file_) != size) return damaged;
        if (frame.kind == 'E' && !std::ranges::equal(frame.bytes, hash_)) return damaged;
        note(head, frame.bytes);
        return frame;
    }

   private:
    void note(ByteView head, ByteView bytes) {
        const auto& suite = crypto::suite(crypto::SuiteId::international);
        hash_ = suite.hash2(hash_, suite.hash2(head, bytes));
    }
    std::FILE* file_;
    crypto::Hash hash_{};
};

Result<void> copy_out(PGconn* connection, const std::string& sql, Frames& frames) {
    TRY(ask(connection, sql, PGRES_COPY_OUT));
    while (true) {
        char* row = nullptr;
        const int size = PQgetCopyData(connection, &row, 0);
        if (size < 0) break;
        const std::unique_ptr<char, decltype(&PQfreemem)> owned(row, PQfreemem);
        TRY_VOID(frames.put('D', view_of({row, static_cast<std::size_t>(size)})));
    }
    const PgAnswer end(PQgetResult(connection));
    if (PQresultStatus(end.get()) != PGRES_COMMAND_OK) return of_server(end.get());
    const PgAnswer none(PQgetResult(connection));
    return {};
}

Result<void> write_rows(PGconn* connection, Frames& frames) {
    TRY_VOID(tell(connection, "SET statement_timeout = 0"));
    TRY_VOID(tell(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    const auto centre_is = [&](const std::string& hex) {  // hex digits from our own query: nothing to escape
        return ask(connection, "SELECT set_config('xinan.centre', '" + hex + "', true)", PGRES_TUPLES_OK);
    };
    const std::string none(32, '0');
    TRY(centre_is(none));
    const auto schema = TRY(ask(connection, kSchema, PGRES_TUPLES_OK));
    TRY_VOID(frames.put('S', view_of(PQgetvalue(schema.get(), 0, 0))));
    const auto found = TRY(ask(connection, "SELECT encode(centre_id, 'hex') FROM centre", PGRES_TUPLES_OK));
    std::vector<std::string> centres{none};
    for (int i = 0; i < PQntuples(found.get()); ++i) centres.emplace_back(PQgetvalue(found.get(), i, 0));
    const auto tables = TRY(ask(connection, kTables, PGRES_TUPLES_OK));
    for (int i = 0; i < PQntuples(tables.get()); ++i) {
        const std::string table = PQgetvalue(tables.get(), i, 0);
        const std::string columns = PQgetvalue(tables.get(), i, 1);
        const bool by_centre = *PQgetvalue(tables.get(), i, 2) == 't';
        const std::string narrowed = by_centre ? " WHERE centre_id = decode(current_setting('xinan.centre'), 'hex')" : "";
        for (const std::string& centre : centres) {
            if (!by_centre && centre != none) break;
            TRY(centre_is(centre));
            TRY_VOID(frames.put('T', view_of(table + " (" + columns + ")")));
            TRY_VOID(copy_out(connection, "COPY (SELECT " + columns + " FROM " + table + narrowed +
                                              ") TO STDOUT (FORMAT binary)", frames));
        }
    }
    return tell(connection, "COMMIT");
}

Result<void> end_copy(PGconn* connection) {
    if (PQputCopyEnd(connection, nullptr) != 1) return fail(ErrorKind::unavailable, "unavailable.database");
    const PgAnswer end(PQgetResult(connection));
    if (PQresultStatus(end.get()) != PGRES_COMMAND_OK) return of_server(end.get());
    const PgAnswer none(PQgetResult(connection));
    return {};
}

// A target names one of our tables and its columns; the file is not trusted to say anything else.
Result<void> known_target(PGconn* connection, const std::string& target) {
    const auto tables = TRY(ask(connection, kTables, PGRES_TUPLES_OK));
    for (int i = 0; i < PQntuples(tables.get()); ++i) {
        if (target == std::string(PQgetvalue(tables.get(), i, 0)) + " (" + PQgetvalue(tables.get(), i, 1) + ")") return {};
    }
    return fail(ErrorKind::conflict, "store.archive_schema");
}

Result<void> read_rows(PGconn* connection, Frames& frames) {
    TRY_VOID(tell(connection, "SET statement_timeout = 0"));
    TRY_VOID(tell(connection, "BEGIN"));
    TRY_VOID(tell(connection, kOpen));
    const auto first = TRY(frames.next());
    const auto schema = TRY(ask(connection, kSchema, PGRES_TUPLES_OK));
    if (first.kind != 'S' || text_of(first.bytes) != PQgetvalue(schema.get(), 0, 0)) {
        return fail(ErrorKind::conflict, "store.archive_schema");
    }
    const auto centres = TRY(ask(connection, "SELECT 1 FROM centre LIMIT 1", PGRES_TUPLES_OK));
    if (PQntuples(centres.get()) != 0) return fail(ErrorKind::conflict, "store.not_empty");
    bool copying = false;
    while (true) {
        const auto frame = TRY(frames.next());
        if (frame.kind == 'D' && copying) {
            if (PQputCopyData(connection, text_of(frame.bytes).data(), static_cast<int>(frame.bytes.size())) != 1) {
                return fail(ErrorKind::unavailable, "unavailable.database");
            }
            continue;
        }
        if (copying) TRY_VOID(end_copy(connection));
        copying = false;
        if (frame.kind == 'E') break;
        if (frame.kind != 'T') return fail(ErrorKind::invalid, "store.archive_damaged");
        const std::string target(text_of(frame.bytes));
        TRY_VOID(known_target(connection, target));
        TRY(ask(connection, "COPY " + target + " FROM STDIN (FORMAT binary)", PGRES_COPY_IN));
        copying = true;
    }
    TRY_VOID(tell(connection, kClose));
    return tell(connection, "COMMIT");
}

}  // namespace

Result<void> write_pg_archive(PgDoor& door, const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        return errno == EEXIST ? fail(ErrorKind::conflict, "store.backup_exists")
                               : fail(ErrorKind::unavailable, errno == ENOSPC ? "unavailable.disk_full" : "unavailable.database");
    }
    Frames frames(::fdopen(file, "wb"));
    const auto write = [&]() -> Result<void> {
        const PgHandle handle = TRY(door.connect());
        TRY_VOID(write_rows(handle.get(), frames));
        return frames.finish();
    };
    auto written = write();
    if (!written) ::unlink(path.c_str());
    return written;
}

Result<void> read_pg_archive(PgDoor& door, const std::string& path) {
    std::FILE* file = std::fopen(path.c_str(), "rbe");
    if (file == nullptr) return fail(ErrorKind::invalid, "store.archive_damaged");
    Frames frames(file);
    const PgHandle handle = TRY(door.connect());
    return read_rows(handle.get(), frames);  // closing the connection rolls back what did not reach COMMIT
}

Result<void> restore_postgres(const std::string& conninfo, const std::string& path) {
    PgDoor door(conninfo);
    return read_pg_archive(door, path);
}

}  // namespace xinan::store
