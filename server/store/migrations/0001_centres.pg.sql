-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A centre: the tenant every other row belongs to.
-- Reverse: none; a later migration may add, never drop.
-- Works on: postgresql. Its twin is 0001_centres.sqlite.sql.

CREATE TABLE centre (
    centre_id      bytea  NOT NULL CHECK (length(centre_id) = 16),
    name           text   NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    zone           text   NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),      -- IANA
    kind           text   NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    created_at_ms  bigint NOT NULL CHECK (created_at_ms > 0),
    keyring_stamp  bigint NOT NULL CHECK (keyring_stamp >= 0),                -- a mismatch with the keyring is named
    PRIMARY KEY (centre_id)
);

-- Row-level security is the second net. migrate() gives every other table with a centre_id its policy; this one also lets
-- the installation itself (the all-zero centre) list the centres.
ALTER TABLE centre ENABLE ROW LEVEL SECURITY;
ALTER TABLE centre FORCE ROW LEVEL SECURITY;
CREATE POLICY centre_only ON centre
    USING (centre_id = decode(current_setting('xinan.centre'), 'hex') OR current_setting('xinan.centre') = repeat('0', 32))
    WITH CHECK (centre_id = decode(current_setting('xinan.centre'), 'hex'));
