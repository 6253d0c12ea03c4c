-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Attachments: sealed chunks of 256 KiB as rows, never changed once written.
-- Reverse: none; a later migration may add, never drop.
-- Works on: sqlite. Its twin is 0005_sealed_files.pg.sql.

CREATE TABLE sealed_file (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    file_id        BLOB    NOT NULL CHECK (length(file_id) = 16),
    scope_kind     INTEGER NOT NULL CHECK (scope_kind BETWEEN 1 AND 255),
    scope_id       BLOB    NOT NULL CHECK (length(scope_id) = 16),
    media_type     TEXT    NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'application/pdf')),
    chunk_count    INTEGER NOT NULL CHECK (chunk_count BETWEEN 1 AND 80),
    created_at_ms  INTEGER NOT NULL CHECK (created_at_ms > 0),
    PRIMARY KEY (centre_id, file_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed_file_chunk (
    centre_id     BLOB    NOT NULL CHECK (length(centre_id) = 16),
    file_id       BLOB    NOT NULL CHECK (length(file_id) = 16),
    number        INTEGER NOT NULL CHECK (number >= 0),
    chunk_sealed  BLOB    NOT NULL CHECK (length(chunk_sealed) >= 28),            -- envelope, nonce, text, tag
    PRIMARY KEY (centre_id, file_id, number),
    FOREIGN KEY (centre_id, file_id) REFERENCES sealed_file (centre_id, file_id)
) STRICT;

CREATE TRIGGER sealed_file_chunk_is_immutable
BEFORE UPDATE ON sealed_file_chunk
BEGIN SELECT RAISE (ABORT, 'files.chunk_is_immutable'); END;
