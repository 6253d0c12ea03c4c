#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each planted defect must be found by the test that is named for it.

run.py [NAME…]     all patches of this folder, or those named (without .patch)

A patch begins with two lines:   # kills: TEST_PROGRAM GTEST_FILTER
                                 # says: what is planted
The sources are copied to build/mutants/src, patched there, and only the named test program is built, in build/mutants/build.
The test must pass without the patch and fail with it. A patch that no longer applies or does not compile counts as a failure:
it tests nothing. Output: one line "ok N name" or "not ok N name - why". Exit 1 when one is not ok."""
import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATCHES = ROOT / "tests/mutants"
WORK = pathlib.Path(os.environ.get("XINAN_BUILD", ROOT / "build")) / "mutants"
SRC, BUILD = WORK / "src", WORK / "build"
JOBS = os.environ.get("XINAN_JOBS", str(os.cpu_count() or 1))
SECONDS_MAX = 900  # of one run of a test; a mutant that hangs has been noticed


def header(patch):
    text = patch.read_text(encoding="utf-8")
    kills = re.search(r"^# kills: (test_\w+) (\S+)$", text, re.M)
    says = re.search(r"^# says: (.+)$", text, re.M)
    if not kills or not says:
        sys.exit(f"{patch.name}: needs '# kills: PROGRAM FILTER' and '# says: …'")
    return kills.group(1), kills.group(2), says.group(1), re.findall(r"^\+\+\+ b/(\S+)", text, re.M)


def sources():
    """Files of the working tree that the build reads: tracked or new, not ignored. The pages are not needed by a test program."""
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, check=True).stdout
    for name in listed.decode().split("\0"):
        if name and not name.startswith("web/") and (ROOT / name).is_file():
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


def build(program):
    deps = WORK.parent / "deps/usr/include"
    flags = [f"-DCMAKE_CXX_FLAGS=-isystem {deps}"] if (deps / "boost").exists() else []
    code, text = run("cmake", "-S", str(SRC), "-B", str(BUILD), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=RelWithDebInfo", "-DXINAN_TESTS=ON", *flags)
    if code == 0:
        code, text = run("ninja", "-C", str(BUILD), "-j", JOBS, program)
    return code == 0, text


def test(program, wanted):
    """(ran at least one test, all passed)"""
    found = [p for p in BUILD.rglob(program) if p.is_file() and os.access(p, os.X_OK)]
    if not found:
        return False, False
    code, text = run(str(found[0]), f"--gtest_filter={wanted}", seconds=SECONDS_MAX, cwd=BUILD)
    return bool(re.search(r"^\[ RUN ", text, re.M)), code == 0


def judge(patch, passes):
    program, wanted, says, files = header(patch)
    if (program, wanted) not in passes:
        built, _ = build(program)
        ran, passed = test(program, wanted) if built else (False, False)
        passes[program, wanted] = ("" if passed and ran else f"{program} does not build" if not built
                                   else f"no test of {program} is called {wanted}" if not ran else f"{program} {wanted} fails without the patch")
    if passes[program, wanted]:
        return passes[program, wanted]
    code, text = run("git", "apply", str(patch), cwd=SRC)
    if code != 0:
        return "does not apply: " + text.strip().splitlines()[0]
    try:
        built, text = build(program)
        if not built:
            return "does not compile with the patch"
        _, passed = test(program, wanted)
        return f"survived: {says}" if passed else ""
    finally:
        for name in files:
            copy(name)


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
    names = sys.argv[1:] or sorted(p.stem for p in PATCHES.glob("*.patch"))
    missing = [n for n in names if not (PATCHES / f"{n}.patch").is_file()]
    if missing:
        sys.exit("no such patch: " + ", ".join(missing))
    WORK.mkdir(parents=True, exist_ok=True)
    copy_all()
    passes, failed = {}, 0
    print(f"1..{len(names)}")
    with postgres():
        for number, name in enumerate(names, 1):
            why = judge(PATCHES / f"{name}.patch", passes)
            failed += bool(why)
            print(f"not ok {number} {name} - {why}" if why else f"ok {number} {name}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
