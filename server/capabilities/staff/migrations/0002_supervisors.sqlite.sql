-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Who supervises whom, from when until when. Process notes are wrapped to the supervisors in force when they are written.
-- Source: clauses C5.2.5b, C6.1a (guidance by a senior counsellor), C1.5d (discussed for professional need only).
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: sqlite. Its twin is 0002_supervisors.pg.sql.

CREATE TABLE staff_supervisor (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    staff_id       BLOB    NOT NULL CHECK (length(staff_id) = 16),
    supervisor_id  BLOB    NOT NULL CHECK (length(supervisor_id) = 16),
    from_at_ms     INTEGER NOT NULL CHECK (from_at_ms > 0),
    until_at_ms    INTEGER CHECK (until_at_ms IS NULL OR until_at_ms >= from_at_ms),
    CHECK (staff_id <> supervisor_id),
    PRIMARY KEY (centre_id, staff_id, supervisor_id, from_at_ms),
    FOREIGN KEY (centre_id, staff_id) REFERENCES staff_member (centre_id, staff_id),
    FOREIGN KEY (centre_id, supervisor_id) REFERENCES staff_member (centre_id, staff_id)
) STRICT;

CREATE UNIQUE INDEX staff_supervisor_open ON staff_supervisor (centre_id, staff_id, supervisor_id) WHERE until_at_ms IS NULL;
CREATE INDEX staff_supervisor_by_supervisor ON staff_supervisor (centre_id, supervisor_id, staff_id);

-- It is ended once; who it was then stays known.
CREATE TRIGGER staff_supervision_changes BEFORE UPDATE ON staff_supervisor
WHEN OLD.until_at_ms IS NOT NULL OR NEW.until_at_ms IS NULL OR NEW.centre_id <> OLD.centre_id OR NEW.staff_id <> OLD.staff_id
  OR NEW.supervisor_id <> OLD.supervisor_id OR NEW.from_at_ms <> OLD.from_at_ms
BEGIN SELECT RAISE (ABORT, 'staff.supervision_is_kept'); END;

CREATE TRIGGER staff_supervision_is_kept BEFORE DELETE ON staff_supervisor
BEGIN SELECT RAISE (ABORT, 'staff.supervision_is_kept'); END;
