#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Writes lib/base/unicode_fold_tables.inc from this Python's unicodedata."""
import pathlib
import sys
import unicodedata

TARGET = pathlib.Path(__file__).resolve().parent.parent / "lib/base/unicode_fold_tables.inc"
HANGUL = range(0xAC00, 0xD7A4)
SURROGATES = range(0xD800, 0xE000)


def rows_in_lines(rows):
    line = "   "
    for row in rows:
        if len(line) + len(row) + 1 > 100:
            yield line
            line = "   "
        line += " " + row
    yield line


def triple(code, mapped):
    return "{" + ", ".join(f"0x{c:X}" for c in [code, *mapped, *[0] * (3 - len(mapped))]) + "},"


def decompositions():
    """One step of canonical decomposition: one or two code points."""
    for code in range(0x110000):
        text = unicodedata.decomposition(chr(code))
        if text and not text.startswith("<") and code not in HANGUL:
            yield triple(code, [int(part, 16) for part in text.split()])


def foldings():
    """Full case folding: up to three code points."""
    for code in range(0x110000):
        if code in SURROGATES:
            continue
        folded = chr(code).casefold()
        if folded != chr(code):
            yield triple(code, [ord(c) for c in folded])


def combining_classes():
    """Runs of code points with one combining class other than 0."""
    start, current = 0, 0
    for code in range(0x110001):
        value = unicodedata.combining(chr(code)) if code < 0x110000 else 0
        if value != current:
            if current:
                yield "{" + f"0x{start:X}, 0x{code - 1:X}, {current}" + "},"
            start, current = code, value


def render():
    out = [
        "// SPDX-FileCopyrightText: 2026 The igpack authors",
        "// SPDX-License-Identifier: Apache-2.0",
        "",
        f"// Unicode {unicodedata.unidata_version}, written by scripts/gen_unicode_fold.py. Do not edit.",
        "// clang-format off",
        "constexpr Mapping kDecompositions[] = {",
        *rows_in_lines(decompositions()),
        "};",
        "constexpr Mapping kFoldings[] = {",
        *rows_in_lines(foldings()),
        "};",
        "constexpr CombiningRun kCombiningRuns[] = {",
        *rows_in_lines(combining_classes()),
        "};",
        "// clang-format on",
    ]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        TARGET.write_text(render(), encoding="utf-8")
    else:
        sys.exit("usage: gen_unicode_fold.py --write")
