-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Consent texts: one row a version, in both languages, never changed once published.
-- Source: clauses C1.4a (the version shown is stored), C5.4.1b, C5.4.3b, A3.3a.
-- document: title and sections; fields are separated by U+001F, sections by U+001E (neither can be typed into a text).
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: sqlite. Its twin is 0001_consent_texts.pg.sql.

CREATE TABLE consent_text (
    centre_id        BLOB    NOT NULL CHECK (length(centre_id) = 16),
    text_id          BLOB    NOT NULL CHECK (length(text_id) = 16),
    purpose          TEXT    NOT NULL CHECK (purpose IN ('service', 'data_processing', 'recording', 'observation', 'research',
                                                         'guardian_contact')),
    audience         TEXT    NOT NULL CHECK (audience IN ('under_8', 'from_8_to_13', 'from_14_to_17', 'adult', 'guardian')),
    version          INTEGER NOT NULL CHECK (version BETWEEN 1 AND 10000),
    readability      TEXT    NOT NULL CHECK (readability IN ('children', 'teenagers', 'adults')),
    document         TEXT    NOT NULL CHECK (length(document) BETWEEN 20 AND 200000),
    content_hash     BLOB    NOT NULL CHECK (length(content_hash) = 32),
    published_by     BLOB    NOT NULL CHECK (length(published_by) = 16),       -- zero: the standard text
    published_at_ms  INTEGER NOT NULL CHECK (published_at_ms > 0),
    PRIMARY KEY (centre_id, text_id),
    UNIQUE (centre_id, purpose, audience, version),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
) STRICT;

CREATE TRIGGER consent_text_is_immutable_update BEFORE UPDATE ON consent_text
BEGIN SELECT RAISE (ABORT, 'consent.text_is_immutable'); END;

CREATE TRIGGER consent_text_is_immutable_delete BEFORE DELETE ON consent_text
BEGIN SELECT RAISE (ABORT, 'consent.text_is_immutable'); END;

CREATE TRIGGER consent_text_has_no_gap BEFORE INSERT ON consent_text
WHEN NEW.version > 1 AND NOT EXISTS (SELECT 1 FROM consent_text
     WHERE centre_id = NEW.centre_id AND purpose = NEW.purpose AND audience = NEW.audience AND version = NEW.version - 1)
BEGIN SELECT RAISE (ABORT, 'consent.text_version'); END;
