-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What was agreed to and what was withdrawn, each a row of its own, in the order of the deeds; nothing is overwritten.
-- The last row of a person, purpose and side says what holds.
-- Source: clauses D2.1b (signature with the version), A1.2b (withdrawn without a reason), C5.4.3b (a consent for each purpose).
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: sqlite. Its twin is 0002_consents.pg.sql.

CREATE TABLE consent_event (
    centre_id         BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id         BLOB    NOT NULL CHECK (length(person_id) = 16),             -- the visitor
    purpose           TEXT    NOT NULL CHECK (purpose IN ('service', 'data_processing', 'recording', 'observation', 'research',
                                                          'guardian_contact')),
    number            INTEGER NOT NULL CHECK (number >= 1),                        -- of the person and purpose, without gap
    kind              TEXT    NOT NULL CHECK (kind IN ('given', 'withdrawn')),
    side              TEXT    NOT NULL CHECK (side IN ('self', 'guardian')),       -- whose agreement
    consent_id        BLOB    NOT NULL CHECK (length(consent_id) = 16),            -- given: its own; withdrawn: the one named
    text_id           BLOB    NOT NULL CHECK (length(text_id) = 16),
    guardian_id       BLOB    CHECK (guardian_id IS NULL OR length(guardian_id) = 16),  -- who signed for the visitor
    word_of           TEXT    NOT NULL CHECK (word_of IN ('self', 'guardian', 'staff')),  -- staff: on the person's word
    recorded_by       BLOB    NOT NULL CHECK (length(recorded_by) = 16),           -- staff member, or the person himself
    medium            TEXT    CHECK (medium IS NULL OR medium IN ('screen', 'paper', 'spoken')),
    understood        TEXT    CHECK (understood IS NULL OR understood IN ('said_back', 'nodded', 'not_sure')),
    ticks             TEXT    NOT NULL CHECK (length(ticks) <= 800),               -- keys of sections
    signature_sealed  BLOB    CHECK (signature_sealed IS NULL OR length(signature_sealed) >= 40),
    scan_file_id      BLOB    CHECK (scan_file_id IS NULL OR length(scan_file_id) = 16),
    at_ms             INTEGER NOT NULL CHECK (at_ms > 0),
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
) STRICT;

CREATE UNIQUE INDEX consent_event_given ON consent_event (centre_id, consent_id) WHERE kind = 'given';

CREATE TRIGGER consent_event_is_append_only_update BEFORE UPDATE ON consent_event
BEGIN SELECT RAISE (ABORT, 'consent.event_is_immutable'); END;

CREATE TRIGGER consent_event_is_append_only_delete BEFORE DELETE ON consent_event
BEGIN SELECT RAISE (ABORT, 'consent.event_is_immutable'); END;

CREATE TRIGGER consent_event_has_no_gap BEFORE INSERT ON consent_event
WHEN NEW.number <> 1 + coalesce((SELECT max(number) FROM consent_event
     WHERE centre_id = NEW.centre_id AND person_id = NEW.person_id AND purpose = NEW.purpose), 0)
BEGIN SELECT RAISE (ABORT, 'consent.event_conflict'); END;

-- Only what was given can be withdrawn, and only on its own side.
CREATE TRIGGER consent_event_withdraws_a_given BEFORE INSERT ON consent_event
WHEN NEW.kind = 'withdrawn' AND NOT EXISTS (SELECT 1 FROM consent_event
     WHERE centre_id = NEW.centre_id AND consent_id = NEW.consent_id AND kind = 'given' AND person_id = NEW.person_id
       AND purpose = NEW.purpose AND side = NEW.side AND text_id = NEW.text_id)
BEGIN SELECT RAISE (ABORT, 'consent.event_conflict'); END;

-- A consent stands on a text of its own purpose; a guardian's on a guardian's text.
CREATE TRIGGER consent_event_fits_its_text BEFORE INSERT ON consent_event
WHEN NOT EXISTS (SELECT 1 FROM consent_text
     WHERE centre_id = NEW.centre_id AND text_id = NEW.text_id AND purpose = NEW.purpose
       AND (audience = 'guardian') = (NEW.side = 'guardian'))
BEGIN SELECT RAISE (ABORT, 'consent.event_text'); END;
