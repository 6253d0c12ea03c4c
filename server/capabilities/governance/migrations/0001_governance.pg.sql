-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What is changed as a whole has one version; the help numbers a centre shows instead of the standard ones.
-- Source: clauses A1.0a (written rules), A3.3a (visitors are told).
-- Reverse: none; a later migration may add, never drop.
-- Works on: postgresql. Its twin is 0001_governance.sqlite.sql.

CREATE TABLE governance_version (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    what           text    NOT NULL CHECK (what IN ('settings', 'help_numbers')),
    version        bigint  NOT NULL CHECK (version >= 2),
    changed_at_ms  bigint  NOT NULL CHECK (changed_at_ms > 0),
    PRIMARY KEY (centre_id, what),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
);

CREATE TABLE help_number (
    centre_id  bytea   NOT NULL CHECK (length(centre_id) = 16),
    place      bigint  NOT NULL CHECK (place BETWEEN 1 AND 8),
    label_zh   text    NOT NULL CHECK (length(label_zh) BETWEEN 1 AND 40),
    label_en   text    NOT NULL CHECK (length(label_en) BETWEEN 1 AND 40),
    number     text    NOT NULL CHECK (length(number) BETWEEN 3 AND 20),
    PRIMARY KEY (centre_id, place),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
);
