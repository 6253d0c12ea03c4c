# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the goals are measured on: the machine, a centre, a server, the load."""
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import statistics
import subprocess
import time
from datetime import datetime, timedelta, timezone

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHANGHAI = timezone(timedelta(hours=8))
TICKS = os.sysconf("SC_CLK_TCK")


def idle_share(seconds=1.0):
    """Share of the machine that does nothing, over so many seconds."""
    def read():
        fields = [int(x) for x in open("/proc/stat").readline().split()[1:9]]
        return fields[3] + fields[4], sum(fields)
    before = read()
    time.sleep(seconds)
    after = read()
    return (after[0] - before[0]) / max(1, after[1] - before[1])


def commit():
    out = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return out.stdout.strip() or "unknown"


def run(*args, **kwargs):
    done = subprocess.run([str(a) for a in args], capture_output=True, text=True, **kwargs)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(str(a) for a in args)[:200]}: {done.returncode} {done.stderr.strip()[-600:]}")
    return done.stdout


class Bench:
    """The programs, the folder everything happens in, and how long it may take."""

    def __init__(self, build, scratch, quick, deep):
        self.scratch, self.quick, self.deep = pathlib.Path(scratch), quick, deep
        self.scratch.mkdir(parents=True, exist_ok=True)
        self.counsellors = 20 if quick else 100
        self.visitors_each = 5
        self.rounds = 1 if quick else 3
        self.raw_seconds = 0.3 if quick else 1.5
        programs = self.scratch / "bin"  # copies: a build that goes on beside us changes nothing under way
        programs.mkdir(exist_ok=True)
        self.programs = {}
        for name, path in {"xinan": "server/app/xinan", **{p: f"bench/bench_{p}" for p in ("plain", "groups_of_one", "no_ledger", "null_suite")}}.items():
            self.programs[name] = programs / name
            shutil.copy2(pathlib.Path(build) / path, programs / name)
        self.worlds, self.servers, self.pg, self.large = {}, [], None, None
        self.random = random.Random(20261122)
        self.files = 0

    def some(self, full, quick):
        return quick if self.quick else full

    def path(self, name):
        self.files += 1
        return self.scratch / f"{self.files:04d}-{name}"

    def world(self, kind="plain"):
        """A fresh copy of the seeded centre; kind: plain, null_suite (sealed by that program), pg."""
        if kind not in self.worlds:
            self.worlds[kind] = World.make(self, kind)
        return self.worlds[kind].copy()

    def postgres(self):
        if self.pg is None:
            folder = run("mktemp", "-d", "/tmp/xinan-pg.XXXXXX").strip()
            self.pg = (folder, run(ROOT / "tools/pg-private", "start", folder, "--with", os.getpid()).strip())
        return self.pg

    def psql(self, database, sql):
        folder, _ = self.postgres()
        return run("psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-h", f"{folder}/socket", "-U", "keeper", "-d", database, input=sql).strip()

    def raw(self, seconds=None):
        """One run of the raw loop in a file that stays for the whole run, on the same disk. Commits a second."""
        out = json.loads(run(self.programs["plain"], "raw", self.scratch / "raw.sqlite", seconds or self.raw_seconds))
        return out["rows"] / out["seconds"]

    def close(self):
        for server in list(self.servers):
            server.kill()
        if self.pg is not None:
            subprocess.run([str(ROOT / "tools/pg-private"), "stop", self.pg[0]], capture_output=True)
        shutil.rmtree(self.scratch, ignore_errors=True)


class World:
    def __init__(self, bench, folder, seeded, kind):
        self.bench, self.folder, self.kind = bench, folder, kind
        self.seeded = json.loads(seeded.read_text())
        self.seeded_file = seeded
        self.people = self.seeded["counsellors"]
        self.database = None
        self.used = 0
        self._slots = None

    @staticmethod
    def make(bench, kind):
        program = bench.programs["null_suite" if kind == "null_suite" else "xinan"]
        tool = bench.programs["null_suite" if kind == "null_suite" else "plain"]
        folder = bench.path(f"template-{kind}")
        key = bench.path(f"key-{kind}")
        args = [program, "init", "--data", folder, "--centre", "Bench", "--key-file", key]
        database = None
        if kind == "pg":
            _, conninfo = bench.postgres()
            database = "bench_template"
            for name in (database, "bench_keyring"):
                bench.psql("postgres", f"CREATE DATABASE {name} OWNER xinan")
            args += ["--postgres", conninfo.replace("dbname=postgres", f"dbname={database}"),
                     "--postgres-keyring", conninfo.replace("dbname=postgres", "dbname=bench_keyring")]
        run(*args)
        seeded = bench.path(f"seeded-{kind}.json")
        run(tool, "seed", folder, bench.counsellors, bench.visitors_each, seeded)
        world = World(bench, folder, seeded, kind)
        world.database = database
        return world

    def copy(self):
        folder = self.bench.path(f"world-{self.kind}")
        shutil.copytree(self.folder, folder, copy_function=shutil.copy2)
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o700 if path.is_dir() else 0o600)
        made = World(self.bench, folder, self.seeded_file, self.kind)
        if self.database:
            made.database = folder.name.replace("-", "_").replace("0", "x")
            self.bench.psql("postgres", f"CREATE DATABASE {made.database} TEMPLATE {self.database} OWNER xinan")
            settings = folder / "xinan.yaml"
            settings.write_text(settings.read_text().replace(f"dbname={self.database}", f"dbname={made.database}"))
        return made

    def beside(self):
        """Another folder on the same database, for a second server process."""
        folder = self.bench.path("second")
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*.sock"))
        folder.chmod(0o700)
        made = World(self.bench, folder, self.seeded_file, self.kind)
        made.database = self.database
        return made

    @property
    def store(self):
        return self.folder / "store" / "xinan.sqlite"

    def cookies(self):
        tool = self.bench.programs["null_suite" if self.kind == "null_suite" else "plain"]
        path = self.bench.path("cookies")
        path.write_text(run(tool, "signin", self.folder, self.seeded_file))
        return path

    def slots(self):
        """Every (counsellor, visitor, start) that no rule warns of: open hours, at most 5 a day and 24 a week, a visitor once a
        day; counsellor after counsellor, so that accounts take turns."""
        if self._slots is None:
            times = [(12, 30), (13, 0), (17, 0), (17, 30), (19, 0)]
            today = datetime.now(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
            days = [today + timedelta(days=d) for d in range(1, 89)]
            self._slots = [(c, v, (day + timedelta(hours=h, minutes=m)).astimezone(timezone.utc))
                           for day in days if day.weekday() < 5
                           for v, (h, m) in enumerate(times if day.weekday() < 4 else times[:4])
                           for c in range(len(self.people))]
        return self._slots

    def booking(self, slot, by=None, kind="book", room=None, visitor=None):
        c, v, start = slot
        who = self.people[c]
        body = json.dumps({"visitor": visitor or who["visitors"][v], "counsellor": who["id"], "starts_at": iso(start),
                           "ends_at": iso(start + timedelta(minutes=15)), "room": room or who["room"], "channel": "counsellor"})
        return f"{kind}\tPOST\t/api/v1/appointments\t{c if by is None else by}\t-\t{body}"

    def bookings(self, count):
        """The next so many bookings that nobody made yet."""
        slots = self.slots()[self.used:self.used + count]
        if len(slots) < count:
            raise RuntimeError(f"the centre has only {len(self.slots())} slots")
        self.used += count
        return [self.booking(slot) for slot in slots]


def iso(t):
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


class Server:
    def __init__(self, world, program="xinan"):
        self.world, self.bench = world, world.bench
        self.cookies = world.cookies()
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.log = open(self.bench.path("server.log"), "wb")
        begun = time.monotonic()
        self.process = subprocess.Popen([str(self.bench.programs[program]), "serve", "--data", str(world.folder), "--port", str(self.port)],
                                        stdout=self.log, stderr=self.log)
        self.bench.servers.append(self)
        self.start_seconds = self._wait(begun)

    def _wait(self, begun):
        while time.monotonic() - begun < 30:
            if self.process.poll() is not None:
                raise RuntimeError("the server ended: " + pathlib.Path(self.log.name).read_text()[-500:])
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as s:
                    s.sendall(b"GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    if s.recv(64).startswith(b"HTTP/1.1 200"):
                        return time.monotonic() - begun
            except OSError:
                pass
            time.sleep(0.002)
        raise RuntimeError("the server is not ready after 30 s")

    def cpu_seconds(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def rss_mb(self):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def start_load(self, lines, connections, acknowledged=None):
        requests = self.bench.path("requests")
        requests.write_text("\n".join(lines) + "\n")
        args = [self.bench.programs["plain"], "load", self.port, connections, requests, self.cookies]
        if acknowledged:
            args.append(acknowledged)
        return subprocess.Popen([str(a) for a in args], stdout=subprocess.PIPE, text=True)

    def end_load(self, process, expect="2"):
        out = json.loads(process.communicate()[0])
        out["rate"] = out["answered"] / out["seconds"]
        wrong = {s: n for s, n in out["statuses"].items() if not s.startswith(expect)}
        if expect and (wrong or not out["complete"]):
            raise RuntimeError(f"answers nobody expected: {out['statuses']}, complete: {out['complete']}")
        return out

    def load(self, lines, connections, acknowledged=None, expect="2"):
        """Sends all lines; rate, latencies and server CPU. Raises when an answer does not begin with `expect`."""
        before = self.cpu_seconds()
        out = self.end_load(self.start_load(lines, connections, acknowledged), expect)
        out["cpu_us"] = (self.cpu_seconds() - before) / max(1, out["answered"]) * 1e6
        return out

    def kill(self):
        if self in self.bench.servers:
            self.bench.servers.remove(self)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self in self.bench.servers:
            self.bench.servers.remove(self)
        self.process.terminate()
        self.process.wait(timeout=30)


def sides(rounds, a, b):
    """A B B A, so many times. Each call gives a number; returns the lists of ratios b/a, of a and of b."""
    ratios, all_a, all_b = [], [], []
    for _ in range(rounds):
        a1, b1, b2, a2 = a(), b(), b(), a()
        ratios.append((b1 + b2) / (a1 + a2))
        all_a += [a1, a2]
        all_b += [b1, b2]
    return ratios, all_a, all_b


median = statistics.median
