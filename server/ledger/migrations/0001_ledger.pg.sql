-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The ledger: deeds in the order of their commits, the tree over them, and the signed checkpoints.
-- The subjects of a deed stand beside it with their salts and are erased alone: proofs need only their hashes.
-- Source: DECISIONS "Ledger"; RFC 9162 §2.1; clauses D0.1b, D3.1b, C5.4.5b.
-- Reverse: none; a later migration may add, never drop.
-- Works on: postgresql. Its twin is 0001_ledger.sqlite.sql.

CREATE TABLE deed (
    centre_id  bytea  NOT NULL CHECK (length(centre_id) = 16),
    seq        bigint NOT NULL CHECK (seq >= 0),                       -- index in the tree
    at_ms      bigint NOT NULL CHECK (at_ms >= 0),
    action     text   NOT NULL CHECK (length(action) BETWEEN 1 AND 96),
    outcome    bigint NOT NULL CHECK (outcome BETWEEN 1 AND 3),        -- done, refused, read
    actor_id   bytea  NOT NULL CHECK (length(actor_id) = 16),          -- zero: the system itself
    role       text   NOT NULL CHECK (length(role) <= 96),
    body       bytea  NOT NULL CHECK (length(body) BETWEEN 1 AND 65536),  -- canonical CBOR: what is hashed
    leaf_hash  bytea  NOT NULL CHECK (length(leaf_hash) = 32),
    PRIMARY KEY (centre_id, seq)
);

CREATE INDEX deed_by_action ON deed (centre_id, action, seq);
CREATE INDEX deed_by_actor ON deed (centre_id, actor_id, seq);

CREATE TABLE deed_subject (
    centre_id   bytea  NOT NULL CHECK (length(centre_id) = 16),
    seq         bigint NOT NULL CHECK (seq >= 0),
    position    bigint NOT NULL CHECK (position BETWEEN 0 AND 511),
    kind        text   NOT NULL CHECK (length(kind) BETWEEN 1 AND 96),
    salt        bytea  NOT NULL CHECK (length(salt) = 16),
    subject_id  bytea  NOT NULL CHECK (length(subject_id) = 16),
    PRIMARY KEY (centre_id, seq, position)
);

CREATE UNIQUE INDEX deed_subject_by_subject ON deed_subject (centre_id, kind, subject_id, seq);

CREATE TABLE ledger_head (
    centre_id   bytea  NOT NULL CHECK (length(centre_id) = 16),
    size        bigint NOT NULL CHECK (size >= 0),
    frontier    bytea  NOT NULL CHECK (length(frontier) % 32 = 0),
    last_at_ms  bigint NOT NULL CHECK (last_at_ms >= 0),
    PRIMARY KEY (centre_id)
);

CREATE TABLE ledger_tile (
    centre_id  bytea  NOT NULL CHECK (length(centre_id) = 16),
    level      bigint NOT NULL CHECK (level BETWEEN 0 AND 7),
    tile       bigint NOT NULL CHECK (tile >= 0),
    hashes     bytea  NOT NULL CHECK (length(hashes) = 8192),          -- full tiles only
    root       bytea  NOT NULL CHECK (length(root) = 32),              -- over hashes: one hash of the tile above
    PRIMARY KEY (centre_id, level, tile)
);

CREATE TABLE ledger_checkpoint (
    centre_id   bytea  NOT NULL CHECK (length(centre_id) = 16),
    size        bigint NOT NULL CHECK (size >= 0),
    root        bytea  NOT NULL CHECK (length(root) = 32),
    at_ms       bigint NOT NULL CHECK (at_ms >= 0),
    suite       text   NOT NULL CHECK (suite IN ('international', 'guomi')),
    public_key  bytea  NOT NULL CHECK (length(public_key) BETWEEN 1 AND 128),
    signature   bytea  NOT NULL CHECK (length(signature) BETWEEN 1 AND 128),
    PRIMARY KEY (centre_id, size)
);

CREATE FUNCTION deed_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ledger.deed_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER deed_is_append_only BEFORE UPDATE OR DELETE ON deed
FOR EACH ROW EXECUTE FUNCTION deed_is_append_only();
CREATE TRIGGER deed_is_append_only_truncate BEFORE TRUNCATE ON deed
FOR EACH STATEMENT EXECUTE FUNCTION deed_is_append_only();

CREATE FUNCTION deed_subject_is_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ledger.subject_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER deed_subject_is_only_erased BEFORE UPDATE ON deed_subject
FOR EACH ROW EXECUTE FUNCTION deed_subject_is_only_erased();

CREATE FUNCTION ledger_head_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ledger.head_moves_forward' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER ledger_head_moves_forward BEFORE UPDATE ON ledger_head
FOR EACH ROW WHEN (NEW.size <= OLD.size OR NEW.last_at_ms < OLD.last_at_ms OR NEW.centre_id <> OLD.centre_id)
EXECUTE FUNCTION ledger_head_moves_forward();
CREATE TRIGGER ledger_head_stays BEFORE DELETE ON ledger_head
FOR EACH ROW EXECUTE FUNCTION ledger_head_moves_forward();
CREATE TRIGGER ledger_head_stays_truncate BEFORE TRUNCATE ON ledger_head
FOR EACH STATEMENT EXECUTE FUNCTION ledger_head_moves_forward();

CREATE FUNCTION ledger_tile_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ledger.tile_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER ledger_tile_is_append_only BEFORE UPDATE OR DELETE ON ledger_tile
FOR EACH ROW EXECUTE FUNCTION ledger_tile_is_append_only();
CREATE TRIGGER ledger_tile_is_append_only_truncate BEFORE TRUNCATE ON ledger_tile
FOR EACH STATEMENT EXECUTE FUNCTION ledger_tile_is_append_only();

CREATE FUNCTION ledger_checkpoint_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'ledger.checkpoint_is_immutable' USING ERRCODE = 'XN001'; END $$;
CREATE TRIGGER ledger_checkpoint_is_append_only BEFORE UPDATE OR DELETE ON ledger_checkpoint
FOR EACH ROW EXECUTE FUNCTION ledger_checkpoint_is_append_only();
CREATE TRIGGER ledger_checkpoint_is_append_only_truncate BEFORE TRUNCATE ON ledger_checkpoint
FOR EACH STATEMENT EXECUTE FUNCTION ledger_checkpoint_is_append_only();
