-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Bell schedule, availability, appointments and what they occupy. Appointments hold no free text.
-- Source: clauses B2.1.1d (no overlap), B2.1.1e (preparation time), A1.1a (states), B2.1.1a (channel and creator).
-- Times are UTC milliseconds, half-open; minutes and dates are civil in the centre's zone.
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: postgresql. Its twin is 0001_appointments.sqlite.sql.

CREATE TABLE bell_period (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    period_key     text    NOT NULL CHECK (length(period_key) BETWEEN 1 AND 24),
    position       bigint  NOT NULL CHECK (position BETWEEN 0 AND 99),
    name_zh        text    NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 24),
    name_en        text    NOT NULL CHECK (length(name_en) BETWEEN 1 AND 40),
    starts_minute  bigint  NOT NULL CHECK (starts_minute BETWEEN 0 AND 1439),
    ends_minute    bigint  NOT NULL CHECK (ends_minute > starts_minute AND ends_minute <= 1440),
    kind           text    NOT NULL CHECK (kind IN ('lesson', 'noon', 'after_school', 'evening')),
    weekdays       bigint  NOT NULL CHECK (weekdays BETWEEN 1 AND 127),        -- bit 0 = Monday
    PRIMARY KEY (centre_id, period_key),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
);

CREATE TABLE availability (
    centre_id   bytea   NOT NULL CHECK (length(centre_id) = 16),
    staff_id    bytea   NOT NULL CHECK (length(staff_id) = 16),
    weekday     bigint  NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    period_key  text    NOT NULL CHECK (length(period_key) BETWEEN 1 AND 24),
    PRIMARY KEY (centre_id, staff_id, weekday, period_key),
    FOREIGN KEY (centre_id, staff_id) REFERENCES staff_member (centre_id, staff_id)
);

CREATE TABLE closed_date (
    centre_id    bytea   NOT NULL CHECK (length(centre_id) = 16),
    staff_id     bytea   NOT NULL CHECK (length(staff_id) = 16),
    closed_on    bigint  NOT NULL CHECK (closed_on BETWEEN 19000101 AND 99991231),   -- yyyymmdd
    reason_kind  text    NOT NULL CHECK (reason_kind IN ('leave', 'training', 'exam', 'holiday', 'unfit', 'other')),
    PRIMARY KEY (centre_id, staff_id, closed_on),
    FOREIGN KEY (centre_id, staff_id) REFERENCES staff_member (centre_id, staff_id)
);

CREATE TABLE appointment (
    centre_id       bytea   NOT NULL CHECK (length(centre_id) = 16),
    appointment_id  bytea   NOT NULL CHECK (length(appointment_id) = 16),
    version         bigint  NOT NULL CHECK (version >= 1),
    state           text    NOT NULL CHECK (state IN ('held_by_phone', 'booked', 'arrived', 'in_session', 'done', 'missed', 'cancelled')),
    kind            text    NOT NULL CHECK (kind IN ('ordinary', 'emergency', 'first_talk', 'consultation')),
    channel         text    NOT NULL CHECK (channel IN ('portal', 'phone', 'on_site', 'counsellor')),
    starts_at_ms    bigint  NOT NULL CHECK (starts_at_ms > 0),
    ends_at_ms      bigint  NOT NULL CHECK (ends_at_ms > starts_at_ms AND ends_at_ms - starts_at_ms <= 10800000),
    counsellor_id   bytea   NOT NULL CHECK (length(counsellor_id) = 16),
    room_id         bytea   CHECK (room_id IS NULL OR length(room_id) = 16),
    visitor_id      bytea   NOT NULL CHECK (length(visitor_id) = 16),
    booked_by       bytea   NOT NULL CHECK (length(booked_by) = 16),
    booked_at_ms    bigint  NOT NULL CHECK (booked_at_ms > 0),
    arrived_at_ms   bigint  CHECK (arrived_at_ms IS NULL OR arrived_at_ms > 0),
    started_at_ms   bigint  CHECK (started_at_ms IS NULL OR started_at_ms > 0),
    ended_at_ms     bigint  CHECK (ended_at_ms IS NULL OR (started_at_ms IS NOT NULL AND ended_at_ms >= started_at_ms)),
    identity_means  text    CHECK (identity_means IS NULL OR identity_means IN
                                   ('known_to_staff', 'pupil_card', 'id_card', 'call_back', 'guardian_confirms', 'pseudonym', 'none')),
    cancel_reason   text    CHECK (cancel_reason IS NULL OR cancel_reason IN ('visitor', 'counsellor', 'centre', 'ill', 'exam', 'other')),
    case_id         bytea   CHECK (case_id IS NULL OR length(case_id) = 16),         -- of casework, a later rank: no foreign key
    CHECK (state <> 'arrived' OR (arrived_at_ms IS NOT NULL AND identity_means IS NOT NULL)),
    CHECK (state NOT IN ('in_session', 'done') OR started_at_ms IS NOT NULL),
    CHECK (state <> 'done' OR ended_at_ms IS NOT NULL),
    CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
    PRIMARY KEY (centre_id, appointment_id),
    FOREIGN KEY (centre_id, counsellor_id) REFERENCES staff_member (centre_id, staff_id),
    FOREIGN KEY (centre_id, room_id) REFERENCES room (centre_id, room_id),
    FOREIGN KEY (centre_id, visitor_id) REFERENCES person (centre_id, person_id)
);

CREATE INDEX appointment_by_start ON appointment (centre_id, starts_at_ms);
CREATE INDEX appointment_by_counsellor ON appointment (centre_id, counsellor_id, starts_at_ms);
CREATE INDEX appointment_by_visitor ON appointment (centre_id, visitor_id, starts_at_ms);

-- One row per counsellor, room and visitor; the spans of counsellor and room include their buffers.
CREATE TABLE occupancy (
    centre_id       bytea   NOT NULL CHECK (length(centre_id) = 16),
    resource        bytea   NOT NULL CHECK (length(resource) = 16),
    starts_at_ms    bigint  NOT NULL CHECK (starts_at_ms > 0),
    ends_at_ms      bigint  NOT NULL CHECK (ends_at_ms > starts_at_ms AND ends_at_ms - starts_at_ms <= 21600000),
    kind            text    NOT NULL CHECK (kind IN ('counsellor', 'room', 'visitor')),
    appointment_id  bytea   NOT NULL CHECK (length(appointment_id) = 16),
    PRIMARY KEY (centre_id, resource, starts_at_ms),
    FOREIGN KEY (centre_id, appointment_id) REFERENCES appointment (centre_id, appointment_id)
);

CREATE INDEX occupancy_by_appointment ON occupancy (centre_id, appointment_id);

-- Why somebody went on past a warning: content, sealed under the visitor's file key.
CREATE TABLE appointment_override (
    centre_id       bytea   NOT NULL CHECK (length(centre_id) = 16),
    appointment_id  bytea   NOT NULL CHECK (length(appointment_id) = 16),
    version         bigint  NOT NULL CHECK (version >= 1),
    reason_sealed   bytea   NOT NULL CHECK (length(reason_sealed) >= 40),
    given_by        bytea   NOT NULL CHECK (length(given_by) = 16),
    given_at_ms     bigint  NOT NULL CHECK (given_at_ms > 0),
    PRIMARY KEY (centre_id, appointment_id, version),
    FOREIGN KEY (centre_id, appointment_id) REFERENCES appointment (centre_id, appointment_id)
);

-- Nobody and no room is in two places: the range of a resource excludes every other that overlaps it.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE occupancy ADD CONSTRAINT occupancy_does_not_overlap
    EXCLUDE USING gist (centre_id WITH =, resource WITH =, int8range(starts_at_ms, ends_at_ms) WITH &&);

-- The steps of A1.1a. A change without a step (a move, a name for a phone booking) keeps state held or booked.
CREATE FUNCTION scheduling_undefined_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'scheduling.undefined_step' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER appointment_step BEFORE UPDATE ON appointment
FOR EACH ROW WHEN (NEW.version <> OLD.version + 1 OR NEW.appointment_id <> OLD.appointment_id OR NEW.centre_id <> OLD.centre_id
  OR NEW.booked_by <> OLD.booked_by OR NEW.booked_at_ms <> OLD.booked_at_ms OR NEW.channel <> OLD.channel OR NEW.kind <> OLD.kind
  OR (OLD.state || '>' || NEW.state) NOT IN
     ('held_by_phone>held_by_phone', 'held_by_phone>booked', 'held_by_phone>cancelled', 'held_by_phone>missed',
      'booked>booked', 'booked>arrived', 'booked>in_session', 'booked>cancelled', 'booked>missed',
      'arrived>booked', 'arrived>in_session', 'arrived>cancelled', 'in_session>in_session', 'in_session>done',
      'missed>arrived', 'cancelled>booked', 'cancelled>held_by_phone'))
EXECUTE FUNCTION scheduling_undefined_step();

CREATE FUNCTION scheduling_appointment_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'scheduling.appointment_is_kept' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER appointment_is_kept BEFORE DELETE ON appointment
FOR EACH ROW EXECUTE FUNCTION scheduling_appointment_is_kept();

CREATE FUNCTION scheduling_occupancy_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'scheduling.occupancy_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER occupancy_is_not_changed BEFORE UPDATE ON occupancy
FOR EACH ROW EXECUTE FUNCTION scheduling_occupancy_is_immutable();

CREATE FUNCTION scheduling_override_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'scheduling.override_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER appointment_override_is_kept BEFORE UPDATE OR DELETE ON appointment_override
FOR EACH ROW EXECUTE FUNCTION scheduling_override_is_immutable();
