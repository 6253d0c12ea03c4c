-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The basic form: one sealed value for each field, with who told it and who wrote it down; and reasons given to go on.
-- Source: clauses A1.3a (source and collector), B2.1.2h, D2.1a. Values are sealed under the visitor's file key.
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: postgresql. Its twin is 0002_basic_forms.sqlite.sql.

CREATE TABLE basic_form (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    person_id      bytea   NOT NULL CHECK (length(person_id) = 16),
    version        bigint  NOT NULL CHECK (version >= 1),
    complete       bigint  NOT NULL CHECK (complete IN (0, 1)),
    changed_at_ms  bigint  NOT NULL CHECK (changed_at_ms > 0),
    PRIMARY KEY (centre_id, person_id),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id)
);

CREATE FUNCTION visitors_form_version_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'visitors.form_version';
END $$;

CREATE TRIGGER basic_form_version_has_no_gap BEFORE UPDATE ON basic_form
FOR EACH ROW WHEN (NEW.version <> OLD.version + 1 OR NEW.centre_id <> OLD.centre_id OR NEW.person_id <> OLD.person_id)
EXECUTE FUNCTION visitors_form_version_refused();

CREATE TABLE basic_form_value (
    centre_id        bytea   NOT NULL CHECK (length(centre_id) = 16),
    person_id        bytea   NOT NULL CHECK (length(person_id) = 16),
    field_key        text    NOT NULL CHECK (length(field_key) BETWEEN 2 AND 40),
    version          bigint  NOT NULL CHECK (version >= 1),                       -- of the form when the value was sealed
    value_sealed     bytea   NOT NULL CHECK (length(value_sealed) >= 40),
    source           text    NOT NULL CHECK (source IN ('self', 'guardian', 'teacher', 'staff')),
    collected_by     bytea   NOT NULL CHECK (length(collected_by) = 16),          -- staff member, or the person himself
    collected_at_ms  bigint  NOT NULL CHECK (collected_at_ms > 0),
    PRIMARY KEY (centre_id, person_id, field_key),
    FOREIGN KEY (centre_id, person_id) REFERENCES basic_form (centre_id, person_id)
);

-- Why somebody went on although a guard warned (C2.1a). Written once.
CREATE TABLE person_override (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    person_id      bytea   NOT NULL CHECK (length(person_id) = 16),
    version        bigint  NOT NULL CHECK (version >= 1),                         -- of the person
    guard          text    NOT NULL CHECK (length(guard) BETWEEN 3 AND 80),
    reason_sealed  bytea   NOT NULL CHECK (length(reason_sealed) >= 40),
    given_by       bytea   NOT NULL CHECK (length(given_by) = 16),
    given_at_ms    bigint  NOT NULL CHECK (given_at_ms > 0),
    PRIMARY KEY (centre_id, person_id, version, guard),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id)
);
