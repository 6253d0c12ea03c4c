-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A shared summary that was read and not signed: refused by the visitor, or somebody who cannot sign, with the reason (sealed).
-- Source: clause D2.2b (refusal or illiteracy stored with reason).
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: sqlite. Its twin is 0002_summary_refusals.pg.sql.

CREATE TABLE summary_refusal (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    session_id     BLOB    NOT NULL CHECK (length(session_id) = 16),
    why            TEXT    NOT NULL CHECK (why IN ('refused', 'cannot_sign')),
    entered_by     BLOB    NOT NULL CHECK (length(entered_by) = 16),
    entered_at_ms  INTEGER NOT NULL CHECK (entered_at_ms > 0),
    reason_sealed  BLOB    NOT NULL CHECK (length(reason_sealed) >= 40),
    PRIMARY KEY (centre_id, session_id),
    FOREIGN KEY (centre_id, session_id) REFERENCES session (centre_id, session_id)
) STRICT;

CREATE TRIGGER summary_refusal_update BEFORE UPDATE ON summary_refusal
BEGIN SELECT RAISE (ABORT, 'casework.refusal_is_immutable'); END;

CREATE TRIGGER summary_refusal_delete BEFORE DELETE ON summary_refusal
BEGIN SELECT RAISE (ABORT, 'casework.refusal_is_immutable'); END;
