-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Work that must happen later, claimed by lease.
-- Reverse: none; a later migration may add, never drop.
-- Works on: sqlite. Its twin is 0004_jobs.pg.sql.

CREATE TABLE job (
    centre_id           BLOB    NOT NULL CHECK (length(centre_id) = 16),
    job_id              BLOB    NOT NULL CHECK (length(job_id) = 16),
    kind                TEXT    NOT NULL CHECK (length(kind) BETWEEN 3 AND 80),
    reference           TEXT    NOT NULL CHECK (length(reference) <= 512),        -- ids only
    due_at_ms           INTEGER NOT NULL CHECK (due_at_ms >= 0),
    lease_until_at_ms   INTEGER NOT NULL CHECK (lease_until_at_ms >= 0),         -- 0: nobody holds it
    attempts            INTEGER NOT NULL CHECK (attempts >= 0),
    dead                INTEGER NOT NULL CHECK (dead IN (0, 1)),                 -- given up; a person decides
    PRIMARY KEY (centre_id, job_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_by_due ON job (centre_id, dead, due_at_ms);
