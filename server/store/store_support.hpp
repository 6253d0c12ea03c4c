// SPDX-License-Identifier: AGPL-3.0-or-later
// A table for the store's own tests, and short words for writing to it.
#pragma once

#include <string>

#include "base/testing.hpp"
#include "store/testing.hpp"

namespace xinan::store {

inline constexpr Sql kPut{"thing.put", "INSERT INTO thing (centre_id, thing_id, label) VALUES (?1, ?2, ?3)"};
inline constexpr Sql kCount{"thing.count", "SELECT count(*), sum(thing_id) FROM thing WHERE centre_id = ?1"};
inline constexpr Sql kRelabel{"thing.relabel", "UPDATE thing SET label = ?3 WHERE centre_id = ?1 AND thing_id = ?2"};

// thing_id is unique within a centre; a label that begins with ! is refused by a trigger; a label has 1 to 20 characters;
// parent, when given, is another thing.
class StoreTest : public EngineTest {
   protected:
    void SetUp() override {
        testing::must(store().write(CentreId{}, [](Tx& tx) { return tx.run_script(tx.is_postgres() ? kTablePg : kTable); }));
    }
    Result<void> put(std::int64_t id, const std::string& label = "thing") { return put_in(centre(), id, label); }
    Result<void> put_in(CentreId of, std::int64_t id, const std::string& label) {
        return store().write(of, [id, label](Tx& tx) -> Result<void> {
            TRY(tx.run(kPut, id, label));
            return {};
        });
    }
    std::int64_t count(CentreId of) {
        return testing::must(store().read(of, [](Tx& tx) -> Result<std::int64_t> {
            const Rows rows = TRY(tx.query(kCount));
            return rows.i64(0, 0);
        }));
    }
    std::int64_t count() { return count(centre()); }

   private:
    static constexpr std::string_view kTable =
        "CREATE TABLE thing (centre_id BLOB NOT NULL CHECK (length(centre_id) = 16), thing_id INTEGER NOT NULL,"
        " label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 20), parent INTEGER,"
        " PRIMARY KEY (centre_id, thing_id), FOREIGN KEY (centre_id, parent) REFERENCES thing (centre_id, thing_id)) STRICT;"
        "CREATE TRIGGER thing_refuses BEFORE INSERT ON thing WHEN NEW.label LIKE '!%'"
        " BEGIN SELECT RAISE (ABORT, 'things.not_that_one'); END;";
    static constexpr std::string_view kTablePg =
        "CREATE TABLE thing (centre_id bytea NOT NULL CHECK (length(centre_id) = 16), thing_id bigint NOT NULL,"
        " label text NOT NULL CHECK (length(label) BETWEEN 1 AND 20), parent bigint,"
        " PRIMARY KEY (centre_id, thing_id), FOREIGN KEY (centre_id, parent) REFERENCES thing (centre_id, thing_id));"
        "CREATE FUNCTION thing_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.label LIKE '!%' THEN"
        " RAISE EXCEPTION 'things.not_that_one' USING ERRCODE = 'XN001'; END IF; RETURN NEW; END $$;"
        "CREATE TRIGGER thing_refuses BEFORE INSERT ON thing FOR EACH ROW EXECUTE FUNCTION thing_refuses();";
};

}  // namespace xinan::store
