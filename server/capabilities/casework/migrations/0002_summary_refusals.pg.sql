-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A shared summary that was read and not signed: refused by the visitor, or somebody who cannot sign, with the reason (sealed).
-- Source: clause D2.2b (refusal or illiteracy stored with reason).
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: postgresql. Its twin is 0002_summary_refusals.sqlite.sql.

CREATE TABLE summary_refusal (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    session_id     bytea   NOT NULL CHECK (length(session_id) = 16),
    why            text    NOT NULL CHECK (why IN ('refused', 'cannot_sign')),
    entered_by     bytea   NOT NULL CHECK (length(entered_by) = 16),
    entered_at_ms  bigint  NOT NULL CHECK (entered_at_ms > 0),
    reason_sealed  bytea   NOT NULL CHECK (length(reason_sealed) >= 40),
    PRIMARY KEY (centre_id, session_id),
    FOREIGN KEY (centre_id, session_id) REFERENCES session (centre_id, session_id)
);

CREATE FUNCTION casework_summary_refusal_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.refusal_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER summary_refusal_update BEFORE UPDATE ON summary_refusal FOR EACH ROW EXECUTE FUNCTION casework_summary_refusal_update();

CREATE FUNCTION casework_summary_refusal_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casework.refusal_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER summary_refusal_delete BEFORE DELETE ON summary_refusal FOR EACH ROW EXECUTE FUNCTION casework_summary_refusal_delete();
