-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Figures of rules, by centre and date; the newest that has begun is in force.
-- Reverse: none; a later migration may add, never drop.
-- Works on: postgresql. Its twin is 0002_settings.sqlite.sql.

CREATE TABLE setting (
    centre_id         bytea  NOT NULL CHECK (length(centre_id) = 16),
    setting_key       text   NOT NULL CHECK (length(setting_key) BETWEEN 3 AND 80),
    valid_from_at_ms  bigint NOT NULL CHECK (valid_from_at_ms >= 0),
    value             bigint NOT NULL,
    PRIMARY KEY (centre_id, setting_key, valid_from_at_ms),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
);
