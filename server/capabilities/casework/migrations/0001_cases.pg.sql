-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Cases, sessions, session records with their versions, process notes wrapped to people.
-- Source: clauses A1.1a-A1.1d (steps), A1.4b (record), C2.5d (original record kept, addenda only), D2.2b (visitor signs), D1.2c (sealed).
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: postgresql. Its twin is 0001_cases.sqlite.sql.

CREATE TABLE visitor_case (
    centre_id           bytea   NOT NULL CHECK (length(centre_id) = 16),
    case_id             bytea   NOT NULL CHECK (length(case_id) = 16),
    version             bigint  NOT NULL CHECK (version >= 1),
    code_year           bigint  NOT NULL CHECK (code_year BETWEEN 2000 AND 2200),
    code_number         bigint  NOT NULL CHECK (code_number BETWEEN 1 AND 999999),
    state               text    NOT NULL CHECK (state IN ('intake', 'active', 'closed')),
    visitor_id          bytea   NOT NULL CHECK (length(visitor_id) = 16),
    counsellor_id       bytea   NOT NULL CHECK (length(counsellor_id) = 16),
    risk                text    NOT NULL CHECK (risk IN ('none', 'low', 'medium', 'high')),
    risk_screened       bigint  NOT NULL CHECK (risk_screened IN (0, 1)),
    next_contact_on     bigint  CHECK (next_contact_on IS NULL OR next_contact_on BETWEEN 19000101 AND 99991231),   -- yyyymmdd
    opened_at_ms        bigint  NOT NULL CHECK (opened_at_ms > 0),
    closed_at_ms        bigint  CHECK (closed_at_ms IS NULL OR closed_at_ms >= opened_at_ms),
    outcome             text    CHECK (outcome IS NULL OR outcome IN ('achieved', 'partly', 'not_achieved', 'moved_on')),
    close_reason        text    CHECK (close_reason IS NULL OR close_reason IN
                                       ('goal_met', 'visitor_wish', 'referral', 'absence', 'unsuitable', 'left_school')),
    aftercare           text    CHECK (aftercare IS NULL OR aftercare IN ('none', 'one_month', 'three_months', 'six_months')),
    CHECK ((state = 'closed') = (closed_at_ms IS NOT NULL)),
    CHECK (state <> 'closed' OR (outcome IS NOT NULL AND close_reason IS NOT NULL AND aftercare IS NOT NULL)),
    PRIMARY KEY (centre_id, case_id),
    UNIQUE (centre_id, code_year, code_number),
    FOREIGN KEY (centre_id, visitor_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, counsellor_id) REFERENCES staff_member (centre_id, staff_id)
);

-- One open case for a visitor and a counsellor.
CREATE UNIQUE INDEX visitor_case_open ON visitor_case (centre_id, visitor_id, counsellor_id) WHERE state <> 'closed';
CREATE INDEX visitor_case_by_counsellor ON visitor_case (centre_id, counsellor_id, opened_at_ms);

-- Plan, closing summary, hand-over, stand-down: each kind has its own versions, none is ever changed.
CREATE TABLE case_text (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    case_id        bytea   NOT NULL CHECK (length(case_id) = 16),
    kind           text    NOT NULL CHECK (kind IN ('plan', 'closing', 'hand_over', 'stand_down', 'override')),
    version        bigint  NOT NULL CHECK (version >= 1),
    author_id      bytea   NOT NULL CHECK (length(author_id) = 16),
    written_at_ms  bigint  NOT NULL CHECK (written_at_ms > 0),
    body_sealed    bytea   NOT NULL CHECK (length(body_sealed) >= 40),
    PRIMARY KEY (centre_id, case_id, kind, version),
    FOREIGN KEY (centre_id, case_id) REFERENCES visitor_case (centre_id, case_id)
);

CREATE TABLE session (
    centre_id       bytea   NOT NULL CHECK (length(centre_id) = 16),
    session_id      bytea   NOT NULL CHECK (length(session_id) = 16),
    case_id         bytea   NOT NULL CHECK (length(case_id) = 16),
    appointment_id  bytea   NOT NULL CHECK (length(appointment_id) = 16),
    counsellor_id   bytea   NOT NULL CHECK (length(counsellor_id) = 16),
    kind            text    NOT NULL CHECK (kind IN ('ordinary', 'emergency', 'first_talk', 'consultation')),
    started_at_ms   bigint  NOT NULL CHECK (started_at_ms > 0),
    ended_at_ms     bigint  CHECK (ended_at_ms IS NULL OR ended_at_ms >= started_at_ms),
    reason_sealed   bytea   CHECK (reason_sealed IS NULL OR length(reason_sealed) >= 40),   -- why it came without a booking
    CHECK (kind NOT IN ('emergency', 'first_talk') OR reason_sealed IS NOT NULL),
    PRIMARY KEY (centre_id, session_id),
    UNIQUE (centre_id, appointment_id),
    FOREIGN KEY (centre_id, case_id) REFERENCES visitor_case (centre_id, case_id),
    FOREIGN KEY (centre_id, appointment_id) REFERENCES appointment (centre_id, appointment_id)
);
CREATE INDEX session_by_case ON session (centre_id, case_id, started_at_ms);
CREATE INDEX session_by_counsellor ON session (centre_id, counsellor_id, started_at_ms);

-- The head of a session's record: the draft that autosaves, until it is signed.
CREATE TABLE session_note (
    centre_id       bytea   NOT NULL CHECK (length(centre_id) = 16),
    session_id      bytea   NOT NULL CHECK (length(session_id) = 16),
    version         bigint  NOT NULL CHECK (version >= 1),
    state           text    NOT NULL CHECK (state IN ('draft', 'signed')),
    author_id       bytea   NOT NULL CHECK (length(author_id) = 16),
    saved_at_ms     bigint  NOT NULL CHECK (saved_at_ms > 0),
    draft_sealed    bytea   CHECK (draft_sealed IS NULL OR length(draft_sealed) >= 40),
    summary_sealed  bytea   CHECK (summary_sealed IS NULL OR length(summary_sealed) >= 40),   -- the shared summary, once signed
    CHECK ((state = 'draft') = (draft_sealed IS NOT NULL)),
    PRIMARY KEY (centre_id, session_id),
    FOREIGN KEY (centre_id, session_id) REFERENCES session (centre_id, session_id)
);

-- Every kept version; nothing is ever overwritten or removed.
CREATE TABLE session_note_version (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    session_id     bytea   NOT NULL CHECK (length(session_id) = 16),
    version        bigint  NOT NULL CHECK (version >= 1),
    kind           text    NOT NULL CHECK (kind IN ('draft', 'conflict', 'signed', 'addendum')),
    author_id      bytea   NOT NULL CHECK (length(author_id) = 16),
    written_at_ms  bigint  NOT NULL CHECK (written_at_ms > 0),
    risk           text    NOT NULL CHECK (risk IN ('none', 'low', 'medium', 'high')),
    body_sealed    bytea   NOT NULL CHECK (length(body_sealed) >= 40),
    PRIMARY KEY (centre_id, session_id, version),
    FOREIGN KEY (centre_id, session_id) REFERENCES session (centre_id, session_id)
);

CREATE UNIQUE INDEX session_note_version_signed ON session_note_version (centre_id, session_id) WHERE kind = 'signed';

-- The visitor's signature under the shared summary (never under the record or the process note).
CREATE TABLE summary_signature (
    centre_id         bytea   NOT NULL CHECK (length(centre_id) = 16),
    session_id        bytea   NOT NULL CHECK (length(session_id) = 16),
    signed_by         bytea   NOT NULL CHECK (length(signed_by) = 16),
    signed_at_ms      bigint  NOT NULL CHECK (signed_at_ms > 0),
    signature_sealed  bytea   NOT NULL CHECK (length(signature_sealed) >= 40),
    PRIMARY KEY (centre_id, session_id),
    FOREIGN KEY (centre_id, session_id) REFERENCES session (centre_id, session_id)
);
-- Process notes: sealed to people, not under any key of the server. One a session and author.
CREATE TABLE process_note (
    centre_id    bytea   NOT NULL CHECK (length(centre_id) = 16),
    session_id   bytea   NOT NULL CHECK (length(session_id) = 16),
    author_id    bytea   NOT NULL CHECK (length(author_id) = 16),
    version      bigint  NOT NULL CHECK (version >= 1),
    saved_at_ms  bigint  NOT NULL CHECK (saved_at_ms > 0),
    body_sealed  bytea   NOT NULL CHECK (length(body_sealed) >= 40),
    PRIMARY KEY (centre_id, session_id, author_id),
    FOREIGN KEY (centre_id, session_id) REFERENCES session (centre_id, session_id)
);
CREATE TABLE process_note_wrap (
    centre_id   bytea   NOT NULL CHECK (length(centre_id) = 16),
    session_id  bytea   NOT NULL CHECK (length(session_id) = 16),
    author_id   bytea   NOT NULL CHECK (length(author_id) = 16),
    version     bigint  NOT NULL CHECK (version >= 1),
    person_id   bytea   NOT NULL CHECK (length(person_id) = 16),     -- all zero: the recovery key
    wrap        bytea   NOT NULL CHECK (length(wrap) >= 40),
    PRIMARY KEY (centre_id, session_id, author_id, version, person_id),
    FOREIGN KEY (centre_id, session_id, author_id) REFERENCES process_note (centre_id, session_id, author_id)
);

-- What must never happen is refused by the database (each WHEN as in the twin).
CREATE FUNCTION casework_visitor_case_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.undefined_step' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER visitor_case_changes BEFORE UPDATE ON visitor_case FOR EACH ROW WHEN (NEW.version <> OLD.version + 1 OR NEW.case_id <> OLD.case_id OR NEW.visitor_id <> OLD.visitor_id OR NEW.code_year <> OLD.code_year
  OR NEW.code_number <> OLD.code_number OR NEW.opened_at_ms <> OLD.opened_at_ms OR OLD.state = 'closed'
  OR (OLD.state = 'active' AND NEW.state = 'intake')) EXECUTE FUNCTION casework_visitor_case_changes();

CREATE FUNCTION casework_visitor_case_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.case_is_kept' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER visitor_case_is_kept BEFORE DELETE ON visitor_case FOR EACH ROW EXECUTE FUNCTION casework_visitor_case_is_kept();

CREATE FUNCTION casework_case_text_has_no_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version <> 1 + coalesce((SELECT max(version) FROM case_text
                                  WHERE centre_id = NEW.centre_id AND case_id = NEW.case_id AND kind = NEW.kind), 0) THEN
        RAISE EXCEPTION 'casework.text_version_conflict' USING ERRCODE = 'XN001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_text_has_no_gap BEFORE INSERT ON case_text FOR EACH ROW EXECUTE FUNCTION casework_case_text_has_no_gap();

CREATE FUNCTION casework_case_text_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.text_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER case_text_update BEFORE UPDATE ON case_text FOR EACH ROW EXECUTE FUNCTION casework_case_text_update();

CREATE FUNCTION casework_case_text_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.text_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER case_text_delete BEFORE DELETE ON case_text FOR EACH ROW EXECUTE FUNCTION casework_case_text_delete();

CREATE FUNCTION casework_session_note_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.note_is_signed' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER session_note_signed BEFORE UPDATE ON session_note FOR EACH ROW WHEN (OLD.state = 'signed' OR NEW.version <> OLD.version + 1 OR NEW.session_id <> OLD.session_id) EXECUTE FUNCTION casework_session_note_signed();

CREATE FUNCTION casework_session_note_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.note_is_signed' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER session_note_is_kept BEFORE DELETE ON session_note FOR EACH ROW EXECUTE FUNCTION casework_session_note_is_kept();

CREATE FUNCTION casework_session_note_version_has_no_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version <> 1 + coalesce((SELECT max(version) FROM session_note_version
                                  WHERE centre_id = NEW.centre_id AND session_id = NEW.session_id), 0) THEN
        RAISE EXCEPTION 'casework.note_version_conflict' USING ERRCODE = 'XN001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER session_note_version_has_no_gap BEFORE INSERT ON session_note_version FOR EACH ROW EXECUTE FUNCTION casework_session_note_version_has_no_gap();

CREATE FUNCTION casework_session_note_version_after_signing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind IN ('draft', 'signed') AND EXISTS (SELECT 1 FROM session_note_version
     WHERE centre_id = NEW.centre_id AND session_id = NEW.session_id AND kind = 'signed') THEN
        RAISE EXCEPTION 'casework.note_is_signed' USING ERRCODE = 'XN001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER session_note_version_after_signing BEFORE INSERT ON session_note_version FOR EACH ROW EXECUTE FUNCTION casework_session_note_version_after_signing();

CREATE FUNCTION casework_session_note_version_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.note_version_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER session_note_version_update BEFORE UPDATE ON session_note_version FOR EACH ROW EXECUTE FUNCTION casework_session_note_version_update();

CREATE FUNCTION casework_session_note_version_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.note_version_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER session_note_version_delete BEFORE DELETE ON session_note_version FOR EACH ROW EXECUTE FUNCTION casework_session_note_version_delete();

CREATE FUNCTION casework_summary_signature_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.signature_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER summary_signature_update BEFORE UPDATE ON summary_signature FOR EACH ROW EXECUTE FUNCTION casework_summary_signature_update();

CREATE FUNCTION casework_summary_signature_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.signature_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER summary_signature_delete BEFORE DELETE ON summary_signature FOR EACH ROW EXECUTE FUNCTION casework_summary_signature_delete();

CREATE FUNCTION casework_process_note_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.process_note_version' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER process_note_version BEFORE UPDATE ON process_note FOR EACH ROW WHEN (NEW.version <> OLD.version + 1 OR NEW.author_id <> OLD.author_id) EXECUTE FUNCTION casework_process_note_version();
