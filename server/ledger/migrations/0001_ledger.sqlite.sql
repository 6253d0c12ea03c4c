-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The ledger: deeds in the order of their commits, the tree over them, and the signed checkpoints.
-- The subjects of a deed stand beside it with their salts and are erased alone: proofs need only their hashes.
-- Source: DECISIONS "Ledger"; RFC 9162 §2.1; clauses D0.1b, D3.1b, C5.4.5b.
-- Reverse: none; a later migration may add, never drop.
-- Works on: sqlite. Its twin is 0001_ledger.pg.sql.

CREATE TABLE deed (
    centre_id  BLOB    NOT NULL CHECK (length(centre_id) = 16),
    seq        INTEGER NOT NULL CHECK (seq >= 0),                       -- index in the tree
    at_ms      INTEGER NOT NULL CHECK (at_ms >= 0),
    action     TEXT    NOT NULL CHECK (length(action) BETWEEN 1 AND 96),
    outcome    INTEGER NOT NULL CHECK (outcome BETWEEN 1 AND 3),        -- done, refused, read
    actor_id   BLOB    NOT NULL CHECK (length(actor_id) = 16),          -- zero: the system itself
    role       TEXT    NOT NULL CHECK (length(role) <= 96),
    body       BLOB    NOT NULL CHECK (length(body) BETWEEN 1 AND 65536),  -- canonical CBOR: what is hashed
    leaf_hash  BLOB    NOT NULL CHECK (length(leaf_hash) = 32),
    PRIMARY KEY (centre_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX deed_by_action ON deed (centre_id, action, seq);
CREATE INDEX deed_by_actor ON deed (centre_id, actor_id, seq);

CREATE TABLE deed_subject (
    centre_id   BLOB    NOT NULL CHECK (length(centre_id) = 16),
    seq         INTEGER NOT NULL CHECK (seq >= 0),
    position    INTEGER NOT NULL CHECK (position BETWEEN 0 AND 511),
    kind        TEXT    NOT NULL CHECK (length(kind) BETWEEN 1 AND 96),
    salt        BLOB    NOT NULL CHECK (length(salt) = 16),
    subject_id  BLOB    NOT NULL CHECK (length(subject_id) = 16),
    PRIMARY KEY (centre_id, seq, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX deed_subject_by_subject ON deed_subject (centre_id, kind, subject_id, seq);

CREATE TABLE ledger_head (
    centre_id   BLOB    NOT NULL CHECK (length(centre_id) = 16),
    size        INTEGER NOT NULL CHECK (size >= 0),
    frontier    BLOB    NOT NULL CHECK (length(frontier) % 32 = 0),
    last_at_ms  INTEGER NOT NULL CHECK (last_at_ms >= 0),
    PRIMARY KEY (centre_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_tile (
    centre_id  BLOB    NOT NULL CHECK (length(centre_id) = 16),
    level      INTEGER NOT NULL CHECK (level BETWEEN 0 AND 7),
    tile       INTEGER NOT NULL CHECK (tile >= 0),
    hashes     BLOB    NOT NULL CHECK (length(hashes) = 8192),          -- full tiles only
    root       BLOB    NOT NULL CHECK (length(root) = 32),              -- over hashes: one hash of the tile above
    PRIMARY KEY (centre_id, level, tile)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_checkpoint (
    centre_id   BLOB    NOT NULL CHECK (length(centre_id) = 16),
    size        INTEGER NOT NULL CHECK (size >= 0),
    root        BLOB    NOT NULL CHECK (length(root) = 32),
    at_ms       INTEGER NOT NULL CHECK (at_ms >= 0),
    suite       TEXT    NOT NULL CHECK (suite IN ('international', 'guomi')),
    public_key  BLOB    NOT NULL CHECK (length(public_key) BETWEEN 1 AND 128),
    signature   BLOB    NOT NULL CHECK (length(signature) BETWEEN 1 AND 128),
    PRIMARY KEY (centre_id, size)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER deed_is_append_only_update BEFORE UPDATE ON deed
BEGIN SELECT RAISE (ABORT, 'ledger.deed_is_immutable'); END;
CREATE TRIGGER deed_is_append_only_delete BEFORE DELETE ON deed
BEGIN SELECT RAISE (ABORT, 'ledger.deed_is_immutable'); END;

CREATE TRIGGER deed_subject_is_only_erased BEFORE UPDATE ON deed_subject
BEGIN SELECT RAISE (ABORT, 'ledger.subject_is_immutable'); END;

CREATE TRIGGER ledger_head_moves_forward BEFORE UPDATE ON ledger_head
WHEN NEW.size <= OLD.size OR NEW.last_at_ms < OLD.last_at_ms OR NEW.centre_id <> OLD.centre_id
BEGIN SELECT RAISE (ABORT, 'ledger.head_moves_forward'); END;
CREATE TRIGGER ledger_head_stays BEFORE DELETE ON ledger_head
BEGIN SELECT RAISE (ABORT, 'ledger.head_moves_forward'); END;

CREATE TRIGGER ledger_tile_is_append_only_update BEFORE UPDATE ON ledger_tile
BEGIN SELECT RAISE (ABORT, 'ledger.tile_is_immutable'); END;
CREATE TRIGGER ledger_tile_is_append_only_delete BEFORE DELETE ON ledger_tile
BEGIN SELECT RAISE (ABORT, 'ledger.tile_is_immutable'); END;

CREATE TRIGGER ledger_checkpoint_is_append_only_update BEFORE UPDATE ON ledger_checkpoint
BEGIN SELECT RAISE (ABORT, 'ledger.checkpoint_is_immutable'); END;
CREATE TRIGGER ledger_checkpoint_is_append_only_delete BEFORE DELETE ON ledger_checkpoint
BEGIN SELECT RAISE (ABORT, 'ledger.checkpoint_is_immutable'); END;
