-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Work that must happen later, claimed by lease.
-- Reverse: none; a later migration may add, never drop.
-- Works on: postgresql. Its twin is 0004_jobs.sqlite.sql.

CREATE TABLE job (
    centre_id           bytea  NOT NULL CHECK (length(centre_id) = 16),
    job_id              bytea  NOT NULL CHECK (length(job_id) = 16),
    kind                text   NOT NULL CHECK (length(kind) BETWEEN 3 AND 80),
    reference           text   NOT NULL CHECK (length(reference) <= 512),        -- ids only
    due_at_ms           bigint NOT NULL CHECK (due_at_ms >= 0),
    lease_until_at_ms   bigint NOT NULL CHECK (lease_until_at_ms >= 0),         -- 0: nobody holds it
    attempts            bigint NOT NULL CHECK (attempts >= 0),
    dead                bigint NOT NULL CHECK (dead IN (0, 1)),                 -- given up; a person decides
    PRIMARY KEY (centre_id, job_id)
);

CREATE INDEX job_by_due ON job (centre_id, dead, due_at_ms);
