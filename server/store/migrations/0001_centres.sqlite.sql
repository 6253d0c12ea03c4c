-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A centre: the tenant every other row belongs to.
-- Reverse: none; a later migration may add, never drop.
-- Works on: sqlite. Its twin is 0001_centres.pg.sql.

CREATE TABLE centre (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    name           TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    zone           TEXT    NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),      -- IANA
    kind           TEXT    NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    created_at_ms  INTEGER NOT NULL CHECK (created_at_ms > 0),
    keyring_stamp  INTEGER NOT NULL CHECK (keyring_stamp >= 0),                -- a mismatch with the keyring is named
    PRIMARY KEY (centre_id)
) STRICT, WITHOUT ROWID;
