-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What was agreed to and what was withdrawn, each a row of its own, in the order of the deeds; nothing is overwritten.
-- The last row of a person, purpose and side says what holds.
-- Source: clauses D2.1b (signature with the version), A1.2b (withdrawn without a reason), C5.4.3b (a consent for each purpose).
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: postgresql. Its twin is 0002_consents.sqlite.sql.

CREATE TABLE consent_event (
    centre_id         bytea   NOT NULL CHECK (length(centre_id) = 16),
    person_id         bytea   NOT NULL CHECK (length(person_id) = 16),             -- the visitor
    purpose           text    NOT NULL CHECK (purpose IN ('service', 'data_processing', 'recording', 'observation', 'research',
                                                          'guardian_contact')),
    number            bigint  NOT NULL CHECK (number >= 1),                        -- of the person and purpose, without gap
    kind              text    NOT NULL CHECK (kind IN ('given', 'withdrawn')),
    side              text    NOT NULL CHECK (side IN ('self', 'guardian')),       -- whose agreement
    consent_id        bytea   NOT NULL CHECK (length(consent_id) = 16),            -- given: its own; withdrawn: the one named
    text_id           bytea   NOT NULL CHECK (length(text_id) = 16),
    guardian_id       bytea   CHECK (guardian_id IS NULL OR length(guardian_id) = 16),  -- who signed for the visitor
    word_of           text    NOT NULL CHECK (word_of IN ('self', 'guardian', 'staff')),  -- staff: on the person's word
    recorded_by       bytea   NOT NULL CHECK (length(recorded_by) = 16),           -- staff member, or the person himself
    medium            text    CHECK (medium IS NULL OR medium IN ('screen', 'paper', 'spoken')),
    understood        text    CHECK (understood IS NULL OR understood IN ('said_back', 'nodded', 'not_sure')),
    ticks             text    NOT NULL CHECK (length(ticks) <= 800),               -- keys of sections
    signature_sealed  bytea   CHECK (signature_sealed IS NULL OR length(signature_sealed) >= 40),
    scan_file_id      bytea   CHECK (scan_file_id IS NULL OR length(scan_file_id) = 16),
    at_ms             bigint  NOT NULL CHECK (at_ms > 0),
    PRIMARY KEY (centre_id, person_id, purpose, number),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, guardian_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, text_id) REFERENCES consent_text (centre_id, text_id),
    FOREIGN KEY (centre_id, scan_file_id) REFERENCES sealed_file (centre_id, file_id),
    CHECK ((kind = 'given') = (medium IS NOT NULL)),
    CHECK (kind = 'given' OR (understood IS NULL AND ticks = '')),
    CHECK ((signature_sealed IS NOT NULL) = (medium IS NOT NULL AND medium = 'screen')),
    CHECK ((scan_file_id IS NOT NULL) = (medium IS NOT NULL AND medium = 'paper')),
    CHECK (kind = 'withdrawn' OR (guardian_id IS NOT NULL) = (side = 'guardian'))
);

CREATE UNIQUE INDEX consent_event_given ON consent_event (centre_id, consent_id) WHERE kind = 'given';

CREATE FUNCTION consent_event_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'consent.event_is_immutable';
END $$;

CREATE TRIGGER consent_event_is_append_only_update BEFORE UPDATE ON consent_event
FOR EACH ROW EXECUTE FUNCTION consent_event_refused();

CREATE TRIGGER consent_event_is_append_only_delete BEFORE DELETE ON consent_event
FOR EACH ROW EXECUTE FUNCTION consent_event_refused();

CREATE FUNCTION consent_event_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> 1 + coalesce((SELECT max(e.number) FROM consent_event e
         WHERE e.centre_id = NEW.centre_id AND e.person_id = NEW.person_id AND e.purpose = NEW.purpose), 0) THEN
        RAISE EXCEPTION 'consent.event_conflict';
    END IF;
    -- Only what was given can be withdrawn, and only on its own side.
    IF NEW.kind = 'withdrawn' AND NOT EXISTS (SELECT 1 FROM consent_event e
         WHERE e.centre_id = NEW.centre_id AND e.consent_id = NEW.consent_id AND e.kind = 'given'
           AND e.person_id = NEW.person_id AND e.purpose = NEW.purpose AND e.side = NEW.side
           AND e.text_id = NEW.text_id) THEN
        RAISE EXCEPTION 'consent.event_conflict';
    END IF;
    -- A consent stands on a text of its own purpose; a guardian's on a guardian's text.
    IF NOT EXISTS (SELECT 1 FROM consent_text t
         WHERE t.centre_id = NEW.centre_id AND t.text_id = NEW.text_id AND t.purpose = NEW.purpose
           AND (t.audience = 'guardian') = (NEW.side = 'guardian')) THEN
        RAISE EXCEPTION 'consent.event_text';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER consent_event_has_no_gap BEFORE INSERT ON consent_event
FOR EACH ROW EXECUTE FUNCTION consent_event_checked();
