-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Why somebody at the desk went on past a warning: content, sealed under the visitor's file key.
-- Source: clauses B2.1.2b (identity), B2.1.2c (booking confirmed at arrival). What else the desk records is in appointment.
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: sqlite. Its twin is 0001_reception.pg.sql.

CREATE TABLE reception_override (
    centre_id       BLOB    NOT NULL CHECK (length(centre_id) = 16),
    appointment_id  BLOB    NOT NULL CHECK (length(appointment_id) = 16),
    version         INTEGER NOT NULL CHECK (version >= 1),
    reason_sealed   BLOB    NOT NULL CHECK (length(reason_sealed) >= 40),
    given_by        BLOB    NOT NULL CHECK (length(given_by) = 16),
    given_at_ms     INTEGER NOT NULL CHECK (given_at_ms > 0),
    PRIMARY KEY (centre_id, appointment_id, version),
    FOREIGN KEY (centre_id, appointment_id) REFERENCES appointment (centre_id, appointment_id)
) STRICT;

CREATE TRIGGER reception_override_update BEFORE UPDATE ON reception_override
BEGIN SELECT RAISE (ABORT, 'reception.override_is_immutable'); END;
CREATE TRIGGER reception_override_delete BEFORE DELETE ON reception_override
BEGIN SELECT RAISE (ABORT, 'reception.override_is_immutable'); END;
