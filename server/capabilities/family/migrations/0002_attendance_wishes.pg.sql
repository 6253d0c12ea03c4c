-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Each time it was said whether a guardian may learn that the pupil attends, and what the pupil wished. Never changed.
-- Source: clause C1.5h (every release with the pupil's wish); DESIGN section 2.
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: postgresql. Its twin is 0002_attendance_wishes.sqlite.sql.

CREATE TABLE guardian_attendance (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    guardian_id    bytea   NOT NULL CHECK (length(guardian_id) = 16),
    number         bigint  NOT NULL CHECK (number >= 1),
    may_learn      bigint  NOT NULL CHECK (may_learn IN (0, 1)),
    wish           text    NOT NULL CHECK (wish IN ('agrees', 'refuses', 'not_asked')),
    said_by        bytea   NOT NULL CHECK (length(said_by) = 16),
    said_at_ms     bigint  NOT NULL CHECK (said_at_ms > 0),
    reason_sealed  bytea   CHECK (reason_sealed IS NULL OR length(reason_sealed) >= 40),
    PRIMARY KEY (centre_id, guardian_id, number),
    FOREIGN KEY (centre_id, guardian_id) REFERENCES guardian (centre_id, guardian_id)
);

CREATE FUNCTION family_guardian_attendance_update_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'family.wish_is_kept';
END $$;

CREATE TRIGGER guardian_attendance_update BEFORE UPDATE ON guardian_attendance
FOR EACH ROW EXECUTE FUNCTION family_guardian_attendance_update_refused();

CREATE FUNCTION family_guardian_attendance_delete_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'family.wish_is_kept';
END $$;

CREATE TRIGGER guardian_attendance_delete BEFORE DELETE ON guardian_attendance
FOR EACH ROW EXECUTE FUNCTION family_guardian_attendance_delete_refused();
