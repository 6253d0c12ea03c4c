-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Figures of rules, by centre and date; the newest that has begun is in force.
-- Reverse: none; a later migration may add, never drop.
-- Works on: sqlite. Its twin is 0002_settings.pg.sql.

CREATE TABLE setting (
    centre_id         BLOB    NOT NULL CHECK (length(centre_id) = 16),
    setting_key       TEXT    NOT NULL CHECK (length(setting_key) BETWEEN 3 AND 80),
    valid_from_at_ms  INTEGER NOT NULL CHECK (valid_from_at_ms >= 0),
    value             INTEGER NOT NULL,
    PRIMARY KEY (centre_id, setting_key, valid_from_at_ms),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
) STRICT, WITHOUT ROWID;
