-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Archive files of closed cases: a plain catalogue. What was said stays sealed where casework keeps it.
-- Source: clauses B2.5c, A2.5a (register), A1.3b (place), A1.4c, D1.3a, D1.3b (kept ten years at least, never shortened).
-- Dates are yyyymmdd in the centre's zone: ten years later is 100000 more.
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: sqlite. Its twin is 0001_archive_files.pg.sql.

CREATE TABLE archive_file (
    centre_id           BLOB    NOT NULL CHECK (length(centre_id) = 16),
    file_id             BLOB    NOT NULL CHECK (length(file_id) = 16),
    version             INTEGER NOT NULL CHECK (version >= 1),
    file_number         INTEGER NOT NULL CHECK (file_number BETWEEN 2000000001 AND 2200999999),   -- year and running number
    case_id             BLOB    NOT NULL CHECK (length(case_id) = 16),
    case_code           TEXT    NOT NULL CHECK (length(case_code) BETWEEN 1 AND 20),
    visitor_id          BLOB    NOT NULL CHECK (length(visitor_id) = 16),
    visitor_code        TEXT    NOT NULL CHECK (length(visitor_code) BETWEEN 6 AND 8),
    counsellor_id       BLOB    NOT NULL CHECK (length(counsellor_id) = 16),
    custodian_id        BLOB    NOT NULL CHECK (length(custodian_id) = 16),
    closed_at_ms        INTEGER NOT NULL CHECK (closed_at_ms > 0),
    closed_on           INTEGER NOT NULL CHECK (closed_on BETWEEN 19000101 AND 99991231),
    retention_until_on  INTEGER NOT NULL CHECK (retention_until_on BETWEEN closed_on + 100000 AND 99991231),
    class               TEXT    NOT NULL CHECK (class IN ('counselling')),
    place               TEXT    NOT NULL CHECK (place IN ('electronic', 'cabinet')),
    state               TEXT    NOT NULL CHECK (state IN ('active', 'legal_hold')),
    filed_at_ms         INTEGER NOT NULL CHECK (filed_at_ms >= closed_at_ms),
    PRIMARY KEY (centre_id, file_id),
    UNIQUE (centre_id, file_number),
    UNIQUE (centre_id, case_id),
    FOREIGN KEY (centre_id, case_id) REFERENCES visitor_case (centre_id, case_id),
    FOREIGN KEY (centre_id, visitor_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, counsellor_id) REFERENCES staff_member (centre_id, staff_id),
    FOREIGN KEY (centre_id, custodian_id) REFERENCES staff_member (centre_id, staff_id)
) STRICT;

CREATE INDEX archive_file_by_counsellor ON archive_file (centre_id, counsellor_id, file_number);

CREATE TRIGGER archive_file_is_kept BEFORE DELETE ON archive_file
BEGIN SELECT RAISE (ABORT, 'archive.file_is_kept'); END;

CREATE TRIGGER archive_file_retention BEFORE UPDATE ON archive_file
WHEN NEW.retention_until_on < OLD.retention_until_on
BEGIN SELECT RAISE (ABORT, 'archive.retention_is_not_shortened'); END;

CREATE TRIGGER archive_file_changes BEFORE UPDATE ON archive_file
WHEN NEW.version <> OLD.version + 1 OR NEW.centre_id <> OLD.centre_id OR NEW.file_id <> OLD.file_id OR NEW.file_number <> OLD.file_number
  OR NEW.case_id <> OLD.case_id OR NEW.case_code <> OLD.case_code OR NEW.visitor_id <> OLD.visitor_id
  OR NEW.visitor_code <> OLD.visitor_code OR NEW.counsellor_id <> OLD.counsellor_id OR NEW.closed_at_ms <> OLD.closed_at_ms
  OR NEW.closed_on <> OLD.closed_on OR NEW.class <> OLD.class OR NEW.filed_at_ms <> OLD.filed_at_ms
BEGIN SELECT RAISE (ABORT, 'archive.entry_is_immutable'); END;
