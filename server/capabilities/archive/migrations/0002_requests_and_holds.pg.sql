-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Who asked to open a file, for whom, why and for how long, and what the leader decided; and legal holds, set and lifted with a reason.
-- Source: clauses D1.3c (purpose and time, approved by another), C5.4.5b (legal hold), D1.3a (kept).
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: postgresql. Its twin is 0002_requests_and_holds.sqlite.sql.

CREATE TABLE archive_request (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    request_id     bytea   NOT NULL CHECK (length(request_id) = 16),
    file_id        bytea   NOT NULL CHECK (length(file_id) = 16),
    for_staff      bytea   NOT NULL CHECK (length(for_staff) = 16),
    purpose        text    NOT NULL CHECK (purpose IN ('supervision', 'law', 'visitor_request', 'research_approved')),
    days           bigint  NOT NULL CHECK (days BETWEEN 1 AND 366),
    state          text    NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'ended')),
    asked_by       bytea   NOT NULL CHECK (length(asked_by) = 16),
    asked_at_ms    bigint  NOT NULL CHECK (asked_at_ms > 0),
    decided_by     bytea   CHECK (decided_by IS NULL OR length(decided_by) = 16),
    decided_at_ms  bigint  CHECK (decided_at_ms IS NULL OR decided_at_ms >= asked_at_ms),
    grant_id       bytea   CHECK (grant_id IS NULL OR length(grant_id) = 16),
    until_ms       bigint  CHECK (until_ms IS NULL OR until_ms > asked_at_ms),
    CHECK ((state = 'open') = (decided_by IS NULL)),
    CHECK ((state = 'open') = (decided_at_ms IS NULL)),
    CHECK ((state IN ('approved', 'ended')) = (grant_id IS NOT NULL)),
    CHECK ((grant_id IS NULL) = (until_ms IS NULL)),
    PRIMARY KEY (centre_id, request_id),
    FOREIGN KEY (centre_id, file_id) REFERENCES archive_file (centre_id, file_id)
);

-- One open request for a person and a file.
CREATE UNIQUE INDEX archive_request_open ON archive_request (centre_id, file_id, for_staff) WHERE state = 'open';
CREATE INDEX archive_request_by_time ON archive_request (centre_id, asked_at_ms);

CREATE TABLE archive_hold (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    file_id        bytea   NOT NULL CHECK (length(file_id) = 16),
    number         bigint  NOT NULL CHECK (number >= 1),
    kind           text    NOT NULL CHECK (kind IN ('set', 'lifted')),
    by_staff       bytea   NOT NULL CHECK (length(by_staff) = 16),
    at_ms          bigint  NOT NULL CHECK (at_ms > 0),
    reason_sealed  bytea   NOT NULL CHECK (length(reason_sealed) >= 40),
    PRIMARY KEY (centre_id, file_id, number),
    FOREIGN KEY (centre_id, file_id) REFERENCES archive_file (centre_id, file_id)
);

CREATE FUNCTION archive_request_changes_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'archive.request_is_kept' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER archive_request_changes BEFORE UPDATE ON archive_request
FOR EACH ROW WHEN (NEW.centre_id <> OLD.centre_id OR NEW.request_id <> OLD.request_id OR NEW.file_id <> OLD.file_id
  OR NEW.for_staff <> OLD.for_staff OR NEW.purpose <> OLD.purpose OR NEW.days <> OLD.days OR NEW.asked_by <> OLD.asked_by
  OR NEW.asked_at_ms <> OLD.asked_at_ms
  OR NOT ((OLD.state = 'open' AND NEW.state IN ('approved', 'refused')) OR (OLD.state = 'approved' AND NEW.state = 'ended')))
EXECUTE FUNCTION archive_request_changes_refused();

CREATE FUNCTION archive_request_is_kept_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'archive.request_is_kept' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER archive_request_is_kept BEFORE DELETE ON archive_request
FOR EACH ROW EXECUTE FUNCTION archive_request_is_kept_refused();

CREATE FUNCTION archive_hold_update_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'archive.hold_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER archive_hold_update BEFORE UPDATE ON archive_hold
FOR EACH ROW EXECUTE FUNCTION archive_hold_update_refused();

CREATE FUNCTION archive_hold_delete_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'archive.hold_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER archive_hold_delete BEFORE DELETE ON archive_hold
FOR EACH ROW EXECUTE FUNCTION archive_hold_delete_refused();
