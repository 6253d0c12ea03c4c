# SPDX-License-Identifier: AGPL-3.0-or-later
"""The goals of speed, each a function that yields rows: what was measured, the figure, the target. Targets stand here and nowhere
else. Ratios are medians of A B B A in one run on one disk."""
import collections
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from datetime import timedelta

from bulk import add_appointments
from world import ROOT, Server, median, run, sides


def row(what, measured, target=None, unit="x", **conditions):
    """target: (">=", 0.5) or None for a figure that is only reported."""
    return {"what": what, "measured": round(float(measured), 4), "unit": unit,
            "target": None if target is None else {"op": target[0], "value": target[1]}, "conditions": conditions}


def against_raw(bench, act):
    """Ratios of act() (a rate) to the raw loop."""
    return sides(bench.rounds, bench.raw, act)


def goal_1(bench):
    """Durable booking over HTTP on SQLite."""
    world = bench.world()
    server = Server(world)
    acknowledged = bench.path("acknowledged")
    server.load(world.bookings(bench.some(200, 20)), 16, acknowledged)
    single = server.load(world.bookings(bench.some(400, 40)), 1, acknowledged)
    yield row("bookings a second at 1 connection", single["rate"], unit="1/s", p50_us=single["kinds"]["book"]["p50_us"],
              p99_us=single["kinds"]["book"]["p99_us"], cpu_us=round(single["cpu_us"]))
    for connections, share, target in ((16, 0.5, 250), (64, 0.8, None)):
        seen = []

        def book():
            seen.append(server.load(world.bookings(bench.some(1800, 100)), connections, acknowledged))
            return seen[-1]["rate"]
        ratios, raw, ours = against_raw(bench, book)
        last = seen[-1]["kinds"]["book"]
        yield row(f"booking at {connections} connections ÷ raw loop", median(ratios), (">=", share), raw=round(median(raw)), ours=round(median(ours)),
                  p50_us=last["p50_us"], p99_us=last["p99_us"])
        yield row(f"server CPU of a booking at {connections}", median([s["cpu_us"] for s in seen]), target and ("<=", target), "µs")
    # Syncs are counted, then the server is killed in the middle of its work.
    yield from syncs_and_a_kill(bench, world, server, acknowledged)
    yield from groups_of_one(bench)


def syncs_and_a_kill(bench, world, server, acknowledged):
    for connections, count in ((1, bench.some(200, 30)), (64, bench.some(1000, 100))):
        counts = bench.path("strace")
        tracer = subprocess.Popen(["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", str(counts), "-p", str(server.process.pid)],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)
        server.load(world.bookings(count), connections, acknowledged)
        tracer.send_signal(signal.SIGINT)
        tracer.wait()
        syncs = sum(int(m.group(1)) for m in re.finditer(r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?f(?:data)?sync$", counts.read_text(), re.M))
        # One at a time, each answer has its own sync; together they share.
        yield row(f"syncs of the disk for one booking at {connections} connections", syncs / count, (">=", 1.0) if connections == 1 else (">=", 1 / 64), "1",
                  syncs=syncs, bookings=count)
    load = server.start_load(world.bookings(bench.some(2500, 400)), 64, acknowledged)
    begun, until = server.cpu_seconds(), time.monotonic() + 20
    while server.cpu_seconds() - begun < bench.some(0.3, 0.1) and time.monotonic() < until:  # it is at work
        time.sleep(0.01)
    server.kill()
    if json.loads(load.communicate()[0])["complete"]:
        raise RuntimeError("the server was killed after its work, not in the middle of it")
    told = {line.rsplit("/", 1)[1].strip() for line in acknowledged.read_text().splitlines() if "/" in line}
    with sqlite3.connect(world.store) as store:
        there = {bytes(r[0]).hex() for r in store.execute("SELECT appointment_id FROM appointment")}
        deeds = store.execute("SELECT count(*) FROM deed WHERE action = 'scheduling.appointment.book' AND outcome = 1").fetchone()[0]
    lost = len({t.replace("-", "") for t in told} - there)
    yield row("acknowledged bookings lost by kill -9", lost, ("<=", 0), "", acknowledged=len(told), stored=len(there), deeds_of_bookings=deeds)
    if deeds != len(there):
        raise RuntimeError(f"{len(there)} bookings and {deeds} deeds of them")


def groups_of_one(bench):
    world, other = bench.world(), bench.world()
    server, alone = Server(world), Server(other, "groups_of_one")
    count = bench.some(1800, 100)
    ratios, one, ours = sides(bench.rounds, lambda: alone.load(other.bookings(count), 64)["rate"], lambda: server.load(world.bookings(count), 64)["rate"])
    yield row("booking at 64 ÷ the same server with groups of one", median(ratios), (">=", 1.5), ours=round(median(ours)), groups_of_one=round(median(one)))
    server.stop(), alone.stop()


def tries(world, count):
    """So many tries at one slot of the first counsellor, by everybody, some starting five and ten minutes later."""
    c, _, start = world.slots()[0]
    people = [(i, v) for v in range(world.bench.visitors_each) for i in range(len(world.people))]
    return [world.booking((c, 0, start + timedelta(minutes=5 * (n % 3))), by=i, room=world.people[c]["room"], visitor=world.people[i]["visitors"][v])
            for n, (i, v) in enumerate((people * 3)[:count])]


def goal_2(bench):
    """200 tries at one slot."""
    world = bench.world()
    server = Server(world)
    lines = tries(world, 200)
    out = server.load(lines, 200, expect="")
    server.stop()
    with sqlite3.connect(world.store) as store:
        deeds = dict(store.execute("SELECT outcome, count(*) FROM deed WHERE action = 'scheduling.appointment.book' GROUP BY outcome"))
        kept = store.execute("SELECT count(*) FROM appointment").fetchone()[0]
    yield from verdict("SQLite", out["statuses"], kept, deeds)
    yield row("SQLite, bare SQL: rows in the slot after 200 tries", bare_sqlite(world, 200), ("<=", 1), "")

    world = bench.world("pg")
    second = world.beside()
    servers = [Server(world), Server(second)]
    loads = [server.start_load(lines[i::2], 100) for i, server in enumerate(servers) for lines in [tries(world, 200)]]
    statuses = collections.Counter()
    for server, load in zip(servers, loads):
        statuses.update(server.end_load(load, "")["statuses"])
        server.stop()
    found = bench.psql(world.database, "SELECT outcome || ' ' || count(*) FROM deed WHERE action = 'scheduling.appointment.book' GROUP BY outcome")
    deeds = {int(o): int(n) for o, n in (line.split() for line in found.splitlines())}
    kept = int(bench.psql(world.database, "SELECT count(*) FROM appointment"))
    yield from verdict("PostgreSQL, two processes", statuses, kept, deeds)
    yield row("PostgreSQL, bare SQL: rows in the slot after 200 tries", bare_postgres(bench, world), ("<=", 1), "")


def verdict(engine, statuses, kept, deeds):
    yield row(f"{engine}: bookings of 200 tries", statuses.get("201", 0), ("==", 1), "", statuses=dict(statuses), rows=kept)
    yield row(f"{engine}: refusals (409)", statuses.get("409", 0), ("==", 199), "")
    yield row(f"{engine}: deeds", sum(deeds.values()), ("==", 200), "", done=deeds.get(1, 0), refused=deeds.get(2, 0))
    yield row(f"{engine}: answers of 5xx", sum(n for s, n in statuses.items() if s.startswith("5")), ("<=", 0), "")


def bare_sqlite(world, count):
    """No code of ours between: whoever writes the tables by hand."""
    with sqlite3.connect(world.store) as store:
        store.execute("DELETE FROM occupancy")
        sample = store.execute("SELECT centre_id, appointment_id FROM appointment LIMIT 1").fetchone()
    base = 1_900_000_000_000
    resource = b"\x01" * 16

    def attempt(numbers):
        with sqlite3.connect(world.store, timeout=30) as store:
            for n in numbers:
                try:
                    store.execute("INSERT INTO occupancy (centre_id, resource, starts_at_ms, ends_at_ms, kind, appointment_id) VALUES (?, ?, ?, ?, 'room', ?)",
                                  (sample[0], resource, base + 60_000 * (n % 7), base + 3_600_000 + 60_000 * (n % 11), sample[1]))
                    store.commit()
                except sqlite3.IntegrityError:
                    store.rollback()
    threads = [threading.Thread(target=attempt, args=(range(t, count, 8),)) for t in range(8)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    with sqlite3.connect(world.store) as store:
        return store.execute("SELECT count(*) FROM occupancy WHERE resource = ?", (resource,)).fetchone()[0]


def bare_postgres(bench, world):
    script = bench.path("tries.pgbench")
    script.write_text("""\\set a random(0, 6)
DO $$ BEGIN INSERT INTO occupancy (centre_id, resource, starts_at_ms, ends_at_ms, kind, appointment_id)
  SELECT centre_id, '\\x01010101010101010101010101010101', 1900000000000 + 60000 * :a, 1900003600000 + 60000 * :a, 'room', appointment_id FROM appointment LIMIT 1;
EXCEPTION WHEN exclusion_violation OR unique_violation THEN NULL; END $$;
""")
    folder, _ = bench.postgres()
    run("pgbench", "-n", "-c", 100, "-j", 2, "-t", 2, "-f", script, "-h", f"{folder}/socket", "-U", "keeper", world.database)
    return int(bench.psql(world.database, "SELECT count(*) FROM occupancy WHERE resource = '\\x01010101010101010101010101010101'"))


def booked_reads(world, server, count, scratch):
    """Books so many, and gives the lines that read each by its own counsellor."""
    acknowledged = scratch
    slots = world.slots()[world.used:world.used + count]
    # One connection keeps the order, so each Location belongs to its slot.
    server.load(world.bookings(count), 1, acknowledged)
    targets = acknowledged.read_text().splitlines()
    return [f"read\tGET\t{target}\t{slot[0]}\t-\t" for slot, target in zip(slots, targets)]


def nginx(bench):
    """The ceiling: 200 bytes from a file. None where nginx is not installed."""
    program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if program is None:
        return None
    folder = bench.path("nginx")
    folder.mkdir()
    (folder / "index.html").write_text("x" * 200)
    (folder / "nginx.conf").write_text(f"""worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}
http {{ access_log off; keepalive_requests 100000000; server {{ listen 127.0.0.1:{18080}; root {folder}; }} }}""")
    process = subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    return process


def goal_3(bench):
    """Reading one appointment."""
    world = bench.world()
    server = Server(world)
    lines = booked_reads(world, server, bench.some(500, 60), bench.path("acknowledged"))
    first = server.load(lines, 16)
    lines = lines * bench.some(20, 5)
    seen = [server.load(lines, 16) for _ in range(2 * bench.rounds)]
    one = server.load(lines[:2000], 1)
    yield row("server CPU of reading one appointment at 16", median([s["cpu_us"] for s in seen]), ("<=", 60), "µs", reads_per_second=round(median([s["rate"] for s in seen])),
              note="seen again within 15 minutes: no second deed", first_sight_cpu_us=round(first["cpu_us"]), first_sight_per_second=round(first["rate"]))
    yield row("p99 ÷ p50 of reading at 16", median([s["kinds"]["read"]["p99_us"] / s["kinds"]["read"]["p50_us"] for s in seen]), ("<=", 6),
              p50_us=seen[-1]["kinds"]["read"]["p50_us"], p99_us=seen[-1]["kinds"]["read"]["p99_us"])
    yield row("reads a second at 1 connection", one["rate"], unit="1/s", p50_us=one["kinds"]["read"]["p50_us"])
    ceiling = nginx(bench)
    if ceiling is None:
        yield row("reading ÷ nginx static", 0, unit="not measured", note="nginx is not installed")
    else:
        static = ["read\tGET\t/\t-\t-\t"] * len(lines)
        port, server.port = server.port, 18080
        rate = median([server.load(static, 16)["rate"] for _ in range(3)])
        server.port = port
        ceiling.terminate()
        ceiling.wait()
        yield row("reading ÷ nginx static", median([s["rate"] for s in seen]) / rate, nginx=round(rate))
    yield row("reading ÷ Orthanc", 0, unit="not measured", note="Orthanc is not installed; PERF.md has 45 µs CPU a request on another day")
    server.stop()


def goal_4(bench):
    """Nine reads and one booking."""
    world = bench.world()
    server = Server(world)
    lines = booked_reads(world, server, bench.some(500, 60), bench.path("acknowledged"))
    server.load(lines, 16)
    reads = lines * bench.some(10, 5)
    booked = []

    def alone():
        return server.load(reads, 16)["kinds"]["read"]["p99_us"]

    def mixed():
        both = list(reads)
        for i, booking in enumerate(world.bookings(len(reads) // 9)):
            both.insert(i * 10, booking)
        kinds = server.load(both, 16)["kinds"]
        booked.append(kinds["book"])
        return kinds["read"]["p99_us"]
    ratios, read_only, beside = sides(bench.rounds, alone, mixed)
    yield row("read p99 in 90/10 ÷ read-only, 16 connections", median(ratios), ("<=", 2), read_only_p99_us=round(median(read_only)), mixed_p99_us=round(median(beside)))
    yield row("booking p99 ÷ p50 in 90/10, 16 connections", median([b["p99_us"] / b["p50_us"] for b in booked]), ("<=", 8), p50_us=round(median([b["p50_us"] for b in booked])))
    server.stop()


def goal_5(bench):
    """Free times of 50 counsellors over 30 days."""
    world = bench.world()
    server = Server(world)
    server.load(world.bookings(bench.some(1000, 100)), 16)
    server.stop()
    lines = [f"free\tGET\t/api/v1/free-times?days=30\t{c % len(world.people)}\t-\t" for c in range(bench.some(100, 40))]
    first = None
    stages = [(10_000, None), (bench.some(1_000_000, 30_000), 1.3)] + ([(10_000_000, 1.5)] if bench.deep else [])
    for count, growth in stages:
        add_appointments(world, count)
        server = Server(world)
        server.load(lines[:10], 1)
        out = server.load(lines, 1)
        p50 = out["kinds"]["free"]["p50_us"] / 1000
        if first is None:
            first = p50
            yield row(f"free times, 50 counsellors × 30 days, {count:,} appointments, p50 over HTTP", p50, ("<=", 5), "ms", cpu_us=round(out["cpu_us"]))
        else:
            yield row(f"free times at {count:,} ÷ at 10,000 appointments", p50 / first, ("<=", growth), p50_ms=round(p50, 2))
        server.stop()
    bench.large = world  # goal 11 starts it


def written_records(bench, kind, program):
    """A server whose centre has a written record for each visitor; the lines that open each."""
    world = bench.world(kind)
    server = Server(world, program)
    begun = bench.path("begun")
    who = [(c, v) for v in range(bench.some(4, 2)) for c in range(len(world.people))]
    server.load([f"begin!\tPOST\t/api/v1/sessions/unplanned\t{c}\t-\t" + json.dumps({"visitor": world.people[c]["visitors"][v], "kind": "first_talk", "reason": "说说话"})
                 for c, v in who], 1, begun)
    sessions = re.findall(r'"session":\{"id":"([^"]+)"', begun.read_text())
    if len(sessions) != len(who):
        raise RuntimeError(f"{len(sessions)} sessions of {len(who)}: {begun.read_text()[:300]}")
    record = {field: "睡前一小时不看手机,周五再谈。" * 10 for field in ("background", "request", "theme", "intervention", "plan", "shared_summary")}
    record |= {"method": "listening", "risk": "low"}
    server.load([f"write\tPUT\t/api/v1/sessions/{s}/record\t{c}\tv0\t" + json.dumps(record, ensure_ascii=False)
                 for s, (c, _) in zip(sessions, who)], 16)
    return server, [f"open\tGET\t/api/v1/sessions/{s}/record\t{c}\t-\t" for s, (c, _) in zip(sessions, who)]


def goal_7(bench):
    """Opening a sealed record."""
    server, lines = written_records(bench, "plain", "xinan")
    null, null_lines = written_records(bench, "null_suite", "null_suite")
    times = bench.some(3, 5)  # 12 and once more for each account: below the 120 a minute of the route
    seen = []

    def opened(one, asked, keep):
        out = one.load(asked * times, 64)
        if keep:
            seen.append(out)
        return out["rate"]
    ratios, raw, ours = against_raw(bench, lambda: opened(server, lines, True))
    yield row("opening a sealed record at 64 connections ÷ raw loop", median(ratios), (">=", 1.0), raw=round(median(raw)), ours=round(median(ours)),
              cpu_us=round(median([s["cpu_us"] for s in seen])), p50_us=seen[-1]["kinds"]["open"]["p50_us"], p99_us=seen[-1]["kinds"]["open"]["p99_us"])
    server.stop()
    server, lines = written_records(bench, "plain", "xinan")
    ratios, nothing, sealed = sides(bench.rounds, lambda: opened(null, null_lines, False), lambda: opened(server, lines, False))
    yield row("opening a sealed record at 64 ÷ the same with a null suite", median(ratios), (">=", 0.8), null=round(median(nothing)), sealed=round(median(sealed)))
    server.stop(), null.stop()

    folder = bench.world().folder

    def ours_bulk():
        out = json.loads(run(bench.programs["plain"], "unseal", folder, bench.some(1.5, 0.5)))
        return out["bytes"] / out["seconds"]

    def openssl():
        out = run("openssl", "speed", "-seconds", "1", "-bytes", "1024", "-decrypt", "-evp", "aes-256-gcm", stderr=None)
        return float(re.search(r"AES-256-GCM\s+([\d.]+)k", out, re.I).group(1)) * 1000
    ratios, theirs, mine = sides(bench.rounds, openssl, ours_bulk)
    yield row("bulk unsealing of 1 KiB fields on one core ÷ openssl AES-256-GCM", median(ratios), (">=", 0.3), ours_mb_s=round(median(mine) / 1e6), openssl_mb_s=round(median(theirs) / 1e6))


def goal_10(bench):
    """What the ledger costs, and what examining it costs."""
    for connections in (16, 64):
        world, other = bench.world(), bench.world()
        server, without = Server(world), Server(other, "no_ledger")
        count = bench.some(1800, 100)
        ratios, bare, ours = sides(bench.rounds, lambda: without.load(other.bookings(count), connections)["rate"], lambda: server.load(world.bookings(count), connections)["rate"])
        yield row(f"booking with ledger ÷ without, {connections} connections", median(ratios), (">=", 0.85), ours=round(median(ours)), without=round(median(bare)))
        server.stop(), without.stop()
    world = bench.world()
    count = bench.some(1_000_000, 30_000)
    run(bench.programs["plain"], "deeds", world.folder, count)
    seen = []

    def bare_tree():
        seen.append(json.loads(run(bench.programs["plain"], "tree", world.folder)))
        return seen[-1]["seconds"]

    def verify():
        begun = time.monotonic()
        run(bench.programs["xinan"], "ledger", "verify", "--data", world.folder)
        return time.monotonic() - begun
    ratios, tree, ours = sides(bench.rounds, bare_tree, verify)
    yield row(f"ledger verify of {count:,} entries ÷ a bare tree over the same bytes", median(ratios), ("<=", 3), verify_s=round(median(ours), 2), tree_s=round(median(tree), 3),
              entries=seen[-1]["entries"], bytes=seen[-1]["bytes"])


def goal_11(bench):
    """Start and memory."""
    world, large = bench.world(), bench.large

    def starts(world):
        out = []
        for _ in range(bench.some(5, 2)):
            server = Server(world)
            out.append(server.start_seconds)
            server.stop()
        return median(out)
    empty = starts(world)
    if large is None:
        large = bench.world()
        add_appointments(large, bench.some(1_000_000, 30_000))
    full = starts(large)
    yield row("start with a key file to the first 200", full, ("<=", 0.5), "s", empty_s=round(empty, 3), appointments=bench.some(1_000_000, 30_000))
    yield row("start with a million appointments ÷ empty", full / empty, ("<=", 1.5))
    server = Server(large)
    time.sleep(1)
    idle = server.rss_mb()
    yield row("memory when idle (RSS)", idle, ("<=", 64), "MB")
    large.used = max(large.used, bench.some(1000, 100))  # what goal 5 booked
    lines = booked_reads(large, server, bench.some(500, 60), bench.path("acknowledged"))
    total = bench.some(1_000_000, 10_000)
    sent = 0
    while sent < total:
        some = (lines * 100)[:min(50_000, total - sent)]
        server.load(some, 16)
        sent += len(some)
    time.sleep(1)
    yield row(f"memory after {total:,} requests ÷ idle", server.rss_mb() / idle, ("<=", 1.7), after_mb=round(server.rss_mb(), 1))
    server.stop()


def goal_12(bench):
    """Booking on PostgreSQL."""
    world = bench.world("pg")
    folder, _ = bench.postgres()
    bench.psql(world.database, pgbench_places(world))
    server = Server(world)
    server.load(world.bookings(bench.some(200, 40)), 16)
    base = [0]
    count = bench.some(1000, 100)

    def theirs():
        base[0] += 100_000
        out = run("pgbench", "-n", "-M", "prepared", "-c", 16, "-j", 2, "-T", bench.some(3, 1), "-D", f"n={base[0]}", "-f", ROOT / "bench/booking.pgbench",
                  "-h", f"{folder}/socket", "-U", "keeper", world.database)
        return float(re.search(r"tps = ([\d.]+)", out).group(1))
    seen = []

    def ours():
        seen.append(server.load(world.bookings(count), 16))
        return seen[-1]["rate"]
    ratios, bare, mine = sides(bench.rounds, theirs, ours)
    yield row("booking on PostgreSQL at 16 ÷ booking.pgbench", median(ratios), (">=", 0.5), ours=round(median(mine)), pgbench=round(median(bare)),
              cpu_us=round(median([s["cpu_us"] for s in seen])))
    second = Server(world.beside())

    def two():
        begun = time.monotonic()
        loads = [(s, s.start_load(world.bookings(count // 2), 8)) for s in (server, second)]
        [s.end_load(load) for s, load in loads]
        return count / (time.monotonic() - begun)

    def one():
        begun = time.monotonic()
        server.load(world.bookings(count), 16)
        return count / (time.monotonic() - begun)
    ratios, single, double = sides(bench.rounds, one, two)
    yield row("two server processes ÷ one on PostgreSQL, 16 connections together", median(ratios), (">=", 1.0), one=round(median(single)), two=round(median(double)))
    server.stop(), second.stop()


def pgbench_places(world):
    """Sixteen counsellors with room and visitor, by the number of the pgbench client."""
    values = ", ".join(f"({i}, decode('{world.seeded['centre'].replace('-', '')}', 'hex'), decode('{p['id'].replace('-', '')}', 'hex'), "
                       f"decode('{p['room'].replace('-', '')}', 'hex'), decode('{p['visitors'][0].replace('-', '')}', 'hex'))" for i, p in enumerate(world.people[:16]))
    return ("CREATE TABLE bench_place (client integer PRIMARY KEY, centre bytea, counsellor bytea, room bytea, visitor bytea);"
            f"INSERT INTO bench_place VALUES {values}; ANALYZE bench_place;")


GOALS = {"1": goal_1, "2": goal_2, "3": goal_3, "4": goal_4, "5": goal_5, "7": goal_7, "10": goal_10, "11": goal_11, "12": goal_12}
