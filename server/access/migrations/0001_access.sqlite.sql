-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Relations and grants: who stands how to which record, from when until when. Rows are added and ended, never deleted.
-- Source: clauses A7.3b, B3.3c, C5.4.2a, C5.4.2b. Spans are half-open; 9223372036854775807 means no end is set.
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: sqlite. Its twin is 0001_access.pg.sql.

CREATE TABLE relation (
    centre_id    BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id    BLOB    NOT NULL CHECK (length(person_id) = 16),
    relation     TEXT    NOT NULL CHECK (relation IN ('self', 'guardian_of', 'counsellor_of', 'supervisor_of', 'archive_keeper_of',
                                                      'head_teacher_of', 'author_of', 'crisis_on_call')),
    record_kind  TEXT    NOT NULL CHECK (length(record_kind) BETWEEN 1 AND 40),
    record_id    BLOB    NOT NULL CHECK (length(record_id) = 16),
    from_at_ms   INTEGER NOT NULL CHECK (from_at_ms > 0),          -- UTC.
    until_at_ms  INTEGER NOT NULL CHECK (until_at_ms >= from_at_ms),  -- UTC; equal to from_at_ms: ended before it began.
    PRIMARY KEY (centre_id, person_id, record_kind, record_id, relation, from_at_ms)
) STRICT, WITHOUT ROWID;

CREATE INDEX relation_by_record ON relation (centre_id, record_kind, record_id, relation);

CREATE TRIGGER relation_is_kept BEFORE DELETE ON relation
BEGIN SELECT RAISE (ABORT, 'access.relation_is_kept'); END;

CREATE TRIGGER relation_only_ends BEFORE UPDATE ON relation
WHEN NEW.centre_id <> OLD.centre_id OR NEW.person_id <> OLD.person_id OR NEW.relation <> OLD.relation
  OR NEW.record_kind <> OLD.record_kind OR NEW.record_id <> OLD.record_id OR NEW.from_at_ms <> OLD.from_at_ms
  OR NEW.until_at_ms > OLD.until_at_ms
BEGIN SELECT RAISE (ABORT, 'access.relation_is_kept'); END;

CREATE TABLE access_grant (
    centre_id    BLOB    NOT NULL CHECK (length(centre_id) = 16),
    grant_id     BLOB    NOT NULL CHECK (length(grant_id) = 16),
    person_id    BLOB    NOT NULL CHECK (length(person_id) = 16),
    action       TEXT    NOT NULL CHECK (length(action) BETWEEN 5 AND 80),
    record_kind  TEXT    NOT NULL CHECK (length(record_kind) BETWEEN 1 AND 40),
    record_id    BLOB    NOT NULL CHECK (length(record_id) = 16),
    approved_by  BLOB    NOT NULL CHECK (length(approved_by) = 16),
    purpose      TEXT    NOT NULL CHECK (length(purpose) BETWEEN 1 AND 40),
    from_at_ms   INTEGER NOT NULL CHECK (from_at_ms > 0),
    until_at_ms  INTEGER NOT NULL CHECK (until_at_ms >= from_at_ms AND until_at_ms - from_at_ms <= 31622400000),  -- At most 366 days.
    PRIMARY KEY (centre_id, grant_id),
    CHECK (approved_by <> person_id OR purpose = 'emergency')
) STRICT, WITHOUT ROWID;

CREATE INDEX access_grant_by_holder ON access_grant (centre_id, person_id, record_kind, record_id, action);

CREATE TRIGGER access_grant_is_kept BEFORE DELETE ON access_grant
BEGIN SELECT RAISE (ABORT, 'access.grant_is_kept'); END;

CREATE TRIGGER access_grant_only_ends BEFORE UPDATE ON access_grant
WHEN NEW.centre_id <> OLD.centre_id OR NEW.grant_id <> OLD.grant_id OR NEW.person_id <> OLD.person_id
  OR NEW.action <> OLD.action OR NEW.record_kind <> OLD.record_kind OR NEW.record_id <> OLD.record_id
  OR NEW.approved_by <> OLD.approved_by OR NEW.purpose <> OLD.purpose OR NEW.from_at_ms <> OLD.from_at_ms
  OR NEW.until_at_ms > OLD.until_at_ms
BEGIN SELECT RAISE (ABORT, 'access.grant_is_kept'); END;

-- What a list joins (DECISIONS "Lists join the view"). It narrows rows; decide() is asked again on each.
-- relation is 'grant' for a grant, and action is empty for a relation. Join with from_ms <= now AND now < until_ms.
CREATE VIEW visible_record (centre_id, principal_id, record_kind, record_id, relation, action, from_ms, until_ms) AS
SELECT centre_id, person_id, record_kind, record_id, relation, '', from_at_ms, until_at_ms FROM relation
UNION ALL
SELECT centre_id, person_id, record_kind, record_id, 'grant', action, from_at_ms, until_at_ms FROM access_grant;
