-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Consent texts: one row a version, in both languages, never changed once published.
-- Source: clauses C1.4a (the version shown is stored), C5.4.1b, C5.4.3b, A3.3a.
-- document: title and sections; fields are separated by U+001F, sections by U+001E (neither can be typed into a text).
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: postgresql. Its twin is 0001_consent_texts.sqlite.sql.

CREATE TABLE consent_text (
    centre_id        bytea   NOT NULL CHECK (length(centre_id) = 16),
    text_id          bytea   NOT NULL CHECK (length(text_id) = 16),
    purpose          text    NOT NULL CHECK (purpose IN ('service', 'data_processing', 'recording', 'observation', 'research',
                                                         'guardian_contact')),
    audience         text    NOT NULL CHECK (audience IN ('under_8', 'from_8_to_13', 'from_14_to_17', 'adult', 'guardian')),
    version          bigint  NOT NULL CHECK (version BETWEEN 1 AND 10000),
    readability      text    NOT NULL CHECK (readability IN ('children', 'teenagers', 'adults')),
    document         text    NOT NULL CHECK (length(document) BETWEEN 20 AND 200000),
    content_hash     bytea   NOT NULL CHECK (length(content_hash) = 32),
    published_by     bytea   NOT NULL CHECK (length(published_by) = 16),       -- zero: the standard text
    published_at_ms  bigint  NOT NULL CHECK (published_at_ms > 0),
    PRIMARY KEY (centre_id, text_id),
    UNIQUE (centre_id, purpose, audience, version),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
);

CREATE FUNCTION consent_text_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'consent.text_is_immutable';
END $$;

CREATE TRIGGER consent_text_is_immutable_update BEFORE UPDATE ON consent_text
FOR EACH ROW EXECUTE FUNCTION consent_text_refused();

CREATE TRIGGER consent_text_is_immutable_delete BEFORE DELETE ON consent_text
FOR EACH ROW EXECUTE FUNCTION consent_text_refused();

CREATE FUNCTION consent_text_gap_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version > 1 AND NOT EXISTS (SELECT 1 FROM consent_text t
         WHERE t.centre_id = NEW.centre_id AND t.purpose = NEW.purpose AND t.audience = NEW.audience
           AND t.version = NEW.version - 1) THEN
        RAISE EXCEPTION 'consent.text_version';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER consent_text_has_no_gap BEFORE INSERT ON consent_text
FOR EACH ROW EXECUTE FUNCTION consent_text_gap_refused();
