#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Freezes today's data format: freeze.py FREEZE_FORMAT NUMBER writes tests/upgrade/format<NUMBER>/.

Run once for a release, after its last migration; what is written is committed and never made anew, for it stands for the data
that people have. The databases become SQL text, so that a change of them would show in a review.
    ninja -C build/release freeze_format && python3 tests/upgrade/freeze.py build/release/tests/upgrade/freeze_format 1

--without PART/NAME leaves out a migration that only adds tables, and that the frozen release did not have yet; its tables must
be empty. Format 1 was frozen without those that came the same day.
"""
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def dump(database: pathlib.Path) -> str:
    """Tables, then rows, then triggers and views, without the transaction around it; rows may name rows that come later."""
    connection = sqlite3.connect(database)
    connection.text_factory = str
    lines = [line for line in connection.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")]
    tables = [line for line in lines if line.startswith("CREATE TABLE")]
    rows = [line for line in lines if line.startswith("INSERT INTO")]
    rest = [line for line in lines if line not in set(tables) | set(rows)]
    return "\n".join([*tables, "PRAGMA defer_foreign_keys = 1;", *rows, *rest]) + "\n"


def leave_out(database: pathlib.Path, migration: str) -> None:
    part, name = migration.split("/")
    files = list(HERE.parent.parent.glob(f"server/**/{part}/migrations/{name}.sqlite.sql"))
    if len(files) != 1:
        raise SystemExit(f"no migration {migration}")
    text = files[0].read_text(encoding="utf-8")
    if re.search(r"^\s*(ALTER|DROP|INSERT|UPDATE|DELETE)\b", text, re.MULTILINE):
        raise SystemExit(f"{migration} does more than add tables")
    connection = sqlite3.connect(database)
    for table in re.findall(r"CREATE TABLE (\w+)", text):
        if connection.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,):
            raise SystemExit(f"{table} is not empty")
        connection.execute(f"DROP TABLE {table}")
    if connection.execute("DELETE FROM migration WHERE part = ? AND name = ?", (part, name)).rowcount != 1:
        raise SystemExit(f"{migration} was not applied")
    connection.commit()
    connection.close()


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    left_out = sys.argv[4:] if sys.argv[3:4] == ["--without"] else []
    to = HERE / f"format{int(sys.argv[2])}"
    if to.exists():
        print(f"{to} is frozen already", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        made = pathlib.Path(scratch) / "made"
        subprocess.run([sys.argv[1], str(made)], check=True)
        for migration in left_out:
            leave_out(made / "data/store/xinan.sqlite", migration)
        to.mkdir()
        (to / "store.sql").write_text(dump(made / "data/store/xinan.sqlite"), encoding="utf-8")
        (to / "keyring.sql").write_text(dump(made / "data/keyring/keyring.sqlite"), encoding="utf-8")
        shutil.copyfile(made / "xinan.key", to / "xinan.key")
        shutil.copyfile(made / "facts.txt", to / "facts.txt")
        rows = sqlite3.connect(made / "data/store/xinan.sqlite").execute("SELECT part, name FROM migration ORDER BY part, number")
        (to / "migrations.txt").write_text("".join(f"{part}/{name}\n" for part, name in rows), encoding="utf-8")
    print(f"{to}: {sum(f.stat().st_size for f in to.iterdir())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
