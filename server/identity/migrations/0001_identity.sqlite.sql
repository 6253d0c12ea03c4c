-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Accounts, their keys, code cards, sign-ins and failed attempts. No cookie, passphrase, code or private key is stored in the clear.
-- Source: clauses A7.3b, B3.3c; DECISIONS "Session", "Recovery". A time of 0 means: not yet.
-- Reverse: none; a later migration may add, never drop.
-- Works on: sqlite. Its twin is 0001_identity.pg.sql.

CREATE TABLE account (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    account_id     BLOB    NOT NULL CHECK (length(account_id) = 16),
    person_id      BLOB    NOT NULL CHECK (length(person_id) = 16),               -- staff or visitor
    is_staff       INTEGER NOT NULL CHECK (is_staff IN (0, 1)),
    roles          INTEGER NOT NULL CHECK (roles BETWEEN 0 AND 4294967295),       -- bits of access::Role
    login          TEXT    NOT NULL CHECK (length(login) <= 40),                  -- empty: only a code card opens it
    login_key      TEXT    NOT NULL CHECK (length(login_key) <= 80),              -- folded; what must be unique
    locked         INTEGER NOT NULL CHECK (locked IN (0, 1)),
    language       TEXT    NOT NULL CHECK (language IN ('zh', 'en')),
    created_at_ms  INTEGER NOT NULL CHECK (created_at_ms > 0),
    changed_at_ms  INTEGER NOT NULL CHECK (changed_at_ms >= created_at_ms),
    PRIMARY KEY (centre_id, account_id),
    CHECK ((login = '') = (login_key = ''))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX account_of_person ON account (centre_id, person_id);
CREATE UNIQUE INDEX account_by_login ON account (centre_id, login_key) WHERE login_key <> '';

-- The person's key pair by generation: a reset makes the next one, a changed passphrase only wraps anew.
CREATE TABLE account_key (
    centre_id       BLOB    NOT NULL CHECK (length(centre_id) = 16),
    account_id      BLOB    NOT NULL CHECK (length(account_id) = 16),
    generation      INTEGER NOT NULL CHECK (generation >= 1),
    public_key      BLOB    NOT NULL CHECK (length(public_key) BETWEEN 32 AND 256),
    private_sealed  BLOB    NOT NULL CHECK (length(private_sealed) BETWEEN 40 AND 1024),  -- under Argon2id of the passphrase
    salt            BLOB    NOT NULL CHECK (length(salt) = 16),
    memory_kib      INTEGER NOT NULL CHECK (memory_kib > 0),
    passes          INTEGER NOT NULL CHECK (passes > 0),
    created_at_ms   INTEGER NOT NULL CHECK (created_at_ms > 0),
    wrapped_at_ms   INTEGER NOT NULL CHECK (wrapped_at_ms >= created_at_ms),
    PRIMARY KEY (centre_id, account_id, generation),
    FOREIGN KEY (centre_id, account_id) REFERENCES account (centre_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER account_key_is_kept BEFORE DELETE ON account_key
BEGIN SELECT RAISE (ABORT, 'identity.account_key_is_kept'); END;

CREATE TRIGGER account_key_pair_is_kept BEFORE UPDATE ON account_key
WHEN NEW.centre_id <> OLD.centre_id OR NEW.account_id <> OLD.account_id OR NEW.generation <> OLD.generation
  OR NEW.public_key <> OLD.public_key OR NEW.created_at_ms <> OLD.created_at_ms
BEGIN SELECT RAISE (ABORT, 'identity.account_key_is_kept'); END;

CREATE TABLE code_card (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    card_id        BLOB    NOT NULL CHECK (length(card_id) = 16),
    account_id     BLOB    NOT NULL CHECK (length(account_id) = 16),
    code_mac       INTEGER NOT NULL,                                     -- 64 bits under the centre's blind-index key
    issued_at_ms   INTEGER NOT NULL CHECK (issued_at_ms > 0),
    until_at_ms    INTEGER NOT NULL CHECK (until_at_ms > issued_at_ms),
    revoked_at_ms  INTEGER NOT NULL CHECK (revoked_at_ms >= 0),
    PRIMARY KEY (centre_id, card_id),
    FOREIGN KEY (centre_id, account_id) REFERENCES account (centre_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX code_card_by_mac ON code_card (centre_id, code_mac);
CREATE INDEX code_card_of_account ON code_card (centre_id, account_id, revoked_at_ms);

CREATE TABLE sign_in (
    centre_id        BLOB    NOT NULL CHECK (length(centre_id) = 16),
    sign_in_id       BLOB    NOT NULL CHECK (length(sign_in_id) = 16),
    account_id       BLOB    NOT NULL CHECK (length(account_id) = 16),
    card_id          BLOB             CHECK (card_id IS NULL OR length(card_id) = 16),  -- null: signed in by passphrase
    cookie_hash      BLOB    NOT NULL CHECK (length(cookie_hash) = 32),
    private_sealed   BLOB             CHECK (private_sealed IS NULL OR length(private_sealed) >= 40),  -- under HKDF of the cookie
    kiosk            INTEGER NOT NULL CHECK (kiosk IN (0, 1)),
    started_at_ms    INTEGER NOT NULL CHECK (started_at_ms > 0),
    last_seen_at_ms  INTEGER NOT NULL CHECK (last_seen_at_ms >= started_at_ms),
    expires_at_ms    INTEGER NOT NULL CHECK (expires_at_ms > started_at_ms),
    locked_at_ms     INTEGER NOT NULL CHECK (locked_at_ms >= 0),
    ended_at_ms      INTEGER NOT NULL CHECK (ended_at_ms >= 0),
    PRIMARY KEY (centre_id, sign_in_id),
    FOREIGN KEY (centre_id, account_id) REFERENCES account (centre_id, account_id),
    FOREIGN KEY (centre_id, card_id) REFERENCES code_card (centre_id, card_id),
    CHECK (private_sealed IS NULL OR (locked_at_ms = 0 AND ended_at_ms = 0))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX sign_in_by_cookie ON sign_in (centre_id, cookie_hash);
CREATE INDEX sign_in_of_account ON sign_in (centre_id, account_id, ended_at_ms);
CREATE INDEX sign_in_by_age ON sign_in (centre_id, ended_at_ms, locked_at_ms, last_seen_at_ms);

-- Failed attempts by bucket: a hash of the log-in name as typed (known or not) or of the address. Restarts keep the waits.
CREATE TABLE sign_in_failure (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    bucket         BLOB    NOT NULL CHECK (length(bucket) = 32),
    failures       INTEGER NOT NULL CHECK (failures >= 1),
    last_at_ms     INTEGER NOT NULL CHECK (last_at_ms > 0),
    wait_until_ms  INTEGER NOT NULL CHECK (wait_until_ms >= 0),
    PRIMARY KEY (centre_id, bucket)
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_failure_by_age ON sign_in_failure (centre_id, last_at_ms);
