-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What a repeated request gets; written with the act, kept 24 hours.
-- Reverse: none; a later migration may add, never drop.
-- Works on: sqlite. Its twin is 0003_idempotency.pg.sql.

CREATE TABLE idempotency (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    principal      BLOB    NOT NULL CHECK (length(principal) = 16),
    key_hash       BLOB    NOT NULL CHECK (length(key_hash) = 32),
    request_hash   BLOB    NOT NULL CHECK (length(request_hash) = 32),
    status         INTEGER NOT NULL CHECK (status >= 0),                       -- 0 until the act is finished
    reference      TEXT    NOT NULL CHECK (length(reference) <= 512),
    created_at_ms  INTEGER NOT NULL CHECK (created_at_ms > 0),
    PRIMARY KEY (centre_id, principal, key_hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_by_age ON idempotency (centre_id, created_at_ms);
