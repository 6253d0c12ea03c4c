-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Persons with sealed names and numbers, blind tokens to find them by, classes and who is in which class when.
-- Source: clauses C2.1a (kinds of visitor), B2.1.1b (provisional persons), D4.1b (personal data are sealed).
-- Civil dates are whole numbers yyyymmdd; spans are half-open.
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: sqlite. Its twin is 0001_persons.pg.sql.

CREATE TABLE school_class (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    class_id       BLOB    NOT NULL CHECK (length(class_id) = 16),
    stage          TEXT    NOT NULL CHECK (stage IN ('primary', 'junior', 'senior', 'other')),
    entry_year     INTEGER NOT NULL CHECK (entry_year BETWEEN 1950 AND 2200),
    number         INTEGER NOT NULL CHECK (number BETWEEN 1 AND 99),
    created_at_ms  INTEGER NOT NULL CHECK (created_at_ms > 0),
    PRIMARY KEY (centre_id, class_id),
    UNIQUE (centre_id, stage, entry_year, number),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    centre_id              BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id              BLOB    NOT NULL CHECK (length(person_id) = 16),
    version                INTEGER NOT NULL CHECK (version >= 1),
    kind                   TEXT    NOT NULL CHECK (kind IN ('pupil', 'parent', 'staff', 'adult')),
    code                   TEXT    NOT NULL CHECK (length(code) BETWEEN 6 AND 8),            -- V-7K2M
    provisional            INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    name_sealed            BLOB    NOT NULL CHECK (length(name_sealed) >= 40),
    gender_sealed          BLOB    CHECK (gender_sealed IS NULL OR length(gender_sealed) >= 40),
    birthday_sealed        BLOB    CHECK (birthday_sealed IS NULL OR length(birthday_sealed) >= 40),
    phone_sealed           BLOB    CHECK (phone_sealed IS NULL OR length(phone_sealed) >= 40),
    student_number_sealed  BLOB    CHECK (student_number_sealed IS NULL OR length(student_number_sealed) >= 40),
    created_at_ms          INTEGER NOT NULL CHECK (created_at_ms > 0),
    changed_at_ms          INTEGER NOT NULL CHECK (changed_at_ms >= created_at_ms),
    closed_at_ms           INTEGER CHECK (closed_at_ms IS NULL OR (closed_at_ms >= created_at_ms AND provisional = 1)),
    PRIMARY KEY (centre_id, person_id),
    UNIQUE (centre_id, code),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
) STRICT;

-- Every sealed column is bound to the version of its row: a change seals them all anew. Closing a provisional row is the
-- one change without a new version.
CREATE TRIGGER person_version_has_no_gap BEFORE UPDATE ON person
WHEN NOT (NEW.version = OLD.version + 1 OR (NEW.version = OLD.version AND NEW.name_sealed = OLD.name_sealed
                                            AND OLD.closed_at_ms IS NULL AND NEW.closed_at_ms IS NOT NULL))
  OR OLD.closed_at_ms IS NOT NULL OR NEW.centre_id <> OLD.centre_id OR NEW.person_id <> OLD.person_id
  OR NEW.code <> OLD.code OR NEW.created_at_ms <> OLD.created_at_ms OR NEW.provisional > OLD.provisional
BEGIN SELECT RAISE (ABORT, 'visitors.person_version'); END;

CREATE TABLE class_membership (
    centre_id  BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id  BLOB    NOT NULL CHECK (length(person_id) = 16),
    class_id   BLOB    NOT NULL CHECK (length(class_id) = 16),
    from_on    INTEGER NOT NULL CHECK (from_on BETWEEN 19000101 AND 99991231),
    until_on   INTEGER CHECK (until_on IS NULL OR until_on BETWEEN from_on AND 99991231),
    PRIMARY KEY (centre_id, person_id, from_on, class_id),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, class_id) REFERENCES school_class (centre_id, class_id)
) STRICT, WITHOUT ROWID;

-- Nobody is in two classes at once.
CREATE UNIQUE INDEX class_membership_open ON class_membership (centre_id, person_id) WHERE until_on IS NULL;
CREATE INDEX class_membership_by_class ON class_membership (centre_id, class_id, person_id);

CREATE TABLE blind_token (
    centre_id  BLOB    NOT NULL CHECK (length(centre_id) = 16),
    field      TEXT    NOT NULL CHECK (field IN ('name', 'pinyin', 'initials', 'phone', 'last_four', 'student_number')),
    token      INTEGER NOT NULL,
    person_id  BLOB    NOT NULL CHECK (length(person_id) = 16),
    PRIMARY KEY (centre_id, field, token, person_id),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX blind_token_by_person ON blind_token (centre_id, person_id);
