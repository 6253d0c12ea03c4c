#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clauses as a test. Every clause of the modules built so far stands in exactly one of docs/clauses/kept.tsv and open.tsv.
A kept clause names a rules test whose source names the clause, an HTTP or browser test that carries it, and the mutant that
must make the rules test fail. An id used anywhere in the sources must exist in policies/clauses.tsv. Exit 1 with findings."""
import collections
import csv
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parent.parent
MODULES = {"scheduling", "reception", "consent", "cases", "notes", "audit", "archive"}
ID = re.compile(r'"([ABCD]\d(?:\.\d+)*\.?[a-z]?\d?[a-z]?)"')


def rows(path):
    with open(ROOT / path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def main() -> int:
    findings = []
    register = {r["id"]: r for r in rows("policies/clauses.tsv")}
    kept, unkept = rows("docs/clauses/kept.tsv"), rows("docs/clauses/open.tsv")
    tests = {}
    for path in list((ROOT / "server").rglob("*_test.cpp")) + list((ROOT / "tests").rglob("*")):
        if path.is_file() and path.suffix in (".cpp", ".mjs", ".py", ".csv"):
            tests[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8", errors="replace")
    mutants = {p.stem for p in (ROOT / "tests/mutants").glob("*.patch")}
    seen = collections.Counter([r["id"] for r in kept] + [r["id"] for r in unkept])
    for clause, row in register.items():
        if row["module"] in MODULES and seen[clause] != 1:
            findings.append(f"{clause} ({row['module']}): stands {seen[clause]} times in kept.tsv and open.tsv, must be once")
    for row in unkept:
        if row["id"] not in register:
            findings.append(f"open.tsv: {row['id']} is not a clause")
        if len(row.get("why") or "") < 8:
            findings.append(f"open.tsv: {row['id']} gives no reason")
    for row in kept:
        clause = row["id"]
        if clause not in register:
            findings.append(f"kept.tsv: {clause} is not a clause")
            continue
        for column in ("rules_test", "http_test"):
            text = tests.get(row[column])
            if text is None:
                findings.append(f"kept.tsv: {clause}: {row[column]} is not a test file")
            elif clause not in text:
                findings.append(f"kept.tsv: {clause}: {row[column]} does not name it")
        if row["mutant"] not in mutants:
            findings.append(f"kept.tsv: {clause}: no mutant {row['mutant']}")
    for path in (ROOT / "server").rglob("*.[ch]pp"):
        for clause in ID.findall(path.read_text(encoding="utf-8")):
            if clause not in register and not path.name.endswith(("_test.cpp", "words.hpp")):
                findings.append(f"{path.relative_to(ROOT)}: {clause} is not a clause of policies/clauses.tsv")
    totals = collections.Counter(r["module"] for r in register.values() if r["module"] in MODULES)
    counts = collections.Counter(register[r["id"]]["module"] for r in kept if r["id"] in register)
    for module in sorted(totals):
        print(f"{module:12} {counts[module]:3} of {totals[module]:3} kept")
    print(f"other modules, not begun as a whole: {sum(n for module, n in counts.items() if module not in MODULES)} kept")
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
