#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Writes a C++ source that defines a function returning the content of a text file."""
import argparse
import pathlib

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("input", type=pathlib.Path)
parser.add_argument("output", type=pathlib.Path)
parser.add_argument("--header", required=True, help="header that declares the function")
parser.add_argument("--function", required=True, help="qualified name, e.g. igp::a::text")
args = parser.parse_args()

# Compilers need not accept literals beyond 64 KiB; adjacent ones are joined.
CHUNK = 8000
namespace, _, name = args.function.rpartition("::")
text = args.input.read_text(encoding="utf-8")
chunks = [text[at:at + CHUNK] for at in range(0, len(text), CHUNK)] or [""]
literal = "\n".join(f'R"embed({chunk})embed"' for chunk in chunks)
args.output.write_text(
    f'#include "{args.header}"\n\nnamespace {namespace} {{\n\n'
    f"std::string_view {name}() {{\n  return\n{literal};\n}}\n\n}}  // namespace {namespace}\n",
    encoding="utf-8")
