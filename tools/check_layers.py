#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checks the house (DESIGN §3): each layer includes only earlier ones, a capability only the public header of a lower rank,
Beast, Botan and SQL stay where they belong. Exit 1 with one line a finding."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
LAYERS = ["base", "crypto", "store", "ledger", "access", "identity", "policy", "http", "registers", "capabilities", "app"]
RANKS = [["visitors", "staff", "facilities", "governance"], ["family"], ["consent"], ["scheduling", "crisis"],
         ["casework", "assessment", "care", "programme", "workplace", "lending"],
         ["reception", "confidentiality", "archive", "complaints", "feedback", "finance"],
         ["audit", "intelligence", "interop"]]
RANK = {name: rank for rank, names in enumerate(RANKS) for name in names}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
# header pattern -> the only layer folder that may include it
OWNED = [(re.compile(r"^botan/"), "crypto"), (re.compile(r"^sqlite3\.h"), "store"), (re.compile(r"^libpq-fe\.h"), "store"),
         (re.compile(r"^boost/(beast|asio)"), "http"), (re.compile(r"^openssl/"), "http"),
         (re.compile(r"^unicode/"), "base"), (re.compile(r"^spdlog/"), "base")]
HTTP_USERS = re.compile(r"(^routes\w*|_routes|_http)(_test)?\.(cpp|hpp)$")
SQL = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b')


def place(path: pathlib.Path):
    parts = path.relative_to(ROOT / "server").parts
    layer = parts[0]
    return layer, (parts[1] if layer == "capabilities" and len(parts) > 2 else None)


def main() -> int:
    findings = []
    for path in sorted((ROOT / "server").rglob("*.[ch]pp")):
        layer, capability = place(path)
        name = str(path.relative_to(ROOT))
        test = re.search(r"(_test|_support|testing|_fuzz)\.[ch]pp$", path.name) is not None
        text = path.read_text(encoding="utf-8")
        if layer not in LAYERS:
            findings.append(f"{name}: '{layer}' is not a layer of DESIGN §3")
            continue
        if layer == "capabilities" and capability not in RANK:
            findings.append(f"{name}: capability '{capability}' has no rank in DESIGN §3")
            continue
        for kind, header in INCLUDE.findall(text):
            for pattern, owner in OWNED:
                if pattern.search(header) and layer != owner and not (test or path.name.endswith("_main.cpp")):
                    findings.append(f"{name}: includes <{header}>, which only server/{owner} may")
            if kind != '"':
                continue
            target = header.split("/")
            if target[0] not in LAYERS:
                continue
            if LAYERS.index(target[0]) > LAYERS.index(layer):
                findings.append(f"{name}: layer {layer} includes the later layer {target[0]} ({header})")
            if target[0] == "http" and layer == "capabilities" and not (HTTP_USERS.search(path.name) or test):
                # The public header lists the route table: it may include route.hpp and nothing else of http.
                if header != "http/route.hpp" or path.name != f"{capability}.hpp":
                    findings.append(f"{name}: only routes, registers and app include http ({header})")
            if target[0] == "capabilities" and layer == "capabilities" and len(target) == 3 and target[1] != capability:
                other = target[1]
                if RANK.get(other, 99) >= RANK[capability] and not test:
                    findings.append(f"{name}: rank {RANK[capability] + 1} ({capability}) includes rank {RANK.get(other, 98) + 1} ({other})")
                if target[2] not in (f"{other}.hpp", "testing.hpp"):
                    findings.append(f"{name}: only the public header of another capability may be included ({header})")
        if SQL.search(text) and not test and not re.search(r"store[\w]*\.cpp$", path.name) and layer != "store":
            findings.append(f"{name}: SQL belongs in store.cpp and migrations")
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
