-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Attachments: sealed chunks of 256 KiB as rows, never changed once written.
-- Reverse: none; a later migration may add, never drop.
-- Works on: postgresql. Its twin is 0005_sealed_files.sqlite.sql.

CREATE TABLE sealed_file (
    centre_id      bytea  NOT NULL CHECK (length(centre_id) = 16),
    file_id        bytea  NOT NULL CHECK (length(file_id) = 16),
    scope_kind     bigint NOT NULL CHECK (scope_kind BETWEEN 1 AND 255),
    scope_id       bytea  NOT NULL CHECK (length(scope_id) = 16),
    media_type     text   NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'application/pdf')),
    chunk_count    bigint NOT NULL CHECK (chunk_count BETWEEN 1 AND 80),
    created_at_ms  bigint NOT NULL CHECK (created_at_ms > 0),
    PRIMARY KEY (centre_id, file_id)
);

CREATE TABLE sealed_file_chunk (
    centre_id     bytea  NOT NULL CHECK (length(centre_id) = 16),
    file_id       bytea  NOT NULL CHECK (length(file_id) = 16),
    number        bigint NOT NULL CHECK (number >= 0),
    chunk_sealed  bytea  NOT NULL CHECK (length(chunk_sealed) >= 28),            -- envelope, nonce, text, tag
    PRIMARY KEY (centre_id, file_id, number),
    FOREIGN KEY (centre_id, file_id) REFERENCES sealed_file (centre_id, file_id)
);

CREATE FUNCTION sealed_file_chunk_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'files.chunk_is_immutable' USING ERRCODE = 'XN001'; END $$;

CREATE TRIGGER sealed_file_chunk_is_immutable BEFORE UPDATE ON sealed_file_chunk
FOR EACH ROW EXECUTE FUNCTION sealed_file_chunk_is_immutable();
