-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The basic form: one sealed value for each field, with who told it and who wrote it down; and reasons given to go on.
-- Source: clauses A1.3a (source and collector), B2.1.2h, D2.1a. Values are sealed under the visitor's file key.
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: sqlite. Its twin is 0002_basic_forms.pg.sql.

CREATE TABLE basic_form (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id      BLOB    NOT NULL CHECK (length(person_id) = 16),
    version        INTEGER NOT NULL CHECK (version >= 1),
    complete       INTEGER NOT NULL CHECK (complete IN (0, 1)),
    changed_at_ms  INTEGER NOT NULL CHECK (changed_at_ms > 0),
    PRIMARY KEY (centre_id, person_id),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER basic_form_version_has_no_gap BEFORE UPDATE ON basic_form
WHEN NEW.version <> OLD.version + 1 OR NEW.centre_id <> OLD.centre_id OR NEW.person_id <> OLD.person_id
BEGIN SELECT RAISE (ABORT, 'visitors.form_version'); END;

CREATE TABLE basic_form_value (
    centre_id        BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id        BLOB    NOT NULL CHECK (length(person_id) = 16),
    field_key        TEXT    NOT NULL CHECK (length(field_key) BETWEEN 2 AND 40),
    version          INTEGER NOT NULL CHECK (version >= 1),                       -- of the form when the value was sealed
    value_sealed     BLOB    NOT NULL CHECK (length(value_sealed) >= 40),
    source           TEXT    NOT NULL CHECK (source IN ('self', 'guardian', 'teacher', 'staff')),
    collected_by     BLOB    NOT NULL CHECK (length(collected_by) = 16),          -- staff member, or the person himself
    collected_at_ms  INTEGER NOT NULL CHECK (collected_at_ms > 0),
    PRIMARY KEY (centre_id, person_id, field_key),
    FOREIGN KEY (centre_id, person_id) REFERENCES basic_form (centre_id, person_id)
) STRICT;

-- Why somebody went on although a guard warned (C2.1a). Written once.
CREATE TABLE person_override (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id      BLOB    NOT NULL CHECK (length(person_id) = 16),
    version        INTEGER NOT NULL CHECK (version >= 1),                         -- of the person
    guard          TEXT    NOT NULL CHECK (length(guard) BETWEEN 3 AND 80),
    reason_sealed  BLOB    NOT NULL CHECK (length(reason_sealed) >= 40),
    given_by       BLOB    NOT NULL CHECK (length(given_by) = 16),
    given_at_ms    INTEGER NOT NULL CHECK (given_at_ms > 0),
    PRIMARY KEY (centre_id, person_id, version, guard),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id)
) STRICT;
