CREATE TABLE access_grant (
    centre_id    BLOB    NOT NULL CHECK (length(centre_id) = 16),
    grant_id     BLOB    NOT NULL CHECK (length(grant_id) = 16),
    person_id    BLOB    NOT NULL CHECK (length(person_id) = 16),
    action       TEXT    NOT NULL CHECK (length(action) BETWEEN 5 AND 80),
    record_kind  TEXT    NOT NULL CHECK (length(record_kind) BETWEEN 1 AND 40),
    record_id    BLOB    NOT NULL CHECK (length(record_id) = 16),
    approved_by  BLOB    NOT NULL CHECK (length(approved_by) = 16),
    purpose      TEXT    NOT NULL CHECK (length(purpose) BETWEEN 1 AND 40),
    from_at_ms   INTEGER NOT NULL CHECK (from_at_ms > 0),
    until_at_ms  INTEGER NOT NULL CHECK (until_at_ms >= from_at_ms AND until_at_ms - from_at_ms <= 31622400000),  -- At most 366 days.
    PRIMARY KEY (centre_id, grant_id),
    CHECK (approved_by <> person_id OR purpose = 'emergency')
) STRICT, WITHOUT ROWID;
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
CREATE TABLE appointment (
    centre_id       BLOB    NOT NULL CHECK (length(centre_id) = 16),
    appointment_id  BLOB    NOT NULL CHECK (length(appointment_id) = 16),
    version         INTEGER NOT NULL CHECK (version >= 1),
    state           TEXT    NOT NULL CHECK (state IN ('held_by_phone', 'booked', 'arrived', 'in_session', 'done', 'missed', 'cancelled')),
    kind            TEXT    NOT NULL CHECK (kind IN ('ordinary', 'emergency', 'first_talk', 'consultation')),
    channel         TEXT    NOT NULL CHECK (channel IN ('portal', 'phone', 'on_site', 'counsellor')),
    starts_at_ms    INTEGER NOT NULL CHECK (starts_at_ms > 0),
    ends_at_ms      INTEGER NOT NULL CHECK (ends_at_ms > starts_at_ms AND ends_at_ms - starts_at_ms <= 10800000),
    counsellor_id   BLOB    NOT NULL CHECK (length(counsellor_id) = 16),
    room_id         BLOB    CHECK (room_id IS NULL OR length(room_id) = 16),
    visitor_id      BLOB    NOT NULL CHECK (length(visitor_id) = 16),
    booked_by       BLOB    NOT NULL CHECK (length(booked_by) = 16),
    booked_at_ms    INTEGER NOT NULL CHECK (booked_at_ms > 0),
    arrived_at_ms   INTEGER CHECK (arrived_at_ms IS NULL OR arrived_at_ms > 0),
    started_at_ms   INTEGER CHECK (started_at_ms IS NULL OR started_at_ms > 0),
    ended_at_ms     INTEGER CHECK (ended_at_ms IS NULL OR (started_at_ms IS NOT NULL AND ended_at_ms >= started_at_ms)),
    identity_means  TEXT    CHECK (identity_means IS NULL OR identity_means IN
                                   ('known_to_staff', 'pupil_card', 'id_card', 'call_back', 'guardian_confirms', 'pseudonym', 'none')),
    cancel_reason   TEXT    CHECK (cancel_reason IS NULL OR cancel_reason IN ('visitor', 'counsellor', 'centre', 'ill', 'exam', 'other')),
    case_id         BLOB    CHECK (case_id IS NULL OR length(case_id) = 16),         -- of casework, a later rank: no foreign key
    CHECK (state <> 'arrived' OR (arrived_at_ms IS NOT NULL AND identity_means IS NOT NULL)),
    CHECK (state NOT IN ('in_session', 'done') OR started_at_ms IS NOT NULL),
    CHECK (state <> 'done' OR ended_at_ms IS NOT NULL),
    CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
    PRIMARY KEY (centre_id, appointment_id),
    FOREIGN KEY (centre_id, counsellor_id) REFERENCES staff_member (centre_id, staff_id),
    FOREIGN KEY (centre_id, room_id) REFERENCES room (centre_id, room_id),
    FOREIGN KEY (centre_id, visitor_id) REFERENCES person (centre_id, person_id)
) STRICT;
CREATE TABLE appointment_override (
    centre_id       BLOB    NOT NULL CHECK (length(centre_id) = 16),
    appointment_id  BLOB    NOT NULL CHECK (length(appointment_id) = 16),
    version         INTEGER NOT NULL CHECK (version >= 1),
    reason_sealed   BLOB    NOT NULL CHECK (length(reason_sealed) >= 40),
    given_by        BLOB    NOT NULL CHECK (length(given_by) = 16),
    given_at_ms     INTEGER NOT NULL CHECK (given_at_ms > 0),
    PRIMARY KEY (centre_id, appointment_id, version),
    FOREIGN KEY (centre_id, appointment_id) REFERENCES appointment (centre_id, appointment_id)
) STRICT;
CREATE TABLE archive_file (
    centre_id           BLOB    NOT NULL CHECK (length(centre_id) = 16),
    file_id             BLOB    NOT NULL CHECK (length(file_id) = 16),
    version             INTEGER NOT NULL CHECK (version >= 1),
    file_number         INTEGER NOT NULL CHECK (file_number BETWEEN 2000000001 AND 2200999999),   -- year and running number
    case_id             BLOB    NOT NULL CHECK (length(case_id) = 16),
    case_code           TEXT    NOT NULL CHECK (length(case_code) BETWEEN 1 AND 20),
    visitor_id          BLOB    NOT NULL CHECK (length(visitor_id) = 16),
    visitor_code        TEXT    NOT NULL CHECK (length(visitor_code) BETWEEN 6 AND 8),
    counsellor_id       BLOB    NOT NULL CHECK (length(counsellor_id) = 16),
    custodian_id        BLOB    NOT NULL CHECK (length(custodian_id) = 16),
    closed_at_ms        INTEGER NOT NULL CHECK (closed_at_ms > 0),
    closed_on           INTEGER NOT NULL CHECK (closed_on BETWEEN 19000101 AND 99991231),
    retention_until_on  INTEGER NOT NULL CHECK (retention_until_on BETWEEN closed_on + 100000 AND 99991231),
    class               TEXT    NOT NULL CHECK (class IN ('counselling')),
    place               TEXT    NOT NULL CHECK (place IN ('electronic', 'cabinet')),
    state               TEXT    NOT NULL CHECK (state IN ('active', 'legal_hold')),
    filed_at_ms         INTEGER NOT NULL CHECK (filed_at_ms >= closed_at_ms),
    PRIMARY KEY (centre_id, file_id),
    UNIQUE (centre_id, file_number),
    UNIQUE (centre_id, case_id),
    FOREIGN KEY (centre_id, case_id) REFERENCES visitor_case (centre_id, case_id),
    FOREIGN KEY (centre_id, visitor_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, counsellor_id) REFERENCES staff_member (centre_id, staff_id),
    FOREIGN KEY (centre_id, custodian_id) REFERENCES staff_member (centre_id, staff_id)
) STRICT;
CREATE TABLE availability (
    centre_id   BLOB    NOT NULL CHECK (length(centre_id) = 16),
    staff_id    BLOB    NOT NULL CHECK (length(staff_id) = 16),
    weekday     INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    period_key  TEXT    NOT NULL CHECK (length(period_key) BETWEEN 1 AND 24),
    PRIMARY KEY (centre_id, staff_id, weekday, period_key),
    FOREIGN KEY (centre_id, staff_id) REFERENCES staff_member (centre_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE basic_form (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id      BLOB    NOT NULL CHECK (length(person_id) = 16),
    version        INTEGER NOT NULL CHECK (version >= 1),
    complete       INTEGER NOT NULL CHECK (complete IN (0, 1)),
    changed_at_ms  INTEGER NOT NULL CHECK (changed_at_ms > 0),
    PRIMARY KEY (centre_id, person_id),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE basic_form_value (
    centre_id        BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id        BLOB    NOT NULL CHECK (length(person_id) = 16),
    field_key        TEXT    NOT NULL CHECK (length(field_key) BETWEEN 2 AND 40),
    version          INTEGER NOT NULL CHECK (version >= 1),                       -- of the form when the value was sealed
    value_sealed     BLOB    NOT NULL CHECK (length(value_sealed) >= 40),
    source           TEXT    NOT NULL CHECK (source IN ('self', 'guardian', 'teacher', 'staff')),
    collected_by     BLOB    NOT NULL CHECK (length(collected_by) = 16),          -- staff member, or the person himself
    collected_at_ms  INTEGER NOT NULL CHECK (collected_at_ms > 0),
    PRIMARY KEY (centre_id, person_id, field_key),
    FOREIGN KEY (centre_id, person_id) REFERENCES basic_form (centre_id, person_id)
) STRICT;
CREATE TABLE bell_period (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    period_key     TEXT    NOT NULL CHECK (length(period_key) BETWEEN 1 AND 24),
    position       INTEGER NOT NULL CHECK (position BETWEEN 0 AND 99),
    name_zh        TEXT    NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 24),
    name_en        TEXT    NOT NULL CHECK (length(name_en) BETWEEN 1 AND 40),
    starts_minute  INTEGER NOT NULL CHECK (starts_minute BETWEEN 0 AND 1439),
    ends_minute    INTEGER NOT NULL CHECK (ends_minute > starts_minute AND ends_minute <= 1440),
    kind           TEXT    NOT NULL CHECK (kind IN ('lesson', 'noon', 'after_school', 'evening')),
    weekdays       INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),        -- bit 0 = Monday
    PRIMARY KEY (centre_id, period_key),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE blind_token (
    centre_id  BLOB    NOT NULL CHECK (length(centre_id) = 16),
    field      TEXT    NOT NULL CHECK (field IN ('name', 'pinyin', 'initials', 'phone', 'last_four', 'student_number')),
    token      INTEGER NOT NULL,
    person_id  BLOB    NOT NULL CHECK (length(person_id) = 16),
    PRIMARY KEY (centre_id, field, token, person_id),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_text (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    case_id        BLOB    NOT NULL CHECK (length(case_id) = 16),
    kind           TEXT    NOT NULL CHECK (kind IN ('plan', 'closing', 'hand_over', 'stand_down', 'override')),
    version        INTEGER NOT NULL CHECK (version >= 1),
    author_id      BLOB    NOT NULL CHECK (length(author_id) = 16),
    written_at_ms  INTEGER NOT NULL CHECK (written_at_ms > 0),
    body_sealed    BLOB    NOT NULL CHECK (length(body_sealed) >= 40),
    PRIMARY KEY (centre_id, case_id, kind, version),
    FOREIGN KEY (centre_id, case_id) REFERENCES visitor_case (centre_id, case_id)
) STRICT;
CREATE TABLE centre (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    name           TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    zone           TEXT    NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),      -- IANA
    kind           TEXT    NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    created_at_ms  INTEGER NOT NULL CHECK (created_at_ms > 0),
    keyring_stamp  INTEGER NOT NULL CHECK (keyring_stamp >= 0),                -- a mismatch with the keyring is named
    PRIMARY KEY (centre_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE class_membership (
    centre_id  BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id  BLOB    NOT NULL CHECK (length(person_id) = 16),
    class_id   BLOB    NOT NULL CHECK (length(class_id) = 16),
    from_on    INTEGER NOT NULL CHECK (from_on BETWEEN 19000101 AND 99991231),
    until_on   INTEGER CHECK (until_on IS NULL OR until_on BETWEEN from_on AND 99991231),
    PRIMARY KEY (centre_id, person_id, from_on, class_id),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, class_id) REFERENCES school_class (centre_id, class_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE closed_date (
    centre_id    BLOB    NOT NULL CHECK (length(centre_id) = 16),
    staff_id     BLOB    NOT NULL CHECK (length(staff_id) = 16),
    closed_on    INTEGER NOT NULL CHECK (closed_on BETWEEN 19000101 AND 99991231),   -- yyyymmdd
    reason_kind  TEXT    NOT NULL CHECK (reason_kind IN ('leave', 'training', 'exam', 'holiday', 'unfit', 'other')),
    PRIMARY KEY (centre_id, staff_id, closed_on),
    FOREIGN KEY (centre_id, staff_id) REFERENCES staff_member (centre_id, staff_id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE consent_event (
    centre_id         BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id         BLOB    NOT NULL CHECK (length(person_id) = 16),             -- the visitor
    purpose           TEXT    NOT NULL CHECK (purpose IN ('service', 'data_processing', 'recording', 'observation', 'research',
                                                          'guardian_contact')),
    number            INTEGER NOT NULL CHECK (number >= 1),                        -- of the person and purpose, without gap
    kind              TEXT    NOT NULL CHECK (kind IN ('given', 'withdrawn')),
    side              TEXT    NOT NULL CHECK (side IN ('self', 'guardian')),       -- whose agreement
    consent_id        BLOB    NOT NULL CHECK (length(consent_id) = 16),            -- given: its own; withdrawn: the one named
    text_id           BLOB    NOT NULL CHECK (length(text_id) = 16),
    guardian_id       BLOB    CHECK (guardian_id IS NULL OR length(guardian_id) = 16),  -- who signed for the visitor
    word_of           TEXT    NOT NULL CHECK (word_of IN ('self', 'guardian', 'staff')),  -- staff: on the person's word
    recorded_by       BLOB    NOT NULL CHECK (length(recorded_by) = 16),           -- staff member, or the person himself
    medium            TEXT    CHECK (medium IS NULL OR medium IN ('screen', 'paper', 'spoken')),
    understood        TEXT    CHECK (understood IS NULL OR understood IN ('said_back', 'nodded', 'not_sure')),
    ticks             TEXT    NOT NULL CHECK (length(ticks) <= 800),               -- keys of sections
    signature_sealed  BLOB    CHECK (signature_sealed IS NULL OR length(signature_sealed) >= 40),
    scan_file_id      BLOB    CHECK (scan_file_id IS NULL OR length(scan_file_id) = 16),
    at_ms             INTEGER NOT NULL CHECK (at_ms > 0),
    PRIMARY KEY (centre_id, person_id, purpose, number),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, guardian_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, text_id) REFERENCES consent_text (centre_id, text_id),
    FOREIGN KEY (centre_id, scan_file_id) REFERENCES sealed_file (centre_id, file_id),
    CHECK ((kind = 'given') = (medium IS NOT NULL)),
    CHECK (kind = 'given' OR (understood IS NULL AND ticks = '')),
    CHECK ((signature_sealed IS NOT NULL) = (medium IS NOT NULL AND medium = 'screen')),
    CHECK ((scan_file_id IS NOT NULL) = (medium IS NOT NULL AND medium = 'paper')),
    CHECK (kind = 'withdrawn' OR (guardian_id IS NOT NULL) = (side = 'guardian'))
) STRICT;
CREATE TABLE consent_text (
    centre_id        BLOB    NOT NULL CHECK (length(centre_id) = 16),
    text_id          BLOB    NOT NULL CHECK (length(text_id) = 16),
    purpose          TEXT    NOT NULL CHECK (purpose IN ('service', 'data_processing', 'recording', 'observation', 'research',
                                                         'guardian_contact')),
    audience         TEXT    NOT NULL CHECK (audience IN ('under_8', 'from_8_to_13', 'from_14_to_17', 'adult', 'guardian')),
    version          INTEGER NOT NULL CHECK (version BETWEEN 1 AND 10000),
    readability      TEXT    NOT NULL CHECK (readability IN ('children', 'teenagers', 'adults')),
    document         TEXT    NOT NULL CHECK (length(document) BETWEEN 20 AND 200000),
    content_hash     BLOB    NOT NULL CHECK (length(content_hash) = 32),
    published_by     BLOB    NOT NULL CHECK (length(published_by) = 16),       -- zero: the standard text
    published_at_ms  INTEGER NOT NULL CHECK (published_at_ms > 0),
    PRIMARY KEY (centre_id, text_id),
    UNIQUE (centre_id, purpose, audience, version),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
) STRICT;
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
CREATE TABLE deed_subject (
    centre_id   BLOB    NOT NULL CHECK (length(centre_id) = 16),
    seq         INTEGER NOT NULL CHECK (seq >= 0),
    position    INTEGER NOT NULL CHECK (position BETWEEN 0 AND 511),
    kind        TEXT    NOT NULL CHECK (length(kind) BETWEEN 1 AND 96),
    salt        BLOB    NOT NULL CHECK (length(salt) = 16),
    subject_id  BLOB    NOT NULL CHECK (length(subject_id) = 16),
    PRIMARY KEY (centre_id, seq, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE guardian (
    centre_id             BLOB    NOT NULL CHECK (length(centre_id) = 16),
    guardian_id           BLOB    NOT NULL CHECK (length(guardian_id) = 16),
    ward_id               BLOB    NOT NULL CHECK (length(ward_id) = 16),
    person_id             BLOB    NOT NULL CHECK (length(person_id) = 16 AND person_id <> ward_id),
    relation              TEXT    NOT NULL CHECK (relation IN ('mother', 'father', 'grandparent', 'other_kin', 'entrusted',
                                                               'institution')),
    from_on               INTEGER NOT NULL CHECK (from_on BETWEEN 19000101 AND 99991231),
    until_on              INTEGER CHECK (until_on IS NULL OR until_on BETWEEN from_on AND 99991231),
    may_learn_attendance  INTEGER NOT NULL CHECK (may_learn_attendance IN (0, 1)),
    reason_sealed         BLOB    CHECK (reason_sealed IS NULL OR length(reason_sealed) >= 40),  -- of an override
    created_at_ms         INTEGER NOT NULL CHECK (created_at_ms > 0),
    PRIMARY KEY (centre_id, guardian_id),
    FOREIGN KEY (centre_id, ward_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE idempotency (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    principal      BLOB    NOT NULL CHECK (length(principal) = 16),
    key_hash       BLOB    NOT NULL CHECK (length(key_hash) = 32),
    request_hash   BLOB    NOT NULL CHECK (length(request_hash) = 32),
    status         INTEGER NOT NULL CHECK (status >= 0),                       -- 0 until the act is finished
    reference      TEXT    NOT NULL CHECK (length(reference) <= 512),
    created_at_ms  INTEGER NOT NULL CHECK (created_at_ms > 0),
    PRIMARY KEY (centre_id, principal, key_hash)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE migration (part TEXT NOT NULL, number INTEGER NOT NULL CHECK (number >= 1), name TEXT NOT NULL, sha256 BLOB NOT NULL CHECK (length(sha256) = 32), applied_at_ms INTEGER NOT NULL, PRIMARY KEY (part, number)) STRICT, WITHOUT ROWID;
CREATE TABLE occupancy (
    centre_id       BLOB    NOT NULL CHECK (length(centre_id) = 16),
    resource        BLOB    NOT NULL CHECK (length(resource) = 16),
    starts_at_ms    INTEGER NOT NULL CHECK (starts_at_ms > 0),
    ends_at_ms      INTEGER NOT NULL CHECK (ends_at_ms > starts_at_ms AND ends_at_ms - starts_at_ms <= 21600000),
    kind            TEXT    NOT NULL CHECK (kind IN ('counsellor', 'room', 'visitor')),
    appointment_id  BLOB    NOT NULL CHECK (length(appointment_id) = 16),
    PRIMARY KEY (centre_id, resource, starts_at_ms),
    FOREIGN KEY (centre_id, appointment_id) REFERENCES appointment (centre_id, appointment_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE person (
    centre_id              BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id              BLOB    NOT NULL CHECK (length(person_id) = 16),
    version                INTEGER NOT NULL CHECK (version >= 1),
    kind                   TEXT    NOT NULL CHECK (kind IN ('pupil', 'parent', 'staff', 'adult')),
    code                   TEXT    NOT NULL CHECK (length(code) BETWEEN 6 AND 8),            -- V-7K2M
    provisional            INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    name_sealed            BLOB    NOT NULL CHECK (length(name_sealed) >= 40),
    gender_sealed          BLOB    CHECK (gender_sealed IS NULL OR length(gender_sealed) >= 40),
    birthday_sealed        BLOB    CHECK (birthday_sealed IS NULL OR length(birthday_sealed) >= 40),
    phone_sealed           BLOB    CHECK (phone_sealed IS NULL OR length(phone_sealed) >= 40),
    student_number_sealed  BLOB    CHECK (student_number_sealed IS NULL OR length(student_number_sealed) >= 40),
    created_at_ms          INTEGER NOT NULL CHECK (created_at_ms > 0),
    changed_at_ms          INTEGER NOT NULL CHECK (changed_at_ms >= created_at_ms),
    closed_at_ms           INTEGER CHECK (closed_at_ms IS NULL OR (closed_at_ms >= created_at_ms AND provisional = 1)),
    PRIMARY KEY (centre_id, person_id),
    UNIQUE (centre_id, code),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
) STRICT;
CREATE TABLE person_override (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id      BLOB    NOT NULL CHECK (length(person_id) = 16),
    version        INTEGER NOT NULL CHECK (version >= 1),                         -- of the person
    guard          TEXT    NOT NULL CHECK (length(guard) BETWEEN 3 AND 80),
    reason_sealed  BLOB    NOT NULL CHECK (length(reason_sealed) >= 40),
    given_by       BLOB    NOT NULL CHECK (length(given_by) = 16),
    given_at_ms    INTEGER NOT NULL CHECK (given_at_ms > 0),
    PRIMARY KEY (centre_id, person_id, version, guard),
    FOREIGN KEY (centre_id, person_id) REFERENCES person (centre_id, person_id)
) STRICT;
CREATE TABLE process_note (
    centre_id    BLOB    NOT NULL CHECK (length(centre_id) = 16),
    session_id   BLOB    NOT NULL CHECK (length(session_id) = 16),
    author_id    BLOB    NOT NULL CHECK (length(author_id) = 16),
    version      INTEGER NOT NULL CHECK (version >= 1),
    saved_at_ms  INTEGER NOT NULL CHECK (saved_at_ms > 0),
    body_sealed  BLOB    NOT NULL CHECK (length(body_sealed) >= 40),
    PRIMARY KEY (centre_id, session_id, author_id),
    FOREIGN KEY (centre_id, session_id) REFERENCES session (centre_id, session_id)
) STRICT;
CREATE TABLE process_note_wrap (
    centre_id   BLOB    NOT NULL CHECK (length(centre_id) = 16),
    session_id  BLOB    NOT NULL CHECK (length(session_id) = 16),
    author_id   BLOB    NOT NULL CHECK (length(author_id) = 16),
    version     INTEGER NOT NULL CHECK (version >= 1),
    person_id   BLOB    NOT NULL CHECK (length(person_id) = 16),     -- all zero: the recovery key
    wrap        BLOB    NOT NULL CHECK (length(wrap) >= 40),
    PRIMARY KEY (centre_id, session_id, author_id, version, person_id),
    FOREIGN KEY (centre_id, session_id, author_id) REFERENCES process_note (centre_id, session_id, author_id)
) STRICT;
CREATE TABLE reception_override (
    centre_id       BLOB    NOT NULL CHECK (length(centre_id) = 16),
    appointment_id  BLOB    NOT NULL CHECK (length(appointment_id) = 16),
    version         INTEGER NOT NULL CHECK (version >= 1),
    reason_sealed   BLOB    NOT NULL CHECK (length(reason_sealed) >= 40),
    given_by        BLOB    NOT NULL CHECK (length(given_by) = 16),
    given_at_ms     INTEGER NOT NULL CHECK (given_at_ms > 0),
    PRIMARY KEY (centre_id, appointment_id, version),
    FOREIGN KEY (centre_id, appointment_id) REFERENCES appointment (centre_id, appointment_id)
) STRICT;
CREATE TABLE relation (
    centre_id    BLOB    NOT NULL CHECK (length(centre_id) = 16),
    person_id    BLOB    NOT NULL CHECK (length(person_id) = 16),
    relation     TEXT    NOT NULL CHECK (relation IN ('self', 'guardian_of', 'counsellor_of', 'supervisor_of', 'archive_keeper_of',
                                                      'head_teacher_of', 'author_of', 'crisis_on_call')),
    record_kind  TEXT    NOT NULL CHECK (length(record_kind) BETWEEN 1 AND 40),
    record_id    BLOB    NOT NULL CHECK (length(record_id) = 16),
    from_at_ms   INTEGER NOT NULL CHECK (from_at_ms > 0),          -- UTC.
    until_at_ms  INTEGER NOT NULL CHECK (until_at_ms >= from_at_ms),  -- UTC; equal to from_at_ms: ended before it began.
    PRIMARY KEY (centre_id, person_id, record_kind, record_id, relation, from_at_ms)
) STRICT, WITHOUT ROWID;
CREATE TABLE room (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    room_id        BLOB    NOT NULL CHECK (length(room_id) = 16),
    version        INTEGER NOT NULL CHECK (version >= 1),
    name           TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    kind           TEXT    NOT NULL CHECK (kind IN ('counselling', 'group', 'play', 'reading', 'relaxation', 'other')),
    place          TEXT    NOT NULL CHECK (length(place) <= 80),
    in_use         INTEGER NOT NULL CHECK (in_use IN (0, 1)),
    changed_at_ms  INTEGER NOT NULL CHECK (changed_at_ms > 0),
    PRIMARY KEY (centre_id, room_id),
    UNIQUE (centre_id, name),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE school_class (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    class_id       BLOB    NOT NULL CHECK (length(class_id) = 16),
    stage          TEXT    NOT NULL CHECK (stage IN ('primary', 'junior', 'senior', 'other')),
    entry_year     INTEGER NOT NULL CHECK (entry_year BETWEEN 1950 AND 2200),
    number         INTEGER NOT NULL CHECK (number BETWEEN 1 AND 99),
    created_at_ms  INTEGER NOT NULL CHECK (created_at_ms > 0),
    PRIMARY KEY (centre_id, class_id),
    UNIQUE (centre_id, stage, entry_year, number),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE session (
    centre_id       BLOB    NOT NULL CHECK (length(centre_id) = 16),
    session_id      BLOB    NOT NULL CHECK (length(session_id) = 16),
    case_id         BLOB    NOT NULL CHECK (length(case_id) = 16),
    appointment_id  BLOB    NOT NULL CHECK (length(appointment_id) = 16),
    counsellor_id   BLOB    NOT NULL CHECK (length(counsellor_id) = 16),
    kind            TEXT    NOT NULL CHECK (kind IN ('ordinary', 'emergency', 'first_talk', 'consultation')),
    started_at_ms   INTEGER NOT NULL CHECK (started_at_ms > 0),
    ended_at_ms     INTEGER CHECK (ended_at_ms IS NULL OR ended_at_ms >= started_at_ms),
    reason_sealed   BLOB    CHECK (reason_sealed IS NULL OR length(reason_sealed) >= 40),   -- why it came without a booking
    CHECK (kind NOT IN ('emergency', 'first_talk') OR reason_sealed IS NOT NULL),
    PRIMARY KEY (centre_id, session_id),
    UNIQUE (centre_id, appointment_id),
    FOREIGN KEY (centre_id, case_id) REFERENCES visitor_case (centre_id, case_id),
    FOREIGN KEY (centre_id, appointment_id) REFERENCES appointment (centre_id, appointment_id)
) STRICT;
CREATE TABLE session_note (
    centre_id       BLOB    NOT NULL CHECK (length(centre_id) = 16),
    session_id      BLOB    NOT NULL CHECK (length(session_id) = 16),
    version         INTEGER NOT NULL CHECK (version >= 1),
    state           TEXT    NOT NULL CHECK (state IN ('draft', 'signed')),
    author_id       BLOB    NOT NULL CHECK (length(author_id) = 16),
    saved_at_ms     INTEGER NOT NULL CHECK (saved_at_ms > 0),
    draft_sealed    BLOB    CHECK (draft_sealed IS NULL OR length(draft_sealed) >= 40),
    summary_sealed  BLOB    CHECK (summary_sealed IS NULL OR length(summary_sealed) >= 40),   -- the shared summary, once signed
    CHECK ((state = 'draft') = (draft_sealed IS NOT NULL)),
    PRIMARY KEY (centre_id, session_id),
    FOREIGN KEY (centre_id, session_id) REFERENCES session (centre_id, session_id)
) STRICT;
CREATE TABLE session_note_version (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    session_id     BLOB    NOT NULL CHECK (length(session_id) = 16),
    version        INTEGER NOT NULL CHECK (version >= 1),
    kind           TEXT    NOT NULL CHECK (kind IN ('draft', 'conflict', 'signed', 'addendum')),
    author_id      BLOB    NOT NULL CHECK (length(author_id) = 16),
    written_at_ms  INTEGER NOT NULL CHECK (written_at_ms > 0),
    risk           TEXT    NOT NULL CHECK (risk IN ('none', 'low', 'medium', 'high')),
    body_sealed    BLOB    NOT NULL CHECK (length(body_sealed) >= 40),
    PRIMARY KEY (centre_id, session_id, version),
    FOREIGN KEY (centre_id, session_id) REFERENCES session (centre_id, session_id)
) STRICT;
CREATE TABLE setting (
    centre_id         BLOB    NOT NULL CHECK (length(centre_id) = 16),
    setting_key       TEXT    NOT NULL CHECK (length(setting_key) BETWEEN 3 AND 80),
    valid_from_at_ms  INTEGER NOT NULL CHECK (valid_from_at_ms >= 0),
    value             INTEGER NOT NULL,
    PRIMARY KEY (centre_id, setting_key, valid_from_at_ms),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE sign_in_failure (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    bucket         BLOB    NOT NULL CHECK (length(bucket) = 32),
    failures       INTEGER NOT NULL CHECK (failures >= 1),
    last_at_ms     INTEGER NOT NULL CHECK (last_at_ms > 0),
    wait_until_ms  INTEGER NOT NULL CHECK (wait_until_ms >= 0),
    PRIMARY KEY (centre_id, bucket)
) STRICT, WITHOUT ROWID;
CREATE TABLE staff_class (
    centre_id  BLOB    NOT NULL CHECK (length(centre_id) = 16),
    staff_id   BLOB    NOT NULL CHECK (length(staff_id) = 16),
    class_id   BLOB    NOT NULL CHECK (length(class_id) = 16),
    duty       TEXT    NOT NULL CHECK (duty IN ('head', 'subject')),
    from_on    INTEGER NOT NULL CHECK (from_on BETWEEN 19000101 AND 99991231),
    until_on   INTEGER CHECK (until_on IS NULL OR until_on BETWEEN from_on AND 99991231),
    PRIMARY KEY (centre_id, staff_id, class_id, duty, from_on),
    FOREIGN KEY (centre_id, staff_id) REFERENCES staff_member (centre_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE staff_conflict (
    centre_id       BLOB    NOT NULL CHECK (length(centre_id) = 16),
    staff_id        BLOB    NOT NULL CHECK (length(staff_id) = 16),
    person_id       BLOB    NOT NULL CHECK (length(person_id) = 16),
    kind            TEXT    NOT NULL CHECK (kind IN ('relative', 'friend', 'supervisor', 'other')),
    declared_at_ms  INTEGER NOT NULL CHECK (declared_at_ms > 0),
    PRIMARY KEY (centre_id, staff_id, person_id, kind),
    FOREIGN KEY (centre_id, staff_id) REFERENCES staff_member (centre_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE staff_credential (
    centre_id      BLOB    NOT NULL CHECK (length(centre_id) = 16),
    credential_id  BLOB    NOT NULL CHECK (length(credential_id) = 16),
    staff_id       BLOB    NOT NULL CHECK (length(staff_id) = 16),
    kind           TEXT    NOT NULL CHECK (kind IN ('teacher_qualification', 'provincial_certificate', 'former_national',
                                                    'society_register', 'degree', 'other')),
    number_sealed  BLOB    NOT NULL CHECK (length(number_sealed) >= 40),
    expires_on     INTEGER CHECK (expires_on IS NULL OR expires_on BETWEEN 19000101 AND 99991231),
    added_at_ms    INTEGER NOT NULL CHECK (added_at_ms > 0),
    PRIMARY KEY (centre_id, credential_id),
    FOREIGN KEY (centre_id, staff_id) REFERENCES staff_member (centre_id, staff_id)
) STRICT;
CREATE TABLE staff_member (
    centre_id               BLOB    NOT NULL CHECK (length(centre_id) = 16),
    staff_id                BLOB    NOT NULL CHECK (length(staff_id) = 16),
    version                 INTEGER NOT NULL CHECK (version >= 1),
    name_sealed             BLOB    NOT NULL CHECK (length(name_sealed) >= 40),
    introduction_zh_sealed  BLOB    CHECK (introduction_zh_sealed IS NULL OR length(introduction_zh_sealed) >= 40),
    introduction_en_sealed  BLOB    CHECK (introduction_en_sealed IS NULL OR length(introduction_en_sealed) >= 40),
    fields_bits             INTEGER NOT NULL CHECK (fields_bits BETWEEN 0 AND 255),
    practises               INTEGER NOT NULL CHECK (practises IN (0, 1)),
    active                  INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at_ms           INTEGER NOT NULL CHECK (created_at_ms > 0),
    changed_at_ms           INTEGER NOT NULL CHECK (changed_at_ms >= created_at_ms),
    PRIMARY KEY (centre_id, staff_id),
    FOREIGN KEY (centre_id) REFERENCES centre (centre_id)
) STRICT;
CREATE TABLE summary_signature (
    centre_id         BLOB    NOT NULL CHECK (length(centre_id) = 16),
    session_id        BLOB    NOT NULL CHECK (length(session_id) = 16),
    signed_by         BLOB    NOT NULL CHECK (length(signed_by) = 16),
    signed_at_ms      INTEGER NOT NULL CHECK (signed_at_ms > 0),
    signature_sealed  BLOB    NOT NULL CHECK (length(signature_sealed) >= 40),
    PRIMARY KEY (centre_id, session_id),
    FOREIGN KEY (centre_id, session_id) REFERENCES session (centre_id, session_id)
) STRICT;
CREATE TABLE visitor_case (
    centre_id           BLOB    NOT NULL CHECK (length(centre_id) = 16),
    case_id             BLOB    NOT NULL CHECK (length(case_id) = 16),
    version             INTEGER NOT NULL CHECK (version >= 1),
    code_year           INTEGER NOT NULL CHECK (code_year BETWEEN 2000 AND 2200),
    code_number         INTEGER NOT NULL CHECK (code_number BETWEEN 1 AND 999999),
    state               TEXT    NOT NULL CHECK (state IN ('intake', 'active', 'closed')),
    visitor_id          BLOB    NOT NULL CHECK (length(visitor_id) = 16),
    counsellor_id       BLOB    NOT NULL CHECK (length(counsellor_id) = 16),
    risk                TEXT    NOT NULL CHECK (risk IN ('none', 'low', 'medium', 'high')),
    risk_screened       INTEGER NOT NULL CHECK (risk_screened IN (0, 1)),
    next_contact_on     INTEGER CHECK (next_contact_on IS NULL OR next_contact_on BETWEEN 19000101 AND 99991231),   -- yyyymmdd
    opened_at_ms        INTEGER NOT NULL CHECK (opened_at_ms > 0),
    closed_at_ms        INTEGER CHECK (closed_at_ms IS NULL OR closed_at_ms >= opened_at_ms),
    outcome             TEXT    CHECK (outcome IS NULL OR outcome IN ('achieved', 'partly', 'not_achieved', 'moved_on')),
    close_reason        TEXT    CHECK (close_reason IS NULL OR close_reason IN
                                       ('goal_met', 'visitor_wish', 'referral', 'absence', 'unsuitable', 'left_school')),
    aftercare           TEXT    CHECK (aftercare IS NULL OR aftercare IN ('none', 'one_month', 'three_months', 'six_months')),
    CHECK ((state = 'closed') = (closed_at_ms IS NOT NULL)),
    CHECK (state <> 'closed' OR (outcome IS NOT NULL AND close_reason IS NOT NULL AND aftercare IS NOT NULL)),
    PRIMARY KEY (centre_id, case_id),
    UNIQUE (centre_id, code_year, code_number),
    FOREIGN KEY (centre_id, visitor_id) REFERENCES person (centre_id, person_id),
    FOREIGN KEY (centre_id, counsellor_id) REFERENCES staff_member (centre_id, staff_id)
) STRICT;
PRAGMA defer_foreign_keys = 1;
INSERT INTO "account" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01D38A351970720A97AFB45B0B390C30',X'10402F120DD6B1E2603FBC6CB8A5C36E',1,512,'admin','admin',0,'zh',1788732000000,1788732000000);
INSERT INTO "account" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'2A5404F531D62E5F4A1CE81759B547AD',1,12,'lin','lin',0,'zh',1788732003000,1788732003000);
INSERT INTO "account_key" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01D38A351970720A97AFB45B0B390C30',1,X'CC3D0DD0B02FB05E600E97C6D2E1D5E643285B5E19574BC3BFFF17592B74284D',X'A67D1FFF798B1B3B8DF1CBF900B66E1BE99F25B037200DAC21CF3BE13C2834EE1DFF2B9558A299713E901B795F06FC516AAA71CD884F8034AD65723B',X'1688D166C049F750E05B7F8EE4374856',65536,3,1788732000000,1788732000000);
INSERT INTO "account_key" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',1,X'F3E7C5A35ADA9DDF0DD1011AF3D65450F7599CBC84DD3852D69FD4BE9B99C773',X'98EE9D0641B38B3FFE49394247989EE6EA54CD1097B672B094350D545190ED2230C238DC5A1FE56D0BA0CBEDE79ED0535715A83DFAFBEFBBF30FC832',X'85174CF8C09381B4B2E3234EE7547B6D',64,1,1788732003000,1788732003000);
INSERT INTO "appointment" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078BC8D5065713A11CE200698F22C',4,'done','ordinary','counsellor',1788735615000,1788738615000,X'2A5404F531D62E5F4A1CE81759B547AD',X'8D105F73F3F7DE219EB7330212AB9E68',X'06E767C104542EE10A37342341755219',X'2A5404F531D62E5F4A1CE81759B547AD',1788732018000,1788732021000,1788732024000,1788732630000,'known_to_staff',NULL,X'371D98AF131804D4E17337C190BBC654');
INSERT INTO "appointment" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078C64D6846CB06137F02AEEC0AC9',4,'done','ordinary','counsellor',1788743454000,1788746454000,X'2A5404F531D62E5F4A1CE81759B547AD',X'8D105F73F3F7DE219EB7330212AB9E68',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6',X'2A5404F531D62E5F4A1CE81759B547AD',1788732657000,1788732660000,1788732663000,1788733269000,'known_to_staff',NULL,X'FA1541DF846D163759A0980D9CCF5C42');
INSERT INTO "appointment_override" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078BC8D5065713A11CE200698F22C',1,X'78696E45000101040000000199B6E187440256B80C8750E8EF6087423F77BEA60942F785EC8D1A0370E9A0DD47EF2ACBD62D17667E56D5',X'2A5404F531D62E5F4A1CE81759B547AD',1788732018000);
INSERT INTO "appointment_override" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078C64D6846CB06137F02AEEC0AC9',1,X'78696E4500010104000000013A3307138D5A3E1F6B688E1A80BEA08E4152175B6344EA319614B7E9AE511E39E96E211E59C8474E553A8B',X'2A5404F531D62E5F4A1CE81759B547AD',1788732657000);
INSERT INTO "archive_file" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'10B919AEA7EA57AAB0263E690BF411D9',1,2026000001,X'371D98AF131804D4E17337C190BBC654','C-2026-0001',X'06E767C104542EE10A37342341755219','V-8FHG',X'2A5404F531D62E5F4A1CE81759B547AD',X'2A5404F531D62E5F4A1CE81759B547AD',1788732645000,20260907,20360907,'counselling','electronic','active',1788732645000);
INSERT INTO "bell_period" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','after_school',8,'课后活动','After school',1020,1070,'after_school',31);
INSERT INTO "bell_period" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','evening1',9,'晚自习一','Evening study 1',1140,1190,'evening',79);
INSERT INTO "bell_period" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','evening2',10,'晚自习二','Evening study 2',1215,1265,'evening',79);
INSERT INTO "bell_period" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','lesson1',0,'第一节','Lesson 1',480,525,'lesson',31);
INSERT INTO "bell_period" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','lesson2',1,'第二节','Lesson 2',535,580,'lesson',31);
INSERT INTO "bell_period" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','lesson3',2,'第三节','Lesson 3',600,645,'lesson',31);
INSERT INTO "bell_period" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','lesson4',3,'第四节','Lesson 4',655,700,'lesson',31);
INSERT INTO "bell_period" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','lesson5',5,'第五节','Lesson 5',840,885,'lesson',31);
INSERT INTO "bell_period" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','lesson6',6,'第六节','Lesson 6',895,940,'lesson',31);
INSERT INTO "bell_period" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','lesson7',7,'第七节','Lesson 7',960,1005,'lesson',31);
INSERT INTO "bell_period" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','noon',4,'午间','Noon',750,800,'noon',31);
INSERT INTO "blind_token" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','initials',142869,X'06E767C104542EE10A37342341755219');
INSERT INTO "blind_token" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','name',91223,X'06E767C104542EE10A37342341755219');
INSERT INTO "blind_token" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','pinyin',273475,X'06E767C104542EE10A37342341755219');
INSERT INTO "blind_token" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','initials',965034,X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "blind_token" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','name',904078,X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "blind_token" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','pinyin',810418,X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "case_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'371D98AF131804D4E17337C190BBC654','plan',1,X'2A5404F531D62E5F4A1CE81759B547AD',1788732642000,X'78696E45000101050000000123E3946A72F888C12630808CC6E7ECBC2F473C50866D36A576DCE3D671353F31D027081D286D3E9401EA3CF1C5F0FDEF7929A0FF25C227F0A163016E2A9D3A9018D358C8DF9105F8AB266B685168C06C071C0413344C8F72AF8AF7337FB62F0DB5F900A04452F3E85FF93E8CBEFCF61CF3A35FB7CC92AB8C07A50ACF6DCA59F3F5FC3D2F5F210F');
INSERT INTO "case_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'371D98AF131804D4E17337C190BBC654','closing',1,X'2A5404F531D62E5F4A1CE81759B547AD',1788732645000,X'78696E4500010105000000011794ABDC48C31ED7386A97A5ED43B45FE8805C813663281E2A714D6005E145B8AEC7ABA365C20C8BD9');
INSERT INTO "centre" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8','青禾中学','Asia/Shanghai','school',1788732000000,4);
INSERT INTO "consent_event" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'06E767C104542EE10A37342341755219','service',1,'given','self',X'01A078BC75E03CD89FACCEDB3B217BBB',X'BBE73F116D22BDD4FBE6AB2B54994BF1',NULL,'staff',X'2A5404F531D62E5F4A1CE81759B547AD','spoken',NULL,'process scope house_rules confidentiality limits record rights',NULL,NULL,1788732012000);
INSERT INTO "consent_event" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'06E767C104542EE10A37342341755219','data_processing',1,'given','self',X'01A078BC81982D17EE90F11F411338B1',X'C9DC7C1C8147AAABA1D02295B21B4655',NULL,'staff',X'2A5404F531D62E5F4A1CE81759B547AD','spoken',NULL,'what who_sees withdraw',NULL,NULL,1788732015000);
INSERT INTO "consent_event" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6','service',1,'given','self',X'01A078C635F8FFAB5AFB443A465F9326',X'BBE73F116D22BDD4FBE6AB2B54994BF1',NULL,'staff',X'2A5404F531D62E5F4A1CE81759B547AD','spoken',NULL,'process scope house_rules confidentiality limits record rights',NULL,NULL,1788732651000);
INSERT INTO "consent_event" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6','data_processing',1,'given','self',X'01A078C641B0E59E0AD9FB8736E4C0A9',X'C9DC7C1C8147AAABA1D02295B21B4655',NULL,'staff',X'2A5404F531D62E5F4A1CE81759B547AD','spoken',NULL,'what who_sees withdraw',NULL,NULL,1788732654000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'A4F567427100A2843BA168670DE238A5','service','under_8',1,'children','咨询知情同意Consent to counsellingprocess1我们会一起做什么这里有一位老师，专门陪小朋友说话、画画、玩玩具。每次大约半小时。你可以说，也可以不说。累了，我们就休息。What we do togetherThere is a grown-up here who talks, draws and plays with children. It takes about half an hour. You may talk, or not. When you are tired, we rest.scope1老师能帮什么，不能帮什么难过、害怕、生气、睡不好、和小朋友闹别扭，都可以来说。老师不打针，不批评你，也不给你打分。What we can and cannot doYou can come when you are sad, scared or cross, when you sleep badly or have had a quarrel. No injections here, no scolding and no marks.house_rules1这里的约定不打人，不打自己，不故意弄坏玩具。玩具玩好了，我们一起送它们回家。Our rulesWe do not hit others or ourselves, and we do not break toys on purpose. When we are done, we tidy up together.confidentiality1你说的话，谁会知道你说的话，老师替你保管，不会讲给同学和别的老师听。爸爸妈妈知道你来，老师会告诉他们怎样照顾你，但不会把你说的每句话都讲出去。Who hears what you sayYour teacher here keeps what you say and does not tell classmates or other teachers. Your parents know that you come. They hear how to look after you, not every word you said.limits1有些事，老师一定要请人帮忙如果你受伤了，有人打你、碰你不让碰的地方，或者你很危险，老师一定要告诉能保护你的大人。老师会先跟你说。
· 自己或别人的生命、身体有严重危险，必须有人帮忙才能避免；
· 为了保护安全、防止意外，必须请别人一起照看；
· 未成年人受到或者可能受到殴打、虐待、性侵害、遗弃等侵害，法律要求报告；
· 法院、公安机关等依照法律，持正式手续要求提供。When we must ask for helpIf you are hurt, if somebody hits you or touches you where nobody should, or if you are in danger, we must tell a grown-up who can protect you. We tell you first.
· Serious danger to the life or body of oneself or others that cannot be averted without help.
· To keep somebody safe or prevent an accident, where the help of others is needed.
· A minor is, or may be, beaten, abused, sexually assaulted or abandoned, and the law demands a report.
· A court, the police or another authority asks under the law, with formal papers.record1老师会写几句话每次见面以后，老师会写几句话，免得忘记。只有你的老师和看管柜子的老师能看。不录音，不拍照。要录的时候，一定先问你和家里的大人。We write a few wordsAfter each time your teacher writes a few words so as not to forget. Only your teacher and the keeper of the cupboard can read them. Nothing is recorded or photographed unless you and your family are asked first.rights1你可以说不不想来，可以说“我不想来”。没有人会生你的气。想换一位老师，也可以说。听不懂，就问。You may say noIf you do not want to come, say so. Nobody will be cross. You may ask for another grown-up. If you do not understand, ask.',X'F3F18CD0E4A5940559E47B31FD1CE6D5D0604589B7272D56A240AE608813F174',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'1BBF9E792FCEC1ABE5F2A82E88C8F149','service','from_8_to_13',1,'children','咨询知情同意Consent to counsellingprocess1咨询是怎么回事咨询就是有一位咨询老师专心听你说，和你一起想办法。每次大约四十分钟，在一间安静的屋子里。第一次，我们先互相认识，再商量要不要继续、想改变什么。来几次，由你和老师一起定。How counselling worksA counsellor listens to you and thinks with you. It takes about forty minutes in a quiet room. The first time we get to know each other and decide whether to go on and what you would like to change. How often you come is decided together.scope1我们做什么，不做什么学习、朋友、家里、自己的心情，都可以谈。我们不看病，不开药，不说你“得了什么病”。需要看医生的时候，我们会告诉你和家长去哪里。我们不管成绩，不管纪律，来谈话不会影响评比。What we do and do not doYou can talk about school, friends, family and how you feel. We do not treat illness, give medicine or say that you “have” something. When a doctor is needed we tell you and your guardian where to go. We have nothing to do with marks or discipline; coming here does not count for or against you.house_rules1这里的约定准时来。来不了，提前说一声。不伤害自己、别人和屋里的东西。手机调成静音。每个人都要遵守法律和学校的规定。国家政治和经济制度的问题不在咨询里讨论。House rulesCome on time, and tell us if you cannot. Do not hurt yourself, others or things in the room. Phones are silent. Everybody keeps the law and the rules of the school. Questions of the political or economic system are not discussed here.confidentiality1保密你说的话,咨询老师替你保密。班主任、任课老师、同学都看不到。家长知道你来咨询,也会听到照顾你的建议,但看不到你说了什么。咨询老师可以请教另一位咨询师，那时不说你的名字。ConfidentialityWhat you say stays with your counsellor. Your class teacher, your other teachers and your classmates cannot see it. Your guardian knows that you come and hears advice on how to support you, but not what you said. A counsellor may ask another counsellor for advice, without your name.limits1保密有限度保密不是什么都不说。碰到下面几种情况，咨询老师必须找能帮忙的人。只说必须说的，只告诉必须知道的人，而且会尽量先告诉你。
· 自己或别人的生命、身体有严重危险，必须有人帮忙才能避免；
· 为了保护安全、防止意外，必须请别人一起照看；
· 未成年人受到或者可能受到殴打、虐待、性侵害、遗弃等侵害，法律要求报告；
· 法院、公安机关等依照法律，持正式手续要求提供。The limitsKeeping things private does not mean never speaking. In the cases below your counsellor must bring in people who can help: only what is needed, only to who needs it, and whenever possible you are told first.
· Serious danger to the life or body of oneself or others that cannot be averted without help.
· To keep somebody safe or prevent an accident, where the help of others is needed.
· A minor is, or may be, beaten, abused, sexually assaulted or abandoned, and the law demands a report.
· A court, the police or another authority asks under the law, with formal papers.record1会有一份简短的记录每次谈完,咨询老师会写一份简短的文字记录,这样下次不用从头说起。能看的只有你的咨询老师和保管档案的人,家长和班主任不能看。记录锁在加密的系统里，结束以后至少保存十年。逐字记录、录音、录像、请别人旁听，每一样都要另外问你；你不同意，咨询照常进行。A short written recordAfter each talk the counsellor writes a short record, so that you need not begin again. Only your counsellor and the archive keeper can read it; your guardian and class teacher cannot. It is kept encrypted, for at least ten years after the end. Writing down every word, sound, video or somebody watching each need your separate yes; if you say no, counselling goes on.rights1你的权利你可以来，也可以不来；可以停下来，可以换老师，不用说理由。可以问任何听不懂的地方。可以看自己签过的这份说明，可以知道谁看过你的档案。今天同意了，以后随时可以收回。Your rightsYou may come or not, stop, or change counsellor without giving a reason. You may ask about anything you do not understand, read what you signed, and see who opened your file. What you agree to today you can take back at any time.',X'C1F4953FE479B59E2F190F8282ED166C29064D73A1447E48CDD9C2C8307B6E7E',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'94DED85DC211F28C458BAD8CA9084AFF','service','from_14_to_17',1,'teenagers','咨询知情同意Consent to counsellingprocess1咨询的过程咨询是你和咨询师之间的谈话，每次大约五十分钟，在单独的房间里。第一次先了解情况，一起定下目标；之后按商量好的时间见面；中间会回头看看有没有帮助；目标达到了，或者你想停下，我们就结束。How it worksCounselling is a conversation between you and a counsellor, about fifty minutes in a room of your own. The first meeting is to understand and to set a goal together; then we meet as agreed, look back now and then at whether it helps, and end when the goal is reached or when you want to stop.scope1我们做什么，不做什么学习压力、情绪、人际、家庭、自我和将来的打算，都可以谈。我们不做诊断，不开药，不替你做决定，也不参与成绩、评优和纪律处理。超出我们能力的，会和你商量转到合适的地方。What we do and do not doStudy, feelings, friends, family, who you are and what comes next can all be talked about. We do not diagnose, prescribe or decide for you, and we take no part in marks, awards or discipline. What is beyond us we discuss with you and refer to the right place.house_rules1需要留意的事请准时；来不了，提前取消或改时间。不伤害自己、他人和物品，不带危险物品，手机静音。遵守法律和学校规定。国家政治、经济制度问题不在咨询讨论之内；谈到时咨询师会把话题带回来，不做任何记录，也不影响你。Things to notePlease be on time, and cancel or move the appointment if you cannot come. Do not hurt yourself, others or things; bring nothing dangerous; phones are silent. Keep the law and the school''s rules. The political and economic system is not discussed in counselling; if it comes up, the counsellor leads back, nothing is noted and nothing follows from it.confidentiality1保密谈话内容由你的咨询师保密。班主任、任课老师、学校领导、同学都看不到。你满十四岁了,没有你的同意,也没有下面列出的情形,家长连你来咨询这件事都不会被告知。咨询师可以为了帮助你请教督导，那时不出现你的名字。ConfidentialityWhat is said stays with your counsellor. Your class teacher, other teachers, school leaders and classmates cannot see it. You are over fourteen: without your agreement or one of the grounds listed below your guardian is not even told that you come. A counsellor may consult a supervisor in order to help you, without your name.limits1保密的限度只有出现下面列出的情形，咨询师才可以突破保密。突破时只说必须说的，只告诉有能力处理的人，会留下记录；除非那样更危险，我们会先告诉你。
· 自己或别人的生命、身体有严重危险，必须有人帮忙才能避免；
· 为了保护安全、防止意外，必须请别人一起照看；
· 未成年人受到或者可能受到殴打、虐待、性侵害、遗弃等侵害，法律要求报告；
· 法院、公安机关等依照法律，持正式手续要求提供。The limits of confidentialityConfidentiality may be broken only on the grounds listed below. Then only what is necessary is said, only to those who can act, and it is recorded. Unless it would make things more dangerous, we tell you first.
· Serious danger to the life or body of oneself or others that cannot be averted without help.
· To keep somebody safe or prevent an accident, where the help of others is needed.
· A minor is, or may be, beaten, abused, sexually assaulted or abandoned, and the law demands a report.
· A court, the police or another authority asks under the law, with formal papers.record1文字记录，以及谁能看每次会谈后，咨询师写一份简短的文字记录：谈了什么方面、怎样帮助、下次什么时候。能看的只有你的咨询师和档案管理员，每次查看都会留痕，你查得到。记录加密保存，结束后至少十年，到期由两个人批准后销毁。逐字记录、录音、录像、旁听都不包括在内，每一样单独征求同意；不同意不影响咨询。The written record and who reads itAfter each session the counsellor writes a short record: what it was about, how help was given, when you meet next. Only your counsellor and the archive keeper can read it; each opening is logged and you can see it. It is kept encrypted for at least ten years after the end and then destroyed on the approval of two people. Verbatim notes, sound, video and observers are not included: each needs its own consent, and saying no changes nothing about counselling.rights1你的权利你可以接受、拒绝、暂停、结束或者换一位咨询师，不需要理由，也没有任何后果。你可以提问，可以重读和下载自己签过的文件，可以要求更正写错的内容，可以投诉。同意可以随时收回，和给出时一样简单。Your rightsYou may accept, refuse, pause, end or change counsellor, without a reason and without consequences. You may ask questions, reread and download what you signed, have mistakes corrected, and complain. You can withdraw consent at any time, as simply as you gave it.',X'EF1E802CC41B8F66A95521D12B97505D194FEA5E73A2649A44D1B566237193DC',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'BBE73F116D22BDD4FBE6AB2B54994BF1','service','adult',1,'adults','咨询知情同意Consent to counsellingprocess1咨询的过程咨询是您和咨询师之间的专业谈话，每次大约五十分钟。首次会谈了解情况、商定目标和次数；之后按约见面，定期回顾效果；目标达到或您希望停止时结束，需要时安排回访或转介。How it worksCounselling is a professional conversation between you and a counsellor, about fifty minutes each time. The first meeting is to understand and to agree on goal and number of sessions; then we meet as agreed and review the effect; we end when the goal is reached or when you wish, with follow-up or referral where needed.scope1我们做什么，不做什么情绪、压力、关系、家庭、工作和适应方面的困扰都可以谈。我们不做医学诊断，不开药，不替您做决定，也不为任何人评价您的能力或表现。超出我们能力的，会与您商量转介。What we do and do not doWe work with troubles of mood, stress, relationships, family, work and adjustment. We make no medical diagnosis, prescribe nothing, decide nothing for you, and rate your ability or performance for nobody. What is beyond us we refer, in agreement with you.house_rules1需要留意的事请准时；不能来时，请提前取消或改期。请不要携带危险物品，会谈中手机静音。双方遵守法律和公共秩序。国家政治、经济制度问题不在咨询讨论之内；谈到时咨询师会引回主题，不做任何记录。咨询师不收礼物和额外报酬，也不与您建立咨询以外的关系。Things to notePlease be on time, and cancel or move the appointment in advance if you cannot come. Bring nothing dangerous; phones are silent. Both sides keep the law and public order. The political and economic system is not discussed; if it comes up, the counsellor leads back and nothing is noted. Counsellors accept no gifts or extra pay and enter no other relationship with you.confidentiality1保密您的谈话内容由您的咨询师保密。单位领导、人事、同事、家人都看不到，是否前来也不会被告知。咨询师为了帮助您可以请教督导，那时不出现您的身份信息。向外提供任何材料，都要先得到您本人的同意。ConfidentialityWhat you say stays with your counsellor. Managers, human resources, colleagues and family cannot see it, nor are they told whether you come. A counsellor may consult a supervisor without anything that identifies you. Nothing is given to anybody outside without your own consent.limits1保密的限度只有出现下面列出的情形，咨询师才可以突破保密。突破时只说必须说的，只告诉有能力处理的人，会留下记录；除非那样更危险，我们会先告知您。
· 自己或别人的生命、身体有严重危险，必须有人帮忙才能避免；
· 为了保护安全、防止意外，必须请别人一起照看；
· 未成年人受到或者可能受到殴打、虐待、性侵害、遗弃等侵害，法律要求报告；
· 法院、公安机关等依照法律，持正式手续要求提供。The limits of confidentialityConfidentiality may be broken only on the grounds listed below. Then only what is necessary is said, only to those who can act, and it is recorded. Unless it would make things more dangerous, we tell you first.
· Serious danger to the life or body of oneself or others that cannot be averted without help.
· To keep somebody safe or prevent an accident, where the help of others is needed.
· A minor is, or may be, beaten, abused, sexually assaulted or abandoned, and the law demands a report.
· A court, the police or another authority asks under the law, with formal papers.record1文字记录，以及谁能看每次会谈后，咨询师写一份简短的文字记录。能看的只有您的咨询师和档案管理员，每次查看都会留痕，您查得到。记录加密保存，结束后至少十年，到期由两个人批准后销毁。逐字记录、录音、录像、旁听不包括在内，每一样单独征求同意；不同意不影响咨询。The written record and who reads itAfter each session the counsellor writes a short record. Only your counsellor and the archive keeper can read it; each opening is logged and visible to you. It is kept encrypted for at least ten years after the end and then destroyed on the approval of two people. Verbatim notes, sound, video and observers are not included: each needs its own consent, and saying no changes nothing about counselling.rights1您的权利您可以接受、拒绝、暂停、结束咨询，或更换咨询师，不需要说明理由，也没有任何不利后果。您可以提问，可以重读和下载签过的文件，可以查阅和更正自己的信息，可以投诉。同意可以随时撤回，和给出时一样简单。Your rightsYou may accept, refuse, pause or end counselling, or change counsellor, without a reason and without disadvantage. You may ask questions, reread and download what you signed, see and correct your data, and complain. You can withdraw consent at any time, as simply as you gave it.',X'FEE4DA08E41E607D3542214B5996C3A02023B031246EA8D820EABF463608E8D0',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'410E289CA57751A8E8A73E2554919853','service','guardian',1,'adults','咨询知情同意Consent to counsellingprocess1咨询的过程咨询师与孩子单独谈话或游戏，每次半小时到五十分钟。首次会谈了解情况、商定目标；之后按约见面，定期回顾；结束时会告诉您怎样继续支持孩子。需要您参与时，会另外约您。How it worksThe counsellor meets the child alone, talking or playing, for half an hour to fifty minutes. The first meeting is to understand and to agree on a goal; then they meet as agreed and review; at the end you hear how to go on supporting the child. When your part is needed, you are invited separately.scope1我们做什么，不做什么我们帮助孩子处理情绪、学习、同伴和家庭中的困扰。我们不做医学诊断，不开药，不替代医院；需要就医时会明确告诉您。咨询与成绩、评优、纪律无关，咨询师不收礼物和额外报酬。What we do and do not doWe help the child with feelings, learning, friends and family. We make no medical diagnosis, prescribe nothing and do not replace a hospital; when medical care is needed we say so plainly. Counselling has nothing to do with marks, awards or discipline. Counsellors take no gifts and no extra pay.house_rules1请您配合的事请让孩子准时来，也请不要追问孩子谈了什么。孩子不愿意来的时候，请先告诉我们，不要勉强。请遵守法律和场所的规定。国家政治、经济制度问题不在咨询讨论之内。How you can helpPlease let the child come on time, and please do not press the child about what was said. If the child does not want to come, tell us first and do not force it. Please keep the law and the rules of the house. The political and economic system is not discussed in counselling.confidentiality1保密,以及您会知道什么孩子说的话由咨询师保密,这样孩子才敢说。您会知道孩子的大致状况、照顾的建议和下次的时间,看不到谈话内容。班主任、任课老师和学校领导也看不到。孩子满十四岁以后，是否告诉您他来咨询，由孩子决定。Confidentiality, and what you will knowWhat the child says stays with the counsellor, so that the child dares to speak. You learn how the child is in general, how to help, and when the next meeting is; not what was said. Teachers and school leaders cannot see it either. From fourteen on, the child decides whether you are told about coming.limits1保密的限度出现下面列出的情形时，咨询师必须找能保护孩子的人，通常首先就是您。只说必须说的，会留下记录。如果您本人可能使孩子受到伤害，我们会依法直接报告有关部门。
· 自己或别人的生命、身体有严重危险，必须有人帮忙才能避免；
· 为了保护安全、防止意外，必须请别人一起照看；
· 未成年人受到或者可能受到殴打、虐待、性侵害、遗弃等侵害，法律要求报告；
· 法院、公安机关等依照法律，持正式手续要求提供。The limits of confidentialityOn the grounds listed below the counsellor must bring in those who can protect the child, usually you first. Only what is necessary is said, and it is recorded. If the harm may come from a guardian, the law requires us to report directly to the authorities.
· Serious danger to the life or body of oneself or others that cannot be averted without help.
· To keep somebody safe or prevent an accident, where the help of others is needed.
· A minor is, or may be, beaten, abused, sexually assaulted or abandoned, and the law demands a report.
· A court, the police or another authority asks under the law, with formal papers.record1文字记录，以及谁能看每次会谈后，咨询师写一份简短的文字记录。能看的只有孩子的咨询师和档案管理员，每次查看都会留痕。记录与学校档案分开，加密保存，结束后至少十年，到期由两个人批准后销毁。逐字记录、录音、录像、旁听不包括在内，每一样另外征求您和孩子的同意；不同意不影响咨询。The written record and who reads itAfter each session the counsellor writes a short record. Only the child''s counsellor and the archive keeper can read it; each opening is logged. It is kept apart from school files, encrypted, for at least ten years after the end, and then destroyed on the approval of two people. Verbatim notes, sound, video and observers are not included: each needs the separate consent of you and the child, and saying no changes nothing about counselling.rights1您和孩子的权利您可以同意，也可以不同意，可以随时撤回，不需要理由，孩子不会因此受到任何影响。您可以提问，可以重读和下载签过的文件，可以要求更正，可以投诉。八岁以上的孩子还要自己同意；孩子不愿意，我们不会勉强。Your rights and the child''sYou may agree or not, and withdraw at any time without a reason; nothing follows from it for the child. You may ask questions, reread and download what you signed, have mistakes corrected, and complain. From eight on the child agrees as well; if the child does not want to, we do not insist.',X'4C12586E5FF6CD132DEB1781A32767B6A47A3C44F75B5D16E46466814CCE8620',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'B0A7944715D0A7DB0F3F406B2EAB3B39','data_processing','under_8',1,'children','个人信息处理同意Consent to the use of personal datawhat1我们要记住什么我们会记住你的名字、生日，还有出了急事找哪位大人。What we rememberWe remember your name, your birthday, and which grown-up to call in an emergency.who_sees1谁能看只有接待老师和你的老师能看到名字和电话。你说的话只有你的老师能看。Who can see itOnly the reception and your teacher here see the name and phone. What you said only your teacher sees.withdraw1你可以说不你和家里的大人可以说不要记。那样我们就只能在你很需要帮助的时候陪你。You may say noYou and your family may say that nothing is to be written down. Then we can only be with you when you badly need help.',X'FB70219D3648DEEB42869FA5438E42E93C64FA6C281CEFC7E99CC88CE94F847D',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'D79C4E91DA370CD543AE9C291B9DD83A','data_processing','from_8_to_13',1,'children','个人信息处理同意Consent to the use of personal datawhat1我们记录哪些信息姓名、生日、班级、紧急联系人和电话,还有你愿意告诉我们的情况。每一项旁边都写着为什么要问;可以不填的,不填也行。What we write downName, birthday, class, whom to call in an emergency, and what you want to tell us. Beside each question stands why we ask; what is not required may stay empty.who_sees1谁能看，放在哪里接待老师只看到名字、联系方式和时间。你写的和说的，只有你的咨询老师能看。信息加密放在本单位自己的服务器上，不给别的单位，不用来排名或评比。Who sees it, and where it is keptThe reception sees name, contact and times only. What you write and say only your counsellor sees. The data are encrypted on our own server, given to nobody else, and never used for rankings or marks.withdraw1你可以不同意没有这些信息，我们没法安排固定的咨询；但你很难受的时候，随时可以来，不用先同意。同意以后随时可以收回，收回后只封存，不再使用。You may say noWithout these data we cannot arrange regular counselling; but when you feel very bad you can always come, without agreeing first. You can take a yes back at any time; then the data are locked away and no longer used.',X'C78A5A470E04669014AEAF94275E52AAB57B05756042B3A51E21644F5DA31B93',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'D020777F38EB7E6FFB821456F1AC8FCF','data_processing','from_14_to_17',1,'teenagers','个人信息处理同意Consent to the use of personal datawhat1收集哪些信息,为什么姓名、生日、班级、联系方式和紧急联系人,用来安排会谈和应急;你愿意说的困扰和咨询记录,用来帮助你。心理健康信息是敏感个人信息,所以单独征求你的同意。What we collect, and whyName, birthday, class, contact and emergency contact, to arrange meetings and for emergencies; what troubles you and the record of counselling, to help you. Health data are sensitive, so we ask for this consent separately.who_sees1谁能看，保存多久接待只看到姓名、联系方式和时间；内容只有你的咨询师和档案管理员能看。加密存放在本单位服务器，与学校档案分开，结束后至少十年，到期销毁。不用于评优、纪律、推荐或其他目的。Who sees it, and for how longThe reception sees name, contact and times only; content is for your counsellor and the archive keeper. It is encrypted on our own server, apart from school files, for at least ten years after the end, then destroyed. It is never used for awards, discipline or references.withdraw1不同意和收回没有这些信息，我们没法安排固定的咨询；紧急的时候随时可以来，不需要先同意。同意以后随时可以收回，收回后只封存，不再使用，到期销毁。Saying no, and taking it backWithout these data we cannot arrange regular counselling; in an emergency you can always come without agreeing first. You can withdraw at any time; then the data are only kept locked, not used, and destroyed when their time is over.',X'6F3E1A1A1CABF141A57A02FA74F2E0D0028084B2555CD1D2B220213D47915E8A',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C9DC7C1C8147AAABA1D02295B21B4655','data_processing','adult',1,'adults','个人信息处理同意Consent to the use of personal datawhat1处理哪些信息，为什么姓名、联系方式、紧急联系人，用于预约、核对身份和应急；您自述的困扰、测评和咨询记录，用于为您提供咨询。心理健康信息属于敏感个人信息，依法单独取得您的同意。What is processed, and whyName, contact and emergency contact, for booking, identity and emergencies; what you tell us, assessments and the record, to counsel you. Health data are sensitive personal information, so the law asks for your separate consent.who_sees1谁能看，保存多久接待只看到姓名、联系方式和时间；内容只有您的咨询师和档案管理员能看。加密存放在本单位服务器，不出境，不用于考核、晋升、处分、保险或营销。结束后至少保存十年，到期由两个人批准后销毁。Who sees it, and for how longThe reception sees name, contact and times only; content is for your counsellor and the archive keeper. It is encrypted on our own server, does not leave the country, and is never used for appraisal, promotion, discipline, insurance or marketing. It is kept for at least ten years after the end and destroyed on the approval of two people.withdraw1不同意和撤回没有这些信息，我们无法安排常规咨询；紧急情况不需要先同意。您可以随时撤回，撤回后除依法保存外停止使用，到期销毁。您还可以查阅、复制、更正，对不合理的拒绝可以投诉。Refusing and withdrawingWithout these data we cannot arrange ordinary counselling; in an emergency no consent is needed first. You can withdraw at any time; apart from keeping what the law demands, use stops, and the data are destroyed when due. You may also see, copy and correct them, and complain about a refusal.',X'784DB539ED13BD7B82AD7C67D64D252C412F0F0E3DC3660D788B02A680993FD4',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'372CCFD1C518A468F45F6C415E1C8D5A','data_processing','guardian',1,'adults','个人信息处理同意Consent to the use of personal datawhat1处理孩子的哪些信息,为什么孩子的姓名、生日、班级和紧急联系人,用于安排会谈和应急;孩子的困扰和咨询记录,用于帮助孩子;您的姓名和电话,用于和您联系。不满十四岁孩子的信息都是敏感个人信息,依法由监护人单独同意。Which data of the child, and whyThe child''s name, birthday, class and emergency contact, to arrange meetings and for emergencies; the child''s troubles and the record, to help the child; your name and phone, to reach you. All data of a child under fourteen are sensitive, and the law asks for the guardian''s separate consent.who_sees1谁能看，保存多久接待只看到姓名、联系方式和时间；内容只有孩子的咨询师和档案管理员能看。加密存放在本单位服务器，与学校档案分开，不给第三方，不用于评比。结束后至少保存十年，到期销毁。Who sees it, and for how longThe reception sees name, contact and times only; content is for the child''s counsellor and the archive keeper. It is encrypted on our own server, apart from school files, given to no third party and not used for comparison. It is kept for at least ten years after the end, then destroyed.withdraw1不同意和撤回没有这些信息，我们无法安排常规咨询；孩子遇到紧急情况不需要先同意。您可以随时撤回，撤回后除依法保存外停止使用，到期销毁。您可以查阅、复制、更正孩子的基本信息；谈话内容属于孩子，不在其中。Refusing and withdrawingWithout these data we cannot arrange ordinary counselling; when the child is in an emergency no consent is needed first. You can withdraw at any time; apart from keeping what the law demands, use stops, and the data are destroyed when due. You may see, copy and correct the child''s basic data; what the child said belongs to the child and is not part of it.',X'C5366C627CFA3186351E2D7B26D4AD88C84DF5D14FB83EEB3C1DEFADA7EFBE2E',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'818594D266FFF59748DD6F8015ABE92B','recording','under_8',1,'children','录音录像同意Consent to sound or video recordingwhat1录下声音或画面老师想把这一次录下来，好再看一遍，想想怎样更好地陪你。只录这一次。Recording sound or picturesYour teacher would like to record this one time, to look at it again and think how to help you better. Only this once.who_sees1谁能看只有你的老师和教老师的老师能看。看完就删掉。Who can see itOnly your teacher here, and the teacher''s teacher. Then it is deleted.withdraw1你可以说不不同意也没关系，我们照样陪你。今天说好，明天也可以说不要了。You may say noIt is fine to say no; we are here for you all the same. If you say yes today, you may say no tomorrow.',X'AFD8426837FAB64DA2F05EDC1BB486D97CF6FFC205B6429F4A325E9C32FFB8C8',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'B948257DDD4CE4F07FC2A9DA46D8C2F1','recording','from_8_to_13',1,'children','录音录像同意Consent to sound or video recordingwhat1录音或录像只录说好的这一次，用来让咨询老师学习怎样更好地帮助你。开始和结束都会告诉你，录的时候看得见灯或标志。Sound or videoOnly the one meeting agreed on, so that the counsellor can learn to help you better. You are told when it starts and stops, and you can see that it is on.who_sees1谁能听、能看只有你的咨询老师和督导。不给家长和老师看，不上网。写明删除的日子，到了就删；你收回同意，马上删。Who can hear or see itOnly your counsellor and the supervisor. Not your guardian or teachers, and never online. A date of deletion is set; if you take your yes back, it is deleted at once.withdraw1你可以不同意不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不用说理由，说一声或者在页面上点一下就行。You may say noSaying no changes nothing about counselling and has no consequences. You can take back a yes at any time without a reason: say so, or press one button.',X'C0BAC2956D13340703E49A10A3982131B7BB3F575A46B83EFC70CFFB9D1F81BE',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'D1E524B503479E4811A07564FCEB8E6C','recording','from_14_to_17',1,'teenagers','录音录像同意Consent to sound or video recordingwhat1录音或录像只录约定的这一次，用于督导，也就是请更有经验的咨询师指导。开始和结束都会告诉你。每一次都要重新征求同意。Sound or videoOnly the one session agreed on, for supervision: guidance by a more experienced counsellor. You are told when it starts and stops. Each time is asked anew.who_sees1谁能听、能看，多久删除只有你的咨询师和督导。加密保存，写明删除日期，不作其他用途。你收回同意，立即删除。Who sees it, and when it is deletedOnly your counsellor and the supervisor. Encrypted, with a date of deletion, used for nothing else. If you withdraw, it is deleted at once.withdraw1不同意和收回不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不需要理由，和同意时一样简单。Saying no, and taking it backSaying no changes nothing about counselling and has no consequences. You can withdraw at any time without a reason, as simply as you agreed.',X'91EA5012387ABC06E3A442F19676AA7D3E8645DB638AE5C71816743A6BF5EB3A',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'211A93EC5FD55B8DD5A286EAC7467DC4','recording','adult',1,'adults','录音录像同意Consent to sound or video recordingwhat1录音或录像只录约定的这一次，用于督导或您指定的目的。还需中心负责人批准。开始和结束都会告知您。每一次重新征求同意。Sound or videoOnly the one session agreed on, for supervision or a purpose you name. The manager of the centre must approve as well. You are told when it starts and stops. Each time is asked anew.who_sees1谁能听、能看，多久删除只有您的咨询师和督导。加密保存，写明删除日期，不作其他用途。您撤回同意，立即删除。Who sees it, and when it is deletedOnly your counsellor and the supervisor. Encrypted, with a date of deletion, used for nothing else. If you withdraw, it is deleted at once.withdraw1不同意和撤回不同意不影响咨询，也没有任何不利后果。同意以后随时可以撤回，不需要理由，和同意时一样简单。Refusing and withdrawingRefusing changes nothing about counselling and has no disadvantage. You can withdraw at any time without a reason, as simply as you agreed.',X'40A2888FFACB5348406E7D4CABC4E467A22F2B6CF90DE8966BC15D9AA15576D0',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'CE90F1EE5A1FA4D3468F6AF39E14CC9A','recording','guardian',1,'adults','录音录像同意Consent to sound or video recordingwhat1给孩子录音或录像只录约定的这一次，用于督导，帮助咨询师更好地帮助孩子。还需中心负责人批准。每一次重新征求同意。Recording the childOnly the one session agreed on, for supervision, so that the counsellor can help the child better. The manager of the centre must approve as well. Each time is asked anew.who_sees1谁能听、能看，多久删除只有孩子的咨询师和督导。为了让孩子敢说，家长不看。加密保存，写明删除日期；您或孩子撤回，立即删除。Who sees it, and when it is deletedOnly the child''s counsellor and the supervisor. So that the child dares to speak, guardians do not see it. Encrypted, with a date of deletion; if you or the child withdraw, it is deleted at once.withdraw1不同意和撤回不同意不影响孩子的咨询。同意以后随时可以撤回，不需要理由。八岁以上的孩子还要自己同意；孩子说不，就不做。Refusing and withdrawingRefusing changes nothing about the child''s counselling. You can withdraw at any time without a reason. From eight on the child agrees as well; if the child says no, it is not done.',X'13307EDD6CAB7C075369A0C95FA6856C04AC80F0A9F2D81E27F470B0DB45B44C',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'8FE9942316FE3E70961F8EE5AD11A8EC','observation','under_8',1,'children','旁听观察同意Consent to an observerwhat1有另一位老师在旁边这一次，会有另一位老师坐在旁边看我们玩，学习怎样陪小朋友。Another grown-up watchesThis time another teacher will sit with us and watch, to learn how to be with children.who_sees1他会讲出去吗不会。他和老师一样，要替你保管你说的话。Will they tellNo. They keep what you say, just as your teacher does.withdraw1你可以说不不同意也没关系，我们照样陪你。今天说好，明天也可以说不要了。You may say noIt is fine to say no; we are here for you all the same. If you say yes today, you may say no tomorrow.',X'9C615300E0DE5E6403FF61FCEF5DE97725D709994344CD95141305EC8D46B844',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'2A26441537971B319F95FE9B3698A64A','observation','from_8_to_13',1,'children','旁听观察同意Consent to an observerwhat1有人旁听或观察约定的这一次，会有一位受训的咨询师在场或者在观察室里，学习怎样做咨询。你会先知道他是谁。Somebody listens or watchesIn the one meeting agreed on, a counsellor in training is present or behind the observation window. You are told beforehand who it is.who_sees1他知道了什么，会不会说出去他和咨询老师一样要保密，不带走任何记录。他不能是你的老师、同学或亲戚。What they learn, and whether they tellThey keep everything private as your counsellor does and take no notes away. It cannot be your teacher, a classmate or a relative.withdraw1你可以不同意不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不用说理由，说一声或者在页面上点一下就行。You may say noSaying no changes nothing about counselling and has no consequences. You can take back a yes at any time without a reason: say so, or press one button.',X'92CCC7D05A02EE40B7481495E435547E8C3E0402A0CC11A01C7D6D4E2CC42964',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'7E96C627D1D9EA55C7944C5C0960E2FC','observation','from_14_to_17',1,'teenagers','旁听观察同意Consent to an observerwhat1旁听或观察约定的这一次，一位受训咨询师在场或在观察室旁听，用于学习。你会先知道他是谁，可以拒绝这个人。An observerIn the one session agreed on, a counsellor in training is present or behind the observation window in order to learn. You are told who it is and may refuse that person.who_sees1保密旁听的人签过保密承诺，不带走记录，不能是你的老师、同学、亲属。ConfidentialityThe observer has signed an undertaking of confidentiality, takes no notes away, and is not your teacher, classmate or relative.withdraw1不同意和收回不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不需要理由，和同意时一样简单。Saying no, and taking it backSaying no changes nothing about counselling and has no consequences. You can withdraw at any time without a reason, as simply as you agreed.',X'9C20B00CE1CAF1FB8877D30ADC0AB0024D9D246C356E7D1D85B020E26D28B3C6',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C402201A7447F712ABEDCD6D6F205F46','observation','adult',1,'adults','旁听观察同意Consent to an observerwhat1旁听或观察约定的这一次，一位受训咨询师在场或在观察室旁听，用于教学。您会先知道他是谁，可以拒绝这个人。An observerIn the one session agreed on, a counsellor in training is present or behind the observation window for teaching. You are told who it is and may refuse that person.who_sees1保密旁听者签过保密承诺，不带走记录，不能是您的同事、上级或亲属。ConfidentialityThe observer has signed an undertaking of confidentiality, takes no notes away, and is not your colleague, superior or relative.withdraw1不同意和撤回不同意不影响咨询，也没有任何不利后果。同意以后随时可以撤回，不需要理由，和同意时一样简单。Refusing and withdrawingRefusing changes nothing about counselling and has no disadvantage. You can withdraw at any time without a reason, as simply as you agreed.',X'682025D001358EEE7FAF721474B5DC96244B6BDD01178B14EB71499A64AB9A25',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'58D4B9AF848F9F5E9AA96CB22E29F563','observation','guardian',1,'adults','旁听观察同意Consent to an observerwhat1旁听或观察约定的这一次，一位受训咨询师在场或在观察室旁听孩子的咨询，用于学习。您和孩子会先知道他是谁，可以拒绝这个人。An observerIn the one session agreed on, a counsellor in training is present or behind the observation window while the child is seen. You and the child are told who it is and may refuse that person.who_sees1保密旁听者签过保密承诺，不带走记录，不能是孩子的老师、同学或亲属。ConfidentialityThe observer has signed an undertaking of confidentiality, takes no notes away, and is not the child''s teacher, classmate or relative.withdraw1不同意和撤回不同意不影响孩子的咨询。同意以后随时可以撤回，不需要理由。八岁以上的孩子还要自己同意；孩子说不，就不做。Refusing and withdrawingRefusing changes nothing about the child''s counselling. You can withdraw at any time without a reason. From eight on the child agrees as well; if the child says no, it is not done.',X'512C6447FD89DF333DAC85D000153550C2DFE9DA3C46F15B1CA7792E84E4656B',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'283468E80A25112A670D77E53C782E9E','research','under_8',1,'children','研究和教学使用同意Consent to use in research and teachingwhat1用来学习和研究老师们想从很多小朋友那里学习怎样帮助孩子。会先把你的名字和能认出你的地方都去掉。For learningWe want to learn from many children how to help. Your name and everything that could show it is you are taken out first.who_sees1别人会知道是我吗不会。没有人能看出那是你。Will anybody know it is meNo. Nobody can tell that it is you.withdraw1你可以说不不同意也没关系，我们照样陪你。今天说好，明天也可以说不要了。You may say noIt is fine to say no; we are here for you all the same. If you say yes today, you may say no tomorrow.',X'237F909690A806C20EBD2AA7D6ABD15BDC047ADC80ECBA29A7345FA043B8665E',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'73CEFE5BE54C257165BB04F56F63499F','research','from_8_to_13',1,'children','研究和教学使用同意Consent to use in research and teachingwhat1用于研究或教学把你的情况去掉姓名、学校和能认出你的细节以后，用来研究怎样更好地帮助学生。For research or teachingWith name, school and recognisable details removed, your case may be used to study how to help pupils better.who_sees1谁能看到只有参加研究的专业人员，看到的是去掉身份的内容。发表以前由第二个人检查能不能认出你。Who sees itOnly professionals of the study, and only what does not show who you are. A second person checks before anything is published.withdraw1你可以不同意不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不用说理由，说一声或者在页面上点一下就行。You may say noSaying no changes nothing about counselling and has no consequences. You can take back a yes at any time without a reason: say so, or press one button.',X'CB3BFC02A6FFE50387222CC36001D56A44C29DAAF1DB258B151BC8DAFF77662E',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'03A113578D2361F802D97CAE5313D0CE','research','from_14_to_17',1,'teenagers','研究和教学使用同意Consent to use in research and teachingwhat1用于研究、教学或写作在去掉姓名、学校和可辨认的细节之后，你的资料可以用于研究、教学或专业写作。同意与否不影响咨询。For research, teaching or writingWith name, school and recognisable details removed, your data may be used for research, teaching or professional writing. It makes no difference to counselling.who_sees1怎样保护你由第二个人检查能否认出你，每次提取都有记录。收回同意以后不再用于新的研究；已经发表的、无法认出你的内容收不回来。How you are protectedA second person checks whether you could be recognised, and each extraction is logged. After you withdraw, nothing more is used; what is already published and cannot be traced to you cannot be called back.withdraw1不同意和收回不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不需要理由，和同意时一样简单。Saying no, and taking it backSaying no changes nothing about counselling and has no consequences. You can withdraw at any time without a reason, as simply as you agreed.',X'4C1C1895ECC9CEBE18414FF919B90D824479A69A38C6A3817BB3B6E17F228C77',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'F3453033B3A8517271F60AE44DB5B476','research','adult',1,'adults','研究和教学使用同意Consent to use in research and teachingwhat1用于研究、教学或写作在去除姓名、单位和可辨认的细节之后，您的资料可以用于研究、教学或专业写作。For research, teaching or writingWith name, employer and recognisable details removed, your data may be used for research, teaching or professional writing.who_sees1怎样保护您由第二个人检查能否辨认，每次提取都有记录，不提供给单位。撤回以后不再用于新的研究；已经发表的、无法辨认的内容收不回来。How you are protectedA second person checks whether you could be recognised, each extraction is logged, and nothing goes to an employer. After you withdraw, nothing more is used; what is already published and cannot be traced to you cannot be called back.withdraw1不同意和撤回不同意不影响咨询，也没有任何不利后果。同意以后随时可以撤回，不需要理由，和同意时一样简单。Refusing and withdrawingRefusing changes nothing about counselling and has no disadvantage. You can withdraw at any time without a reason, as simply as you agreed.',X'D4127D78897CBF9CDDE62C328BE9BF462602399AB8BB5D79F2804063D7D9A9E7',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'A8C1A9F7287B109434CC55F55DCE299D','research','guardian',1,'adults','研究和教学使用同意Consent to use in research and teachingwhat1孩子的资料用于研究或教学在去除姓名、学校和可辨认的细节之后，孩子的资料可以用于研究、教学或专业写作。The child''s data for research or teachingWith name, school and recognisable details removed, the child''s data may be used for research, teaching or professional writing.who_sees1怎样保护孩子由第二个人检查能否辨认，每次提取都有记录。撤回以后不再用于新的研究；已经发表的、无法辨认的内容收不回来。How the child is protectedA second person checks whether the child could be recognised, and each extraction is logged. After you withdraw, nothing more is used; what is already published and cannot be traced to the child cannot be called back.withdraw1不同意和撤回不同意不影响孩子的咨询。同意以后随时可以撤回，不需要理由。八岁以上的孩子还要自己同意；孩子说不，就不做。Refusing and withdrawingRefusing changes nothing about the child''s counselling. You can withdraw at any time without a reason. From eight on the child agrees as well; if the child says no, it is not done.',X'279819666119684B3171F93EE88C759057E37EA521F5E4F177BEF8E9DCB2854F',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'DABF4FE47C45634BA18EA825551228A8','guardian_contact','under_8',1,'children','与家人联系同意Consent to contact with familywhat1和家里的大人说话老师会和照顾你的大人说一说怎样陪你。说以前，会问问你哪些可以说。Talking with your familyYour teacher will talk with the grown-ups who look after you about how to be with you. Before that you are asked what may be said.who_sees1会说什么说你喜欢什么、怎样陪你。你的小秘密不说，除非你有危险。What is saidWhat you like and how to be with you. Your secrets are not told, unless you are in danger.withdraw1你可以说不不同意也没关系，我们照样陪你。今天说好，明天也可以说不要了。You may say noIt is fine to say no; we are here for you all the same. If you say yes today, you may say no tomorrow.',X'8E4AD608C6C0CE35C092ED41D55EC6971DBF5F7D26CCF8A4DE7AA6AA3B379FFA',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'60C46BFA52E9C70C16CDDB4925877288','guardian_contact','from_8_to_13',1,'children','与家人联系同意Consent to contact with familywhat1和家长联系咨询老师可以和家长谈谈怎样支持你。谈之前会和你商量说什么、不说什么，你可以在场。Talking with your guardianThe counsellor may talk with your guardian about how to support you. Before that you agree on what is said and what is not, and you may be there.who_sees1家长会听到什么大致状况、可以怎样帮你、下次什么时候来。你说过的话不会转述。What your guardian hearsHow you are in general, how to help, when you come next. What you said is not repeated.withdraw1你可以不同意不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不用说理由，说一声或者在页面上点一下就行。You may say noSaying no changes nothing about counselling and has no consequences. You can take back a yes at any time without a reason: say so, or press one button.',X'4B8129FA1DFC3095BC143F71A0EA5FAA9DE876100EED6180CAE84A9C54AE8504',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'1731505EFA4CFE01BC15BDA6B492441B','guardian_contact','from_14_to_17',1,'teenagers','与家人联系同意Consent to contact with familywhat1和家长联系你同意以后，咨询师可以告诉你指定的家长你在咨询，并商量怎样支持你。每次联系前先和你说好内容，你可以在场。Contact with your guardianWith your agreement the counsellor may tell the guardian you name that you come here, and talk about how to support you. Each time the content is agreed with you beforehand, and you may be present.who_sees1家长会知道什么只有你同意说的部分：你在咨询、大致状况、建议。谈话内容和记录不给家长看。每次联系都有记录，你查得到。What your guardian will knowOnly what you agreed to: that you come, how you are in general, advice. What was said and the record are not shown. Each contact is logged and you can see it.withdraw1不同意和收回不同意不影响咨询，也没有任何后果。同意以后随时可以收回，不需要理由，和同意时一样简单。Saying no, and taking it backSaying no changes nothing about counselling and has no consequences. You can withdraw at any time without a reason, as simply as you agreed.',X'38DDC9D66767457196A18068F4E604F8DBBAB6683AE953C19D9277B3EB40410A',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'479054701732DF9CEB6A2EEBB49DA6EC','guardian_contact','adult',1,'adults','与家人联系同意Consent to contact with familywhat1和您指定的亲友联系您同意以后，咨询师可以与您指定的一位亲友联系，商量怎样支持您。每次联系前先和您说好内容。Contact with a person you nameWith your agreement the counsellor may speak with one person you name about how to support you. Each time the content is agreed with you beforehand.who_sees1对方会知道什么只有您同意说的部分。不转述谈话，不提供记录。每次联系都有记录，您查得到。What that person will knowOnly what you agreed to. Nothing you said is repeated and no record is given. Each contact is logged and you can see it.withdraw1不同意和撤回不同意不影响咨询，也没有任何不利后果。同意以后随时可以撤回，不需要理由，和同意时一样简单。Refusing and withdrawingRefusing changes nothing about counselling and has no disadvantage. You can withdraw at any time without a reason, as simply as you agreed.',X'3D755508BAE6C724BDA4EB4A9C8971ED5D970E4B57C1EB3B734E28C0F1C18FD0',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "consent_text" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'083A924683F47F6EA45BEC4FCC256FDE','guardian_contact','guardian',1,'adults','与家人联系同意Consent to contact with familywhat1我们怎样和您联系用您留下的电话或当面联系，避开旁人，不在信息里提到咨询。孩子情况有变化、需要您配合时联系您。How we contact youBy the phone number you gave or in person, away from others, without naming counselling in messages. We contact you when something changes for the child or your help is needed.who_sees1您会知道什么孩子的大致状况、照顾建议和时间安排。孩子说过的话不转述，记录不提供。每次联系都有记录。What you will knowHow the child is in general, advice, and times. What the child said is not repeated and no record is given. Each contact is logged.withdraw1不同意和撤回不同意不影响孩子的咨询。同意以后随时可以撤回，不需要理由。八岁以上的孩子还要自己同意；孩子说不，就不做。Refusing and withdrawingRefusing changes nothing about the child''s counselling. You can withdraw at any time without a reason. From eight on the child agrees as well; if the child says no, it is not done.',X'ABE212D9B964E3189290705C1730912FB61048B03B594212B38A5830BAD24590',X'10402F120DD6B1E2603FBC6CB8A5C36E',1788732000000);
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',0,1788732000000,'identity.account.create',1,X'00000000000000000000000000000000','system',X'A900010100021B000001A078BC4700035000000000000000000000000000000000046673797374656D05776964656E746974792E6163636F756E742E6372656174650601075820D91899E3ADA1C6880C6BBC3B2640F3AB12BD99EC72F65467DFA3E89E9E844187086561646D696E',X'E11FBDFAD404CA0A22A11CC2263A301492598537A009E669C18DDA2BABC6DB02');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',1,1788732000000,'consent.text.publish',1,X'10402F120DD6B1E2603FBC6CB8A5C36E','system',X'AA00010101021B000001A078BC4700035010402F120DD6B1E2603FBC6CB8A5C36E046673797374656D0574636F6E73656E742E746578742E7075626C69736806010740086561646D696E09816543312E3461',X'B1B612AB89C9677E81D9FF1596D4409391BD1540ADA6DF29B44C72DE8504BD41');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',2,1788732000000,'identity.session.open',1,X'10402F120DD6B1E2603FBC6CB8A5C36E','system_admin',X'AA00010102021B000001A078BC4700035010402F120DD6B1E2603FBC6CB8A5C36E046C73797374656D5F61646D696E05756964656E746974792E73657373696F6E2E6F70656E0601075840DE405992D64072589A5A0B8357FE4FADEC8EA30DE23D05AADEA5FD9A5BBB95F97D93248B903E561DF6F8E7CF1AD92933C79A3275A265E3B8AA4B8D65151BAEAA08636F776E0D5027BA0B967C9E8EB7C56D04BC43101B5D',X'4D8EA27E6DBBD87DCB84869B67E5DB2E0F7D824556755053950A243A9D5C1BB0');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',3,1788732003000,'staff.member.add',1,X'10402F120DD6B1E2603FBC6CB8A5C36E','system_admin',X'AB00010103021B000001A078BC52B8035010402F120DD6B1E2603FBC6CB8A5C36E046C73797374656D5F61646D696E057073746166662E6D656D6265722E616464060107582006E3BE46E3040AB24BF2F8854C65162F8DEC478623DAC38BDE95066FADA787C3086561646D696E09816742322E312E31610D504AB472D078D6559971FE2A39B4DFDAAB',X'C25719C9A858D10B6947F431CB4F0B052F21B444FBB8AE561DF6D4A561950B7C');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',4,1788732006000,'facilities.room.add',1,X'10402F120DD6B1E2603FBC6CB8A5C36E','system_admin',X'AB00010104021B000001A078BC5E70035010402F120DD6B1E2603FBC6CB8A5C36E046C73797374656D5F61646D696E0573666163696C69746965732E726F6F6D2E6164640601075820F96F4576ABE2779381E553CA4F2BD6976937BA1EA0A84BE372FB758AA427A93E086561646D696E09816541342E32610D507FD48DD91F67507581B169BF867D2878',X'AC527C805CD631B68C10A7612D09CFAEDBB9FEBA3FA241272C8143112EF649B8');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',5,1788732006000,'identity.session.open',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AA00010105021B000001A078BC5E7003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F7205756964656E746974792E73657373696F6E2E6F70656E06010758405147E21827CAE4895039085FF50ACE1191AA5BB2F65E2F9E07D85CABDB7743CC392F2BC5AF2B7D53479F64A80A1C727EDCFA40D26FDB67353325E15B9329CC8B08636F776E0D500C0A33636CC36D7A77A407FE14D0892E',X'292E8464C057EA00E15DC8D08090150963BB111E0FB2E0C619AC82BE3E0FECA7');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',6,1788732009000,'visitors.person.add',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC00010106021B000001A078BC6A2803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057376697369746F72732E706572736F6E2E61646406010758209EE9BCC0B355029ED326F9708FA2DA104EAEC90D1AA2D06195F402C3AD02F74D08646361726509826742322E312E31616543322E31610B58203792F9ABB83696815A7D51C9BCF22E3EF48FFF3C7455A8C617BE2DC50C1328B10D5029ECE32195F0CCDD87243D829A2293B9',X'14FDE9C3F43FB8A2848F2A14994C273F9AAA166EE2DAE446DA1820AF13A471C9');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',7,1788732012000,'consent.agreement.give',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC00010107021B000001A078BC75E003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F720576636F6E73656E742E61677265656D656E742E676976650601075840DF21E3C8D338ADA77B2811A00D34DB2B889C75F2772D45AE74515EA982D4118473F940A1ACD759C0F3A7BD0CDCE768EF88505339C76B475852C2064E140910C208646361726509836544322E31626543312E34616743352E342E31610B5820B58FCB12F16A80E19D7042866EA0B3258DDDD5D5DAEE9019F1F9A0CC2FA9F4770D50141461226AD50C4B2BB03F9C3C4DBBD2',X'B0C402707AFB0787BD22BC9276FFDC3788A49FDD628AF41F9B6D44CF2B7D88E7');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',8,1788732015000,'consent.agreement.give',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC00010108021B000001A078BC819803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F720576636F6E73656E742E61677265656D656E742E67697665060107584009DDFF8014F7313E50F1372A3D53CCDB3B7EEE98164E3EA65C91CAE582A1CA4A70550EA3A8D9F82F02E51CEFB3A07BBE866078F4043D77285B102B325C67959E08646361726509836544322E31626543312E34616743352E342E31610B58209234702DB965BB9B231E3A5A3B115160D1C30C60CDD7AA6D6E85370E75C1E9380D502E1A9A5AE297DAC55D71734D05C60440',X'F2D813D97967338AA08A36B8AA185E71E7F17BDB0B3E7969474D98AB529C55BA');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',9,1788732018000,'scheduling.appointment.book',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC00010109021B000001A078BC8D5003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F7205781B7363686564756C696E672E6170706F696E746D656E742E626F6F6B0601075840C15ED6B7942B383128623B1E3EACD720056882799F35DDC71C993F9D2E5AF4DC0C3A6D576C1DF213A81A011B9AD2FA52428BC7E07CC01BD5AC89E59FCB1EC06B086463617265098A6742322E312E31616742322E312E31686541322E31616541332E31616541372E32616541322E31626541332E31636541362E31616743352E322E31616541322E32610A781873746166662E63726564656E7469616C5F6D697373696E670D5021EC20E06B2AD73EB31044525DD2841A',X'55BFFAB0BCDBFCE3E490326236B809EAC6EB2F636930BD878608A85196562C27');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',10,1788732018000,'scheduling.appointment.read',3,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AB0001010A021B000001A078BC8D5003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F7205781B7363686564756C696E672E6170706F696E746D656E742E726561640603075840408622AC31E55DACE9398D12BF01270B2244A042832EE8B9E271E2A83E8DF51D6CA96A62F235FB242CB9E8C07E3330B82F933A1546B4585D698AB241D3659CA608646361726509816742322E312E31610D50E383E974DC9997D186A89667B40F6C0A',X'635E1FAA4D4316E7D672C1CDEBACF42A584C89E161BE16031AA64E06D82780E1');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',11,1788732021000,'reception.arrival.add',1,X'2A5404F531D62E5F4A1CE81759B547AD','reception',X'AB0001010B021B000001A078BC990803502A5404F531D62E5F4A1CE81759B547AD0469726563657074696F6E0575726563657074696F6E2E6172726976616C2E6164640601075840D639D51EDE187802ED1AD54B94BEFB280FA855A8F00BAC33E3D1A22E4B4B0B94D25132E05718338B6E36451749A01537C22E628DD7455554D18F4B47BA4BECD40869726563657074696F6E09826742322E312E32626742322E312E32630D50A77C610F71710A3EA6CD4BE1D0363E87',X'F382FAC1ED147C30A10CEB5285DE4C2A69DB4DF65363475517DD8165129A60F7');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',12,1788732024000,'casework.session.start',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AB0001010C021B000001A078BCA4C003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057663617365776F726B2E73657373696F6E2E73746172740601075860F24E21631EBC6338630F2D83EEDFC9CA025A31CDACF7861A9E515F5B965622B0DC3E5487B992C3DEE4CBEF03F8AA69703C66608E70980DB018A0ACB859288C1BE9262270BBC2A9683841D3E8626E6DAE0DAAD4D3064A8FD8D637AACA8BE12E4A08646361726509816442312E610D50C81F410691A882BB504A5B475B203DB2',X'6CEFCB8255C546939A4E18A5C86A9D2B1C463A0322FE324633C6AE25F53BED67');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',13,1788732630000,'casework.session.end',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AB0001010D021B000001A078C5E3F003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057463617365776F726B2E73657373696F6E2E656E640601075860B68E4FAD6457ABE7F5A9ECA032878B92585D9344D89A2E1F03011B3F90D460A347AA61196165330DB1F03AAC94E3C7DD5B62371859E9C3EF23251C29172A7F04BEACAA469C9EE7E8E95133110C729FED42ED163E7ECDA7D207CFDFF0BB631C0A08646361726509816542322E32650D5086FEAA13D17ADC2DE7F3C0230CB5318D',X'C22B9FD0092052F2982BC0B3F9EDF42D3ED88D0622251090D92085F81F67BBDD');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',14,1788732633000,'casework.record.write',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC0001010E021B000001A078C5EFA803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057563617365776F726B2E7265636F72642E77726974650601075860B112376514EB1B7AF2494A21883A7A4759E5EAF62042B4A03F8FE4E77199AB5409FACFF9DBF08FFB04E81F9B2E464A9406232084911C3CC546CC35A603F66EE32CA2EBB3C454C533E75E6756E8F36B8BAC2BBFC13F6775375621D7FA88C17A9908646361726509816544322E32610B5820F4E991B855B444FAB1B7C6F8FC8A5DD709DC31E5553A4B101FF13CFF94C71EB70D508E885B8DF93077488C34B645F587BB71',X'6A8F41EB530329E029F8DB656EBC4F86E566FAA1E8E7FB781FA0E1CA47FFB8F3');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',15,1788732636000,'casework.record.sign',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC0001010F021B000001A078C5FB6003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057463617365776F726B2E7265636F72642E7369676E0601075860CEDD32FAE6756345D5C7C104D8445CBCF777F6E2E47B460F387D86148964F6249A9C14039B60E610E7584AC854A01637F5548E2C65CCC01A11AA0F1833F75BB5E3E6AD17C47639051CEB388AFD54807635116F06839007819B191C20AB09B5C308646361726509816541312E34620B5820BAA6ED27527830E70C2090F01FDE850E992C7E21522217A58C4BAB7A9CD7D7820D50F66B69AC7CCB5BC4C9B29D827EF7525C',X'B975CD425157746B45A96562E4F53589817CEE8B2A47400722C5E0B0E2F52318');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',16,1788732639000,'casework.record.addend',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC00010110021B000001A078C6071803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057663617365776F726B2E7265636F72642E616464656E640601075860044E1BDFBBAE50E30314A2902CBBFABE64D6A7EC4B394630CEEC5F46C6AD73B8A9661CF1D7A4DF82F9B207903EF8DE8F821707E360ECF19243247D9B7117E9BF8DC2E533DABC215E95DDD8D9BEB0371610F74BAE8E13E79FD20ADFD992B1CE6508646361726509816543322E35640B5820424EA657FE78759A7133217DC888C63D45F959F51EB9CC0AE5F119E44801AF730D50FC35BA95BDA7B4E01D5C4CF2B5923974',X'19278CC18EDA9112163552D05DAE11042A9E5F03CB3B18170390979DADE63516');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',17,1788732639000,'casework.case.read',3,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AB00010111021B000001A078C6071803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057263617365776F726B2E636173652E72656164060307584009F252096F1577881560455627E36CF2EDD9F9FFF16DB39930D151FA65534F17101B73621313D88B3B2EA682893AF3B4184B7B0F0F57D12AEB10070A347C694708646361726509816743352E342E32610D5068A6E674C45E7DF37817BFB42FD19A3E',X'D29936B7272513BA2EAD2E649B543BCF941E6E3849C59AFF547CA349BAED6590');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',18,1788732642000,'casework.plan.write',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC00010112021B000001A078C612D003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057363617365776F726B2E706C616E2E77726974650601075840A3CD79E356516CF4AC694DDEEED738023DF88ED910C212A525DEEC3E6FEE4D3215847A399FC6DF9CF255FBCBB40BBA394C35E9EE608ED65C156DEE976AC6D45B08646361726509816541322E33620B5820D5FCF69E2223883FEE595D30B22C23781E38766936EE26D44F90019A4B573B760D507C4F6C998363CC1A506A0AE866A5F5C1',X'7361BB365D1684D4222E6F669B3DD95CE05B5B9DBA55D3F6DBD357CD68BAE14D');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',19,1788732642000,'casework.case.read',3,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AB00010113021B000001A078C612D003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057263617365776F726B2E636173652E726561640603075840F81432F8E9D3493760C1376B0BE89845A5307573D719AEE3754276985FB0A29391DBAE2A195FCAF25308BA05C7356539CCCF31246C2F9B9A981B56F6AF7C37E708646361726509816743352E342E32610D50ED8C809EA180F3750FA6A2567C589990',X'DD7D2002FBCAF4840EF37DA56F44EAD259F3C53A10CF5F3CF09D6E745C316098');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',20,1788732645000,'casework.case.close',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC00010114021B000001A078C61E8803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057363617365776F726B2E636173652E636C6F73650601075860F6EF90C70EBB3C75C1ABFFDB12B3B7DD767F4BD504F6965C9DE8FB35B407847113DF0020D903F25C854008AEA7EC85552C2F2B1D3172713F67003B51162EE8CACC48A2ABC0038041FAFC84D3B0333AB0E50941035AE85AC2C44702D559D636A108646361726509816541312E31640B58204DB5E08B017BE7221E802627CA27D296D01F0D693E1BFEED9B50142A471260EA0D5086398E4ADCF388E0CD9E84F0D96CE0C4',X'7E8731E01F1A519B030DC91E01F269D0D9B05D97C90A980D47FA0E26C763F651');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',21,1788732648000,'visitors.person.add',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC00010115021B000001A078C62A4003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057376697369746F72732E706572736F6E2E6164640601075820C8815CE736D22DAF8F948320ED59EABFF07F6B751F7D6028CAF54CA1F4415B5D08646361726509826742322E312E31616543322E31610B582068866FEBAB58F5B92A67BEDC1330DE33842F6D0C0260547283960AF1876A189C0D50C5855FFED45BCB3A132AE9AB7FAFA50E',X'A790A2B0C311A357D6F3F790D247DF785F85F536EA10DE62CD0B5A98BFF8C876');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',22,1788732651000,'consent.agreement.give',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC00010116021B000001A078C635F803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F720576636F6E73656E742E61677265656D656E742E67697665060107584019DB5E00429F0202D9BEAC0CEDA020AD77F2D3B74883FEC990FA55F1C0F1D23E6CD457A1384CD909AE63E1E15A62524AFBBCD26E696E44DCD2C1B52540E0F9CB08646361726509836544322E31626543312E34616743352E342E31610B5820B58FCB12F16A80E19D7042866EA0B3258DDDD5D5DAEE9019F1F9A0CC2FA9F4770D50ECE1EAEA5C43AD3A6252662FD802451A',X'784023BC1FCA39580F91C3AF36662CD60F9B0B753B11E56D2A355A9944B66B81');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',23,1788732654000,'consent.agreement.give',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC00010117021B000001A078C641B003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F720576636F6E73656E742E61677265656D656E742E6769766506010758408FACC156F58DF89310F2A6FB850CE4DB4AF03883A05448A8AADC48D5C6520295EBC9F25432D8F6AE62ABF2D03265CC905CCB97C0435BFBC67BB28A2D06C7CCF408646361726509836544322E31626543312E34616743352E342E31610B58209234702DB965BB9B231E3A5A3B115160D1C30C60CDD7AA6D6E85370E75C1E9380D50162B79E136C3554A0E07614DCACC353C',X'AED2B583FD6D78FF58E5DCC909BF2041E2C6325D0266B9C8B85E464E360E25E9');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',24,1788732657000,'scheduling.appointment.book',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC0001011818021B000001A078C64D6803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F7205781B7363686564756C696E672E6170706F696E746D656E742E626F6F6B06010758404B8D579D654861F4D0479DFFA907C14AD48650BEF3A7B466F7B87846C29E0D955A04CA3A95045AEBB8A320E7FE8A1A6E600CC97C2EDDC7A3693258D3E20D14AD086463617265098B6742322E312E31616742322E312E31686541322E31616541332E31616541372E32616541322E31626541332E31636541362E31616743352E322E31616541322E32616541352E32620A781873746166662E63726564656E7469616C5F6D697373696E670D501C01711649DD2E3846C5F7A30F6DBF3A',X'15A3B439C092353799A888E3462148C420687F88F6F86E5C1617AD0C1DE983B5');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',25,1788732657000,'scheduling.appointment.read',3,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AB0001011819021B000001A078C64D6803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F7205781B7363686564756C696E672E6170706F696E746D656E742E72656164060307584080720DA51F3A6863A9A93E0DAFB5DA5AE1CB7F5D32DA4E6BDA560D3D4C203AFCC94379024EEC271C8133E2D9C510DB23718622DA3189B1D8765A2160BF8B490308646361726509816742322E312E31610D505C9CD7E15C48539FCF52B63FCAB89850',X'84289657EEB11FF58A17AE736A984433D83EEF678AA9682BE4EBC196E1491017');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',26,1788732660000,'reception.arrival.add',1,X'2A5404F531D62E5F4A1CE81759B547AD','reception',X'AB000101181A021B000001A078C6592003502A5404F531D62E5F4A1CE81759B547AD0469726563657074696F6E0575726563657074696F6E2E6172726976616C2E61646406010758407FDAD628DDA459D1E7A261212FB4BDCB53F84ED202D2ABD81391D34082B2FF0C26300DD2E60C01C87CD993D4E834233547ABBEB37D58011D580F4AF3EF3C1CC50869726563657074696F6E09826742322E312E32626742322E312E32630D50A76B07B22457AE103A2CD9FE3C8438E7',X'D8FC947B1F08098E53B03ADA28F4C1B7C3AAC47CAFB4452C410DD2CC843B27D9');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',27,1788732663000,'casework.session.start',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AB000101181B021B000001A078C664D803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057663617365776F726B2E73657373696F6E2E737461727406010758603BA74ED3C5460F7818BF2665ECE868ED7C83538722F118B007D1EEDBCD975DA3E2A5D4C14145E9A4A196E17B3F8CE70B459D130ED9E036E57339193AB4B63BBA2F98DD165B8D2EA3068997046192ABF3496F61AA657E4A4700D3FC5D71B891AE08646361726509816442312E610D505B552EBA6B1293D74C0EAE91BDA30126',X'4AF6464295F6F79B52CA3230406AC168CD08F86E734D70BCA431EBF26DE0A307');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',28,1788733269000,'casework.session.end',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AB000101181C021B000001A078CFA40803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057463617365776F726B2E73657373696F6E2E656E6406010758604AADD104AF5546B945E1D2E741FA740374F71EB75A608475DC7ED61A4BB173E484720CE1F9CE35C043FA9431E34B08E4FDA7EC3E8972FAA576FBB4DF4AD5DFAC4D0581AC74DB0452AC32B36B28A0490B5063CA4F15EF935491E39770F3B137B708646361726509816542322E32650D502F63372ACC88558EFD7C86DB608A25ED',X'3F89FA84119A62E669FE68BA453A8D49ADE06F0E8A40B13844A1D2CFB16A9DB7');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',29,1788733272000,'casework.record.write',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC000101181D021B000001A078CFAFC003502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057563617365776F726B2E7265636F72642E77726974650601075860E8FAE2CDCCA7BC8F31EDA8FEB46E4B5F82696806C5F7FB077C89F057AA358866B4A9BE55D11F32E76DA95421A95A3E03F090B7DE3F25415A246D686ABAC56C81B4ECC483961499C8518525A8B9116EF90393C1314930B6D941635917A8C6EABF08646361726509816544322E32610B582048A0DA9F084D7703D85514C25B13B60C6F2347A54E1A0A53B7CEF5BB4F369B9C0D501F83B70CA52108A24A57AD4F6A1808F3',X'5EC5E020AEE0F424A844EE142A4890ADEFA79EAC5923897F7FE3A164C9F91657');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',30,1788733275000,'casework.process.write',1,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AC000101181E021B000001A078CFBB7803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72057663617365776F726B2E70726F636573732E77726974650601075860E75E9285A98BAF43DAB10467E9F66AF1871E629C6E235B46A7FBEF90A28A38939543E71DD042B17586A543D8C7AC9B77E14173ED94C78383C4E237DCF22E8013C406575E91210FDBE6B8525837CD7171C16FCBC63EB093D1AB4011EB1908E2BC08646361726509816543312E35610B5820729BE440800382A92B8F87E66A0980D576BAAA3F734CECB775C4827AD7D9A6B80D50D8D3561E57CF6134807F79E20420258D',X'11746FF53A73D7E456DBB40AAE02A48396474C0F1734EF7C70DB8014D6BE73F5');
INSERT INTO "deed" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',31,1788733275000,'audit.deed.list',2,X'2A5404F531D62E5F4A1CE81759B547AD','counsellor',X'AB000101181F021B000001A078CFBB7803502A5404F531D62E5F4A1CE81759B547AD046A636F756E73656C6C6F72056F61756469742E646565642E6C69737406020740086561646D696E0A6E687474702E666F7262696464656E0D50631C080E43D16E5733392A7B1CE74553',X'46474EC35451DCEC8235E7FC92F87D80D35DA696E757F48DD54D95461C446CBF');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',0,0,'staff',X'DAEE4170801751E17BB3607930D2FDFE',X'10402F120DD6B1E2603FBC6CB8A5C36E');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',2,0,'account',X'0EEB1B3DD4C05FA65E61686A2677296C',X'01D38A351970720A97AFB45B0B390C30');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',2,1,'staff',X'6446499E0A5EBBB64055BE2B0FD4CD06',X'10402F120DD6B1E2603FBC6CB8A5C36E');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',3,0,'staff',X'3FCC49ADC9AA8B10D945CAB099CB190E',X'2A5404F531D62E5F4A1CE81759B547AD');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',4,0,'room',X'F2BF35D3D487F18BF00328821AE84BE1',X'8D105F73F3F7DE219EB7330212AB9E68');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',5,0,'account',X'0C2A3BE27C791CED4EE7239A4A4E31F9',X'C2A8E3F29CE279C83130AE9614604B5D');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',5,1,'staff',X'B678E15AE335FF499A8B6FE373DAC7C5',X'2A5404F531D62E5F4A1CE81759B547AD');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',6,0,'person',X'074102595EC9DC23724F74F296EE5701',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',7,0,'consent',X'5DA4E416E600E29AE1F56D37B1BF4687',X'01A078BC75E03CD89FACCEDB3B217BBB');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',7,1,'person',X'9CA07DDACA40BA919EC722B8166E4C22',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',8,0,'consent',X'63BD55A6007F5FDC5BFD0BFC95EB2271',X'01A078BC81982D17EE90F11F411338B1');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',8,1,'person',X'86435BCD997E8410E6B01945FFE2E6B7',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',9,0,'appointment',X'B2C4F2C5B90BBB6C039C2FCB921ACA93',X'01A078BC8D5065713A11CE200698F22C');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',9,1,'person',X'D9BCEE8E5C57B66DB15BA4B84B7A393A',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',10,0,'appointment',X'8FF69EB2F2339EBC9E1BE5971EB520B5',X'01A078BC8D5065713A11CE200698F22C');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',10,1,'person',X'070F4E5F5F5400B4B5F40A1C885D0392',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',11,0,'appointment',X'3B0E107F00F074DFCFA79BA886270E05',X'01A078BC8D5065713A11CE200698F22C');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',11,1,'person',X'00C1D0A34D4459AD7010BD61B276D2FE',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',12,0,'appointment',X'A9271E2EA62B8FB9212B599FD4620C04',X'01A078BC8D5065713A11CE200698F22C');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',12,1,'session',X'FEF0716E168654562E20C22F7B5CDBC7',X'01A078BCA4C0FF445DAF0763CB7B06E8');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',12,2,'person',X'4A8D9545A7B0626667221B3B8CDDE1C8',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',13,0,'session',X'5D07922EBBF491F5C0926C53C1AD0DB6',X'01A078BCA4C0FF445DAF0763CB7B06E8');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',13,1,'case',X'3B787DC18F1B14422567D49A4A8B1C45',X'371D98AF131804D4E17337C190BBC654');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',13,2,'person',X'B40BFCD6CA3BBDF3584FEC6D2DD9F3AC',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',14,0,'session',X'7AE3731AD861D61DD2E4193FAEE0C14F',X'01A078BCA4C0FF445DAF0763CB7B06E8');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',14,1,'case',X'975E76231E053155EB80E8C2C9F1C7A6',X'371D98AF131804D4E17337C190BBC654');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',14,2,'person',X'BF345005F83937EFA5DA0027387B7E11',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',15,0,'session',X'06705DDF3B2D88B94F99E57D11D80B80',X'01A078BCA4C0FF445DAF0763CB7B06E8');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',15,1,'case',X'113B04275200E2F72B18169EE49FF20B',X'371D98AF131804D4E17337C190BBC654');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',15,2,'person',X'9FB65EC5BD8651EF4656EA06B7D3249A',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',16,0,'session',X'9F7ABF913D1BE7A4EB8E68571C848F17',X'01A078BCA4C0FF445DAF0763CB7B06E8');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',16,1,'case',X'14CB8CA88C524EE84A9A96F1C09BF45A',X'371D98AF131804D4E17337C190BBC654');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',16,2,'person',X'04F8C691A6E919520968B676F03319F3',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',17,0,'case',X'BF3E017790AB4DA004CC310DBBC3E31E',X'371D98AF131804D4E17337C190BBC654');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',17,1,'person',X'768AE17654A0336FF4E31B9208233B9F',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',18,0,'case',X'9043EBE2FE7EB006C2494AF55F2B03DA',X'371D98AF131804D4E17337C190BBC654');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',18,1,'person',X'809CBA4590D69B1F2A5ED2726EA05176',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',19,0,'case',X'7568C50BE44EF1F874A0534B645E564B',X'371D98AF131804D4E17337C190BBC654');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',19,1,'person',X'A5B2DFE4B5F812C4573280CDD80B26A0',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',20,0,'case',X'1D485444FDBA3F7DDE36EDD91C8A7079',X'371D98AF131804D4E17337C190BBC654');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',20,1,'person',X'9EECB38E5907A81F6D921C2F26B9FE9D',X'06E767C104542EE10A37342341755219');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',20,2,'archive_file',X'A1B12DADD874C16F0C90569B3643373A',X'10B919AEA7EA57AAB0263E690BF411D9');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',21,0,'person',X'B62559659C7C24004AA226EBFB43F012',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',22,0,'consent',X'49D4CEA4AC0241261A30A1784F62022D',X'01A078C635F8FFAB5AFB443A465F9326');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',22,1,'person',X'3C858A0F9CBB333D8911C0CF646742EB',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',23,0,'consent',X'4790373BB6436EDBE9620AC2EF44AFD9',X'01A078C641B0E59E0AD9FB8736E4C0A9');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',23,1,'person',X'663A3B09F618F8C6A4588EADE5FFCA6B',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',24,0,'appointment',X'9DF0F861F138D9E792E42BAFA73F8B85',X'01A078C64D6846CB06137F02AEEC0AC9');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',24,1,'person',X'2252D76C7466E9B23141D30EA0D971AE',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',25,0,'appointment',X'BA96F5F746BD035EE2F6B60A9665C34E',X'01A078C64D6846CB06137F02AEEC0AC9');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',25,1,'person',X'844D426834EDC9BC1549005426632DC4',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',26,0,'appointment',X'F6F996EDF18A218496E22F33EA22D02B',X'01A078C64D6846CB06137F02AEEC0AC9');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',26,1,'person',X'B79B8F48BAE8049362CA28FA0832303A',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',27,0,'appointment',X'5D2B43C3C991FD13735B3858EFD45C9B',X'01A078C64D6846CB06137F02AEEC0AC9');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',27,1,'session',X'C5D6130D5F6DFB4164C81E409ECE8A83',X'01A078C664D8968408063BF96B8EFB6F');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',27,2,'person',X'BEE4A04A70CBA7048852FBA7AD805EC5',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',28,0,'session',X'B662F9718BE9C6690AC47CB48BC39F6C',X'01A078C664D8968408063BF96B8EFB6F');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',28,1,'case',X'1182655F9AECFBF8AC0496F32BB52C57',X'FA1541DF846D163759A0980D9CCF5C42');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',28,2,'person',X'AECAA92028AB808F48E3224775B4152B',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',29,0,'session',X'4F5FEE041840EE3147A371D856F3E7BD',X'01A078C664D8968408063BF96B8EFB6F');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',29,1,'case',X'41F28BE400EEE1AD7FF14C3A5AA645F8',X'FA1541DF846D163759A0980D9CCF5C42');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',29,2,'person',X'7BC31EF639450CEE46FA90B2D1C67CE8',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',30,0,'session',X'E60A010B97A8899D29FE9D4D94EB302A',X'01A078C664D8968408063BF96B8EFB6F');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',30,1,'case',X'A541863924AD815F64D5FCCCBD2FF1C7',X'FA1541DF846D163759A0980D9CCF5C42');
INSERT INTO "deed_subject" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',30,2,'person',X'4E096082AC8629BB4F105F370A76BB54',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6');
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01D38A351970720A97AFB45B0B390C30',X'554C78FF18727E06C2BCE34CD879CABE275541C3CA7A0082BCC46BB370EE3A0C',X'6E001D7F8A3ABCE36B8F9876890C0DAD20B95D5266DA186D4684A0CC0994A8DD',201,'8d105f73f3f7de219eb7330212ab9e68',1788732006000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01D38A351970720A97AFB45B0B390C30',X'872849DF16C484B169A56AE7EE83361E1A6E2325F1292BC496D943CE0420D6F7',X'D5A6BE66D9F5EED90E91D211287DCE8C1777E079A97E56D257E00EFF94B3E1D2',201,'2a5404f531d62e5f4a1ce81759b547ad',1788732003000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'0C05D6DAF3900A90BA59480F513B1B0B8C267C72F9B8A1135AA8549CB9ADEC2A',X'89F6078483249506D0726337214250EFB25D38905E940EB8FBF857E06FC5A5C9',201,'01a078bc75e03cd89faccedb3b217bbb',1788732012000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'19CE43BB5544AE269A31DA1631666BC6C550CC5BD0EA34B09839718586B9ACE6',X'F7DBBCD99262418A35ADB198D69D0BBA793AA8C0E1BAEB6B7DBCFF708AAD1D8B',201,'01a078bc8d5065713a11ce200698f22c',1788732018000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'2E9DE29A83C7EAB9A8451AD85BB5B16CFD6CF27565D13E12633A5A916EA8A755',X'04D2183B0D82EB4DE5B13897A197FC42998810F908C7C6271B419CF1AC7FEFB0',201,'01a078c635f8ffab5afb443a465f9326',1788732651000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'3D393C7148E2ADE9AEC53324F245A42901E0743D19A67108430BED039EE2F60E',X'43ED01DF2DF66452A782E3B64C25F94ED64362D1605F08B4741B3D1576A9A5AE',201,'01a078c641b0e59e0ad9fb8736e4c0a9',1788732654000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'4A5422C348B38D63F4279EBF67230E4AA6C73292E4114A489EA06230FA524228',X'8DA3F5CC987A93F827FBE7182CD8E5A9A9D8E67658E8BFEAF1A95154C3D6B6CB',201,'01a078c664d8968408063bf96b8efb6f',1788732663000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'62FBA0909ABAE063A7DEC57492B2C60782B9713E7CF1F6432163A7DCE63BA0AC',X'33A19454C3D8203DC74C23A9F8B507A6739B1CCBF72BC5AF0181446D8930DDA4',201,'01a078bc81982d17ee90f11f411338b1',1788732015000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'6EA8CCBBF132DC623B132E67026AFA7D154B5C32CC403A13564676FF6E2DCEDA',X'3550FF30D1444C21CFFC50FF770B598C5E1C188BA5E3F89CFD5D696883C5DA96',201,'01a078c64d6846cb06137f02aeec0ac9',1788732657000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'897F2BCE7C9FD891FA94A43F089210FB9928BC66DC21DB3F93BE55987FDFDAD0',X'F1A3C83A1D042E870B51C10612D1377FA83758C42961FEA6CFC8ECFD2CDE9570',201,'6aee7a2ed0dbf5a12d12cfccaddfe6c6',1788732648000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'9490F9EB867387BC063F2D5A7515D93BBABE1BB1EF146B2B23492CDA20369F47',X'5400A512AFACD9DC5906D1D1626747F2BD5A98B3311A9FCCB878CD6C9CD86995',201,'01a078bca4c0ff445daf0763cb7b06e8',1788732639000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'AD0C6EF5D8DB2838A9D8C0334613150829BD63FEDDCCCFFC1867F2DB731EC377',X'7015FD2808A4C076453D4D5A51F466A4921C0465341977A5FED8EC57EAC87733',201,'01a078c664d8968408063bf96b8efb6f',1788733269000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'BC4331FEF7DF8766BD746D99D7063A2543936DC7D5DCFC70E75147628A0D8238',X'3B3972F2F10FC4A9D002E7BBF9BA1B93914E536D59B63376EA8FDAEB3ECBDF67',201,'01a078bca4c0ff445daf0763cb7b06e8',1788732630000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'E870F74670E120BF455431D8CABBDE79E1DB4637235B57C9B0ACDDF5C541CF08',X'405316B738A530A9C79AFAF0DABEC8E2719264CB1A11C020FE83CD64A71DDF5D',201,'01a078bca4c0ff445daf0763cb7b06e8',1788732024000);
INSERT INTO "idempotency" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'C2A8E3F29CE279C83130AE9614604B5D',X'F0EDB879E26396F0E9F4FBB467DE2B2804764CCF2834D9D227C67F8F20A57E09',X'C62729F39783DF06FF48B09BED3B3102603DC50A932B03E657544C31C454C212',201,'06e767c104542ee10a37342341755219',1788732009000);
INSERT INTO "ledger_checkpoint" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',32,X'D4394A8E0CCC82B5F09C772517CD95165AD1B676146B13399214A2ACA58CBDA2',1788733275000,'international',X'E6A657A7100DE536DA59A7844F34228B3A1D5E81F722EDED1D4E6E34E20F43C3',X'DDB241A26999C29D78861FB752F45A0D6C262500286152EBCC602A0E18E86D890EA4D743CDB4180EFB44D036DE87527B2D59B60D621B03B7E459247F78A3D90C');
INSERT INTO "ledger_head" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',32,X'D4394A8E0CCC82B5F09C772517CD95165AD1B676146B13399214A2ACA58CBDA2',1788733275000);
INSERT INTO "migration" VALUES('access',1,'0001_access',X'CC585374E798631FC1D3D9FEB1AB24B9462D35B0859EFCA0627B0303E03F5CD3',1795332521669);
INSERT INTO "migration" VALUES('archive',1,'0001_archive_files',X'F44F131916B219CF5F4BC8B250F302C610A92B71C536589D9C2A89403A6F9398',1795332521725);
INSERT INTO "migration" VALUES('casework',1,'0001_cases',X'0D786D0FD6DF578BCEB16A3C768F4EA530E99279D817ACE4A676B67100C13A16',1795332521708);
INSERT INTO "migration" VALUES('consent',1,'0001_consent_texts',X'87C9D3A48FA3037D068FF75729836BDBDF1B57F5EF587136542D64B9C22EDEA2',1795332521697);
INSERT INTO "migration" VALUES('consent',2,'0002_consents',X'A0EDDF559F6238FC5A328846261456927EAFF22988B7C03003CF04156A45F693',1795332521701);
INSERT INTO "migration" VALUES('facilities',1,'0001_rooms',X'81F06C52666C75FEF2DC379DD62D93E22768E9484DD99B8D988C630B38976F1A',1795332521688);
INSERT INTO "migration" VALUES('family',1,'0001_guardians',X'361944E8BA59871FE8D05181F3A317481EA2AE4381409E9D80E4E49FEDD295E5',1795332521694);
INSERT INTO "migration" VALUES('identity',1,'0001_identity',X'E820E1527E8DB9BC055F996DB23B669C42DA25F3DC5C7224DA244EEB3B940BE1',1795332521671);
INSERT INTO "migration" VALUES('ledger',1,'0001_ledger',X'AD938A6D6BE15E9BAED6B12AA901A460D22A1EB2347A922F909D43E5E87646F9',1795332521663);
INSERT INTO "migration" VALUES('reception',1,'0001_reception',X'9977F49105F2D107C7949C536797A045E5B94AC2758D02F11A80522345D5536F',1795332521721);
INSERT INTO "migration" VALUES('scheduling',1,'0001_appointments',X'5D66C42DA7735CF89389C7B8EB8AB4F47604822318ADBE64486C492415349A68',1795332521703);
INSERT INTO "migration" VALUES('staff',1,'0001_staff',X'C88C067A7D86A759F56653359930309FABC39D9B7569DEDE2597CCA7EC399FBF',1795332521682);
INSERT INTO "migration" VALUES('store',1,'0001_centres',X'F3816E7DF44CB1EBCDB0EF9C58548833E68AC434BFC5F25AE2966B01E7F89951',1795332521649);
INSERT INTO "migration" VALUES('store',2,'0002_settings',X'50EC97FF553AF38622A10FF0339CD2CB24E42E4AB3E43315E683BAB92B5E332D',1795332521653);
INSERT INTO "migration" VALUES('store',3,'0003_idempotency',X'D0E0FEC8CEDBFD2F0AE027E1D27F96857CF84FC4D7C8AEFD01ECFABF2B380B26',1795332521658);
INSERT INTO "migration" VALUES('store',4,'0004_jobs',X'2A2C5822A711E2189A6469B0A6CC26EE7C9DCB69A0DFE574A2FE6A8B312879F4',1795332521661);
INSERT INTO "migration" VALUES('store',5,'0005_sealed_files',X'D94840B25752FFC96996862F779032F2F4E3834B6FD31EF49CC74ACCB13B8CD9',1795332521662);
INSERT INTO "migration" VALUES('visitors',1,'0001_persons',X'0B5CCEF588AA2BF57D6A8059162C09442468C0E53B5DFA74DD590A3CEFC1327C',1795332521678);
INSERT INTO "migration" VALUES('visitors',2,'0002_basic_forms',X'20C61B023C6196E48083AF9E316A2FEBF869D0B438946EE33BA613C072C37C08',1795332521681);
INSERT INTO "occupancy" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'06E767C104542EE10A37342341755219',1788735615000,1788738615000,'visitor',X'01A078BC8D5065713A11CE200698F22C');
INSERT INTO "occupancy" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'2A5404F531D62E5F4A1CE81759B547AD',1788735615000,1788739515000,'counsellor',X'01A078BC8D5065713A11CE200698F22C');
INSERT INTO "occupancy" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'2A5404F531D62E5F4A1CE81759B547AD',1788743454000,1788747354000,'counsellor',X'01A078C64D6846CB06137F02AEEC0AC9');
INSERT INTO "occupancy" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6',1788743454000,1788746454000,'visitor',X'01A078C64D6846CB06137F02AEEC0AC9');
INSERT INTO "occupancy" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'8D105F73F3F7DE219EB7330212AB9E68',1788735615000,1788739515000,'room',X'01A078BC8D5065713A11CE200698F22C');
INSERT INTO "occupancy" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'8D105F73F3F7DE219EB7330212AB9E68',1788743454000,1788747354000,'room',X'01A078C64D6846CB06137F02AEEC0AC9');
INSERT INTO "person" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'06E767C104542EE10A37342341755219',1,'staff','V-8FHG',0,X'78696E450001010100000001CC6B4AE2839ABDAB0AB44E1F98E511749FCD465E3C1355A86ED1BD5773F925114DE3',NULL,X'78696E450001010100000001C4A3AAB183C40D66CF32DA47AD719B3B6F87164433441FB781A2496EABEF98463D178593AD46',NULL,NULL,1788732009000,1788732009000,NULL);
INSERT INTO "person" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6',1,'staff','V-M738',0,X'78696E4500010101000000017B2A16590ECC60606F8B2452936FA0CB70051F9138A88097EA32D6325E89B7CE261F',NULL,X'78696E45000101010000000196AACBFB431C94693CBA184B453C8236ECC1B7268BDF8D7278FD902EEED664CCBC256AC8DEEC',NULL,NULL,1788732648000,1788732648000,NULL);
INSERT INTO "process_note" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078C664D8968408063BF96B8EFB6F',X'2A5404F531D62E5F4A1CE81759B547AD',1,1788733275000,X'78696E500001010429A85CB85844B8B24C033CD4386A5A51B3441C3C263126FD67D4AF60BCB60BC4EC4578AD008EE986F8B4EEA027A23DEAED9E41B201FDC31D20A9E03974DFDD');
INSERT INTO "process_note_wrap" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078C664D8968408063BF96B8EFB6F',X'2A5404F531D62E5F4A1CE81759B547AD',1,X'2A5404F531D62E5F4A1CE81759B547AD',X'91599B1EDFFBAAB2AE7C69BE169171DC8E8DAF15E3B1B96F1511689E76228D586B5495498A1CD7E83C69063165025E0EF4BB61594924E57FB7586B7424DC8A0B6AAAB779670262AE121465B5B4990B93');
INSERT INTO "process_note_wrap" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078C664D8968408063BF96B8EFB6F',X'2A5404F531D62E5F4A1CE81759B547AD',1,X'00000000000000000000000000000000',X'4ACB549337C0948DFA71BF604721A3822CD62F4FB40EDE0870B41EFC6BFDE636B22A8A866BA177CB70EDCF308D8D67E29A54BBB084691EE065678C76FA9832AFCC66F033080B164797F6BC8966EF5F82');
INSERT INTO "relation" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'06E767C104542EE10A37342341755219','self','case',X'371D98AF131804D4E17337C190BBC654',1788732024000,9223372036854775807);
INSERT INTO "relation" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'2A5404F531D62E5F4A1CE81759B547AD','counsellor_of','case',X'371D98AF131804D4E17337C190BBC654',1788732024000,9223372036854775807);
INSERT INTO "relation" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'2A5404F531D62E5F4A1CE81759B547AD','counsellor_of','case',X'FA1541DF846D163759A0980D9CCF5C42',1788732663000,9223372036854775807);
INSERT INTO "relation" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'2A5404F531D62E5F4A1CE81759B547AD','counsellor_of','person',X'06E767C104542EE10A37342341755219',1788732024000,9223372036854775807);
INSERT INTO "relation" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'2A5404F531D62E5F4A1CE81759B547AD','counsellor_of','person',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6',1788732663000,9223372036854775807);
INSERT INTO "relation" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6','self','case',X'FA1541DF846D163759A0980D9CCF5C42',1788732663000,9223372036854775807);
INSERT INTO "room" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'8D105F73F3F7DE219EB7330212AB9E68',1,'心语室','counselling','三楼',1,1788732006000);
INSERT INTO "session" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078BCA4C0FF445DAF0763CB7B06E8',X'371D98AF131804D4E17337C190BBC654',X'01A078BC8D5065713A11CE200698F22C',X'2A5404F531D62E5F4A1CE81759B547AD','ordinary',1788732024000,1788732630000,NULL);
INSERT INTO "session" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078C664D8968408063BF96B8EFB6F',X'FA1541DF846D163759A0980D9CCF5C42',X'01A078C64D6846CB06137F02AEEC0AC9',X'2A5404F531D62E5F4A1CE81759B547AD','ordinary',1788732663000,1788733269000,NULL);
INSERT INTO "session_note" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078BCA4C0FF445DAF0763CB7B06E8',2,'signed',X'2A5404F531D62E5F4A1CE81759B547AD',1788732636000,NULL,X'78696E450001010500000001E4B8402CE718943712F92E06013FA0A060ACDFDB08EB794F817A6E77BD41929FF94491428A3BCF9D');
INSERT INTO "session_note" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078C664D8968408063BF96B8EFB6F',1,'draft',X'2A5404F531D62E5F4A1CE81759B547AD',1788733272000,X'78696E4500010105000000012A89F7DAFBCFCA2CAE80C6BAC80D1952DCFE37F52D1E58520C09640951EB55D2715943DA421723F9BAAE3DA0E490B3B0D13D528674B75F2217338E0A18779F9FEB9C2F643D1C3687E4075AA8B1BA7518F9C3D57D511534E97B767D344FBEE38A8902FCEC4E40DE8D2F56E3B234F1D0FA5D664628893B7A6B75A941EAA9171896B89ED4D073189049AC34A8E68CC2824C08768CA1358881452EE8A720938444E83932527CD7',NULL);
INSERT INTO "session_note_version" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078BCA4C0FF445DAF0763CB7B06E8',1,'signed',X'2A5404F531D62E5F4A1CE81759B547AD',1788732636000,'low',X'78696E450001010500000001ECCB336B5F8E2ECED66DC26833BAF0CD5BCF81B467D4D7BEA8C7260EFBB699E670E7735305F0E5D5BCA31CB1D5278EE7802EB3519CD718572F4696BED4FCA5D95F64787C7CF188C099689A1D5A6CC8D6075EA1D148870EC7B4090259DFC2C3269DD3A65EAE561862722DDBEA46482842E88779BAFA0D320ABA099F7316E901ACDEA8396DF7F7C0B343C214EDC888903E75051917B687B85670A88AFF1AC44AA9336688B350CD89');
INSERT INTO "session_note_version" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078BCA4C0FF445DAF0763CB7B06E8',2,'addendum',X'2A5404F531D62E5F4A1CE81759B547AD',1788732639000,'none',X'78696E450001010500000001B068E1FF1FD9AB1A0CCE60DB7567DF95424D0801BFEB6669729DDA0AEAC3A433876A2D3381077FB7D1152A868580AED80F03CAE003534BC0A15231D6A8F8271527067903228847E9B21F47DE16');
INSERT INTO "sign_in" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078BC4700597E97F97AF03A2807C6',X'01D38A351970720A97AFB45B0B390C30',NULL,X'C6C35F9D1E7B8D04CA2BCA3EC67A5F92F1FBE88CE9317BBCFA978E36073D1812',X'C3140671B540BD527D830B6FB34F6C3B1BD575457142079B75E1FAF81B5C9A90DAED619B97D1A1CF62942137467C7FB16BA6EF39F9032CCAC34D2071',0,1788732000000,1788732000000,1788775200000,0,0);
INSERT INTO "sign_in" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'01A078BC5E702BB98CEFE56718F1D2CD',X'C2A8E3F29CE279C83130AE9614604B5D',NULL,X'87948EB48B86AFEB8D2C07F884E8EB80DA7F7C10A09AB1F33979A3FCB30E81D5',X'1D4D329AE54F721280F145055B8BDB1EB711C0168B8C21A357B449EF8277D89E4FCC9A30D4708822CF5DD2560910E648EA8588E7C58CD1CDB6A18A0F',0,1788732006000,1788733269000,1788775206000,0,0);
INSERT INTO "staff_member" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'10402F120DD6B1E2603FBC6CB8A5C36E',1,X'78696E450001010100000001AE81DB050245B34E0F7E6A8B19F2F174908F54B358A83DC69A0918A87124CA6949A406F8BA',NULL,NULL,0,0,1,1788732000000,1788732000000);
INSERT INTO "staff_member" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'2A5404F531D62E5F4A1CE81759B547AD',1,X'78696E450001010100000001139C3AC0970D7D45F6255BE0828CD2FCE2B8CE576F81DE003C10C62F78E93A57AFCC',NULL,NULL,2,1,1,1788732003000,1788732003000);
INSERT INTO "visitor_case" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'371D98AF131804D4E17337C190BBC654',4,2026,1,'closed',X'06E767C104542EE10A37342341755219',X'2A5404F531D62E5F4A1CE81759B547AD','none',1,20260914,1788732024000,1788732645000,'achieved','goal_met','none');
INSERT INTO "visitor_case" VALUES(X'19B980E23E4E0EAAF19BFD65A24CBEF8',X'FA1541DF846D163759A0980D9CCF5C42',1,2026,2,'intake',X'6AEE7A2ED0DBF5A12D12CFCCADDFE6C6',X'2A5404F531D62E5F4A1CE81759B547AD','none',0,NULL,1788732663000,NULL,NULL,NULL,NULL);
CREATE INDEX idempotency_by_age ON idempotency (centre_id, created_at_ms);
CREATE INDEX job_by_due ON job (centre_id, dead, due_at_ms);
CREATE TRIGGER sealed_file_chunk_is_immutable
BEFORE UPDATE ON sealed_file_chunk
BEGIN SELECT RAISE (ABORT, 'files.chunk_is_immutable'); END;
CREATE INDEX deed_by_action ON deed (centre_id, action, seq);
CREATE INDEX deed_by_actor ON deed (centre_id, actor_id, seq);
CREATE UNIQUE INDEX deed_subject_by_subject ON deed_subject (centre_id, kind, subject_id, seq);
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
CREATE INDEX relation_by_record ON relation (centre_id, record_kind, record_id, relation);
CREATE TRIGGER relation_is_kept BEFORE DELETE ON relation
BEGIN SELECT RAISE (ABORT, 'access.relation_is_kept'); END;
CREATE TRIGGER relation_only_ends BEFORE UPDATE ON relation
WHEN NEW.centre_id <> OLD.centre_id OR NEW.person_id <> OLD.person_id OR NEW.relation <> OLD.relation
  OR NEW.record_kind <> OLD.record_kind OR NEW.record_id <> OLD.record_id OR NEW.from_at_ms <> OLD.from_at_ms
  OR NEW.until_at_ms > OLD.until_at_ms
BEGIN SELECT RAISE (ABORT, 'access.relation_is_kept'); END;
CREATE INDEX access_grant_by_holder ON access_grant (centre_id, person_id, record_kind, record_id, action);
CREATE TRIGGER access_grant_is_kept BEFORE DELETE ON access_grant
BEGIN SELECT RAISE (ABORT, 'access.grant_is_kept'); END;
CREATE TRIGGER access_grant_only_ends BEFORE UPDATE ON access_grant
WHEN NEW.centre_id <> OLD.centre_id OR NEW.grant_id <> OLD.grant_id OR NEW.person_id <> OLD.person_id
  OR NEW.action <> OLD.action OR NEW.record_kind <> OLD.record_kind OR NEW.record_id <> OLD.record_id
  OR NEW.approved_by <> OLD.approved_by OR NEW.purpose <> OLD.purpose OR NEW.from_at_ms <> OLD.from_at_ms
  OR NEW.until_at_ms > OLD.until_at_ms
BEGIN SELECT RAISE (ABORT, 'access.grant_is_kept'); END;
CREATE VIEW visible_record (centre_id, principal_id, record_kind, record_id, relation, action, from_ms, until_ms) AS
SELECT centre_id, person_id, record_kind, record_id, relation, '', from_at_ms, until_at_ms FROM relation
UNION ALL
SELECT centre_id, person_id, record_kind, record_id, 'grant', action, from_at_ms, until_at_ms FROM access_grant;
CREATE UNIQUE INDEX account_of_person ON account (centre_id, person_id);
CREATE UNIQUE INDEX account_by_login ON account (centre_id, login_key) WHERE login_key <> '';
CREATE TRIGGER account_key_is_kept BEFORE DELETE ON account_key
BEGIN SELECT RAISE (ABORT, 'identity.account_key_is_kept'); END;
CREATE TRIGGER account_key_pair_is_kept BEFORE UPDATE ON account_key
WHEN NEW.centre_id <> OLD.centre_id OR NEW.account_id <> OLD.account_id OR NEW.generation <> OLD.generation
  OR NEW.public_key <> OLD.public_key OR NEW.created_at_ms <> OLD.created_at_ms
BEGIN SELECT RAISE (ABORT, 'identity.account_key_is_kept'); END;
CREATE UNIQUE INDEX code_card_by_mac ON code_card (centre_id, code_mac);
CREATE INDEX code_card_of_account ON code_card (centre_id, account_id, revoked_at_ms);
CREATE UNIQUE INDEX sign_in_by_cookie ON sign_in (centre_id, cookie_hash);
CREATE INDEX sign_in_of_account ON sign_in (centre_id, account_id, ended_at_ms);
CREATE INDEX sign_in_by_age ON sign_in (centre_id, ended_at_ms, locked_at_ms, last_seen_at_ms);
CREATE INDEX sign_in_failure_by_age ON sign_in_failure (centre_id, last_at_ms);
CREATE TRIGGER person_version_has_no_gap BEFORE UPDATE ON person
WHEN NOT (NEW.version = OLD.version + 1 OR (NEW.version = OLD.version AND NEW.name_sealed = OLD.name_sealed
                                            AND OLD.closed_at_ms IS NULL AND NEW.closed_at_ms IS NOT NULL))
  OR OLD.closed_at_ms IS NOT NULL OR NEW.centre_id <> OLD.centre_id OR NEW.person_id <> OLD.person_id
  OR NEW.code <> OLD.code OR NEW.created_at_ms <> OLD.created_at_ms OR NEW.provisional > OLD.provisional
BEGIN SELECT RAISE (ABORT, 'visitors.person_version'); END;
CREATE UNIQUE INDEX class_membership_open ON class_membership (centre_id, person_id) WHERE until_on IS NULL;
CREATE INDEX class_membership_by_class ON class_membership (centre_id, class_id, person_id);
CREATE INDEX blind_token_by_person ON blind_token (centre_id, person_id);
CREATE TRIGGER basic_form_version_has_no_gap BEFORE UPDATE ON basic_form
WHEN NEW.version <> OLD.version + 1 OR NEW.centre_id <> OLD.centre_id OR NEW.person_id <> OLD.person_id
BEGIN SELECT RAISE (ABORT, 'visitors.form_version'); END;
CREATE TRIGGER staff_version_has_no_gap BEFORE UPDATE ON staff_member
WHEN NEW.version <> OLD.version + 1 OR NEW.centre_id <> OLD.centre_id OR NEW.staff_id <> OLD.staff_id
  OR NEW.created_at_ms <> OLD.created_at_ms
BEGIN SELECT RAISE (ABORT, 'staff.version'); END;
CREATE TRIGGER staff_member_is_kept BEFORE DELETE ON staff_member
BEGIN SELECT RAISE (ABORT, 'staff.member_is_kept'); END;
CREATE INDEX staff_credential_by_staff ON staff_credential (centre_id, staff_id);
CREATE UNIQUE INDEX staff_class_open ON staff_class (centre_id, staff_id, class_id, duty) WHERE until_on IS NULL;
CREATE INDEX staff_class_by_class ON staff_class (centre_id, class_id, duty);
CREATE TRIGGER room_version_has_no_gap BEFORE UPDATE ON room
WHEN NEW.version <> OLD.version + 1 OR NEW.centre_id <> OLD.centre_id OR NEW.room_id <> OLD.room_id
BEGIN SELECT RAISE (ABORT, 'facilities.room_version'); END;
CREATE TRIGGER room_is_kept BEFORE DELETE ON room
BEGIN SELECT RAISE (ABORT, 'facilities.room_is_kept'); END;
CREATE UNIQUE INDEX guardian_open ON guardian (centre_id, ward_id, person_id) WHERE until_on IS NULL;
CREATE INDEX guardian_by_ward ON guardian (centre_id, ward_id);
CREATE INDEX guardian_by_person ON guardian (centre_id, person_id);
CREATE TRIGGER guardian_only_ends BEFORE UPDATE ON guardian
WHEN OLD.until_on IS NOT NULL OR NEW.centre_id <> OLD.centre_id OR NEW.guardian_id <> OLD.guardian_id
  OR NEW.ward_id <> OLD.ward_id OR NEW.person_id <> OLD.person_id OR NEW.relation <> OLD.relation
  OR NEW.from_on <> OLD.from_on
BEGIN SELECT RAISE (ABORT, 'family.guardian_is_kept'); END;
CREATE TRIGGER guardian_is_kept BEFORE DELETE ON guardian
BEGIN SELECT RAISE (ABORT, 'family.guardian_is_kept'); END;
CREATE TRIGGER consent_text_is_immutable_update BEFORE UPDATE ON consent_text
BEGIN SELECT RAISE (ABORT, 'consent.text_is_immutable'); END;
CREATE TRIGGER consent_text_is_immutable_delete BEFORE DELETE ON consent_text
BEGIN SELECT RAISE (ABORT, 'consent.text_is_immutable'); END;
CREATE TRIGGER consent_text_has_no_gap BEFORE INSERT ON consent_text
WHEN NEW.version > 1 AND NOT EXISTS (SELECT 1 FROM consent_text
     WHERE centre_id = NEW.centre_id AND purpose = NEW.purpose AND audience = NEW.audience AND version = NEW.version - 1)
BEGIN SELECT RAISE (ABORT, 'consent.text_version'); END;
CREATE UNIQUE INDEX consent_event_given ON consent_event (centre_id, consent_id) WHERE kind = 'given';
CREATE TRIGGER consent_event_is_append_only_update BEFORE UPDATE ON consent_event
BEGIN SELECT RAISE (ABORT, 'consent.event_is_immutable'); END;
CREATE TRIGGER consent_event_is_append_only_delete BEFORE DELETE ON consent_event
BEGIN SELECT RAISE (ABORT, 'consent.event_is_immutable'); END;
CREATE TRIGGER consent_event_has_no_gap BEFORE INSERT ON consent_event
WHEN NEW.number <> 1 + coalesce((SELECT max(number) FROM consent_event
     WHERE centre_id = NEW.centre_id AND person_id = NEW.person_id AND purpose = NEW.purpose), 0)
BEGIN SELECT RAISE (ABORT, 'consent.event_conflict'); END;
CREATE TRIGGER consent_event_withdraws_a_given BEFORE INSERT ON consent_event
WHEN NEW.kind = 'withdrawn' AND NOT EXISTS (SELECT 1 FROM consent_event
     WHERE centre_id = NEW.centre_id AND consent_id = NEW.consent_id AND kind = 'given' AND person_id = NEW.person_id
       AND purpose = NEW.purpose AND side = NEW.side AND text_id = NEW.text_id)
BEGIN SELECT RAISE (ABORT, 'consent.event_conflict'); END;
CREATE TRIGGER consent_event_fits_its_text BEFORE INSERT ON consent_event
WHEN NOT EXISTS (SELECT 1 FROM consent_text
     WHERE centre_id = NEW.centre_id AND text_id = NEW.text_id AND purpose = NEW.purpose
       AND (audience = 'guardian') = (NEW.side = 'guardian'))
BEGIN SELECT RAISE (ABORT, 'consent.event_text'); END;
CREATE INDEX appointment_by_start ON appointment (centre_id, starts_at_ms);
CREATE INDEX appointment_by_counsellor ON appointment (centre_id, counsellor_id, starts_at_ms);
CREATE INDEX appointment_by_visitor ON appointment (centre_id, visitor_id, starts_at_ms);
CREATE TRIGGER appointment_step BEFORE UPDATE ON appointment
WHEN NEW.version <> OLD.version + 1 OR NEW.appointment_id <> OLD.appointment_id OR NEW.centre_id <> OLD.centre_id
  OR NEW.booked_by <> OLD.booked_by OR NEW.booked_at_ms <> OLD.booked_at_ms OR NEW.channel <> OLD.channel OR NEW.kind <> OLD.kind
  OR (OLD.state || '>' || NEW.state) NOT IN
     ('held_by_phone>held_by_phone', 'held_by_phone>booked', 'held_by_phone>cancelled', 'held_by_phone>missed',
      'booked>booked', 'booked>arrived', 'booked>in_session', 'booked>cancelled', 'booked>missed',
      'arrived>booked', 'arrived>in_session', 'arrived>cancelled', 'in_session>in_session', 'in_session>done',
      'missed>arrived', 'cancelled>booked', 'cancelled>held_by_phone')
BEGIN SELECT RAISE (ABORT, 'scheduling.undefined_step'); END;
CREATE TRIGGER appointment_is_kept BEFORE DELETE ON appointment
BEGIN SELECT RAISE (ABORT, 'scheduling.appointment_is_kept'); END;
CREATE INDEX occupancy_by_appointment ON occupancy (centre_id, appointment_id);
CREATE TRIGGER occupancy_does_not_overlap BEFORE INSERT ON occupancy
WHEN EXISTS (SELECT 1 FROM occupancy o
             WHERE o.centre_id = NEW.centre_id AND o.resource = NEW.resource
               AND o.starts_at_ms > NEW.starts_at_ms - 21600000 AND o.starts_at_ms < NEW.ends_at_ms
               AND o.ends_at_ms > NEW.starts_at_ms)
BEGIN SELECT RAISE (ABORT, 'scheduling.slot_taken'); END;
CREATE TRIGGER occupancy_is_not_changed BEFORE UPDATE ON occupancy
BEGIN SELECT RAISE (ABORT, 'scheduling.occupancy_is_immutable'); END;
CREATE TRIGGER appointment_override_update BEFORE UPDATE ON appointment_override
BEGIN SELECT RAISE (ABORT, 'scheduling.override_is_immutable'); END;
CREATE TRIGGER appointment_override_delete BEFORE DELETE ON appointment_override
BEGIN SELECT RAISE (ABORT, 'scheduling.override_is_immutable'); END;
CREATE UNIQUE INDEX visitor_case_open ON visitor_case (centre_id, visitor_id, counsellor_id) WHERE state <> 'closed';
CREATE INDEX visitor_case_by_counsellor ON visitor_case (centre_id, counsellor_id, opened_at_ms);
CREATE TRIGGER visitor_case_changes BEFORE UPDATE ON visitor_case
WHEN NEW.version <> OLD.version + 1 OR NEW.case_id <> OLD.case_id OR NEW.visitor_id <> OLD.visitor_id OR NEW.code_year <> OLD.code_year
  OR NEW.code_number <> OLD.code_number OR NEW.opened_at_ms <> OLD.opened_at_ms OR OLD.state = 'closed'
  OR (OLD.state = 'active' AND NEW.state = 'intake')
BEGIN SELECT RAISE (ABORT, 'casework.undefined_step'); END;
CREATE TRIGGER visitor_case_is_kept BEFORE DELETE ON visitor_case
BEGIN SELECT RAISE (ABORT, 'casework.case_is_kept'); END;
CREATE TRIGGER case_text_has_no_gap BEFORE INSERT ON case_text
WHEN NEW.version <> 1 + coalesce((SELECT max(version) FROM case_text
                                  WHERE centre_id = NEW.centre_id AND case_id = NEW.case_id AND kind = NEW.kind), 0)
BEGIN SELECT RAISE (ABORT, 'casework.text_version_conflict'); END;
CREATE TRIGGER case_text_update BEFORE UPDATE ON case_text
BEGIN SELECT RAISE (ABORT, 'casework.text_is_immutable'); END;
CREATE TRIGGER case_text_delete BEFORE DELETE ON case_text
BEGIN SELECT RAISE (ABORT, 'casework.text_is_immutable'); END;
CREATE INDEX session_by_case ON session (centre_id, case_id, started_at_ms);
CREATE INDEX session_by_counsellor ON session (centre_id, counsellor_id, started_at_ms);
CREATE TRIGGER session_note_signed BEFORE UPDATE ON session_note
WHEN OLD.state = 'signed' OR NEW.version <> OLD.version + 1 OR NEW.session_id <> OLD.session_id
BEGIN SELECT RAISE (ABORT, 'casework.note_is_signed'); END;
CREATE TRIGGER session_note_is_kept BEFORE DELETE ON session_note
BEGIN SELECT RAISE (ABORT, 'casework.note_is_signed'); END;
CREATE UNIQUE INDEX session_note_version_signed ON session_note_version (centre_id, session_id) WHERE kind = 'signed';
CREATE TRIGGER session_note_version_has_no_gap BEFORE INSERT ON session_note_version
WHEN NEW.version <> 1 + coalesce((SELECT max(version) FROM session_note_version
                                  WHERE centre_id = NEW.centre_id AND session_id = NEW.session_id), 0)
BEGIN SELECT RAISE (ABORT, 'casework.note_version_conflict'); END;
CREATE TRIGGER session_note_version_after_signing BEFORE INSERT ON session_note_version
WHEN NEW.kind IN ('draft', 'signed') AND EXISTS (SELECT 1 FROM session_note_version
     WHERE centre_id = NEW.centre_id AND session_id = NEW.session_id AND kind = 'signed')
BEGIN SELECT RAISE (ABORT, 'casework.note_is_signed'); END;
CREATE TRIGGER session_note_version_update BEFORE UPDATE ON session_note_version
BEGIN SELECT RAISE (ABORT, 'casework.note_version_is_immutable'); END;
CREATE TRIGGER session_note_version_delete BEFORE DELETE ON session_note_version
BEGIN SELECT RAISE (ABORT, 'casework.note_version_is_immutable'); END;
CREATE TRIGGER summary_signature_update BEFORE UPDATE ON summary_signature
BEGIN SELECT RAISE (ABORT, 'casework.signature_is_immutable'); END;
CREATE TRIGGER summary_signature_delete BEFORE DELETE ON summary_signature
BEGIN SELECT RAISE (ABORT, 'casework.signature_is_immutable'); END;
CREATE TRIGGER process_note_version BEFORE UPDATE ON process_note
WHEN NEW.version <> OLD.version + 1 OR NEW.author_id <> OLD.author_id
BEGIN SELECT RAISE (ABORT, 'casework.process_note_version'); END;
CREATE TRIGGER reception_override_update BEFORE UPDATE ON reception_override
BEGIN SELECT RAISE (ABORT, 'reception.override_is_immutable'); END;
CREATE TRIGGER reception_override_delete BEFORE DELETE ON reception_override
BEGIN SELECT RAISE (ABORT, 'reception.override_is_immutable'); END;
CREATE INDEX archive_file_by_counsellor ON archive_file (centre_id, counsellor_id, file_number);
CREATE TRIGGER archive_file_is_kept BEFORE DELETE ON archive_file
BEGIN SELECT RAISE (ABORT, 'archive.file_is_kept'); END;
CREATE TRIGGER archive_file_retention BEFORE UPDATE ON archive_file
WHEN NEW.retention_until_on < OLD.retention_until_on
BEGIN SELECT RAISE (ABORT, 'archive.retention_is_not_shortened'); END;
CREATE TRIGGER archive_file_changes BEFORE UPDATE ON archive_file
WHEN NEW.version <> OLD.version + 1 OR NEW.centre_id <> OLD.centre_id OR NEW.file_id <> OLD.file_id OR NEW.file_number <> OLD.file_number
  OR NEW.case_id <> OLD.case_id OR NEW.case_code <> OLD.case_code OR NEW.visitor_id <> OLD.visitor_id
  OR NEW.visitor_code <> OLD.visitor_code OR NEW.counsellor_id <> OLD.counsellor_id OR NEW.closed_at_ms <> OLD.closed_at_ms
  OR NEW.closed_on <> OLD.closed_on OR NEW.class <> OLD.class OR NEW.filed_at_ms <> OLD.filed_at_ms
BEGIN SELECT RAISE (ABORT, 'archive.entry_is_immutable'); END;
