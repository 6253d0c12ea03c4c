#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Style as a test: sizes, banned calls with the replacement named, forgotten twins, markers, addresses of registries.
Exit 1 with one line a finding. A line may carry `tidy-ok: reason`."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).parent.parent
LINES_MAX = 600
BANNED = [  # pattern, allowed file names, what to use instead
    (re.compile(r"\b(system_clock|steady_clock|high_resolution_clock)::now|\btime\(nullptr\)|\bgettimeofday\b"), r"^(clock|log)\.cpp$", "a Clock passed as argument"),
    (re.compile(r"\b(std::random_device|getrandom|std::rand|rand\(\))\b"), r"^random\.cpp$", "a Random passed as argument"),
    (re.compile(r"\bsleep_for\b|\busleep\(|\bsleep\("), r"^$", "a condition, a timer row or a ManualClock"),
    (re.compile(r"\bstd::(cout|printf)\b"), r"(_main|cli\w*|main|progress|commands?\w*)\.cpp$", "log events or the command line's own output"),
    (re.compile(r"SELECT \*"), r"^$", "a list of columns"),
    (re.compile(r"\bFIXME\b|\bXXX\b"), r"^$", "a fix, or an issue"),
    (re.compile(r"\bTODO\b(?!\(\d+\))"), r"^$", "TODO(issue-number)"),
    (re.compile(r"\bGTEST_SKIP\b|\bDISABLED_"), r"^$", "a test that runs"),
    (re.compile(r"\busing namespace (?!std::(chrono_)?literals|std::string_literals)"), r"_test\.cpp$|_fuzz\.cpp$|_support\.cpp$", "qualified names"),
]
SPDX = "SPDX-License-Identifier: AGPL-3.0-or-later"


def tracked():
    out = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=True)
    return [ROOT / line for line in out.stdout.splitlines() if (ROOT / line).is_file()]


def main() -> int:
    findings = []
    for path in tracked():
        name = str(path.relative_to(ROOT))
        source = path.suffix in (".cpp", ".hpp", ".ts", ".tsx", ".mjs", ".py")
        if source and not re.search(r"generated|/schema\.ts$", name):
            text = path.read_text(encoding="utf-8")
            lines = text.splitlines()
            if len(lines) > LINES_MAX:
                findings.append(f"{name}: {len(lines)} lines; past {LINES_MAX} a file may only shrink")
            if SPDX not in "\n".join(lines[:3]):
                findings.append(f"{name}: the first line carries {SPDX}")
            if path.suffix in (".cpp", ".hpp"):
                for number, line in enumerate(lines, 1):
                    if "tidy-ok:" in line:
                        continue
                    for pattern, allowed, instead in BANNED:
                        if pattern.search(line) and not re.search(allowed, path.name):
                            findings.append(f"{name}:{number}: use {instead}")
        if name.endswith(".sqlite.sql") and not (ROOT / name.replace(".sqlite.sql", ".pg.sql")).exists():
            findings.append(f"{name}: its PostgreSQL twin is missing")
        if name.endswith(".pg.sql") and not (ROOT / name.replace(".pg.sql", ".sqlite.sql")).exists():
            findings.append(f"{name}: its SQLite twin is missing")
        if path.name == "package-lock.json" and re.search(r'"resolved":\s*"http', path.read_text(encoding="utf-8")):
            findings.append(f"{name}: names a registry's host")
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
