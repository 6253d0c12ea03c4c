-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What a repeated request gets; written with the act, kept 24 hours.
-- Reverse: none; a later migration may add, never drop.
-- Works on: postgresql. Its twin is 0003_idempotency.sqlite.sql.

CREATE TABLE idempotency (
    centre_id      bytea  NOT NULL CHECK (length(centre_id) = 16),
    principal      bytea  NOT NULL CHECK (length(principal) = 16),
    key_hash       bytea  NOT NULL CHECK (length(key_hash) = 32),
    request_hash   bytea  NOT NULL CHECK (length(request_hash) = 32),
    status         bigint NOT NULL CHECK (status >= 0),                       -- 0 until the act is finished
    reference      text   NOT NULL CHECK (length(reference) <= 512),
    created_at_ms  bigint NOT NULL CHECK (created_at_ms > 0),
    PRIMARY KEY (centre_id, principal, key_hash)
);

CREATE INDEX idempotency_by_age ON idempotency (centre_id, created_at_ms);
