-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Staff members, their credentials, declared conflicts and the classes they head or teach.
-- Source: clauses A2.1a, A2.1b (credentials), A1.2c, C1.10b (dual relations). Persons and classes are of equal rank
-- (visitors), so they stand here as ids without a foreign key (DECISIONS "Migrations").
-- Civil dates are whole numbers yyyymmdd; spans are half-open.
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: postgresql. Its twin is 0001_staff.sqlite.sql.

CREATE TABLE staff_member (
    centre_id               bytea   NOT NULL CHECK (length(centre_id) = 16),
    staff_id                bytea   NOT NULL CHECK (length(staff_id) = 16),
    version                 bigint  NOT NULL CHECK (version >= 1),
    name_sealed             bytea   NOT NULL CHECK (length(name_sealed) >= 40),
    introduction_zh_sealed  bytea   CHECK (introduction_zh_sealed IS NULL OR length(introduction_zh_sealed) >= 40),
    introduction_en_sealed  bytea   CHECK (introduction_en_sealed IS NULL OR length(introduction_en_sealed) >= 40),
    fields_bits             bigint  NOT NULL CHECK (fields_bits BETWEEN 0 AND 255),
    practises               bigint  NOT NULL CHECK (practises IN (0, 1)),
    active                  bigint  NOT NULL CHECK (active IN (0, 1)),
    created_at_ms           bigint  NOT NULL CHECK (created_at_ms > 0),
    changed_at_ms           bigint  NOT NULL CHECK (changed_at_ms >= created_at_ms),
    PRIMARY KEY (centre_id, staff_id),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
);

CREATE FUNCTION staff_version_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'staff.version';
END $$;

CREATE TRIGGER staff_version_has_no_gap BEFORE UPDATE ON staff_member
FOR EACH ROW WHEN (NEW.version <> OLD.version + 1 OR NEW.centre_id <> OLD.centre_id OR NEW.staff_id <> OLD.staff_id
  OR NEW.created_at_ms <> OLD.created_at_ms)
EXECUTE FUNCTION staff_version_refused();

-- People leave; what they did stays readable.
CREATE FUNCTION staff_member_is_kept_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'staff.member_is_kept';
END $$;

CREATE TRIGGER staff_member_is_kept BEFORE DELETE ON staff_member
FOR EACH ROW EXECUTE FUNCTION staff_member_is_kept_refused();

CREATE TABLE staff_credential (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    credential_id  bytea   NOT NULL CHECK (length(credential_id) = 16),
    staff_id       bytea   NOT NULL CHECK (length(staff_id) = 16),
    kind           text    NOT NULL CHECK (kind IN ('teacher_qualification', 'provincial_certificate', 'former_national',
                                                    'society_register', 'degree', 'other')),
    number_sealed  bytea   NOT NULL CHECK (length(number_sealed) >= 40),
    expires_on     bigint  CHECK (expires_on IS NULL OR expires_on BETWEEN 19000101 AND 99991231),
    added_at_ms    bigint  NOT NULL CHECK (added_at_ms > 0),
    PRIMARY KEY (centre_id, credential_id),
    FOREIGN KEY (centre_id, staff_id) REFERENCES staff_member (centre_id, staff_id)
);

CREATE INDEX staff_credential_by_staff ON staff_credential (centre_id, staff_id);

CREATE TABLE staff_conflict (
    centre_id       bytea   NOT NULL CHECK (length(centre_id) = 16),
    staff_id        bytea   NOT NULL CHECK (length(staff_id) = 16),
    person_id       bytea   NOT NULL CHECK (length(person_id) = 16),
    kind            text    NOT NULL CHECK (kind IN ('relative', 'friend', 'supervisor', 'other')),
    declared_at_ms  bigint  NOT NULL CHECK (declared_at_ms > 0),
    PRIMARY KEY (centre_id, staff_id, person_id, kind),
    FOREIGN KEY (centre_id, staff_id) REFERENCES staff_member (centre_id, staff_id)
);

CREATE TABLE staff_class (
    centre_id  bytea   NOT NULL CHECK (length(centre_id) = 16),
    staff_id   bytea   NOT NULL CHECK (length(staff_id) = 16),
    class_id   bytea   NOT NULL CHECK (length(class_id) = 16),
    duty       text    NOT NULL CHECK (duty IN ('head', 'subject')),
    from_on    bigint  NOT NULL CHECK (from_on BETWEEN 19000101 AND 99991231),
    until_on   bigint  CHECK (until_on IS NULL OR until_on BETWEEN from_on AND 99991231),
    PRIMARY KEY (centre_id, staff_id, class_id, duty, from_on),
    FOREIGN KEY (centre_id, staff_id) REFERENCES staff_member (centre_id, staff_id)
);

CREATE UNIQUE INDEX staff_class_open ON staff_class (centre_id, staff_id, class_id, duty) WHERE until_on IS NULL;
CREATE INDEX staff_class_by_class ON staff_class (centre_id, class_id, duty);
