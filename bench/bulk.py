# SPDX-License-Identifier: AGPL-3.0-or-later
"""Years of past appointments, written straight into the tables of a stopped centre. Indexes and triggers are set aside
meanwhile and put back as they were."""
import os
import sqlite3
import struct
import time

STEP = 30 * 60_000  # a quarter of an hour and its buffer


def add_appointments(world, total):
    """Fills up to `total` appointments: the 50 first counsellors and rooms, round the clock, from yesterday back."""
    store = sqlite3.connect(world.store)
    store.execute("PRAGMA synchronous=OFF")
    store.execute("PRAGMA cache_size=-800000")
    aside = store.execute("SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ('appointment', 'occupancy') AND type IN ('index', 'trigger') "
                          "AND sql IS NOT NULL").fetchall()
    centre = bytes.fromhex(world.seeded["centre"].replace("-", ""))
    people = [[bytes.fromhex(i.replace("-", "")) for i in (p["id"], p["room"], p["visitors"][0])] for p in world.people[:50]]
    have = store.execute("SELECT count(*) FROM appointment").fetchone()[0]
    oldest = store.execute("SELECT min(starts_at_ms) FROM appointment WHERE state = 'missed'").fetchone()[0]
    start = (oldest or int(time.time() * 1000) // STEP * STEP - 24 * 3_600_000) - STEP
    for kind, name, _ in aside:
        store.execute(f"DROP {kind} {name}")
    while have < total:
        appointments, spans = [], []
        while have < total and len(appointments) < 50_000:
            for counsellor, room, visitor in people:
                if have == total:
                    break
                identity = struct.pack(">Q", start)[2:] + os.urandom(10)
                appointments.append((centre, identity, start, start + 900_000, counsellor, room, visitor, counsellor, start - 86_400_000))
                spans += [(centre, counsellor, start, start + 1_800_000, "counsellor", identity), (centre, room, start, start + 1_800_000, "room", identity),
                          (centre, visitor, start, start + 900_000, "visitor", identity)]
                have += 1
            start -= STEP
        store.executemany("INSERT INTO appointment (centre_id, appointment_id, version, state, kind, channel, starts_at_ms, ends_at_ms, counsellor_id, room_id, "
                          "visitor_id, booked_by, booked_at_ms) VALUES (?, ?, 1, 'missed', 'ordinary', 'counsellor', ?, ?, ?, ?, ?, ?, ?)", appointments)
        spans.sort()
        store.executemany("INSERT INTO occupancy (centre_id, resource, starts_at_ms, ends_at_ms, kind, appointment_id) VALUES (?, ?, ?, ?, ?, ?)", spans)
        store.commit()
    for _, _, sql in aside:
        store.execute(sql)
    store.commit()
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
