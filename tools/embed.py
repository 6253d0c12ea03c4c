#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Puts files into the program: embed.py texts OUT.cpp FILE... | embed.py assets OUT.cpp OUT.S DIST.
texts: messages and migrations as string literals; assets: the built pages with their .gz and .br beside them and strong ETags."""
import hashlib
import pathlib
import sys

ROOT = pathlib.Path(__file__).parent.parent
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".svg": "image/svg+xml", ".json": "application/json", ".png": "image/png", ".ico": "image/x-icon", ".txt": "text/plain; charset=utf-8",
         ".woff2": "font/woff2", ".webmanifest": "application/manifest+json"}


def literal(data: bytes) -> str:
    # Adjacent pieces: compilers bound the length of one literal.
    pieces = []
    for start in range(0, len(data), 4000):
        pieces.append('"' + "".join(f"\\{b:03o}" for b in data[start:start + 4000]) + '"')
    return "\n    ".join(pieces) or '""'


def texts(out: str, files: list[str]) -> None:
    rows = []
    for name in sorted(files):
        data = pathlib.Path(name).read_bytes()
        path = pathlib.Path(name).resolve().relative_to(ROOT.resolve()).as_posix()
        rows.append(f'    {{"{path}", std::string_view(\n    {literal(data)}, {len(data)})}},')
    body = "\n".join(rows)
    pathlib.Path(out).write_text(
        '// Written by tools/embed.py.\n#include "app/embedded.hpp"\n\nnamespace xinan::app {\nnamespace {\n'
        f"const EmbeddedText kTexts[] = {{\n{body}\n}};\n}}  // namespace\n"
        "std::span<const EmbeddedText> embedded_texts() { return kTexts; }\n}  // namespace xinan::app\n", encoding="utf-8")


def assets(out_cpp: str, out_asm: str, dist: str) -> None:
    base = pathlib.Path(dist)
    files = sorted(p for p in base.rglob("*") if p.is_file() and p.suffix not in (".gz", ".br", ".map"))
    asm, rows, externs = [".section .rodata"], [], []

    def blob(label: str, path: pathlib.Path) -> str:
        if not path.exists():
            return "{}"
        asm.append(f'.global {label}\n.global {label}_end\n.balign 16\n{label}:\n.incbin "{path.resolve()}"\n{label}_end:')
        externs.append(f"extern const std::uint8_t {label}[];\nextern const std::uint8_t {label}_end[];")
        return f"{{{label}, {label}_end}}"

    for number, path in enumerate(files):
        name = "/" + path.relative_to(base).as_posix()
        etag = hashlib.sha256(path.read_bytes()).hexdigest()[:32]
        media = TYPES.get(path.suffix, "application/octet-stream")
        plain = blob(f"xinan_asset_{number}", path)
        gz = blob(f"xinan_asset_{number}_gz", path.with_name(path.name + ".gz"))
        br = blob(f"xinan_asset_{number}_br", path.with_name(path.name + ".br"))
        rows.append(f'    {{"{name}", "{media}", "\\"{etag}\\"", {plain}, {gz}, {br}}},')
    asm.append('.section .note.GNU-stack,"",@progbits')
    pathlib.Path(out_asm).write_text("\n".join(asm) + "\n", encoding="utf-8")
    body, names = "\n".join(rows), "\n".join(externs)
    table = f"const http::Asset kAssets[] = {{\n{body}\n}};" if rows else ""
    result = "kAssets" if rows else "{}"
    pathlib.Path(out_cpp).write_text(
        '// Written by tools/embed.py.\n#include "app/embedded.hpp"\n\nextern "C" {\n' + names + "\n}\n\nnamespace xinan::app {\nnamespace {\n"
        f"{table}\n}}  // namespace\nstd::span<const http::Asset> embedded_assets() {{ return {result}; }}\n}}  // namespace xinan::app\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1] == "texts":
        texts(sys.argv[2], sys.argv[3:])
    else:
        assets(sys.argv[2], sys.argv[3], sys.argv[4])
