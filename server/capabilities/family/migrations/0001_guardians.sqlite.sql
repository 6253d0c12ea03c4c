-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Who is guardian of whom, from when until when. Relations end; they are never deleted ("who was the guardian then").
-- Source: clauses A4.4a (channel with parents), C4.7.1c; DESIGN section 2 (who may learn that a pupil attends).
-- Civil dates are whole numbers yyyymmdd; spans are half-open.
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: sqlite. Its twin is 0001_guardians.pg.sql.

CREATE TABLE guardian (
    centre_id             BLOB    NOT NULL CHECK (length(centre_id) = 16),
    guardian_id           BLOB    NOT NULL CHECK (length(guardian_id) = 16),
    ward_id               BLOB    NOT NULL CHECK (length(ward_id) = 16),
    person_id             BLOB    NOT NULL CHECK (length(person_id) = 16 AND person_id <> ward_id),
    relation              TEXT    NOT NULL CHECK (relation IN ('mother', 'father', 'grandparent', 'other_kin', 'entrusted',
                                                               'institution')),
    from_on               INTEGER NOT NULL CHECK (from_on BETWEEN 19000101 AND 99991231),
    until_on              INTEGER CHECK (until_on IS NULL OR until_on BETWEEN from_on AND 99991231),
    may_learn_attendance  INTEGER NOT NULL CHECK (may_learn_attendance IN (0, 1)),
    reason_sealed         BLOB    CHECK (reason_sealed IS NULL OR length(reason_sealed) >= 40),  -- of an override
    created_at_ms         INTEGER NOT NULL CHECK (created_at_ms > 0),
    PRIMARY KEY (centre_id, guardian_id),
    FOREIGN KEY (centre_id, ward_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id)
) STRICT, WITHOUT ROWID;

-- One open relation between two persons.
CREATE UNIQUE INDEX guardian_open ON guardian (centre_id, ward_id, person_id) WHERE until_on IS NULL;
CREATE INDEX guardian_by_ward ON guardian (centre_id, ward_id);
CREATE INDEX guardian_by_person ON guardian (centre_id, person_id);

CREATE TRIGGER guardian_only_ends BEFORE UPDATE ON guardian
WHEN OLD.until_on IS NOT NULL OR NEW.centre_id <> OLD.centre_id OR NEW.guardian_id <> OLD.guardian_id
  OR NEW.ward_id <> OLD.ward_id OR NEW.person_id <> OLD.person_id OR NEW.relation <> OLD.relation
  OR NEW.from_on <> OLD.from_on
BEGIN SELECT RAISE (ABORT, 'family.guardian_is_kept'); END;

CREATE TRIGGER guardian_is_kept BEFORE DELETE ON guardian
BEGIN SELECT RAISE (ABORT, 'family.guardian_is_kept'); END;
