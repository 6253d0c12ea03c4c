-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Rooms. A room is taken out of use, never deleted: past appointments name it.
-- Source: clauses A4.2a (room register), B1.f (only usable rooms accept bookings).
-- Reverse: none. A later migration may add tables, never drop these columns.
-- Works on: postgresql. Its twin is 0001_rooms.sqlite.sql.

CREATE TABLE room (
    centre_id      bytea   NOT NULL CHECK (length(centre_id) = 16),
    room_id        bytea   NOT NULL CHECK (length(room_id) = 16),
    version        bigint  NOT NULL CHECK (version >= 1),
    name           text    NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    kind           text    NOT NULL CHECK (kind IN ('counselling', 'group', 'play', 'reading', 'relaxation', 'other')),
    place          text    NOT NULL CHECK (length(place) <= 80),
    in_use         bigint  NOT NULL CHECK (in_use IN (0, 1)),
    changed_at_ms  bigint  NOT NULL CHECK (changed_at_ms > 0),
    PRIMARY KEY (centre_id, room_id),
    UNIQUE (centre_id, name),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
);

CREATE FUNCTION facilities_room_version_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'facilities.room_version';
END $$;

CREATE TRIGGER room_version_has_no_gap BEFORE UPDATE ON room
FOR EACH ROW WHEN (NEW.version <> OLD.version + 1 OR NEW.centre_id <> OLD.centre_id OR NEW.room_id <> OLD.room_id)
EXECUTE FUNCTION facilities_room_version_refused();

CREATE FUNCTION facilities_room_is_kept_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'facilities.room_is_kept';
END $$;

CREATE TRIGGER room_is_kept BEFORE DELETE ON room
FOR EACH ROW EXECUTE FUNCTION facilities_room_is_kept_refused();
