#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each planted defect must be found by the test that is named for it.

run.py [--record] [--against BUILD] [NAME…]     all patches of this folder, or those named (without .patch)

A patch begins with two lines:   # kills: TEST_PROGRAM GTEST_FILTER
                                 # says: what is planted
The sources are copied to build/mutants/src, patched there, and only the named test program is built, in build/mutants/build.
The test must pass without the patch and fail with it. A patch that no longer applies or does not compile counts as a failure:
it tests nothing. Output: one line "ok N name - found by TESTS" or "not ok N name - why". Exit 1 when one is not ok.
--against BUILD compiles nothing but the patched source and links it before the libraries of an ordinary build, which must be
up to date: seconds instead of minutes, for patches of a .cpp file.
--record writes what came out into tests/mutants/found.tsv, one line a patch; lines of patches that were not run stay."""
import contextlib
import datetime
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATCHES = ROOT / "tests/mutants"
WORK = pathlib.Path(os.environ.get("XINAN_BUILD", ROOT / "build")) / "mutants"
SRC, BUILD = WORK / "src", WORK / "build"
JOBS = os.environ.get("XINAN_JOBS", str(os.cpu_count() or 1))
LEFT_OUT = ("web/", "bench/", "tests/simulation/", "tests/upgrade/", "tests/secrecy/", "tests/journeys/")
SECONDS_MAX = 900  # of one run of a test; a mutant that hangs has been noticed


def header(patch):
    text = patch.read_text(encoding="utf-8")
    kills = re.search(r"^# kills: (test_\w+) (\S+)$", text, re.M)
    says = re.search(r"^# says: (.+)$", text, re.M)
    if not kills or not says:
        sys.exit(f"{patch.name}: needs '# kills: PROGRAM FILTER' and '# says: …'")
    return kills.group(1), kills.group(2), says.group(1), re.findall(r"^\+\+\+ b/(\S+)", text, re.M)


def sources():
    """Files of the working tree that the build reads: tracked or new, not ignored. Not the pages, and not the long tests of the whole
    program, which no patch names."""
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, check=True).stdout
    for name in listed.decode().split("\0"):
        if name and not name.startswith(LEFT_OUT) and (ROOT / name).is_file():
            yield name


def copy(name):
    """Only when different: an unchanged file keeps its time, so nothing is built twice."""
    there, here = SRC / name, ROOT / name
    content = here.read_bytes()
    if there.is_file() and there.read_bytes() == content:
        return
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_bytes(content)
    shutil.copymode(here, there)


def copy_all():
    wanted = set(sources())
    for path in list(SRC.rglob("*")) if SRC.exists() else []:
        if path.is_file() and path.relative_to(SRC).as_posix() not in wanted:
            path.unlink()
    for name in wanted:
        copy(name)


def environment():
    return {**os.environ, "CCACHE_DIR": os.environ.get("CCACHE_DIR", str(WORK.parent / "ccache")), "CCACHE_BASEDIR": str(SRC),
            "CCACHE_SLOPPINESS": "pch_defines,time_macros", "LC_ALL": "C.UTF-8",
            # git apply in a plain folder: not the repository it happens to lie in.
            "GIT_CEILING_DIRECTORIES": str(WORK)}


def run(*command, seconds=None, **more):
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment(), timeout=seconds, **more)
        return done.returncode, done.stdout + done.stderr
    except subprocess.TimeoutExpired:
        return 124, "took too long"


def configure():
    """Not optimised and without debug information: a defect shows as well, and building is most of the time here."""
    deps = WORK.parent / "deps/usr/include"
    flags = [f"-DCMAKE_CXX_FLAGS=-isystem {deps}"] if (deps / "boost").exists() else []
    code, text = run("cmake", "-S", str(SRC), "-B", str(BUILD), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=-O0",
                     "-DXINAN_TESTS=ON", *flags)
    if code != 0:
        sys.exit("the copy cannot be configured:\n" + text[-2000:])


def build(program):
    """Ninja configures again by itself when a file came or went."""
    code, text = run("ninja", "-C", str(BUILD), "-j", JOBS, program)
    return code == 0, text


def test(program, wanted):
    found = [p for p in BUILD.rglob(program) if p.is_file() and os.access(p, os.X_OK)]
    if not found:
        return False, False, []
    return read_run(*run(str(found[0]), f"--gtest_filter={wanted}", seconds=SECONDS_MAX, cwd=BUILD))


def read_run(code, text):
    """(ran at least one test, all passed, names of the tests that failed)"""
    names = re.findall(r"^\[  FAILED  \] ([\w/]+\.[\w/]+)", text, re.M)
    failed = sorted({re.sub(r"^\w+/(?=\w+\.)|/\w+$", "", name) for name in names})  # without the engine it ran on
    return bool(re.search(r"^\[ RUN ", text, re.M)), code == 0, failed or [f"exit {code}"]


def without_patch(program, wanted):
    """Why the test says nothing about a patch, or empty: it must exist and pass on the sources as they are."""
    built, text = build(program)
    if not built:
        errors = [line for line in text.splitlines() if "error" in line]
        return f"{program} does not build: " + (errors or ["?"])[0]
    ran, passed, failed = test(program, wanted)
    if not ran:
        return f"no test of {program} is called {wanted}"
    return "" if passed else f"{program} fails without the patch: " + ", ".join(failed[:3])


def judge(patch, passes):
    """(why it is not ok or empty, the tests that noticed)"""
    program, wanted, says, files = header(patch)
    if (program, wanted) not in passes:
        passes[program, wanted] = without_patch(program, wanted)
    if passes[program, wanted]:
        return passes[program, wanted], []
    before = {name: (SRC / name).read_bytes() for name in files if (SRC / name).is_file()}
    code, text = run("git", "apply", str(patch), cwd=SRC)
    if code != 0:
        return "does not apply: " + text.strip().splitlines()[0], []
    try:
        built, text = build(program)
        if not built:
            return "does not compile with the patch", []
        _, passed, failed = test(program, wanted)
        return (f"survived: {says}", []) if passed else ("", failed)
    finally:
        for name, content in before.items():  # not copied anew: the working tree may have moved on since copy_all
            (SRC / name).write_bytes(content)


class Against:
    """An ordinary build folder. The patched object stands first in the link, so the one in the library is never taken."""

    def __init__(self, folder):
        self.passes = {}  # of the program as it is
        self.folder, self.work = pathlib.Path(folder).resolve(), WORK / f"against-{os.getpid()}"
        _, text = run("ninja", "-C", str(self.folder), "-t", "compdb")
        self.commands = {entry["file"]: entry["command"] for entry in json.loads(text)}

    def compiled(self, name, source, to):
        """The command of the ordinary build, for another source and without optimising."""
        command = [w for w in shlex.split(self.commands[str(ROOT / name)]) if w not in ("-O2", "-g1", "-MD", "-D_FORTIFY_SOURCE=2")]
        for option in ("-MT", "-MF"):
            at = command.index(option)
            del command[at:at + 2]
        command[command.index("-o") + 1] = str(to)
        command[command.index("-c") + 1] = str(source)
        return command

    def place(self, program):
        """Where the program stands in the build folder: at its top, or in the folder of its own CMakeLists."""
        return next((path.relative_to(self.folder) for path in self.folder.rglob(program) if path.is_file()), None)

    def linked(self, program, objects, to):
        program = self.place(program)
        _, text = run("ninja", "-C", str(self.folder), "-t", "commands", str(program))
        link = [line for line in text.splitlines() if f" -o {program} " in line][-1]
        return shlex.split(link.removeprefix(": && ").removesuffix(" && :").replace(f" -o {program} ", f" {' '.join(map(str, objects))} -o {to} ", 1))

    def judge(self, patch):
        program, wanted, says, files = header(patch)
        if any(not name.endswith(".cpp") for name in files):
            return "changes more than sources: run it without --against", []
        shutil.rmtree(self.work, ignore_errors=True)
        for name in files:
            (self.work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.work / name)
        objects = [self.work / f"{number}.o" for number in range(len(files))]
        built = self.place(program)
        if built is None:
            return f"{program} is not built", []
        if (program, wanted) not in self.passes:
            ran, passed, failed = read_run(*run(str(self.folder / built), f"--gtest_filter={wanted}", seconds=SECONDS_MAX, cwd=self.work))
            self.passes[program, wanted] = (f"no test of {program} is called {wanted}" if not ran
                                            else "" if passed else f"{program} fails without the patch: " + ", ".join(failed[:3]))
        if self.passes[program, wanted]:
            return self.passes[program, wanted], []
        code, text = run("git", "apply", str(patch), cwd=self.work)
        if code != 0:
            return "does not apply: " + text.strip().splitlines()[0], []
        for name, to in zip(files, objects):
            code, text = run(*self.compiled(name, self.work / name, to), cwd=self.folder)
            if code != 0:
                return "does not compile with the patch", []
        code, text = run(*self.linked(program, objects, self.work / program), cwd=self.folder)
        if code != 0:
            return "does not link: " + text.strip().splitlines()[-1], []
        ran, passed, failed = read_run(*run(str(self.work / program), f"--gtest_filter={wanted}", seconds=SECONDS_MAX, cwd=self.work))
        if not ran:
            return "does not run with the patch", []
        return (f"survived: {says}", []) if passed else ("", failed)


def record(results):
    """found.tsv keeps the last word on every patch that there is."""
    path = PATCHES / "found.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else []
    table = {line.split("\t")[0]: line for line in lines}
    day = datetime.date.today().isoformat()
    for name, (why, failed) in results.items():
        more = f" and {len(failed) - 3} more" if len(failed) > 3 else ""
        table[name] = "\t".join([name, "no" if why else "yes", why or ", ".join(failed[:3]) + more, day])
    kept = [table[name] for name in sorted(table) if (PATCHES / f"{name}.patch").is_file()]
    path.write_text("\n".join(["name\tfound\tby\tday", *kept]) + "\n", encoding="utf-8")


@contextlib.contextmanager
def postgres():
    """Tests of both engines need the private PostgreSQL; ./dev mutants has started one already."""
    if os.environ.get("XINAN_TEST_PG"):
        yield
        return
    folder = tempfile.mkdtemp(prefix="xinan-pg.", dir="/tmp")
    os.environ["XINAN_TEST_PG"] = subprocess.run([str(ROOT / "tools/pg-private"), "start", folder], capture_output=True, text=True, check=True).stdout.strip()
    try:
        yield
    finally:
        subprocess.run([str(ROOT / "tools/pg-private"), "stop", folder], check=False)


def main() -> int:
    given = [a for a in sys.argv[1:] if a != "--record"]
    folder = given.pop(given.index("--against") + 1) if "--against" in given else None
    names = [a for a in given if a != "--against"] or sorted(p.stem for p in PATCHES.glob("*.patch"))
    missing = [n for n in names if not (PATCHES / f"{n}.patch").is_file()]
    if missing:
        sys.exit("no such patch: " + ", ".join(missing))
    WORK.mkdir(parents=True, exist_ok=True)
    against = Against(folder) if folder else None
    if not against:
        copy_all()
        configure()
    passes, results = {}, {}
    print(f"1..{len(names)}")
    with postgres():
        for number, name in enumerate(names, 1):
            began = time.monotonic()
            patch = PATCHES / f"{name}.patch"
            why, failed = results[name] = against.judge(patch) if against else judge(patch, passes)
            seconds = f"({time.monotonic() - began:.0f} s)"
            print(f"not ok {number} {name} - {why} {seconds}" if why else f"ok {number} {name} - found by {', '.join(failed[:3])} {seconds}", flush=True)
    if against:
        shutil.rmtree(against.work, ignore_errors=True)
    if "--record" in sys.argv:
        record(results)
    return 1 if any(why for why, _ in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
