#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Checks every #include below lib/ and cmd/ against the layer table in ARCHITECTURE.md."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Foreign headers by their spelling, and the only files that may include them.
CONFINED = {
    r"^CLI/": r"^cmd/cli/parser_cli11\.cc$",
    r"^boost/": r"^lib/http/server/",
    r"^openssl/": r"^(lib/crypto|lib/http|tests/support)/",
    r"^sodium": r"^lib/crypto/",
    r"^re2/": r"^lib/regex/",
    r"^yaml\.h": r"^lib/yaml/",
    r"^gmp": r"^lib/rego/",
    r"^sqlite3": r"^lib/evidence/",
    r"^archive(_entry)?\.h": r"^lib/archive/",
}


def layers():
    """The table's rows as {folder: {folders it may include}}."""
    table = {}
    for line in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines():
        match = re.match(r"\| `(\w+)` \|([^|]*)\|", line)
        if match:
            table[match[1]] = {name.strip() for name in match[2].split(",") if name.strip()}
    return table


def main():
    table = layers()
    folders = {p.name for p in (ROOT / "lib").iterdir() if p.is_dir()}
    problems = [f"ARCHITECTURE.md: no row for lib/{name}" for name in sorted(folders - table.keys())]
    problems += [f"ARCHITECTURE.md: row for missing lib/{name}" for name in sorted(table.keys() - folders)]
    count = 0
    for path in sorted([*ROOT.glob("lib/**/*"), *ROOT.glob("cmd/**/*")]):
        if path.suffix not in (".h", ".cc", ".inc"):
            continue
        name = path.relative_to(ROOT).as_posix()
        own = name.split("/")[1] if name.startswith("lib/") else None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+["<]([^">]+)[">]', line)
            if not match:
                continue
            count += 1
            header = match[1]
            target = header.split("/")[0]
            if own and '"' in line and target in folders and target != own and target not in table[own]:
                problems.append(f"{name}:{number}: {own} may not include {target} ({header})")
            if own and (ROOT / "cmd" / header).exists() and not (ROOT / "lib" / header).exists() and '"' in line:
                problems.append(f"{name}:{number}: lib may not include cmd ({header})")
            for pattern, allowed in CONFINED.items():
                if re.search(pattern, header) and not re.search(allowed, name):
                    problems.append(f"{name}:{number}: {header} is confined to {allowed}")
    print("\n".join(problems))
    print(f"{count} includes checked\n{'0 passed, 1 failed' if problems else '1 passed, 0 failed'}")
    return 1 if problems or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
